"""Due days of answers, corrective actions and decisions, by the working calendar."""

from datetime import date

from motcua.kernel.days import in_words
from motcua.kernel.worktime import Calendar
from motcua.procedures.domain.audit.data import limit
from motcua.procedures.domain.audit.errors import DueWrong


def answer_due(raised: date, calendar: Calendar) -> date:
    """The last day on which an office answers a nonconformity raised on that day."""
    return calendar.add_days(raised, limit("answer_working_days", raised))


def last_due(today: date, calendar: Calendar, name: str) -> date:
    """The latest due day that may be given today; `name` is that of the limit."""
    return calendar.add_days(today, limit(name, today))


def need_due(due: date, today: date, calendar: Calendar, name: str) -> None:
    """Refuse a due day that is past, no working day, or beyond the limit. DueWrong."""
    last = last_due(today, calendar, name)
    if not today <= due <= last or not calendar.open_on(due):
        raise DueWrong(due=in_words(due), first=in_words(today), last=in_words(last))
