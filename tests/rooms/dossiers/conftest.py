"""Two enterprises, a branch with its officers, and a procedure in force."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.declarations.factories import party
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Attached
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.procedures import factories
from motcua.procedures import services as procedures

DAY = date(2023, 3, 6)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
PARTY = "5799900001"
OFFICER = Actor(31, "Vũ Thị Một", posts=frozenset({Post("officer", "20BB")}))
ELSEWHERE = Actor(33, "Lê Thị Ba", posts=frozenset({Post("officer", "20CF")}))
HEAD = Actor(34, "Bùi Văn Trưởng", posts=frozenset({Post("head", "20BB")}))
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
PDF = b"%PDF-1.4\n% don\n"
CODE = "QT-TN-01"


def prepare() -> None:
    """Enterprises registered, the procedure in force since the year began."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=AT - 400 * DAYS)
    procedures.load_packaged([factories.content(CODE)], in_force_from=date(2023, 1, 1), by=SYSTEM, at=AT - 100 * DAYS)


@pytest.fixture
def department(db: None) -> None:
    """The department, ready."""
    prepare()


def lodge(no: int = 1, *, at: datetime = AT, by: Actor = TRADER, **told: Any) -> Dossier:
    """A dossier comes in."""
    parts: dict[str, Any] = {"party": PARTY, "office": "20BB", "key": f"k-{no}", **told}
    answers = parts.pop("answers", {"subject": f"Xác nhận {no}"})
    files = parts.pop("files", [Attached("DON", "don.pdf", PDF)])
    return services.lodge(parts.pop("code", CODE), answers, files, by=by, at=at, **parts)


def received(no: int = 1, *, at: datetime = AT, **told: Any) -> Dossier:
    """A dossier that was received."""
    return services.receive(lodge(no, at=at, **told).number, by=OFFICER, at=at + HOUR)


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]
