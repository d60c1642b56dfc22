"""How the department stands at a moment: what waits and what is late in each room, the gates, the cap."""

from datetime import datetime

import msgspec

from motcua.crossings.domain.gates import GATES
from motcua.crossings.queries import gate as gates
from motcua.declarations.queries import listing as declarations
from motcua.dossiers.queries import listing as dossiers
from motcua.ground.queries import outages
from motcua.helpdesk.queries import figures as questions
from motcua.kernel.actor import SYSTEM
from motcua.kernel.words import Words
from motcua.risk import queries as risk
from motcua.risk.domain import ONE


class Queue(msgspec.Struct, frozen=True):
    """Work of a room that is open, how much of it is late, and the lists that show either: name and query."""

    id: str
    words: Words
    open: int
    late: int
    place: str
    query: str
    late_query: str


class AtGate(msgspec.Struct, frozen=True):
    """A gate: who waits, who is expected today, who is on hold."""

    code: str
    words: Words
    waiting: int
    expected: int
    held: int


class Standing(msgspec.Struct, frozen=True):
    """All of it; `left` is how many physical inspections the cap still allows, `outages` wait to be confirmed."""

    queues: tuple[Queue, ...]
    gates: tuple[AtGate, ...]
    left: int
    outages: int


def standing(now: datetime) -> Standing:
    """How everything stands now."""
    queues = (_declarations(now), _dossiers(now), _questions(now))
    left = max(risk.balance().balance_millionths // ONE, 0)
    return Standing(queues, tuple(_gates(now)), left, len(outages.waiting()))


def _declarations(now: datetime) -> Queue:
    told = declarations.waiting(SYSTEM, now=now)
    late = told.pop("late")
    words = Words("Tờ khai chờ kiểm tra", "Declarations that wait for a check")
    return Queue(
        "declarations", words, sum(told.values()), late, "declarations:list", "state=checking&sort=due",
        "state=late&sort=due",
    )  # fmt: skip


def _dossiers(now: datetime) -> Queue:
    told = dossiers.load(now).values()
    words = Words("Hồ sơ một cửa", "One-stop dossiers")
    opened, late = (sum(office[name] for office in told) for name in ("open", "late"))
    return Queue(
        "dossiers", words, opened, late, "dossiers:register", "state=open&sort=due", "lateness=open_late&sort=due"
    )


def _questions(now: datetime) -> Queue:
    told = questions.in_hand(now)
    words = Words("Câu hỏi của doanh nghiệp", "Questions of enterprises")
    return Queue(
        "questions", words, told["open"], told["late"], "helpdesk:list", "state=open&sort=due", "state=late&sort=due"
    )


def _gates(now: datetime) -> list[AtGate]:
    return [
        AtGate(each.gate, GATES[each.gate].words, each.waiting, each.expected, each.held)
        for each in gates.standing(now)
    ]
