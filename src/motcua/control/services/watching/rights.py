"""Things held under a lock as their maker saw them."""

from typing import Any

from django.db.models import QuerySet

from motcua.control.domain.watching.errors import ChangedSince, NeedsWords, NotToCome
from motcua.control.domain.watching.told import need_short
from motcua.kernel.refusals import NotFound


def held(rows: QuerySet[Any], number: str, seen: int = 0) -> Any:
    """The thing of that number among those that may be seen, locked. NotFound; ChangedSince where not as `seen`."""
    found = rows.select_for_update().filter(number=number[:20]).first() if "\x00" not in number else None
    if found is None:
        raise NotFound(what=number[:30].replace("\x00", ""))
    if seen and found.leaf != seen:
        raise ChangedSince(number=found.number)
    return found


def need_text(what: str, text: str) -> str:
    """The text without blanks around it. NeedsWords, TooLong."""
    if not text.strip():
        raise NeedsWords(what=what)
    need_short(what, text)
    return text.strip()


def need_past(day: Any, today: Any) -> None:
    """NotToCome for a day that has not come."""
    if day > today:
        raise NotToCome(day=f"{day:%d/%m/%Y}")
