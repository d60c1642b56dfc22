"""What the survey does by itself: days are closed, the silent are reminded, rounds end."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.survey import services


@daily.duty("survey.days")
def close_days(at: datetime) -> object:
    """Lay down yesterday's answers, and close rounds that are over."""
    return services.close_due(at)


@daily.duty("survey.reminders")
def remind(at: datetime) -> object:
    """Remind those who have not answered."""
    return services.remind_due(at)
