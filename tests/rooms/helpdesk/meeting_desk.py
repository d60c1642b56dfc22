"""People, enterprises and a conference for the tests of conferences and visits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from motcua.declarations.factories import party
from motcua.helpdesk.domain.meetings.plans import Findings, Minutes, Plan, VisitPlan
from motcua.helpdesk.models import Conference, Visit
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties

BEGINS = law_moment(date(2023, 5, 10), 8)
AT = law_moment(date(2023, 4, 24), 9)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
SUPPORT = Actor(31, "Lê Thị Hỗ Trợ", posts=frozenset({Post("support", "20ZZ")}))
HEAD = Actor(32, "Đỗ Văn Trưởng", posts=frozenset({Post("head", "20BB")}))
OTHER_HEAD = Actor(33, "Ngô Văn Khác", posts=frozenset({Post("head", "20CF")}))
OFFICER = Actor(34, "Vũ Văn Công", posts=frozenset({Post("officer", "20BB")}))
LEADER = Actor(35, "Cục trưởng", posts=frozenset({Post("leader", "20ZZ")}))
CODES = [f"579990000{no}" for no in range(1, 7)]
TRADERS = [
    Actor(50 + no, f"Doanh nhân {no}", posts=frozenset({Post("trader")}), parties=frozenset({code}))
    for no, code in enumerate(CODES, 1)
]
MINUTES = Minutes("Phó Cục trưởng", "Lê Thị Hỗ Trợ", "Các doanh nghiệp nêu 3 câu hỏi.", "Giao các đơn vị trả lời.")


def enterprises(at: datetime = datetime(2022, 1, 1, tzinfo=UTC)) -> None:
    """Six enterprises, registered."""
    parties.register([party(no) for no in range(1, 7)], by=SYSTEM, at=at)


def plan(**changes: Any) -> Plan:
    """A conference of the Móng Cái branch with six seats."""
    told = {
        "office": "20BB", "title": "Đối thoại doanh nghiệp", "begins_at": BEGINS, "ends_at": BEGINS + 3 * HOUR,
        "place": "Hội trường Chi cục", "topics": "Thủ tục, thuế", "partners": "Ban Quản lý Khu kinh tế (giả định)",
        "seats": 6,
    }  # fmt: skip
    return Plan(**{**told, **changes})


def invited(*, count: int = 4, by: Actor = SUPPORT, at: datetime = AT, **changes: Any) -> Conference:
    """A conference to which the first enterprises are invited."""
    made = meetings.plan(plan(**changes), by=by, at=at)
    meetings.invite(made.number, CODES[:count], by=by, at=at + HOUR)
    return Conference.objects.get(pk=made.pk)


def opened(**changes: Any) -> Conference:
    """One that is open: two registered, one question sent before."""
    made = invited(**changes)
    for no in (0, 1):
        meetings.register(made.number, CODES[no], people=2, by=TRADERS[no], at=made.begins_at - 5 * DAYS)
    asked = meetings.Asked(CODES[0], "Khai sai mã loại hình thì làm gì?", "TT")
    meetings.raise_question(made.number, asked, by=TRADERS[0], at=made.begins_at - 5 * DAYS)
    meetings.hold(made.number, by=SUPPORT, at=made.begins_at)
    return Conference.objects.get(pk=made.pk)


def visited(*, at: datetime = BEGINS) -> Visit:
    """A visit that was made."""
    asked = VisitPlan("20BB", CODES[0], at.date(), "Nắm khó khăn về quyết toán", "Đội nghiệp vụ")
    made = meetings.plan_visit(asked, by=HEAD, at=at - 3 * DAYS)
    told = Findings(at.date(), "Giám đốc", "Chưa rõ cách lập báo cáo quyết toán", "Đã hướng dẫn tại chỗ")
    return meetings.findings(made.number, told, by=HEAD, at=at)
