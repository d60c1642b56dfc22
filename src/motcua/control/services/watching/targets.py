"""Targets of the ten indicators: set for a year with a reason; a change is a new version, and the old one stays."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching.errors import NotAnIndicator, NothingChanged
from motcua.control.domain.watching.indicators import Setter, indicator
from motcua.control.queries.watching.rights import need_worker
from motcua.control.services.watching.rights import need_text
from motcua.control.services.watching.rows import TARGETS
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import Target
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words

LARGEST = 10**15
FIRST_YEAR, LAST_YEAR = 2000, 2999


@transaction.atomic
def set_targets(
    year: int, targets: Mapping[str, int], *, reason: str, setter: Setter = Setter.GENERAL_DEPARTMENT,
    names: Mapping[str, Words] | None = None, by: Actor, at: datetime,
) -> list[Target]:  # fmt: skip
    """Set or change targets of a year; those that stay as they were are left out. The changed ones come back.

    NotAllowed, NotAnIndicator, NeedsWords, NothingChanged.
    """
    need_worker(by, "control/targets")
    why = need_text("lý do / reason", reason)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAnIndicator(code=str(year)[:20])
    held = {each.code: each for each in Target.objects.select_for_update().filter(year=year).order_by("code")}
    sheet, changed = Sheet(by, at), []
    for code, target in targets.items():
        row, new = _row(held.get(code), year, code, at)
        words = (names or {}).get(code) or Words(row.vi, row.en)
        if (not new) and (row.target, row.vi, row.en, row.setter) == (target, words.vi, words.en, str(setter)):
            continue
        if not 0 <= target <= LARGEST:
            raise NotAnIndicator(code=code)
        row.target, row.vi, row.en, row.setter = target, words.vi.strip()[:300], words.en.strip()[:300], str(setter)
        sheet.put(TARGETS, row, "set", why, new=new)
        changed.append(row)
    if not changed:
        raise NothingChanged
    sheet.write(events.TARGETS, f"control/{year}", {"year": year, "count": len(changed)})
    return changed


def _row(held: Target | None, year: int, code: str, at: datetime) -> tuple[Target, bool]:
    if held is not None:
        return held, False
    known = indicator(code)
    if known is None:
        raise NotAnIndicator(code=code[:20])
    return Target(id=ids.one(at), year=year, code=code, vi=known.words.vi, en=known.words.en, target=0), True
