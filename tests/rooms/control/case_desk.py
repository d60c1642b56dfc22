"""A department's control: handlers, a head, a leader, and cases at work, as tests of cases share them."""

from datetime import date, datetime, timedelta
from typing import Any

from motcua.control.domain.cases.authority import Decision
from motcua.control.domain.cases.subjects import Subject
from motcua.control.models import Case, Exhibit
from motcua.control.services import seizures
from motcua.control.services.cases import deciding, details, opening, working
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_moment

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
HANDLER = Actor(41, "Lê Văn Kiểm", posts=frozenset({Post("control")}))
OTHER = Actor(42, "Đỗ Văn Soát", posts=frozenset({Post("control")}))
OFFICER = Actor(43, "Phạm Văn Cửa", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(44, "Trưởng Móng Cái", posts=frozenset({Post("head", "20BB")}))
FAR_HEAD = Actor(45, "Trưởng Hòn Gai", posts=frozenset({Post("head", "20CF")}))
LEADER = Actor(46, "Lãnh đạo", posts=frozenset({Post("leader")}))
TRADER = Actor(47, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
PERSON = Subject("Nguyễn Văn Giả", "GIA-0001", "Thôn Giả Định", "VN")
LINE = details.Line("Thuốc lá điếu", 500_000, "bao", 12_000_000)
SEALED = seizures.Sealed("Thuốc lá điếu", 500_000, "bao", "NP-0001", "K2")
FINE = Decision(1, 8_000_000, 12_000_000, basis="128/2020/NĐ-CP")


def new(**changes: Any) -> opening.New:
    """Goods found by a patrol at Móng Cái."""
    told: dict[str, Any] = {
        "title": "Thuốc lá không hóa đơn", "kind": "transport", "office": "20BB", "source": "patrol",
        "detected_at": AT - HOUR, **changes,
    }  # fmt: skip
    return opening.New(**told)


def opened(by: Actor = HANDLER, at: datetime = AT, **changes: Any) -> Case:
    """It is written down."""
    return opening.open_case(new(**changes), by=by, at=at)


def step(found: Case, verb: str, *, by: Actor = HANDLER, at: datetime = AT, **told: Any) -> Case:
    """A plain step, with words."""
    return working.step(found.number, verb, **{"note": "theo hồ sơ", **told}, by=by, at=at)


def explained(at: datetime = AT, **changes: Any) -> Case:
    """A case whose violator does not explain, with one person, goods and one exhibit in the store."""
    found = opened(at=at, **changes)
    details.add_subject(found.number, PERSON, kind="person", by=HANDLER, at=at)
    details.set_goods(found.number, [LINE], by=HANDLER, at=at)
    seizures.seize(found.number, [SEALED], by=HANDLER, at=at)
    for verb in ("record", "hold", "verify", "waive"):
        found = step(found, verb, at=at)
    return found


def decided(at: datetime = AT, told: Decision = FINE) -> Case:
    """The same, fined by the head."""
    return deciding.decide(explained(at).number, told, by=HEAD, at=at + DAYS)


def paid(amount: int = 8_000_000, reference: str = "FT001", **told: Any) -> deciding.Paid:
    """Money that came."""
    return deciding.Paid(amount, DAY + DAYS, "VCB", reference, **told)


def exhibit(found: Case) -> Exhibit:
    """The only exhibit of a case."""
    return Exhibit.objects.get(case_id=found.pk)


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]
