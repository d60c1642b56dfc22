"""Forecasting revenue to the end of a month, a quarter and a year, from the days that have ended.

Daily sums in, estimates out. Several methods are tried on earlier days of the same series (`trying`), the best for
the number of days ahead is taken (`outlook`), and its own past errors make the intervals. Nothing reads a clock.
"""

from motcua.revenue.domain.forecasting.outlook import ENDS, Forecast, NoHistory, Outlook, forecast, period_end
from motcua.revenue.domain.forecasting.trying import Tried

__all__ = ["ENDS", "Forecast", "NoHistory", "Outlook", "Tried", "forecast", "period_end"]
