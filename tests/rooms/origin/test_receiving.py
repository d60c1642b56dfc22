"""Certificates come from windows, doubled and out of order; officers and issuers speak; partners are told once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.rooms.origin.conftest import AT, DAYS, HOUR, ISSUER, OFFICER, OTHER, TRADER, came, faults, lodge, work

from motcua.declarations.models import Declaration
from motcua.ground.queries import pending
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.origin import factories, services
from motcua.origin.domain import certificate as certificates
from motcua.origin.domain import errors
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.life import AppState, ClaimState, State
from motcua.origin.models import Application, Certificate, Claim, Delivered, Incoming, Line, Outgoing
from motcua.origin.queries import applications, outgoing, statistics
from motcua.origin.services import reminding


def state() -> str:
    return Certificate.objects.order_by("pk").first().state  # type: ignore[union-attr]


def told(kind: str, at: Any = AT + HOUR, **facts: Any) -> Answer:
    return Answer(kind, **{"reference": "TH-0000001", "country": "TH", "at": at, **facts})  # type: ignore[arg-type]


def test_the_same_again_is_known_and_other_contents_are_refused(department: None) -> None:
    first, again = came(), came()
    assert (first.new, again.new, first.id) == (True, False, again.id)
    with pytest.raises(errors.OtherContent):
        came(remarks="changed")
    other = factories.certificate(2)
    with pytest.raises(errors.OtherContent):
        services.receive(other, partner="TH", message_id="TH-m-1", at=AT)
    assert Outgoing.objects.filter(kind="received").count() == 1
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "partner"),
    [
        ({"reference": ""}, "TH"),
        ({"partner": "LA"}, "TH"),
        ({"country": "MY"}, "TH"),
        ({"lines": ()}, "TH"),
        ({"issued_on": None}, "TH"),
    ],
)
def test_what_nobody_could_find_again_is_not_kept(department: None, changes: dict[str, Any], partner: str) -> None:
    with pytest.raises(errors.Unfit):
        services.receive(factories.certificate(**changes), partner=partner, message_id="m", at=AT)
    assert not Certificate.objects.exists()


def test_what_breaks_a_rule_waits_to_be_checked_and_bears_once_it_is_accepted(department: None) -> None:
    lodge(kg=(400,))
    made = came(at=AT + HOUR, lines=(factories.line(description=""),))
    assert (state(), [each.code for each in made.findings]) == (State.CHECKING, ["ORI-FRD-27"])
    assert Claim.objects.get().state == ClaimState.NAMED
    services.accept(made.id, by=OFFICER, at=AT + 2 * HOUR)
    assert (state(), Claim.objects.get().state) == (State.ACCEPTED, ClaimState.BORNE)
    assert faults() == []


def test_a_replacement_before_use_takes_the_place_and_after_use_waits_for_an_officer(department: None) -> None:
    came(1)
    came(2, replaces="TH-0000001")
    assert state() == State.REPLACED
    lodge(1, reference="TH-0000002")
    third = came(3, at=AT + HOUR, replaces="TH-0000002")
    second = Certificate.objects.get(reference="TH-0000002")
    assert (second.flagged, third.state) == ("replaced", State.CHECKING)
    services.end(second.pk, by=OFFICER, at=AT + 2 * HOUR)
    work(AT + 3 * HOUR)
    assert Declaration.objects.get().version == 2
    assert faults() == []


def test_an_issuer_withdraws_before_use_at_once_and_after_use_an_officer_may_keep_it(department: None) -> None:
    came(1)
    services.answered(told("withdrawn"), partner="TH", message_id="w1", at=AT)
    assert state() == State.CANCELLED
    used = came(2)
    lodge(1, reference="TH-0000002")
    services.answered(told("withdrawn", reference="TH-0000002"), partner="TH", message_id="w2", at=AT + HOUR)
    assert Certificate.objects.get(pk=used.id).flagged == "withdrawn"
    assert not lodge(2, reference="TH-0000002").accepted
    with pytest.raises(errors.NeedsReason):
        services.keep(used.id, note=" ", by=OFFICER, at=AT + HOUR)
    services.keep(used.id, note="Đã thông quan", by=OFFICER, at=AT + HOUR)
    assert lodge(3, reference="TH-0000002").accepted
    assert faults() == []


def test_a_withdrawal_that_overtakes_its_certificate_is_kept_and_obeyed_when_that_comes(department: None) -> None:
    assert services.answered(told("withdrawn"), partner="TH", message_id="w", at=AT - 2 * DAYS)
    assert not services.answered(told("withdrawn"), partner="TH", message_id="w", at=AT)
    came()
    assert state() == State.CANCELLED
    assert Incoming.objects.count() == 1
    assert faults() == []


@pytest.mark.parametrize(
    "wrong", [told("withdrawn", country="MY"), told("used"), told("withdrawn", reference="")]
)  # fmt: skip
def test_a_partner_speaks_of_its_own_certificates_or_of_ours(department: None, wrong: Answer) -> None:
    with pytest.raises(errors.Unfit):
        services.answered(wrong, partner="TH", message_id="x", at=AT)


def test_verification_abroad_charges_the_difference_runs_a_clock_and_is_answered(department: None) -> None:
    made = came()
    answer = lodge(kg=(400,))
    with pytest.raises(errors.NeedsReason):
        services.verify(made.id, reason="DOUBT", note="", by=OFFICER, at=AT + HOUR)
    services.verify(made.id, reason="DOUBT", note="Chữ ký lạ", by=OFFICER, at=AT + HOUR)
    assert Certificate.objects.get().due_at == AT + HOUR + timedelta(days=180)
    work(AT + 2 * HOUR)
    assert Declaration.objects.get(pk=answer.declaration_id).version == 2
    assert Line.objects.get().used_e4 == 0
    assert reminding.remind(AT + 200 * DAYS) == 1
    services.answered(told("confirmed"), partner="TH", message_id="c", at=AT + 30 * DAYS)
    assert (state(), Certificate.objects.get().due_at) == (State.CHECKING, None)
    services.accept(made.id, by=OFFICER, at=AT + 31 * DAYS)
    with pytest.raises(Impossible):
        services.accept(made.id, by=OFFICER, at=AT + 32 * DAYS)
    assert faults() == []


@pytest.mark.parametrize("by", [TRADER, ISSUER, Actor(9, "Đội trưởng", posts=frozenset({Post("officer", "20BB")}))])
def test_only_an_origin_officer_decides_and_never_on_the_own_side(department: None, by: Actor) -> None:
    made = came()
    with pytest.raises(NotAllowed):
        services.accept(made.id, by=by, at=AT)
    barred = Actor(21, "X", posts=OFFICER.posts, barred=frozenset({"5799900001"}))
    with pytest.raises(errors.OwnSide):
        services.refuse(made.id, reason="DIRECT", note="x", by=barred, at=AT)
    with pytest.raises(NotFound):
        services.accept(made.id, by=OTHER, at=AT)


def test_two_officers_do_not_decide_on_what_the_other_has_not_seen(department: None) -> None:
    made = came()
    services.clarify(made.id, reason="COSTS", note="RVC", seen=made.id, by=OFFICER, at=AT)
    with pytest.raises(errors.ChangedSince):
        services.accept(made.id, seen=made.id, by=OFFICER, at=AT + HOUR)


def test_every_message_is_in_the_outbox_once_and_its_delivery_is_kept(department: None) -> None:
    came()
    lodge(kg=(400,))
    jobs = [msgspec.json.decode(each.payload)["outgoing"] for each in pending(services.SEND)]
    assert [outgoing.one(each).kind for each in jobs] == ["received", "used"]
    used = msgspec.json.decode(outgoing.one(jobs[1]).body)
    assert used["uses"][0]["quantity"] == "0.4"
    assert used["uses"][0]["remaining"] == "0.6"
    assert [services.sent(jobs[0], receipt="r", at=AT) for _ in range(2)] == [True, False]
    assert Delivered.objects.count() == 1
    assert [found.received for found in statistics.form_d(AT.date() - 2 * DAYS, AT.date())] == [1]
    assert statistics.received(AT.date() - 2 * DAYS, AT.date()) == 1
    assert faults() == []


@pytest.fixture
def issued(department: None) -> Application:
    """A certificate issued to the first enterprise, for Thailand."""
    made = services.apply(factories.wish(), by=TRADER, at=AT)
    services.approve(made.number, by=ISSUER, at=AT + HOUR)
    return services.issue(made.number, by=ISSUER, at=AT + 2 * HOUR)


def answer_us(kind: str, number: int = 1, **facts: Any) -> bool:
    reference = Application.objects.exclude(reference=None).order_by("pk")[number - 1].reference
    said = Answer(kind, reference, "VN", AT + DAYS, **facts)  # type: ignore[arg-type]
    return services.answered(said, partner="TH", message_id=f"{kind}{number}", at=AT + DAYS)


def test_an_issued_certificate_has_our_number_its_leaf_and_goes_to_the_partner(issued: Application) -> None:
    assert (issued.state, issued.reference) == (AppState.ISSUED, "VN-TH 23/QN/00001")
    sent = Outgoing.objects.get(kind="certificate")
    made = certificates.read(sent.body.encode())
    assert isinstance(made, certificates.Certificate)
    assert (made.reference, made.country, made.issued_on) == (issued.reference, "VN", AT.date())
    assert faults() == []


def test_the_partner_tells_receipt_use_and_asks_and_an_issuer_answers_only_what_was_asked(issued: Application) -> None:
    for kind in ("received", "used", "verify"):
        assert answer_us(kind)
    assert applications.find(issued.number, TRADER).told == "verify"
    with pytest.raises(errors.Unasked):
        services.answer_partner(issued.number, kind="clarified", note="x", by=ISSUER, at=AT + 2 * DAYS)
    services.answer_partner(issued.number, kind="confirmed", note="Đúng", by=ISSUER, at=AT + 2 * DAYS)
    assert Outgoing.objects.filter(kind="confirmed").count() == 1
    assert faults() == []


def test_a_certificate_is_cancelled_copied_and_replaced(issued: Application) -> None:
    services.copy(issued.number, note="Mất bản gốc", by=ISSUER, at=AT + DAYS)
    wish = applications.wish_of(issued)
    again = msgspec.structs.replace(
        wish, certificate=msgspec.structs.replace(wish.certificate, replaces=issued.reference)
    )
    second = services.apply(again, by=TRADER, at=AT + DAYS)
    services.approve(second.number, by=ISSUER, at=AT + DAYS)
    second = services.issue(second.number, by=ISSUER, at=AT + DAYS)
    assert applications.find(issued.number, TRADER).state == AppState.REPLACED
    services.cancel(second.number, reason="CHANGED", note="Không xuất", by=ISSUER, at=AT + 2 * DAYS)
    assert Outgoing.objects.filter(kind="withdrawn").count() == 1
    assert faults() == []


def test_costs_that_do_not_meet_the_criterion_need_a_note(department: None) -> None:
    wish = factories.wish()
    dear = msgspec.structs.replace(
        wish.costs[0], materials=(msgspec.structs.replace(wish.costs[0].materials[0], origin="BR"),)
    )
    made = services.apply(msgspec.structs.replace(wish, costs=(dear,)), by=TRADER, at=AT)
    with pytest.raises(errors.NeedsReason):
        services.approve(made.number, by=ISSUER, at=AT)
    services.give_back(made.number, note="Bổ sung", by=ISSUER, at=AT)
    services.apply_again(made.number, wish, by=TRADER, at=AT + HOUR)
    services.approve(made.number, by=ISSUER, at=AT + 2 * HOUR)
    assert faults() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda n: services.approve(n, by=TRADER, at=AT), lambda n: services.issue(n, by=OFFICER, at=AT),
        lambda n: services.withdraw(n, by=ISSUER, at=AT),
    ],
)  # fmt: skip
def test_who_may_not_does_not(department: None, act: Callable[[str], object]) -> None:
    made = services.apply(factories.wish(), by=TRADER, at=AT)
    with pytest.raises(NotAllowed):
        act(made.number)
    with pytest.raises(NotFound):
        services.withdraw(made.number, by=OTHER, at=AT)
    with pytest.raises(NotAllowed):
        services.apply(factories.wish(), by=OTHER, at=AT)
    assert services.withdraw(made.number, by=TRADER, at=AT).state == AppState.WITHDRAWN


def test_the_platform_itself_may_receive_and_decide(department: None) -> None:
    assert services.accept(came().id, by=SYSTEM, at=AT).state == State.ACCEPTED
