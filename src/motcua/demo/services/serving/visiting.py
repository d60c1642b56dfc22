"""Visits to enterprises of the demonstration: made over the year, with what followed, and one that is planned."""

from datetime import date, timedelta

from motcua.demo.services.serving.supporting import DAY, HOUR, Desk
from motcua.helpdesk.domain.meetings.plans import Findings, Todo, VisitPlan
from motcua.helpdesk.services import meetings
from motcua.kernel.days import law_day, law_moment

_NOTE = "(giả định)"
_MEMBERS = f"Lãnh đạo đơn vị, tổ hỗ trợ doanh nghiệp {_NOTE}"


def make_visits(desk: Desk) -> int:
    """All visits of the year; the last have things left to be done. How many were made."""
    given = desk.given.visits
    count = desk.scaled(given["count"])
    span = (given["until"] - given["since"]).days
    for no in range(count):
        day = law_day(desk.working(given["since"] + timedelta(days=span * (no + 1) // count), 9))
        _make(desk, no, day, fresh=no >= count - 2)
    _plan(desk)
    return count


def _party(desk: Desk, office: str, no: int) -> str:
    held = desk.of_office(office)
    return held[no * 7 % min(len(held), 60)]


def _make(desk: Desk, no: int, day: date, *, fresh: bool) -> None:
    """A visit, what was found, and something to be done: done in time, or still open where it is fresh."""
    given = desk.given.visits
    office = given["offices"][no % len(given["offices"])]
    purpose, found, settled, todo = given["purposes"][no % len(given["purposes"])]
    by = desk.staff("support")
    begins = law_moment(day, 9)
    asked = VisitPlan(office, _party(desk, office, no), day, f"{purpose} {_NOTE}", _MEMBERS)
    made = meetings.plan_visit(asked, by=by, at=begins - 7 * DAY)
    told = Findings(day, f"Đại diện doanh nghiệp {_NOTE}", f"{found} {_NOTE}", settled)
    meetings.findings(made.number, told, by=by, at=begins + 6 * HOUR)
    owner = desk.staff("officer", office) if office != "20ZZ" else by
    due = day + timedelta(days=5 if fresh and no % 2 else 14)
    meetings.follow_up(made.number, Todo(f"{todo} {_NOTE}", owner.account, due), by=by, at=begins + 7 * HOUR)
    if not fresh:
        done = begins + (9 + no % 6) * DAY
        meetings.action_done(made.number, 1, outcome=f"Đã làm {_NOTE}", by=owner, at=done)
        meetings.close_visit(made.number, by=by, at=done + HOUR)


def _plan(desk: Desk) -> None:
    given = desk.given.visits
    purpose = given["purposes"][0][0]
    asked = VisitPlan("20BB", _party(desk, "20BB", 3), given["next"], f"{purpose} {_NOTE}", _MEMBERS)
    meetings.plan_visit(asked, by=desk.staff("support"), at=desk.opens - 2 * DAY)
