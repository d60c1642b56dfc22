"""The pages about money: what is owed, suspense, refunds with four eyes, guarantees, debts, banks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW

from motcua.declarations import services as declarations
from motcua.declarations.domain.errors import OwnDeclaration
from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.gateways.bank import services as bank
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.revenue import services as revenue
from motcua.revenue.domain.errors import RefundWaits, SecondOfficer, SuspenseDone
from motcua.revenue.models import Guarantee, Obligation, Payment, Refund, Suspense
from motcua.revenue.queries import desk

pytestmark = pytest.mark.django_db
FIRST = Actor(21, "An", posts=frozenset({Post("revenue", "20ZZ")}))
SECOND = Actor(22, "Bình", posts=frozenset({Post("revenue", "20ZZ")}))
ELSEWHERE = Actor(23, "Chi", posts=frozenset({Post("revenue", "20CF")}))


@pytest.fixture
def owing(lodge: Callable[..., list[Answer]]) -> Declaration:
    """A declaration that waits for its tax."""
    lodge(15)
    return Declaration.objects.filter(state="awaiting_payment", tax_total__gt=0).order_by("id")[0]


def pay(found: Declaration, amount: int, reference: str = "R1") -> None:
    declarations.pay([declarations.Payment(found.id, NOW, amount, reference, "VCB")], by=SYSTEM)


def waiting(amount: int = 1000, number: str = "", **changes: Any) -> int:
    facts = {"payer": "5799900001", "items": f"1702:{amount}", "number": number, **changes}
    money = revenue.Unmatched("VCB", f"S{Suspense.objects.count()}", amount, "unknown", NOW.date(), **facts)
    return revenue.take_into_suspense(money, by=SYSTEM, at=NOW)


def good() -> list[str]:
    log.sequence()
    return [f"{fault.place} {fault.words.en}" for fault in verification.verify().faults]


def test_the_page_says_what_is_owed_where_to_pay_and_what_arrived(
    owing: Declaration, enter: Callable[..., Client]
) -> None:
    new = bank.NewKey("GIA", "Ngân hàng giả lập", "ab" * 32, NOW.date(), NOW.date(), "http://127.0.0.1:8010/pay", True)
    bank.add_key(new, by=SYSTEM, at=NOW)
    client = enter("trader", party=owing.party)
    text = client.get(f"/declarations/{owing.number}/pay/").content.decode()
    assert f"NOP THUE TK {owing.number} MST {owing.party}" in text
    assert "http://127.0.0.1:8010/pay?declaration=" in text
    assert "hx-get" in text
    part = client.get(f"/declarations/{owing.number}/pay/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    pay(owing, owing.tax_total)
    text = client.get(f"/declarations/{owing.number}/pay/").content.decode()
    assert "hx-get" not in text
    assert "http://127.0.0.1:8010" not in text


def test_nobody_sees_what_another_enterprise_owes(owing: Declaration, enter: Callable[..., Client]) -> None:
    other = next(code for code in ("5799900004", "5799900005") if code != owing.party)
    refund = refundable(owing)
    client = enter("trader", party=other)
    for address in (
        f"/declarations/{owing.number}/pay/", f"/revenue/parties/{owing.party}/", f"/revenue/refunds/{refund}/",
        f"/revenue/parties/{owing.party}/account.csv", f"/revenue/declarations/{owing.number}/held/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    assert client.get("/revenue/suspense/").status_code == client.get("/revenue/").status_code == 403


def refundable(found: Declaration, by: Actor | None = None, amount: int = 700) -> int:
    pay(found, found.tax_total + 700, f"R{Payment.objects.count()}")
    asker = by or Actor(5, "Doanh nghiệp", parties=frozenset({found.party}))
    return revenue.ask_refund(found.id, amount=amount, note="thừa", by=asker, at=NOW)


def test_an_officer_matches_money_and_the_declaration_is_cleared(
    owing: Declaration, enter: Callable[..., Client]
) -> None:
    held = waiting(owing.tax_total, payer="5799900009")
    client = enter("revenue", office="20ZZ")
    page = client.get(f"/revenue/suspense/{held}/")
    assert page.status_code == 200
    wrong = client.post(f"/revenue/suspense/{held}/", {"act": "match", "number": "109999999990", "note": ""})
    assert wrong.status_code == 400
    done = client.post(f"/revenue/suspense/{held}/", {"act": "match", "number": owing.number, "note": "sai MST"})
    assert done.status_code == 302
    assert Declaration.objects.get(pk=owing.pk).state == "cleared"
    assert client.post(f"/revenue/suspense/{held}/", {"act": "match", "number": owing.number}).status_code == 400
    assert Suspense.objects.get().ended.declaration_id == owing.id
    assert good() == []


def test_matched_money_counts_as_paid_on_its_day_and_once(owing: Declaration) -> None:
    held = waiting(owing.tax_total)
    declarations.match_suspense(held, owing.number, by=FIRST, at=NOW + timedelta(days=3))
    with pytest.raises(SuspenseDone):
        declarations.match_suspense(held, owing.number, by=FIRST, at=NOW + timedelta(days=3))
    assert Obligation.objects.get(pk=owing.id).settled == owing.tax_total


def test_nobody_matches_money_with_a_declaration_of_the_own_side(owing: Declaration) -> None:
    held = waiting(owing.tax_total)
    own = replace(FIRST, barred=frozenset({owing.party}))
    with pytest.raises(OwnDeclaration):
        declarations.match_suspense(held, owing.number, by=own, at=NOW)
    assert Obligation.objects.get(pk=owing.id).settled == 0


def test_money_goes_back_only_when_a_second_officer_agrees(owing: Declaration, enter: Callable[..., Client]) -> None:
    held = waiting()
    request = revenue.ask_return(held, note="không rõ", by=FIRST, at=NOW)
    with pytest.raises(SecondOfficer):
        revenue.step_refund(request, verb="grant", note="", by=FIRST, at=NOW)
    with pytest.raises(RefundWaits):
        revenue.ask_return(held, note="", by=SECOND, at=NOW)
    revenue.step_refund(request, verb="grant", note="", by=SECOND, at=NOW)
    assert Suspense.objects.get().ended.verb == "return"
    assert good() == []


def test_an_overpayment_is_asked_for_proposed_and_granted_by_two(
    owing: Declaration, enter: Callable[..., Client]
) -> None:
    pay(owing, owing.tax_total + 700)
    trader = enter("trader", party=owing.party)
    address = f"/revenue/declarations/{owing.number}/held/"
    assert trader.post(address, {"amount": 701}).status_code == 400
    asked = trader.post(address, {"amount": 700, "note": "TK 123"})
    assert asked.status_code == 302
    page = asked["Location"]
    assert trader.get(page).status_code == 200
    assert trader.post(page, {"verb": "grant"}).status_code == 403
    first = enter("revenue", office="20ZZ")
    assert first.post(page, {"verb": "grant"}).status_code == 400
    assert first.post(page, {"verb": "propose", "note": "đúng"}).status_code == 302
    assert first.post(page, {"verb": "grant"}).status_code == 400
    second = enter("revenue", office="20ZZ")
    assert second.post(page, {"verb": "grant"}).status_code == 302
    assert Obligation.objects.get(pk=owing.id).held == 0
    assert second.post(page, {"verb": "grant"}).status_code == 400
    assert good() == []


def test_a_refund_is_decided_within_six_working_days_and_late_after(owing: Declaration) -> None:
    request = desk.refund_one(refundable(owing), SYSTEM)
    assert request.found.due_on == date(2024, 1, 2)
    assert (request.late(date(2024, 1, 2)), request.late(date(2024, 1, 3))) == (False, True)


def test_an_officer_of_another_branch_decides_nothing_here(owing: Declaration) -> None:
    request = refundable(owing)
    with pytest.raises(NotAllowed):
        revenue.step_refund(request, verb="propose", note="", by=ELSEWHERE, at=NOW)
    with pytest.raises(NotAllowed):
        revenue.class_debt(owing.id, code="hard", note="", by=ELSEWHERE, at=NOW)


def test_a_denied_refund_leaves_the_money_held_and_may_be_asked_for_again(owing: Declaration) -> None:
    request = refundable(owing, by=FIRST)
    revenue.step_refund(request, verb="send back", note="thiếu", by=SECOND, at=NOW)
    revenue.step_refund(request, verb="propose", note="đủ", by=FIRST, at=NOW)
    revenue.step_refund(request, verb="deny", note="không", by=SECOND, at=NOW)
    assert Obligation.objects.get(pk=owing.id).held == 700
    assert revenue.ask_refund(owing.id, amount=700, note="", by=FIRST, at=NOW) != request
    assert good() == []


def test_the_list_of_accounts_narrows_sorts_and_exports(owing: Declaration, enter: Callable[..., Client]) -> None:
    client = enter("revenue", office="20ZZ")
    for query in ("", "?q=5799", "?debt=to_90&sort=-overdue", "?debt=held", "?office=20BB&sort=party", "?sort=zzz"):
        assert client.get(f"/revenue/{query}").status_code == 200
    csv = b"".join(client.get("/revenue/accounts.csv").streaming_content).decode("utf-8-sig")
    assert owing.party in csv
    assert owing.party not in b"".join(client.get("/revenue/accounts.csv?q=nobody").streaming_content).decode()


def test_an_account_shows_interest_to_today_and_the_class_that_an_officer_set(
    owing: Declaration, enter: Callable[..., Client]
) -> None:
    client = enter("revenue", office="20ZZ")
    address = f"/revenue/declarations/{owing.number}/class/"
    assert client.post(address, {"code": "hard", "note": ""}).status_code == 400
    assert client.post(address, {"code": "hard", "note": "đã giải thể"}).status_code == 302
    assert "Nợ khó thu" in client.get(f"/revenue/parties/{owing.party}/").content.decode()
    assert desk.classes([owing.id]) == {owing.id: "hard"}
    assert client.post(address, {"code": "", "note": "hoạt động lại"}).status_code == 302
    assert desk.classes([owing.id]) == {}
    pay(owing, owing.tax_total)
    assert client.post(address, {"code": "hard", "note": "x"}).status_code == 400
    assert good() == []


def test_an_officer_registers_a_guarantee_from_paper_and_ends_it(
    owing: Declaration, enter: Callable[..., Client]
) -> None:
    client = enter("revenue", office="20ZZ")
    typed = {
        "kind": "general", "bank": "BIDV", "year": "2023", "symbol": "BL", "number": "7", "party": owing.party,
        "amount": "1000000", "since": "01/12/2023", "until": "31/12/2023",
    }  # fmt: skip
    assert client.post("/revenue/guarantees/new/", {**typed, "until": "30/11/2023"}).status_code == 400
    assert client.post("/revenue/guarantees/new/", typed).status_code == 302
    page = f"/revenue/guarantees/{Guarantee.objects.get().leaf}/"
    assert client.post(page, {"verb": "extend", "until": "01/12/2023", "note": "x"}).status_code == 400
    assert client.post(page, {"verb": "extend", "until": "31/01/2024", "note": "CV 5"}).status_code == 302
    assert client.post(page, {"verb": "end", "note": "CV 6"}).status_code == 302
    for query in ("", "?q=7", "?kind=general&state=ended&sort=-amount", "?state=valid"):
        assert client.get(f"/revenue/guarantees/{query}").status_code == 200
    assert b"BIDV" in b"".join(client.get("/revenue/guarantees.csv").streaming_content)
    assert enter("trader", party=owing.party).get(page).status_code == 200
    assert enter("trader", party="5799900009").get(page).status_code == 404
    assert good() == []


def test_a_key_is_registered_on_its_page_and_ended(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("admin")
    typed = {"bank": "VCB", "name": "VCB", "public": "cd" * 32, "since": "01/12/2023", "until": "31/12/2024"}
    assert client.post("/bank/keys/", {**typed, "public": "xx"}).status_code == 400
    assert client.post("/bank/keys/", typed).status_code == 302
    assert client.post("/bank/keys/", typed).status_code == 400
    key = bank.keys.queries.registered("VCB")[0]
    assert client.post(f"/bank/keys/{key.leaf}/end/", {"note": "mất"}).status_code == 302
    assert client.get("/bank/keys/").status_code == 200
    assert client.get("/bank/reconcile/?bank=VCB&day=22/12/2023&show=all").status_code == 200
    assert client.get("/bank/reconcile/?bank=zzz&day=nonsense").status_code == 200


@pytest.mark.parametrize("path", ["/revenue/suspense/", "/revenue/refunds/", "/bank/", "/revenue/guarantees/"])
def test_lists_take_any_filter_and_say_when_nothing_fits(
    path: str, owing: Declaration, enter: Callable[..., Client]
) -> None:
    waiting()
    refundable(owing)
    client = enter("revenue", office="20ZZ")
    for query in ("", "?page=9", "?page=x", "?q=nobody&sort=-amount", "?state=all&reason=unknown", "?kind=payment"):
        assert client.get(path + query).status_code == 200, query
    assert Refund.objects.exists()
