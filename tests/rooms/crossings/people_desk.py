"""Who works at the gates in these tests, and when."""

from collections.abc import Callable
from datetime import date
from typing import Any

from motcua.crossings import people_factories as made
from motcua.crossings.services import controls, residents
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day, law_moment

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9, 20)
HERE = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
THERE = Actor(8, "Phạm Thị Lan", posts=frozenset({Post("officer", "20CF")}))
HEAD = Actor(9, "Đỗ Văn Nam", posts=frozenset({Post("head", "20BB")}))
LEADER = Actor(10, "Cục trưởng", posts=frozenset({Post("leader", "20ZZ")}))
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
PROGRAM = Actor(11, "máy cửa khẩu", kind="program", scopes=frozenset({"passengers:write"}))


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def a_control() -> int:
    """A control result at Móng Cái whose duty waits to be paid."""
    return controls.record(made.case(), by=SYSTEM, at=SITE_NOW).id


def a_resident() -> str:
    """The number of a resident's declaration at Móng Cái."""
    return residents.declare([made.declared(law_day(SITE_NOW))], by=SYSTEM, at=SITE_NOW)[0].number


SITE_NOW = law_moment(date(2023, 12, 22), 10)
PEOPLE_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"crossings:passengers_{name}": lambda _: {"gate": "VNMC1", "day": "2023-12-22"} for name in ("day", "correct")},
    **{f"crossings:{name}": lambda _: {"control": a_control()} for name in ("control", "person_read", "person_erase")},
    **{f"crossings:{name}": lambda _: {"subject": a_control()} for name in ("gate_pay", "gate_leave")},
    "crossings:resident": lambda _: {"number": a_resident()},
}
"""What the walk over all routes puts into the addresses of people."""
