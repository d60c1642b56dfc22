"""The public tariff for programs: search, one line, its history, two days compared, schedules, exchange rates."""

from motcua.tariff.api.operations import OPERATIONS

__all__ = ["OPERATIONS"]
