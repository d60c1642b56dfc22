"""Thirty enterprises that used two branches, a support desk, a leader, and a round."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.declarations.factories import party
from motcua.declarations.models import Declaration
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.survey import services
from motcua.survey.domain.plans import Plan, usual_rule
from motcua.survey.domain.questionnaires import CURRENT, questionnaire
from motcua.survey.domain.sheets import Branch, Sheet
from motcua.survey.models import Round

FORM = questionnaire(CURRENT)
OPENS, CLOSES = date(2023, 11, 1), date(2023, 11, 20)
DAYS = timedelta(days=1)
AT = law_moment(OPENS, 9)
SUPPORT = Actor(31, "Lê Thị Hỗ Trợ", posts=frozenset({Post("support", "20ZZ")}))
LEADER = Actor(35, "Cục trưởng", posts=frozenset({Post("leader", "20ZZ")}))
BOTH = Actor(36, "Vừa rút vừa ký", posts=frozenset({Post("support", "20ZZ"), Post("leader", "20ZZ")}))
INSIDE, OUTSIDE = 12, 18
CODES = [party(no).tax_code for no in range(1, INSIDE + OUTSIDE + 1)]
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({CODES[0]}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900099"}))
TWO_BRANCHES = 8
"""So many enterprises used both branches."""


def declared(code: str, office: str, count: int, first: int) -> list[Declaration]:
    """Rows of so many declarations of an enterprise at an office."""
    at = law_moment(date(2023, 6, 1), 9)
    told: dict[str, Any] = {
        "direction": "import", "procedure": "A11", "office": office, "party": code, "party_name": code,
        "registered_at": at, "registered_on": date(2023, 6, 1), "version": 1, "channel": 1, "state": "cleared",
        "items": 1, "customs_value": 1, "value_usd_e4": 1, "tax_total": 0, "leaf": 1,
    }  # fmt: skip
    return [Declaration(id=first + no, number=f"{first + no:012d}", **told) for no in range(count)]


def used() -> None:
    """Enterprises of and outside the province with what they declared: each at one branch, the first at two."""
    held = [
        party(no, province="Quảng Ninh" if no <= INSIDE else "Hải Phòng") for no in range(1, len(CODES) + 1)
    ]  # fmt: skip
    parties.register(held, by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))
    rows: list[Declaration] = []
    for no, code in enumerate(CODES):
        main = "20BB" if no % 2 else "20CF"
        rows += declared(code, main, 3, 1000 + len(rows))
        if no < TWO_BRANCHES:
            rows += declared(code, "20CF" if main == "20BB" else "20BB", 1, 1000 + len(rows))
    Declaration.objects.bulk_create(rows)


@pytest.fixture
def department(db: None) -> None:
    """The enterprises and their declarations."""
    used()


def plan(**changes: Any) -> Plan:
    """A round of ten enterprises of the province and fifteen outside."""
    told: dict[str, Any] = {
        "year": 2023, "opens_on": OPENS, "closes_on": CLOSES, "inside": 10, "outside": 15, "rule": usual_rule(2023),
    }  # fmt: skip
    return Plan(**{**told, **changes})


def signed(**changes: Any) -> Round:
    """A round with its frame drawn and signed."""
    made = services.plan(plan(**changes), by=SUPPORT, at=AT - 5 * DAYS)
    drawn = services.draw(made.number, key="a key", by=SUPPORT, at=AT - 4 * DAYS)
    return services.sign(made.number, drawn.fingerprint, by=LEADER, at=AT - 3 * DAYS)


def opened(**changes: Any) -> tuple[Round, dict[str, str]]:
    """One that is open, with the links by tax code."""
    made = signed(**changes)
    links = dict(services.open_round(made.number, by=SUPPORT, at=AT))
    return Round.objects.get(pk=made.pk), links


def sheet(offices: list[str], level: int = 4, **changes: Any) -> Sheet:
    """A sheet that answers every item with a level, reversed items the other way, all but one a level below."""
    answers = {item.code: 6 - level if item.reverse else level for _, item in FORM.items()}
    answers["Q01"] = 3
    answers[FORM.overall.code] = level
    branches = {office: Branch([each.code for each in FORM.uses], dict(answers)) for office in offices}
    told: dict[str, Any] = {"profile": {"P1": 2}, "open": {"O1": "Cần giảm thời gian chờ ở bãi"}, "begun": 1}
    return Sheet(branches, **{**told, **changes})


def answered(links: dict[str, str], count: int = 20, *, at: datetime = AT + DAYS, level: int = 4) -> list[str]:
    """So many enterprises have sent in a sheet each; who."""
    who = sorted(links)[:count]
    sent = [(links[code], sheet(services.door(links[code], at).codes, level)) for code in who]
    services.submit_many(sent, at=at)
    return who


def closed(**changes: Any) -> Round:
    """A round that was answered by twenty and closed."""
    made, links = opened(**changes)
    answered(links)
    return services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))


def faults() -> list[str]:
    """What `motcua verify` finds in this room: declarations stand here without their leaves."""
    log.sequence()
    return [fault.place for fault in verification.verify(100_000).faults if "declarations" not in fault.place]
