"""Guarantees: clearance follows at once, the balance is drawn and restored, interest runs from clearance."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.declarations.queries import one
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.parties import services as parties
from motcua.revenue import services as revenue
from motcua.revenue.domain.errors import GuaranteeEnded, GuaranteeWrong, NotSecured
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.revenue.models import GuaranteeBalance, GuaranteeUse, Obligation
from motcua.revenue.queries import paying
from motcua.risk import services as risk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
NAMED = Reference("BIDV", 2023, "BL", "000123")
TERMS = {
    "guarantee_bank": "BIDV", "guarantee_year": 2023, "guarantee_symbol": "BL", "guarantee_number": "000123",
}  # fmt: skip
PARTY = factories.party(2).tax_code


def given(at: datetime, amount: int = 10**12, **changes: Any) -> int:
    facts: dict[str, Any] = {"kind": "general", "reference": NAMED, "party": PARTY, "amount": amount,
                             "since": DAY, "until": date(2023, 12, 31), **changes}  # fmt: skip
    return revenue.register_guarantee(Promise(**facts), by=SYSTEM, at=at - HOUR)


def lodged(
    at: datetime, channel: Channel = Channel.GREEN, term: str = "B", count: int = 30, **changes: Any
) -> list[services.Answer]:  # fmt: skip
    """Declarations of the guarantee's party, those of one channel."""
    risk.seed(b"lives of declarations", by=SYSTEM, at=at - 24 * HOUR)
    facts = {**TERMS, "payment_term": term, **changes}
    raws = [services.Raw(factories.body(1 + 5 * no, day=DAY, lines=1, **facts), at) for no in range(count)]
    answers = services.submit(raws, by=SYSTEM)
    return [answer for answer in answers if answer.channel == channel and answer.tax_total]


def balance(guarantee: int) -> int:
    return GuaranteeBalance.objects.get(pk=guarantee).used


def state(number: str) -> str:
    return Declaration.objects.get(number=number).state


def pay(answer: services.Answer, at: datetime, amount: int = 0) -> None:
    paid = services.Payment(answer.declaration_id, at, amount or answer.tax_total, f"R{answer.number}", "VCB")
    services.pay([paid], by=SYSTEM)


def good() -> list[str]:
    log.sequence()
    return [f"{fault.place} {fault.words.en}" for fault in verification.verify().faults]


def test_a_green_declaration_under_a_general_guarantee_is_cleared_at_once(at: datetime) -> None:
    guarantee = given(at)
    answers = lodged(at)
    assert {answer.state for answer in answers} == {State.CLEARED}
    first = Obligation.objects.get(pk=answers[0].declaration_id)
    assert (first.secured, first.secured_on, first.due_on) == (first.charged, DAY, DAY + timedelta(days=30))
    owing = Obligation.objects.filter(charged__gt=0)
    assert balance(guarantee) == sum(each.charged for each in owing)
    assert good() == []


def test_payment_restores_the_balance_and_owes_interest_from_clearance(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at)[0]
    before = balance(guarantee)
    bill = paying.bill(answer.declaration_id, DAY + timedelta(days=10))
    assert bill is not None
    assert bill.accruing == round(answer.tax_total * 300 * 10 / 1_000_000)
    pay(answer, at + timedelta(days=10), bill.to_pay)
    after = Obligation.objects.get(pk=answer.declaration_id)
    assert (after.secured, after.penalty, after.penalty_settled) == (0, bill.accruing, bill.accruing)
    assert balance(guarantee) == before - answer.tax_total
    assert good() == []


def test_paying_on_the_day_of_clearance_owes_no_interest(at: datetime) -> None:
    given(at)
    answer = lodged(at)[0]
    pay(answer, at + 2 * HOUR)
    assert Obligation.objects.get(pk=answer.declaration_id).penalty == 0


def test_a_part_paid_restores_that_part(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at)[0]
    before = balance(guarantee)
    pay(answer, at + HOUR, 1000)
    assert balance(guarantee) == before - 1000
    assert Obligation.objects.get(pk=answer.declaration_id).secured == answer.tax_total - 1000
    assert good() == []


def test_a_balance_that_is_used_up_refuses_the_next_and_only_that(at: datetime) -> None:
    given(at, amount=1)
    assert lodged(at) == []
    refused = services.submit([services.Raw(factories.body(1, day=DAY, lines=1, payment_term="B", **TERMS), at)],
                              by=SYSTEM)[0]  # fmt: skip
    assert [found.code for found in refused.findings if found.severity == "refuse"] == ["DEC-PAY-16"]
    assert not Declaration.objects.filter(tax_total__gt=0).exists()
    assert not GuaranteeUse.objects.exists()
    plain = services.submit([services.Raw(factories.body(1, day=DAY, lines=1), at)], by=SYSTEM)[0]
    assert plain.accepted


def test_the_balance_bears_declarations_of_one_sending_in_their_order(at: datetime) -> None:
    first = services.try_out(services.Raw(factories.body(1, day=DAY, lines=1), at), by=SYSTEM)
    guarantee = given(at, amount=first.tax_total or 0)
    bodies = [factories.body(1, day=DAY, lines=1, payment_term="B", reference=f"X{no}", **TERMS) for no in range(3)]
    answers = services.submit([services.Raw(body, at) for body in bodies], by=SYSTEM)
    assert [answer.accepted for answer in answers] == [True, False, False]
    assert balance(guarantee) == first.tax_total
    assert good() == []


def test_the_same_declaration_again_draws_once(at: datetime) -> None:
    guarantee = given(at)
    body = services.Raw(factories.body(1, day=DAY, lines=1, payment_term="B", **TERMS), at)
    first = services.submit([body], by=SYSTEM)[0]
    again = services.submit([body], by=SYSTEM)[0]
    assert (again.repeated, again.due_on) == (True, first.due_on)
    assert balance(guarantee) == first.tax_total


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"guarantee_number": "9"}, "DEC-PAY-10"), ({"payment_term": "A"}, "DEC-PAY-17"),
        ({"party_id": factories.party(1).tax_code, "party_name": "Công ty TNHH Minh Họa 1"}, "DEC-PAY-14"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_lodging_and_before_it(at: datetime, changes: dict[str, Any], code: str) -> None:
    given(at)
    facts = {**TERMS, "payment_term": "B", **changes}
    raw = services.Raw(factories.body(1, day=DAY, lines=1, **facts), at)
    answer = services.submit([raw], by=SYSTEM)[0]
    assert code in [found.code for found in answer.findings if found.severity == "refuse"]
    tried = services.try_out(raw, by=SYSTEM)
    assert code in [error.code for error in tried.errors]


def test_a_yellow_one_is_cleared_when_its_documents_are_in_order_and_interest_begins_then(
    at: datetime, officer: Actor
) -> None:
    given(at)
    answer = lodged(at, Channel.YELLOW)[0]
    assert Obligation.objects.get(pk=answer.declaration_id).secured_on is None
    services.accept_documents([services.Step(answer.declaration_id, at + 24 * HOUR)], by=officer)
    assert state(answer.number) == State.CLEARED
    assert Obligation.objects.get(pk=answer.declaration_id).secured_on == DAY + timedelta(days=1)
    assert good() == []


def test_goods_released_on_conditions_under_a_guarantee_owe_interest_from_release(at: datetime, officer: Actor) -> None:
    given(at)
    answer = lodged(at, Channel.YELLOW)[0]
    services.release(answer.declaration_id, reason="A", note="", by=officer, at=at + HOUR)
    services.settle(answer.declaration_id, note="xong", by=officer, at=at + 72 * HOUR)
    assert state(answer.number) == State.CLEARED
    assert Obligation.objects.get(pk=answer.declaration_id).secured_on == DAY
    assert good() == []


def test_cancelling_restores_the_balance(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at, Channel.YELLOW)[0]
    before = balance(guarantee)
    services.cancel([services.Cancellation(answer.declaration_id, at + HOUR, "E3")], by=SYSTEM)
    assert balance(guarantee) == before - answer.tax_total
    assert good() == []


def change(answer: services.Answer, at: datetime, lines: int, **changes: Any) -> services.Change:
    stored = Declaration.objects.get(number=answer.number)
    reference = stored_reference(stored)
    facts = {**TERMS, "payment_term": "B", **changes}
    message = factories.declaration(int(reference[1:]), day=DAY, lines=lines, **facts)
    return services.Change(stored.id, at, write(message), "5")


def stored_reference(stored: Declaration) -> str:
    return one.versions(stored.id)[0].reference


def test_an_amendment_before_clearance_draws_what_it_adds(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at, Channel.YELLOW)[0]
    before = balance(guarantee)
    services.amend([change(answer, at + HOUR, lines=2)], by=SYSTEM)
    stored = Declaration.objects.get(number=answer.number)
    assert balance(guarantee) == before + stored.tax_total - answer.tax_total
    assert Obligation.objects.get(pk=stored.id).secured == stored.tax_total
    services.amend([change(answer, at + 2 * HOUR, lines=1)], by=SYSTEM)
    assert balance(guarantee) == before
    assert good() == []


def test_an_amendment_beyond_the_balance_is_refused_whole(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at, Channel.YELLOW)[0]
    used = balance(guarantee)
    GuaranteeBalance.objects.filter(pk=guarantee).update(amount=used)
    with pytest.raises(NotSecured, match="DEC-PAY-16"):
        services.amend([change(answer, at + HOUR, lines=2)], by=SYSTEM)
    assert balance(guarantee) == used


def test_what_is_added_after_clearance_is_owed_and_not_drawn(at: datetime) -> None:
    guarantee = given(at)
    answer = lodged(at)[0]
    used = balance(guarantee)
    services.amend([change(answer, at + HOUR, lines=2)], by=SYSTEM)
    assert balance(guarantee) == used
    owed = Obligation.objects.get(pk=answer.declaration_id)
    assert owed.charged > owed.secured == answer.tax_total
    assert good() == []


def test_a_waiting_declaration_may_name_a_guarantee_later_by_its_number(at: datetime, officer: Actor) -> None:
    answer = lodged(at, Channel.YELLOW, term="D", guarantee_bank="", guarantee_year=None, guarantee_symbol="",
                    guarantee_number="")[0]  # fmt: skip
    guarantee = given(at, kind="individual", declaration=answer.number)
    services.amend([change(answer, at + HOUR, lines=1, payment_term="A")], by=SYSTEM)
    assert balance(guarantee) == answer.tax_total
    services.accept_documents([services.Step(answer.declaration_id, at + 2 * HOUR)], by=officer)
    assert state(answer.number) == State.CLEARED
    assert good() == []


def test_an_individual_guarantee_is_for_one_declaration(at: datetime) -> None:
    given(at, kind="individual", invoice="INV-1", office="20BB", procedure="A11")
    bodies = [factories.body(1, day=DAY, lines=1, payment_term="A", reference=f"Y{no}", **TERMS) for no in range(2)]
    first, second = services.submit([services.Raw(body, at) for body in bodies], by=SYSTEM)
    assert (first.accepted, second.accepted) == (True, False)
    assert [found.code for found in second.findings if found.severity == "refuse"] == ["DEC-PAY-11"]


def test_a_priority_enterprise_is_cleared_at_once_and_pays_on_the_tenth(at: datetime) -> None:
    parties.register([factories.party(7, priority=True, level=1)], by=SYSTEM, at=at - HOUR)
    facts = {"party_id": factories.party(7).tax_code, "party_name": factories.party(7).name}
    bodies = [factories.body(no, day=DAY, lines=1, **facts) for no in range(40)]
    answers = services.submit([services.Raw(body, at) for body in bodies], by=SYSTEM)
    answer = next(each for each in answers if each.channel == Channel.GREEN and each.tax_total)
    assert (answer.state, answer.due_on) == (State.CLEARED, date(2023, 6, 10))
    owed = Obligation.objects.get(pk=answer.declaration_id)
    assert (owed.deferred, owed.secured, owed.due_on) == (True, 0, date(2023, 6, 10))
    again = services.submit([services.Raw(bodies[answers.index(answer)], at)], by=SYSTEM)[0]
    assert (again.repeated, again.due_on) == (True, answer.due_on)
    pay(answer, at + timedelta(days=39))
    assert Obligation.objects.get(pk=owed.pk).penalty == round(answer.tax_total * 300 / 1_000_000)
    assert good() == []


def test_guarantees_are_extended_raised_and_ended_and_never_shortened(at: datetime) -> None:
    guarantee = given(at, amount=1000)
    for verb, facts in (("extend", {"until": date(2023, 12, 31)}), ("raise", {"amount": 1000}), ("cut", {})):
        with pytest.raises(GuaranteeWrong):
            revenue.change_guarantee(guarantee, verb=verb, by=SYSTEM, at=at, **facts)
    revenue.change_guarantee(guarantee, verb="extend", until=date(2024, 1, 1), by=SYSTEM, at=at)
    revenue.change_guarantee(guarantee, verb="raise", amount=1001, by=SYSTEM, at=at)
    revenue.change_guarantee(guarantee, verb="end", by=SYSTEM, at=at)
    with pytest.raises(GuaranteeEnded):
        revenue.change_guarantee(guarantee, verb="end", by=SYSTEM, at=at)
    found = GuaranteeBalance.objects.get(pk=guarantee)
    assert (found.amount, found.until, bool(found.ended)) == (1001, date(2024, 1, 1), True)
    assert good() == []


def test_verify_finds_a_balance_that_was_changed_by_hand(at: datetime) -> None:
    guarantee = given(at)
    lodged(at)
    GuaranteeBalance.objects.filter(pk=guarantee).update(used=0)
    assert any("revenue_guarantee_balance" in fault for fault in good())
