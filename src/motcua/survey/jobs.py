"""What the survey does by itself: sheets of a day are counted, the silent are reminded, rounds end."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.survey import services


@daily.duty("survey.days")
def close_days(at: datetime) -> object:
    """Count yesterday's sheets, and close rounds that are over."""
    return services.close_due(at)


@daily.duty("survey.reminders")
def remind(at: datetime) -> object:
    """Remind those who have not answered."""
    return services.remind_due(at)
