"""What the pages of control are asked with when every route is walked in every role.

Each thing is made once in a database, at Móng Cái. Cases and notes are need-to-know, and the walk signs in somebody
new for each change: so whoever is in, and whoever comes in next, is let into them. Who is not is tried in this room's
own tests. Before an act, what it acts on is put where that act is possible, so that its form is asked for too.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.rooms.control.case_desk import DAYS, decided, exhibit
from tests.rooms.control.watch_desk import CONTROL, asked, note, opened, planned
from tests.rooms.site.conftest import NOW

from motcua.control.domain.cases.life import EXHIBIT_MOVES, MOVES
from motcua.control.models import (
    Case,
    CaseReader,
    Exhibit,
    HeldInRegister,
    IntelligenceNote,
    MonthlyReturn,
    PatrolPlan,
    WatchEntry,
)
from motcua.control.queries import cases
from motcua.control.services import watching
from motcua.control.web.case_acts import ACTS
from motcua.control.web.store import ACTS as LINKS
from motcua.ground.services import ids
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people.models import Account

Asking = Callable[[Any], dict[str, Any]]
MONTH, UNTIL = "2023-11", date(2024, 1, 31)
HANDLERS = ("control", "officer")
"""Roles that handle a case here; others are readers of it, but for heads and leaders, who need not be let in."""


def _whoever() -> tuple[int, int]:
    """The accounts of who is in, and of who comes in next."""
    last: int = Account.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return last, last + 1


def a_case() -> Case:
    """One that was fined by the head, which whoever is in or comes in next may see."""
    found, who = Case.objects.first() or decided(NOW - 2 * DAYS), _whoever()
    posts = people.actor_for(who[0], law_day(NOW)).posts
    role = cases.HANDLER if any(post.role in HANDLERS for post in posts) else cases.READER
    known = CaseReader.objects.filter(case_id=found.pk).values_list("account", flat=True)
    for account in {*who} - {*known}:
        CaseReader.objects.create(leaf=ids.one(NOW), case_id=found.pk, account=account, role=role)
    return found


def a_note() -> IntelligenceNote:
    """One that whoever is in wrote down, and whoever comes in next handles."""
    found = IntelligenceNote.objects.first() or watching.record_note(note(), by=CONTROL, at=NOW)
    recorder, handler = _whoever()
    IntelligenceNote.objects.update(recorder=recorder, handler=handler)
    return found


def a_watch(value: str) -> WatchEntry:
    """A proposal to watch an enterprise."""
    held = WatchEntry.objects.filter(value=value).first()
    return held or watching.propose(asked(value=value, until=UNTIL), by=CONTROL, at=NOW)


def an_own_watch() -> WatchEntry:
    """A proposal of whoever is in or comes in next."""
    found = a_watch("5799900778")
    WatchEntry.objects.filter(pk=found.pk).update(asked_by=" ".join(f"account/{each}" for each in _whoever()))
    return found


def a_held() -> HeldInRegister:
    """An enterprise in the register of profiles."""
    return HeldInRegister.objects.first() or watching.enter(opened(), by=CONTROL, at=NOW)


def a_plan() -> PatrolPlan:
    """A plan of this month."""
    days = {"first_on": date(2023, 12, 1), "last_on": date(2023, 12, 31)}
    return PatrolPlan.objects.first() or watching.plan(planned(**days), by=CONTROL, at=NOW)


def a_month() -> str:
    """A month that was closed."""
    if not MonthlyReturn.objects.exists():
        watching.close_month(MONTH, by=CONTROL, at=NOW)
    return MONTH


def _case(verb: str = "") -> Asking:
    """The number of the case, where the verb is possible."""

    def told(_: Any) -> dict[str, Any]:
        found = a_case()
        for state in [begins for begins, move in MOVES if move == verb][:1]:
            Case.objects.filter(pk=found.pk).update(state=str(state))
        return {"number": found.number}

    return told


def _exhibit(verb: str = "") -> Asking:
    """The exhibit of the case, held by who comes in next or handed to it, where the verb is possible."""

    def told(_: Any) -> dict[str, Any]:
        found, following = exhibit(a_case()), _whoever()[1]
        for state in [begins for begins, move in EXHIBIT_MOVES if move == verb][:1]:
            Exhibit.objects.update(state=str(state), holder=following, to=following)
        return {"exhibit": found.pk}

    return told


def _numbered(made: Callable[[], Any]) -> Asking:
    return lambda _: {"number": made().number}


CONTROL_ARGUMENTS: dict[str, Asking] = {
    **{f"control:case{name}": _case() for name in ("", "_readings", "_record", "_decision")},
    **{f"control:case_act_{act.name}": _case(act.verb) for act in ACTS},
    "control:exhibit": _exhibit(),
    **{f"control:exhibit_{act.name}": _exhibit(act.name) for act in LINKS},
    "control:count": lambda _: {"code": exhibit(a_case()).store},
    "control:targets": lambda _: {"year": NOW.year},
    **{f"control:{name}": lambda _: {"code": "profiles"} for name in ("indicator", "indicator_csv")},
    **{f"control:return{name}": lambda _: {"month": a_month()} for name in ("", "_close", "_correct", "_pdf", "_xlsx")},
    **{f"control:note{name}": _numbered(a_note) for name in ("", "_assess", "_act", "_dismiss", "_assign")},
    **{f"control:held{name}": _numbered(a_held) for name in ("", "_update", "_close")},
    **{
        f"control:watch{name}": _numbered(lambda: a_watch("5799900777"))
        for name in ("", "_approve", "_refuse", "_stop")
    },
    "control:watch_withdraw": _numbered(an_own_watch),
    **{f"control:plan{name}": _numbered(a_plan) for name in ("", "_change", "_report", "_cancel")},
    "control:watch_proof": lambda _: {"name": "plans", "number": a_plan().number, "leaf": a_plan().leaf},
}
