"""Monthly returns: a month that is over is closed once, with its figures; a correction is another edition."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from motcua.control import watch_events as events
from motcua.control.domain.watching.errors import MonthNotOver, NotClosed, NothingChanged
from motcua.control.domain.watching.returns import month_of, written
from motcua.control.queries.watching import returns
from motcua.control.queries.watching.rights import need_worker
from motcua.control.services.watching.rights import need_text
from motcua.control.services.watching.rows import RETURNS
from motcua.control.services.watching.writing import Sheet
from motcua.control.watch_models import MonthlyReturn
from motcua.ground.services import ids
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound


def close_month(month: str, *, by: Actor, at: datetime) -> MonthlyReturn:
    """Close a month with its figures as rows give them now; closed again, it comes back as it was. MonthNotOver."""
    need_worker(by, "control/return")
    year, no = _month(month)
    if held := returns.editions(month):
        return held[-1]
    try:
        with transaction.atomic():
            return _keep(year, no, 1, "close", "", by=by, at=at)
    except IntegrityError:
        if held := returns.editions(month):
            return held[-1]
        raise


@transaction.atomic
def correct_month(month: str, reason: str, *, by: Actor, at: datetime) -> MonthlyReturn:
    """Close a month anew with a reason: another edition, earlier ones stay. NotClosed, NothingChanged, NeedsWords."""
    need_worker(by, "control/return")
    year, no = _month(month)
    why = need_text("lý do / reason", reason)
    held = returns.editions(month)
    if not held:
        raise NotClosed(month=month)
    if written(returns.counted(year, no))[1] == held[0].digest:
        raise NothingChanged
    return _keep(year, no, held[0].edition + 1, "correct", why, by=by, at=at)


def _month(month: str) -> tuple[int, int]:
    found = month_of(month)
    if found is None:
        raise NotFound(what=month[:30].replace("\x00", ""))
    return found


def _keep(  # noqa: PLR0913 - an edition has that many parts
    year: int, no: int, edition: int, verb: str, note: str, *, by: Actor, at: datetime
) -> MonthlyReturn:
    figures = returns.counted(year, no)
    if law_day(at) <= figures.until:
        raise MonthNotOver(month=figures.month, day=f"{figures.until + timedelta(days=1):%d/%m/%Y}")
    text, digest = written(figures)
    row = MonthlyReturn(id=ids.one(at), month=figures.month, edition=edition, figures=text, digest=digest)
    sheet = Sheet(by, at)
    sheet.put(RETURNS, row, verb, note, new=True)
    told = {"month": figures.month, "edition": edition, "digest": digest, "ahead": figures.ahead}
    sheet.write(events.RETURN, f"control/return/{figures.month}", told)
    return row
