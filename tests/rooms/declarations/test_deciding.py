"""Nobody decides on what they, or whom they stand in for, lodged or prepared, nor for a party of theirs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.rooms.declarations.test_life import lodged, pay

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import OwnDeclaration
from motcua.declarations.domain.inspecting import Record
from motcua.declarations.domain.life import Channel
from motcua.declarations.domain.message import write
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.models import Declaration, Draft, Move, Version
from motcua.kernel.actor import SYSTEM, Acting, Actor, Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
Act = Callable[[Declaration, Actor, datetime], object]


def accept(stored: Declaration, by: Actor, at: datetime) -> None:
    services.accept_documents([services.Step(stored.id, at)], by=by)


def cancel(stored: Declaration, by: Actor, at: datetime) -> None:
    services.cancel([services.Cancellation(stored.id, at, "E1")], by=by)


def amend(stored: Declaration, by: Actor, at: datetime) -> None:
    message = factories.declaration(int(Version.objects.get(declaration_id=stored.id).reference[1:]), lines=2)
    services.amend([services.Change(stored.id, at, write(message), "2", by_customs=True)], by=by)


def decide(stored: Declaration, by: Actor, at: datetime) -> None:
    services.decide_request(stored.number, verdict="deny", note="Không đủ căn cứ", by=by, at=at)


def inspect(stored: Declaration, by: Actor, at: datetime) -> None:
    services.record_inspections([services.Inspection(stored.id, at, "KHOP")], by=by)


def passing(stored: Declaration, by: Actor, at: datetime) -> None:
    services.pass_supervision([services.Step(stored.id, at)], by=by)


def part(stored: Declaration, by: Actor, at: datetime) -> None:
    services.pass_part(stored.id, Wanted(quantity=Decimal(1)), by=by, at=at)


def lapse(stored: Declaration, by: Actor, at: datetime) -> None:
    services.lapse([services.Cancellation(stored.id, at + timedelta(days=40), "A1")], by=by)


OFFICERS: dict[str, Act] = {
    "accept_documents": accept,
    "cancel": cancel,
    "amend": amend,
    "decide_request": decide,
    "record_inspections": inspect,
    "pass_supervision": passing,
    "pass_part": part,
    "take_back_part": lambda s, by, at: services.take_back_part(s.id, 1, reason="Ghi nhầm", by=by, at=at),
    "lapse": lapse,
    "instruct": lambda s, by, at: services.instruct(s.id, kind="A", words="Nộp C/O", by=by, at=at),
    "withdraw_query": lambda s, by, at: services.withdraw_query(s.id, words="Thôi", by=by, at=at),
    "order_inspection": lambda s, by, at: services.order_inspection(
        s.id, reason="Nghi ngờ", basis="Tin báo", ground="legal", by=by, at=at
    ),
    "spare_inspection": lambda s, by, at: services.spare_inspection(s.id, reason="Đã rõ", by=by, at=at),
    "extend_inspection": lambda s, by, at: services.extend_inspection(s.id, reason="Lô lớn", by=by, at=at),
    "release": lambda s, by, at: services.release(s.id, reason="B", note="Chờ", by=by, at=at),
    "settle": lambda s, by, at: services.settle(s.id, note="Xong", by=by, at=at),
    "store": lambda s, by, at: services.store(s.id, place="Kho", by=by, at=at),
    "claim": lambda s, by, at: services.claim(s.id, by=by, at=at),
    "write_record": lambda s, by, at: services.write_record(s.id, inspected(at), by=by, at=at),
    "sign_record": lambda s, by, at: services.sign_record(s.id, agreed=True, note="", by=by, at=at),
    "end_storage": lambda s, by, at: services.end_storage(s.id, result="Đạt", by=by, at=at),
}
"""Every service by which an officer decides; a new one that takes a step is covered by `Group.step` itself."""
PASSING = ("pass_supervision", "pass_part", "take_back_part")
RED = {"write_record", "sign_record", "record_inspections", "extend_inspection", "spare_inspection"}
TRADERS = {
    "answer", "answer_with", "attach", "propose", "pay", "ask_to_cancel", "submit", "register", "prepare", "try_out",
    "lodge_many", "lodge_stream",
}  # fmt: skip


def inspected(at: datetime) -> Record:
    """A record of goods that are as declared."""
    return Record(at, "Km3+4", "TC", 10, "KHOP")


def stand(name: str, at: datetime, officer: Actor) -> Declaration:
    """A declaration on which this could be decided by somebody else."""
    stored = lodged(at, Channel.RED if name in RED else Channel.YELLOW)
    if name == "sign_record":
        services.write_record(stored.id, inspected(at), by=officer, at=at)
    if name in ("withdraw_query",):
        services.instruct(stored.id, kind="A", words="Nộp C/O", by=officer, at=at)
    if name in ("release", "settle", *PASSING):
        pay(stored, at)
    if name == "settle":
        services.release(stored.id, reason="B", note="Chờ", by=officer, at=at)
    if name in PASSING:
        accept(stored, officer, at)
    if name == "take_back_part":
        part(stored, officer, at)
    if name == "end_storage":
        services.store(stored.id, place="Kho", by=officer, at=at)
    if name == "decide_request":
        trader = Actor(9, "Hoa", parties=frozenset({stored.party}))
        services.ask_to_cancel(stored.number, reason="E1", note="", by=trader, at=at)
    return stored


@pytest.fixture
def heads() -> Actor:
    """Somebody who may decide everything at the branch."""
    return Actor(40, "Cán bộ", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB"), Post("risk")}))


def sides(stored: Declaration, heads: Actor) -> dict[str, Actor]:
    """The same officer, on the declarant's side in each way there is."""
    party = frozenset({stored.party})
    return {
        "user of the enterprise": replace(heads, parties=party),
        "user who only sees": replace(heads, acting=(Acting(stored.party, frozenset({"see"})),)),
        "agent by mandate": replace(heads, acting=(Acting(stored.party, frozenset({"lodge"}), "5799900002", 3),)),
        "user once": replace(heads, barred=party),
        "stands in for a user": replace(heads, behalf=77, barred=party),
    }


@pytest.mark.parametrize("name", OFFICERS)
def test_nobody_decides_for_a_party_of_theirs(name: str, at: datetime, officer: Actor, heads: Actor) -> None:
    stored = stand(name, at, officer)
    before = Move.objects.filter(declaration_id=stored.id).count()
    for side, by in sides(stored, heads).items():
        with pytest.raises(OwnDeclaration):
            OFFICERS[name](stored, by, at + HOUR)
        assert Move.objects.filter(declaration_id=stored.id).count() == before, side


@pytest.mark.parametrize("name", OFFICERS)
def test_somebody_else_decides(name: str, at: datetime, officer: Actor, heads: Actor) -> None:
    OFFICERS[name](stand(name, at, officer), heads, at + HOUR)


@pytest.mark.parametrize(
    ("did", "by"),
    [("lodged", "self"), ("lodged", "absent"), ("lodged", "program"), ("prepared", "self"), ("prepared", "absent")],
)
def test_who_lodged_or_prepared_never_decides(at: datetime, officer: Actor, heads: Actor, did: str, by: str) -> None:
    stored = lodged(at, Channel.YELLOW)
    me = heads if by != "absent" else replace(heads, account=41, behalf=40)
    _did(stored, did, by, at)
    with pytest.raises(OwnDeclaration):
        accept(stored, me, at + HOUR)
    accept(stored, replace(heads, account=42), at + HOUR)


def _did(stored: Declaration, did: str, by: str, at: datetime) -> None:
    """Let account 40, or a program to which it gave a token, have lodged or prepared the declaration."""
    if did == "prepared":
        facts: dict[str, Any] = {"items": 1, "done": 0, "revision": 1, "created_at": at, "updated_at": at}
        Draft.objects.create(
            id=1, party=stored.party, account=40, direction="import", declaration_id=stored.id, **facts
        )
        return
    actor = "account/40"
    if by == "program":
        from motcua.people import services as people
        from motcua.people.domain import Grant
        from motcua.people.models import Account, Token

        leaf, _ = people.give_token(
            Grant("máy", stored.party, frozenset({"declarations:write"}), at.date(), at.date()), by=SYSTEM, at=at
        )
        Account.objects.create(id=40, username="forty", name="Bốn mươi", leaf=1)
        Token.objects.filter(pk=leaf).update(given_by=40)
        actor = f"token/{leaf}"
    Move.objects.filter(leaf=stored.id).update(actor=actor)


def test_who_never_traded_is_not_looked_up(
    at: datetime, heads: Actor, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.declarations.services import deciding

    monkeypatch.setattr(deciding, "_touched", lambda *_: pytest.fail("looked up"))
    deciding.refuse_own(replace(heads, traded=False), {1: "5799900001"}, {1: "100000000000"})


def test_every_service_is_an_officers_or_a_traders() -> None:
    others = {
        "as_seen", "assessed", "certify", "claim_next", "hand_over", "held", "hits", "in_order", "kit",
        "match_suspense", "money_arrived", "move_deadlines", "need_recorder", "need_window", "record",
        "amend_by_customs", "decide_proposal", "name_operator", "end_operator", "photograph",
    }  # fmt: skip
    named = {name for name in services.__all__ if name[0].islower()}
    assert named == OFFICERS.keys() | TRADERS | others
