"""Cases from finding to closure: who may, who decides, what is owed, what is read, what stands in the log."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from tests.rooms.control.case_desk import (
    AT,
    DAY,
    DAYS,
    FAR_HEAD,
    FINE,
    HANDLER,
    HEAD,
    HOUR,
    LEADER,
    LINE,
    OFFICER,
    OTHER,
    PERSON,
    TRADER,
    decided,
    exhibit,
    explained,
    faults,
    opened,
    paid,
    step,
)

from motcua.control.domain.cases import errors
from motcua.control.domain.cases.authority import Decision
from motcua.control.models import Case, CaseDecision, CasePayment, CaseReading, CaseStep, SubjectData
from motcua.control.queries import cases as queries
from motcua.control.queries import counting, reading
from motcua.control.services import linking, seizures
from motcua.control.services.cases import deciding, details, opening, telling, working
from motcua.control.services.cases import reading as reads
from motcua.ground.models import Notice
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.parties import queries as parties
from motcua.people import queries as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The department's people, known by their accounts without rows of their own."""
    staff = {each.account: each for each in (HANDLER, OTHER, OFFICER, HEAD, FAR_HEAD, LEADER, TRADER)}
    monkeypatch.setattr(people, "actor_for", lambda account, day: staff[account])


def test_a_case_goes_from_its_finding_to_closure_and_the_log_answers_for_all_of_it() -> None:
    found = decided()
    assert (found.state, found.fine, found.value, found.due_for) == ("decided", 8_000_000, 12_000_000, "execute")
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + DAYS)
    step(found, "execute", at=AT + DAYS)
    seizures.end(exhibit(found).pk, how="destroyed", note="Hội đồng tiêu hủy", by=HEAD, at=AT + 2 * DAYS)
    step(found, "dispose", at=AT + 2 * DAYS)
    closed = step(found, "close", by=HEAD, at=AT + 2 * DAYS)
    assert (closed.state, closed.closed_on, closed.due_on) == ("closed", DAY + 2 * DAYS, None)
    assert faults() == []


@pytest.mark.parametrize(
    ("actor", "seen"),
    [(HANDLER, True), (HEAD, True), (LEADER, True), (SYSTEM, True), (OTHER, False), (OFFICER, False),
     (FAR_HEAD, False), (TRADER, False)],
)  # fmt: skip
def test_a_case_is_seen_by_its_handlers_their_head_and_leaders_alone(actor: Actor, seen: bool) -> None:
    found = opened()
    assert queries.visible_to(actor, DAY).filter(pk=found.pk).exists() is seen
    if not seen:
        with pytest.raises(NotFound):
            queries.find(found.number, actor, DAY)


def test_a_restricted_case_is_hidden_from_the_head_and_a_leader_says_why_it_is_read() -> None:
    found = opened()
    working.restrict(found.number, sensitive=True, note="chuyên án", by=LEADER, at=AT)
    with pytest.raises(NotFound):
        reads.read(found.number, by=HEAD, at=AT)
    with pytest.raises(errors.NeedsWords):
        reads.read(found.number, by=LEADER, at=AT)
    reads.read(found.number, by=HANDLER, at=AT)
    reads.read(found.number, reason="chỉ đạo", by=LEADER, at=AT)
    assert [each.reason for each in reading.readings(Case.objects.get(), LEADER)] == ["leader: chỉ đạo", "handler"]


@pytest.mark.parametrize("what", ["record", "decision", "act"])
def test_a_leader_prints_and_acts_on_a_restricted_case_after_saying_that_day_why_it_was_opened(what: str) -> None:
    found = opened()
    reads.read(found.number, reason="khi còn mở", by=HEAD, at=AT)
    reads.read(found.number, by=LEADER, at=AT)
    working.restrict(found.number, sensitive=True, note="chuyên án", by=LEADER, at=AT)
    with pytest.raises(errors.NeedsWords):
        reads.read(found.number, what=what, by=LEADER, at=AT)
    reads.read(found.number, reason="chỉ đạo", by=LEADER, at=AT)
    reads.read(found.number, what=what, by=LEADER, at=AT + HOUR)
    with pytest.raises(errors.NeedsWords):
        reads.read(found.number, what=what, by=LEADER, at=AT + DAYS)
    reads.read(found.number, what=what, by=HANDLER, at=AT + DAYS)


@pytest.mark.usefixtures("known")
def test_who_is_let_in_reads_until_the_last_day_and_works_on_nothing() -> None:
    found = opened()
    reads.grant(found.number, account=OTHER.account, until=DAY + DAYS, reason="phối hợp", by=HEAD, at=AT)
    assert queries.find(found.number, OTHER, DAY + DAYS).pk == found.pk
    with pytest.raises(NotFound):
        queries.find(found.number, OTHER, DAY + 2 * DAYS)
    with pytest.raises(NotAllowed):
        step(found, "record", by=OTHER)
    reads.end_grant(found.number, account=OTHER.account, reason="xong", by=HEAD, at=AT)
    with pytest.raises(NotFound):
        queries.find(found.number, OTHER, DAY)
    assert faults() == []


def test_handlers_do_not_see_who_read_and_let_nobody_in() -> None:
    found = opened()
    with pytest.raises(NotAllowed):
        reading.readings(found, HANDLER)
    with pytest.raises(NotAllowed):
        reads.grant(found.number, account=OTHER.account, until=DAY, reason="x", by=HANDLER, at=AT)


def test_every_reading_is_a_leaf() -> None:
    found = opened()
    for _ in range(2):
        reads.read(found.number, by=HEAD, at=AT)
    assert CaseReading.objects.count() == 2
    assert faults() == []


def test_who_recorded_or_handles_a_case_does_not_decide_it() -> None:
    found = explained()
    both = Actor(HANDLER.account, "cả hai", posts=HANDLER.posts | LEADER.posts)
    with pytest.raises(errors.SamePerson):
        deciding.decide(found.number, Decision(2, 8_000_000, basis="128/2020/NĐ-CP"), by=both, at=AT)
    with pytest.raises(NotAllowed):
        deciding.decide(found.number, FINE, by=HANDLER, at=AT)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Decision(1, 25_000_001, basis="NĐ"), errors.AboveAuthority),
        (Decision(1, 5_000_000, 50_000_001, basis="NĐ"), errors.AboveAuthority),
        (Decision(1, 1_999_999, basis="NĐ"), errors.OutOfRange),
        (Decision(1, basis="NĐ"), errors.NothingDecided),
        (Decision(1, 5_000_000), errors.NeedsWords),
        (Decision(9, 5_000_000, basis="NĐ"), errors.NotListed),
        (Decision(2, 5_000_000, basis="NĐ"), NotAllowed),
    ],
)
def test_a_head_decides_within_the_range_and_the_own_authority(told: Decision, why: type[Exception]) -> None:
    with pytest.raises(why):
        deciding.decide(explained().number, told, by=HEAD, at=AT)


def test_a_higher_authoritys_decision_is_recorded_by_a_leader_with_its_number() -> None:
    found = explained()
    with pytest.raises(errors.NeedsWords):
        deciding.decide(found.number, Decision(3, 90_000_000, basis="NĐ"), by=LEADER, at=AT)
    done = deciding.decide(found.number, Decision(3, 90_000_000, basis="NĐ", paper="12/QĐ"), by=LEADER, at=AT)
    assert done.fine == 90_000_000


def test_nothing_is_decided_on_a_case_without_a_subject_nor_before_the_explanation_is_settled() -> None:
    found = opened()
    step(found, "record")
    with pytest.raises(errors.NoSubject):
        deciding.decide(found.number, FINE, by=HEAD, at=AT)
    details.add_subject(found.number, PERSON, kind="person", by=HANDLER, at=AT)
    with pytest.raises(Impossible):
        deciding.decide(found.number, FINE, by=HEAD, at=AT)


def test_a_payment_is_known_by_the_banks_reference_and_never_more_than_owed() -> None:
    found = decided()
    deciding.pay(found.number, paid(3_000_000), by=HANDLER, at=AT + DAYS)
    assert deciding.pay(found.number, paid(3_000_000), by=HANDLER, at=AT + DAYS).paid == 3_000_000
    with pytest.raises(errors.PaidBefore):
        deciding.pay(found.number, paid(1_000_000), by=HANDLER, at=AT + DAYS)
    for amount in (5_000_001, 0, -1):
        with pytest.raises(errors.TooMuch):
            deciding.pay(found.number, paid(amount, "FT002"), by=HANDLER, at=AT + DAYS)
    with pytest.raises(errors.NotPaid):
        step(found, "execute", at=AT + DAYS)
    assert faults() == []


def test_the_same_bank_paper_typed_in_another_way_is_the_same_payment() -> None:
    found = decided()
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + DAYS)
    again = deciding.Paid(8_000_000, DAY + DAYS, " vcb", "ft001 ")
    assert deciding.pay(found.number, again, by=HANDLER, at=AT + DAYS).paid == 8_000_000
    duty = deciding.Paid(1_000_000, DAY + DAYS, "vcb", "ft001", "duty")
    with pytest.raises(errors.PaidBefore):
        deciding.pay(found.number, duty, by=HANDLER, at=AT + DAYS)
    assert CasePayment.objects.count() == 1


@pytest.mark.parametrize(("on", "why"), [(DAY, errors.TooEarly), (DAY + 2 * DAYS, errors.FromLater)])
def test_money_came_on_a_day_from_the_decision_to_today(on: date, why: type[Exception]) -> None:
    found = decided()
    with pytest.raises(why):
        deciding.pay(found.number, deciding.Paid(1_000_000, on, "VCB", "FT1"), by=HANDLER, at=AT + DAYS)


def test_a_file_is_not_closed_while_an_exhibit_lies_in_the_store() -> None:
    found = decided()
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + DAYS)
    step(found, "execute", at=AT + DAYS)
    with pytest.raises(errors.ExhibitsHeld):
        step(found, "dispose", at=AT + DAYS)
    with pytest.raises(errors.ExhibitsHeld):
        step(found, "close", by=HEAD, at=AT + DAYS)


def test_goods_without_an_owner_are_confiscated_a_year_after_the_second_notice_and_no_day_sooner() -> None:
    found = opened()
    details.set_goods(found.number, [LINE], by=HANDLER, at=AT)
    step(found, "no_owner")
    step(found, "notice", paper="01/TB")
    second = step(found, "notice", paper="02/TB")
    assert (second.due_on, second.due_for) == (date(2024, 5, 10), "confiscate")
    with pytest.raises(errors.TooEarly):
        deciding.confiscate(found.number, basis="Luật", by=HEAD, at=AT + 366 * DAYS)
    done = deciding.confiscate(found.number, basis="Luật", by=HEAD, at=AT + 367 * DAYS)
    assert (done.state, done.fine) == ("executed", 0)
    assert faults() == []


def unowned(value: int = 12_000_000) -> Case:
    """Goods without an owner, noticed twice."""
    found = opened()
    if value:
        line = details.Line("Thuốc lá điếu", 500_000, "bao", value)
        details.set_goods(found.number, [line], by=HANDLER, at=AT)
    step(found, "no_owner")
    step(found, "notice", paper="01/TB")
    return step(found, "notice", paper="02/TB")


@pytest.mark.parametrize(
    ("by", "value", "level"), [(HEAD, 50_000_000, 1), (LEADER, 50_000_000, 2), (LEADER, 50_000_001, 2)]
)
def test_goods_without_an_owner_are_confiscated_by_the_lowest_own_authority_that_reaches(
    by: Actor, value: int, level: int
) -> None:
    found = unowned(value)
    deciding.confiscate(found.number, basis="Luật", by=by, at=AT + 367 * DAYS)
    assert CaseDecision.objects.get().level == level


@pytest.mark.parametrize(("value", "why"), [(50_000_001, errors.AboveAuthority), (0, errors.NothingDecided)])
def test_a_head_confiscates_what_was_written_down_and_within_the_own_authority(
    value: int, why: type[Exception]
) -> None:
    with pytest.raises(why):
        deciding.confiscate(unowned(value).number, basis="Luật", by=HEAD, at=AT + 367 * DAYS)


def test_one_complaint_is_open_at_a_time_with_a_clock_of_its_own() -> None:
    found = decided()
    told = step(found, "complain", at=AT + 2 * DAYS)
    assert (told.state, told.complaint, told.complaint_due) == ("decided", "open", DAY + 32 * DAYS)
    with pytest.raises(errors.ComplaintStands):
        step(found, "complain", at=AT + 2 * DAYS)
    assert step(found, "settle", by=HEAD, at=AT + 3 * DAYS).complaint == "settled"


def test_a_file_is_not_closed_while_a_complaint_waits() -> None:
    found = decided(told=Decision(1, 0, 12_000_000, basis="128/2020/NĐ-CP"))
    step(found, "complain", at=AT + DAYS)
    step(found, "execute", at=AT + DAYS)
    seizures.end(exhibit(found).pk, how="destroyed", note="Hội đồng", by=HEAD, at=AT + DAYS)
    with pytest.raises(errors.ComplaintOpen):
        step(found, "close", by=HEAD, at=AT + DAYS)
    step(found, "settle", by=HEAD, at=AT + DAYS)
    assert step(found, "close", by=HEAD, at=AT + DAYS).state == "closed"


def test_custody_is_extended_from_the_day_on_which_it_began() -> None:
    found = opened()
    for verb, at in (("record", AT), ("hold", AT), ("verify", AT + DAYS)):
        found = step(found, verb, at=at)
    assert step(found, "extend", by=HEAD, at=AT + 4 * DAYS).held_until == DAY + 30 * DAYS


@pytest.mark.parametrize(
    ("asked", "at", "needed"),
    [(False, AT + 7 * DAYS, True), (False, AT + 8 * DAYS, False), (True, AT + 8 * DAYS, True)],
)
def test_that_nothing_is_explained_has_its_reason_while_it_may_be_asked_for(
    asked: bool, at: datetime, needed: bool
) -> None:
    found = opened()
    for verb in ("record", "verify", *(["ask_explain"] if asked else [])):
        step(found, verb)
    if needed:
        with pytest.raises(errors.NeedsWords):
            step(found, "waive", note=" ", at=at)
        step(found, "waive", note="từ bỏ quyền", at=at)
    else:
        step(found, "waive", note=" ", at=at)
    assert Case.objects.get().explain == "waived"


def test_a_prosecution_is_decided_by_the_head_and_the_file_may_come_back() -> None:
    found = explained()
    with pytest.raises(NotAllowed):
        working.send_on(found.number, prosecution="own", note="đủ dấu hiệu", paper="01/QĐ-KT", by=HANDLER, at=AT)
    sent = working.send_on(found.number, prosecution="own", note="đủ dấu hiệu", paper="01/QĐ-KT", by=HEAD, at=AT)
    assert (sent.state, counting.done("prosecutions", DAY, DAY)) == ("transferred", 1)
    assert step(found, "returned", paper="05/CQĐT", at=AT + DAYS).state == "verified"


def test_the_same_inspection_proposes_one_case_and_any_control_officer_accepts_it(known: None) -> None:
    told = {"number": "105000000010", "office": "20BB", "finding": "TRIGIA", "at": AT.isoformat()}
    first, again = linking.from_inspection(told, at=AT), linking.from_inspection(told, at=AT + HOUR)
    assert (first.pk, first.kind, first.state) == (again.pk, "fraud", "proposed")
    assert counting.done("cases_led", DAY, DAY) == 0
    taken = working.accept(first.number, by=OTHER, at=AT + HOUR)
    assert (taken.state, taken.handler) == ("detected", OTHER.account)
    with pytest.raises(NotFound):
        queries.find(first.number, HANDLER, DAY)
    assert counting.done("cases_led", DAY, DAY) == 1


def test_a_vehicle_that_stayed_too_long_proposes_one_case() -> None:
    told = {"stay": [5, 0], "plate": "14C-12345", "country": "VN", "gate": "BL", "office": "20BB",
            "due_at": (AT - DAYS).isoformat()}  # fmt: skip
    assert linking.from_stay(told, at=AT).pk == linking.from_stay(told, at=AT + DAYS).pk
    assert Case.objects.get().link == "stay/5/0"


def test_figures_count_what_was_found_by_what_it_became() -> None:
    found = decided()
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + DAYS)
    deciding.pay(found.number, paid(700_000, "FT9", kind="duty"), by=HANDLER, at=AT + DAYS)
    opened(lead="joint", kind="drugs")
    gone = opened()
    step(gone, "no_offence", by=HEAD)
    last = DAY + DAYS
    told = {source: counting.done(source, DAY, last) for source in counting.SOURCES}
    assert told == {
        "cases_led": 1, "cases_joint": 1, "cases_drugs": 1, "prosecutions": 0, "goods_value": 12_000_000,
        "budget_collected": 8_700_000,
    }  # fmt: skip
    assert counting.done("cases_led", DAY, last, "20CF") == 0
    assert counting.done("budget_collected", DAY, DAY) == 0
    for source, total in told.items():
        rows = list(counting.rows(source, DAY, last))
        assert total in (len(rows), sum(each["amount"] for each in rows))


def test_the_rows_of_a_restricted_case_do_not_tell_its_number() -> None:
    opened(sensitive=1)
    (row,) = counting.rows("cases_led", DAY, DAY)
    assert (row["number"], row["office"]) == ("–", "20BB")


def test_handlers_are_reminded_once_and_the_head_hears_of_what_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "holders", lambda role, day, office="": [HEAD.account] if role == "head" else [])
    opened()
    assert telling.remind(AT + DAYS) == 0
    assert telling.remind(AT + 2 * DAYS) == 1
    assert telling.remind(AT + 2 * DAYS) == 0
    assert telling.remind(AT + 5 * DAYS) == 2
    assert set(Notice.objects.values_list("recipient", flat=True)) == {"account/41", "account/44"}


def test_the_end_of_custody_is_told_as_the_other_last_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "holders", lambda role, day, office="": [])
    found = opened()
    for verb in ("record", "ask_explain", "hold", "verify"):
        found = step(found, verb)
    assert (found.due_on, found.held_until) == (DAY + 30 * DAYS, DAY + 11 * DAYS)
    assert telling.remind(AT + 8 * DAYS) == 0
    assert telling.remind(AT + 9 * DAYS) == 1
    assert "Tạm giữ tang vật" in Notice.objects.get().words_vi


@pytest.mark.parametrize(("sensitive", "told"), [(0, {"account/48"}), (1, set())])
def test_risk_officers_hear_of_an_enterprise_that_was_sanctioned_and_not_of_its_case(
    monkeypatch: pytest.MonkeyPatch, sensitive: int, told: set[str]
) -> None:
    monkeypatch.setattr(people, "holders", lambda role, day, office="": [48] if role == "risk" else [])
    monkeypatch.setattr(parties, "find", lambda tax_code: tax_code)
    found = explained()
    details.add_subject(found.number, PERSON, kind="organisation", party="5799900001", by=HANDLER, at=AT)
    Case.objects.update(sensitive=sensitive)
    deciding.decide(found.number, Decision(2, 8_000_000, basis="NĐ"), by=LEADER, at=AT)
    assert set(Notice.objects.values_list("recipient", flat=True)) == told
    for notice in Notice.objects.all():
        assert "5799900001" in notice.words_vi
        assert found.number not in f"{notice.words_vi} {notice.link} {notice.subject}"


def test_a_subject_is_no_enterprise_that_nobody_registered() -> None:
    with pytest.raises(NotFound):
        details.add_subject(opened().number, PERSON, kind="organisation", party="5799900001", by=HANDLER, at=AT)


def test_of_many_cases_none_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "holders", lambda role, day, office="": [])
    monkeypatch.setattr(telling, "TOGETHER", 2)
    for _ in range(5):
        opened()
    assert telling.remind(AT + 2 * DAYS) == 5


def test_persons_are_sealed_and_erased_five_years_after_the_end() -> None:
    found = opened()
    details.add_subject(found.number, PERSON, kind="person", by=HANDLER, at=AT)
    assert PERSON.name.encode() not in bytes(SubjectData.objects.get().sealed)
    assert [each.who for each in queries.subjects(found)] == [PERSON]
    step(found, "no_offence", by=HEAD)
    step(found, "close", by=HEAD)
    assert details.erase_due(AT + 1825 * DAYS) == 0
    assert details.erase_due(AT + 1826 * DAYS) == 1
    assert details.erase_due(AT + 1826 * DAYS) == 0
    assert [each.who for each in queries.subjects(found)] == [None]
    assert faults() == []


@pytest.mark.parametrize(
    "changes",
    [{"kind": "none"}, {"source": "x"}, {"lead": ""}, {"title": " "}, {"title": "x" * 201}, {"title": "a\x00b"},
     {"detected_at": AT + HOUR}],
)  # fmt: skip
def test_what_cannot_be_written_down_is_refused_with_words(changes: dict[str, object]) -> None:
    with pytest.raises((errors.NotListed, errors.NeedsWords, errors.TooLong, errors.FromLater)):
        opened(**changes)


def test_what_has_a_case_already_opens_no_second_one_and_tells_its_number_to_no_stranger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = opened(link="declaration/105000000010")
    assert opened(by=LEADER, link="declaration/105000000010").pk == first.pk
    with pytest.raises(errors.LinkTaken) as refused:
        opened(by=OFFICER, link="declaration/105000000010")
    assert first.number not in refused.value.in_language("vi")
    known, seen = opening._known, []

    def late(new: opening.New) -> Case | None:
        seen.append(new)
        return known(new) if len(seen) > 1 else None

    monkeypatch.setattr(opening, "_known", late)
    assert opened(link="declaration/105000000010").pk == first.pk
    assert (len(seen), Case.objects.count()) == (2, 1)


def test_an_officer_opens_cases_of_the_own_office_alone_and_a_trader_none() -> None:
    assert opened(by=OFFICER).handler == OFFICER.account
    for by, changes in ((OFFICER, {"office": "20CF"}), (TRADER, {})):
        with pytest.raises(NotAllowed):
            opened(by=by, **changes)


def test_what_changed_since_it_was_seen_is_not_acted_on() -> None:
    found = opened()
    step(found, "record", seen=found.leaf)
    with pytest.raises(errors.Changed):
        step(found, "hold", seen=found.leaf)


Edit = Callable[[], None]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE control_case SET fine = fine + 1", "UPDATE control_case SET title = 'khác'",
        "DELETE FROM control_case_step WHERE verb = 'verify'", "UPDATE control_case_payment SET amount = amount - 1",
        "DELETE FROM control_case_reading", "DELETE FROM control_subject_data",
        "UPDATE control_exhibit SET store = 'K1'",
        "UPDATE control_exhibit_step SET quantity_e4 = 1", "UPDATE control_case_decision SET fine = 1",
        "DELETE FROM control_case_goods", "UPDATE control_case_reader SET role = 'reader'",
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_log_is_found(statement: str) -> None:
    found = decided()
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + DAYS)
    reads.read(found.number, by=HEAD, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert faults()


def test_steps_say_what_was_done_by_whom() -> None:
    found = decided()
    verbs = [each.verb for each in queries.steps(found)]
    assert verbs == ["open", "let_in", "subject", "goods", "seize", "record", "hold", "verify", "waive", "decide"]
    assert CaseStep.objects.get(verb="decide").actor == "account/44"
    assert CaseStep.objects.get(verb="record").paper == "000001/BB-VPHC"


def test_opening_by_the_system_gives_it_to_nobody() -> None:
    case = opening.open_case(opening.New("x", "fraud", "20BB", "audit", AT), by=SYSTEM, at=AT)
    assert case.handler == 0
