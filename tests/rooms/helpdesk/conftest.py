"""Three enterprises, a support desk, an officer, a head, a leader, and questions."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.declarations.factories import party
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.helpdesk import services
from motcua.helpdesk.domain.answers import Answer, Basis, Content
from motcua.helpdesk.domain.askers import Contact
from motcua.helpdesk.domain.standing import Class
from motcua.helpdesk.models import Question
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.parties import services as parties

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
SUPPORT = Actor(31, "Lê Thị Hỗ Trợ", posts=frozenset({Post("support", "20ZZ")}))
SECOND = Actor(32, "Đỗ Văn Duyệt", posts=frozenset({Post("support", "20ZZ")}))
OFFICER = Actor(33, "Phạm Văn Cửa", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(34, "Trưởng Móng Cái", posts=frozenset({Post("head", "20BB")}))
LEADER = Actor(35, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
BASIS = (Basis("Thông tư 38/2015/TT-BTC", "Điều 20"),)
ANSWER = Answer("Khai bổ sung trong 60 ngày thì không bị phạt.", BASIS)


@pytest.fixture
def department(db: None) -> None:
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))


def new(title: str = "Khai sai sau thông quan", body: str = "Phải làm gì?", **changes: Any) -> services.New:
    """A question of the first enterprise."""
    classed = Class(**{"domain": "TT", **{k: changes.pop(k) for k in ("domain", "nature", "office", "priority", "level")
                                          if k in changes}})  # fmt: skip
    told = {"party": "5799900001", "contact": Contact("Nguyễn Thu Hương", "huong@example.vn"), **changes}
    return services.New(title, body, classed, **told)


def ask(title: str = "Khai sai sau thông quan", *, by: Actor = TRADER, at: datetime = AT, **changes: Any) -> Question:
    """It is asked."""
    return services.ask(new(title, **changes), by=by, at=at)


def content(question: str = "Khai sai sau thông quan thì làm gì?", **changes: Any) -> Content:
    """An answer to be published."""
    told = {
        "domain": "TT", "question": Words(question, "What if a declaration was wrong?"),
        "answer": Words("Khai bổ sung trong 60 ngày.", "Amend it within 60 days."), "basis": BASIS,
        "since": date(2015, 4, 1), **changes,
    }  # fmt: skip
    return Content(**told)


def published(contents: Sequence[Content], at: datetime = AT) -> None:
    """These are published."""
    packaged = [(f"T-{no:03d}", each) for no, each in enumerate(contents, start=1)]
    services.load_packaged(packaged, by=SYSTEM, review=SYSTEM, at=at)


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]
