"""Amendments: proposed by the trader, decided by the branch; at once where customs asked; each in its window."""

from datetime import datetime, timedelta

import msgspec
import pytest
from tests.rooms.declarations.conftest import DAY
from tests.rooms.declarations.test_life import lodged, pay

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import (
    AmendedElsewhere,
    Faulty,
    NeedsNote,
    NeitherAmended,
    NoProposal,
    NotAmendable,
    NothingChanged,
    OtherVersion,
    OwnProposal,
    ProposalWaits,
    TooManyAmendments,
)
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import write
from motcua.declarations.domain.windows import FIXED, Case, Offer, Window, need_amendable, place
from motcua.declarations.models import Declaration, Proposal, Resolved, Version
from motcua.declarations.queries import amendments as queries
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.reference.domain import UnknownCode
from motcua.revenue.models import Obligation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SECOND = Actor(8, "Phạm Thị Hai", posts=frozenset({Post("officer", "20BB")}))


def trader(stored: Declaration) -> Actor:
    return Actor(9, "Chị Hoa", parties=frozenset({stored.party}))


def message(stored: Declaration, lines: int = 2, **changes) -> Message:
    first = Version.objects.filter(declaration_id=stored.id).order_by("version")[0]
    return msgspec.structs.replace(factories.declaration(int(first.reference[1:]), day=DAY, lines=lines), **changes)


def asked(stored: Declaration, lines: int = 2, version: int = 0, **changes) -> services.AmendmentAsked:
    return services.AmendmentAsked(write(message(stored, lines, **changes)), "5", "Thiếu một dòng hàng", version)


def now(stored: Declaration) -> Declaration:
    return Declaration.objects.get(pk=stored.pk)


def window(at: datetime, **facts) -> Window:
    return place(Case(**{"number": "1", "state": State.CLEARED, "version": 1, **facts}), at).window


CLEARED = law_moment(DAY, 15)


@pytest.mark.parametrize(("days", "found"), [
    (0, Window.AFTER_CLEARANCE), (60, Window.AFTER_CLEARANCE), (61, Window.LATE), (400, Window.LATE),
])  # fmt: skip
def test_the_sixtieth_day_after_clearance_is_the_last(days: int, found: Window) -> None:
    end = law_moment(DAY + timedelta(days=days), 23)
    assert window(end, cleared_at=CLEARED) is found


def test_a_decision_on_audit_ends_the_window_at_its_minute() -> None:
    audit = CLEARED + 24 * HOUR
    assert window(audit - MINUTE, cleared_at=CLEARED, audit_at=audit) is Window.AFTER_CLEARANCE
    assert window(audit, cleared_at=CLEARED, audit_at=audit) is Window.LATE


@pytest.mark.parametrize(("minutes", "found", "hours"), [
    (-1, Window.BEFORE_CHECK, 2), (0, Window.AT_CHECK, 8), (1, Window.AT_CHECK, 8),
])  # fmt: skip
def test_the_announcement_of_the_check_decides_to_the_minute(minutes: int, found: Window, hours: int) -> None:
    began = CLEARED
    stands = place(Case("1", State.DOCUMENT_CHECK, 1, began), began + minutes * MINUTE)
    assert (stands.window, stands.term and stands.term.value) == (found, hours)


@pytest.mark.parametrize(("state", "found"), [
    (State.DOCUMENT_QUERY, Window.ASKED), (State.PHYSICAL_QUERY, Window.ASKED), (State.RELEASED, Window.AT_CHECK),
    (State.IN_STORAGE, Window.AT_CHECK), (State.AWAITING_PAYMENT, Window.BEFORE_CHECK),
    (State.PHYSICAL_CHECK, Window.BEFORE_CHECK),
])  # fmt: skip
def test_each_state_has_its_window(state: State, found: Window) -> None:
    assert window(CLEARED, state=state) is found


@pytest.mark.parametrize(("facts", "refusal"), [
    ({"state": State.CANCELLED}, Impossible), ({"elsewhere": True}, AmendedElsewhere),
    ({"version": 10}, TooManyAmendments), ({"waits": True}, ProposalWaits),
])  # fmt: skip
def test_it_says_why_there_is_no_window(facts, refusal) -> None:
    with pytest.raises(refusal):
        window(CLEARED, **facts)
    assert window(CLEARED, version=9)


@pytest.mark.parametrize("name", FIXED)
def test_what_no_amendment_changes_is_cancelled_and_lodged_anew(name: str) -> None:
    before = factories.declaration(1)
    other = {"direction": "export", "party_id": "5799900009"}.get(name, "X")
    after = msgspec.structs.replace(before, **{name: other})
    with pytest.raises(NotAmendable):
        need_amendable(before, after, passed=False)
    with pytest.raises(NeitherAmended if name == "procedure" else NotAmendable):
        need_amendable(before, after, passed=True)


def test_a_proposal_waits_for_the_branch_and_then_is_in_force(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    assert (told.state, told.window, told.due_at) == (Offer.PROPOSED, Window.BEFORE_CHECK, at + 3 * HOUR)
    assert now(stored).version == 1
    assert (told.tax_before, told.tax_after > told.tax_before) == (stored.tax_total, True)
    became = services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=officer, at=at + 2 * HOUR)
    after = now(stored)
    assert (became, after.version, after.tax_total) == (Offer.ACCEPTED, 2, told.tax_after)
    assert Obligation.objects.get(pk=stored.pk).charged == told.tax_after
    assert Version.objects.get(declaration_id=stored.id, version=2).number == stored.number[:-1] + "1"
    assert Notice.objects.filter(recipient=f"party/{stored.party}").count() == 1
    log.sequence()
    log.sign_head(at + 3 * HOUR)
    assert verification.verify().faults == []


def test_hours_due_are_those_of_the_office(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    late = law_moment(DAY, 16)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=late)
    assert told.due_at == law_moment(DAY + timedelta(days=1), 9)


def test_once_an_officer_has_taken_it_the_check_has_begun(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.claim(stored.id, by=officer, at=at + HOUR)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    assert told.window is Window.AT_CHECK
    assert Notice.objects.filter(recipient="account/7").count() == 1


def test_what_customs_asked_for_is_in_force_at_once(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Sửa số lượng", by=officer, at=at + HOUR)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + 2 * HOUR)
    assert (told.state, told.no, now(stored).version) == (Offer.ACCEPTED, 0, 2)
    assert now(stored).state == State.DOCUMENT_CHECK
    assert not Proposal.objects.exists()


def test_after_clearance_less_tax_is_given_back(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.GREEN)
    pay(stored, at + HOUR)
    items = message(stored, 1).items
    fewer = msgspec.structs.replace(
        items[0], quantity=items[0].quantity - 1, invoice_value=items[0].unit_price * (items[0].quantity - 1)
    )  # fmt: skip
    cheaper = message(stored, 1, items=(fewer,), invoice_total=fewer.invoice_value)
    wanted = services.AmendmentAsked(write(cheaper), "5")
    told = services.propose(stored.number, wanted, by=trader(stored), at=at + 2 * HOUR)
    assert told.tax_after < told.tax_before
    services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=officer, at=at + 3 * HOUR)
    assert (now(stored).state, now(stored).tax_total) == (State.CLEARED, told.tax_after)


def test_a_refusal_needs_words_and_leaves_all_as_it_was(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.GREEN)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    with pytest.raises(NeedsNote):
        services.decide_proposal(stored.number, told.no, verdict="refuse", note=" ", by=officer, at=at + HOUR)
    services.decide_proposal(stored.number, told.no, verdict="refuse", note="Thiếu hóa đơn", by=officer, at=at + HOUR)
    assert (Resolved.objects.get().verdict, now(stored).version) == ("refused", 1)
    with pytest.raises(NoProposal):
        services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=SECOND, at=at + HOUR)


def test_only_its_trader_withdraws_and_only_the_branch_decides(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.GREEN)
    other = Actor(11, "Lạ", parties=frozenset({"5799999999"}))
    with pytest.raises(NotFound):
        services.propose(stored.number, asked(stored), by=other, at=at)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    with pytest.raises(ProposalWaits):
        services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    for actor in (other, trader(stored), Actor(5, "Lạ", posts=frozenset({Post("officer", "20CF")}))):
        with pytest.raises(NotAllowed):
            services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=actor, at=at + HOUR)
    with pytest.raises(NotFound):
        services.decide_proposal(stored.number, told.no, verdict="withdraw", note="", by=officer, at=at + HOUR)
    services.decide_proposal(stored.number, told.no, verdict="withdraw", note="", by=trader(stored), at=at + HOUR)
    assert Resolved.objects.get().verdict == "withdrawn"
    again = services.propose(stored.number, asked(stored), by=trader(stored), at=at + 2 * HOUR)
    assert again.no == 2


def test_nobody_decides_on_what_they_proposed(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    both = Actor(9, "Hai vai", parties=frozenset({stored.party}), posts=frozenset({Post("officer", "20BB")}))
    told = services.propose(stored.number, asked(stored), by=both, at=at + HOUR)
    with pytest.raises(OwnProposal):
        services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=both, at=at + HOUR)


def test_an_amendment_that_came_between_makes_it_outdated(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.GREEN)
    told = services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    services.amend_by_customs(stored.number, asked(stored, 3), by=officer, at=at + HOUR)
    assert now(stored).version == 2
    with pytest.raises(OtherVersion):
        services.decide_proposal(stored.number, told.no, verdict="accept", note="", by=SECOND, at=at + 2 * HOUR)
    services.decide_proposal(stored.number, told.no, verdict="refuse", note="Đã sửa", by=SECOND, at=at + 2 * HOUR)


def test_cancelling_ends_the_proposal_that_waits(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.GREEN)
    services.propose(stored.number, asked(stored), by=trader(stored), at=at + HOUR)
    services.cancel([services.Cancellation(stored.id, at + 2 * HOUR, "E1")], by=officer)
    assert Resolved.objects.get().verdict == "ended"
    assert queries.waiting(officer) == []
    log.sequence()
    log.sign_head(at + 3 * HOUR)
    assert verification.verify().faults == []


def test_what_is_faulty_unchanged_outdated_or_without_a_known_reason_is_not_kept(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    by = trader(stored)
    for wanted, refusal in (
        (asked(stored, 1), NothingChanged), (asked(stored, version=7), OtherVersion),
        (asked(stored, currency="???"), Faulty), (services.AmendmentAsked(b"{", "5"), Faulty),
        (services.AmendmentAsked(write(message(stored)), "99"), UnknownCode),
        (asked(stored, office="20CF"), NotAmendable),
    ):  # fmt: skip
        with pytest.raises(refusal):
            services.propose(stored.number, wanted, by=by, at=at + HOUR)
    assert not Proposal.objects.exists()


def test_items_are_compared_by_number_and_taxes_by_kind(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    told = services.propose(stored.number, asked(stored, 2, vessel_name="XE KHÁC"), by=trader(stored), at=at + HOUR)
    proposal = queries.proposal(stored.id, told.no)
    version = Version.objects.get(declaration_id=stored.id)
    found = queries.beside(version, queries.message_proposed(proposal), None)
    assert {"vessel_name"} <= {pair.name for pair in found.changes.header}
    assert [(each.no, each.kind) for each in found.changes.items] == [(2, "added")]


def test_the_platform_may_still_amend_in_bulk(at: datetime) -> None:
    stored = lodged(at, Channel.GREEN)
    services.amend([services.Change(stored.id, at + HOUR, write(message(stored)), "5")], by=SYSTEM)
    assert now(stored).version == 2
