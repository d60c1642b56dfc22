"""A conference from its plan to its results: who may do what, seats, questions, promises, figures."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.helpdesk.meeting_desk import (
    AT,
    BEGINS,
    CODES,
    DAYS,
    HEAD,
    HOUR,
    LEADER,
    MINUTES,
    OFFICER,
    OTHER_HEAD,
    SUPPORT,
    TRADERS,
    enterprises,
    invited,
    opened,
    plan,
)

from motcua.ground.models import Notice
from motcua.helpdesk import services as helpdesk
from motcua.helpdesk.domain.meetings.errors import (
    ChangedSince,
    NeedsWords,
    NobodyInvited,
    NotInvited,
    NotOpen,
    QuestionsClosed,
    RegistrationClosed,
    TooEarly,
    TooFewSeats,
    TooMany,
    Unanswered,
)
from motcua.helpdesk.models import Conference, Guest, GuestStep, Question, Raised
from motcua.helpdesk.queries.meetings import conferences, figures
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def register(db: None) -> None:
    enterprises()


def state_of(number: str, code: str) -> str:
    return Guest.objects.get(conference_id=Conference.objects.get(number=number).pk, party=code).state


def test_questions_are_taken_until_two_working_days_before_and_the_level_follows_the_office() -> None:
    branch = meetings.plan(plan(), by=HEAD, at=AT)
    whole = meetings.plan(plan(office="20ZZ"), by=SUPPORT, at=AT)
    assert (branch.level, whole.level) == ("branch", "department")
    assert branch.ask_until == law_moment(date(2023, 5, 8), 17)
    assert [branch.number, whole.number] == ["HN-2023-0001", "HN-2023-0002"]


@pytest.mark.parametrize("by", [OTHER_HEAD, OFFICER, TRADERS[0], PUBLIC])
def test_only_support_leaders_and_the_head_of_the_office_run_a_conference(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        meetings.plan(plan(), by=by, at=AT)
    made = invited()
    with pytest.raises((NotAllowed, NotFound)):
        meetings.hold(made.number, by=by, at=BEGINS)


@pytest.mark.parametrize("by", [SUPPORT, HEAD, LEADER, SYSTEM])
def test_they_do(by: Actor) -> None:
    assert invited(by=by).state == "invited"


def test_a_page_that_is_old_changes_nothing() -> None:
    made = invited()
    meetings.change(made.number, plan(place="Nhà văn hóa"), seen=made.leaf, by=SUPPORT, at=AT + 2 * HOUR)
    with pytest.raises(ChangedSince):
        meetings.change(made.number, plan(), seen=made.leaf, by=SUPPORT, at=AT + 3 * HOUR)
    assert Notice.objects.filter(subject=made.number, words_vi__contains="đổi lịch").count() == 4


def test_an_enterprise_is_invited_once_and_told() -> None:
    made = invited(count=2)
    guests = meetings.invite(made.number, [CODES[1], CODES[2], "0000000000"], by=SUPPORT, at=AT + DAYS)
    assert [each.party for each in guests] == [CODES[2]]
    with pytest.raises(NobodyInvited):
        meetings.invite(made.number, CODES[:3], by=SUPPORT, at=AT + DAYS)
    assert Notice.objects.filter(recipient=f"party/{CODES[2]}").count() == 1


def test_when_seats_are_gone_the_next_waits_and_moves_up_when_somebody_declines() -> None:
    made = invited(seats=4)
    for no in (0, 1, 2, 3):
        meetings.register(made.number, CODES[no], people=2, by=TRADERS[no], at=AT + (2 + no) * HOUR)
    assert [state_of(made.number, code) for code in CODES[:4]] == ["registered", "registered", "waiting", "waiting"]
    meetings.decline(made.number, CODES[0], by=TRADERS[0], at=AT + DAYS)
    assert [state_of(made.number, code) for code in CODES[:4]] == ["declined", "registered", "registered", "waiting"]
    assert Notice.objects.filter(recipient=f"party/{CODES[2]}", words_vi__contains="đã có chỗ").count() == 1
    meetings.decline(made.number, CODES[3], by=TRADERS[3], at=AT + DAYS)
    assert state_of(made.number, CODES[2]) == "registered"


def test_more_seats_go_to_who_waits_and_fewer_than_are_taken_are_refused() -> None:
    made = invited(seats=4)
    for no in (0, 1, 2, 3):
        meetings.register(made.number, CODES[no], people=2, by=TRADERS[no], at=AT + (2 + no) * HOUR)
    with pytest.raises(TooFewSeats):
        meetings.change(made.number, plan(seats=3), by=SUPPORT, at=AT + DAYS)
    assert meetings.change(made.number, plan(seats=7), by=SUPPORT, at=AT + DAYS).seats == 7
    assert [state_of(made.number, code) for code in CODES[:4]] == ["registered", "registered", "registered", "waiting"]
    told = Notice.objects.filter(words_vi__contains="đã có chỗ").values_list("recipient", flat=True)
    assert list(told) == [f"party/{CODES[2]}"]


def test_registering_twice_changes_nothing() -> None:
    made = invited()
    for _ in range(2):
        meetings.register(made.number, CODES[0], people=2, by=TRADERS[0], at=AT + 2 * HOUR)
    assert GuestStep.objects.filter(party=CODES[0]).count() == 2  # invited, seated


def test_one_enterprise_sends_five_people_at_most_and_only_its_own_user_registers_it() -> None:
    made = invited()
    with pytest.raises(TooMany):
        meetings.register(made.number, CODES[0], people=6, by=TRADERS[0], at=AT + 2 * HOUR)
    with pytest.raises(NotAllowed):
        meetings.register(made.number, CODES[0], by=TRADERS[1], at=AT + 2 * HOUR)


def test_registration_ends_when_the_conference_begins() -> None:
    made = invited()
    with pytest.raises(RegistrationClosed):
        meetings.register(made.number, CODES[0], by=TRADERS[0], at=BEGINS)


def test_who_is_not_invited_sees_nothing_unless_it_is_open_to_all() -> None:
    closed, free = invited(count=1), invited(count=1, open_to_all=True)
    stranger = TRADERS[4]
    with pytest.raises(NotFound):
        meetings.register(closed.number, CODES[4], by=stranger, at=AT + 2 * HOUR)
    meetings.register(free.number, CODES[4], by=stranger, at=AT + 2 * HOUR)
    assert [each.number for each in conferences.visible_to(stranger)] == [free.number]
    assert [each.number for each in conferences.visible_to(PUBLIC)] == [free.number]


def test_questions_before_end_in_time_and_each_enterprise_sees_its_own() -> None:
    made = invited()
    for no in (0, 1):
        meetings.raise_question(made.number, meetings.Asked(CODES[no], f"Hỏi {no}"), by=TRADERS[no], at=made.ask_until)
    late = made.ask_until + HOUR
    with pytest.raises(QuestionsClosed):
        meetings.raise_question(made.number, meetings.Asked(CODES[0], "Muộn"), by=TRADERS[0], at=late)
    assert [each.text for each in conferences.questions(made.pk, TRADERS[1])] == ["Hỏi 1"]
    assert len(conferences.questions(made.pk, SUPPORT)) == 2
    assert conferences.questions(made.pk, PUBLIC) == []


def test_a_conference_opens_on_its_day_and_not_before() -> None:
    made = invited()
    with pytest.raises(TooEarly):
        meetings.hold(made.number, by=SUPPORT, at=BEGINS - DAYS)
    with pytest.raises(NotOpen):
        meetings.admit(made.number, [meetings.Arrived(CODES[0])], by=SUPPORT, at=BEGINS)
    with pytest.raises(NotOpen):
        meetings.answer_on_spot(made.number, 1, answer="x", by=SUPPORT, at=BEGINS)
    assert meetings.hold(made.number, by=SUPPORT, at=BEGINS - HOUR).state == "held"


def test_who_comes_is_counted_once_also_without_an_invitation() -> None:
    made = opened()
    for people in (2, 5):
        meetings.admit(made.number, [meetings.Arrived(CODES[0], people, "code")], by=SUPPORT, at=BEGINS)
    meetings.admit(made.number, [meetings.Arrived(CODES[5], 1)], by=SUPPORT, at=BEGINS)
    with pytest.raises(NotInvited):
        meetings.admit(made.number, [meetings.Arrived("0000000000")], by=SUPPORT, at=BEGINS)
    counts = conferences.counts(made.pk)
    assert (counts["came"], counts["people"]) == (2, 3)
    code = Guest.objects.get(conference_id=made.pk, party=CODES[0]).code
    found = conferences.guest_by_code(made.pk, f" {code.lower()} ")
    assert found is not None
    assert found.party == CODES[0]


def test_minutes_wait_until_each_question_is_answered_or_promised() -> None:
    made = opened()
    meetings.raise_question(made.number, meetings.Asked(CODES[1], "Hoàn thuế bao lâu?", "TH"), by=SUPPORT, at=BEGINS)
    with pytest.raises(Unanswered):
        meetings.minutes(made.number, MINUTES, by=SUPPORT, at=BEGINS + HOUR)
    with pytest.raises(NeedsWords):
        meetings.answer_on_spot(made.number, 1, answer=" ", by=SUPPORT, at=BEGINS)
    meetings.answer_on_spot(made.number, 1, answer="Không được khai bổ sung.", by=SUPPORT, at=BEGINS)
    (promised,) = meetings.promise(made.number, [2], by=SUPPORT, at=BEGINS)
    assert promised.due_at == law_moment(date(2023, 5, 17), 17)
    assert meetings.minutes(made.number, MINUTES, by=SUPPORT, at=BEGINS + HOUR).state == "minutes"
    with pytest.raises(NotOpen):
        meetings.answer_on_spot(made.number, 1, answer="lại", by=SUPPORT, at=BEGINS)


def test_a_promise_that_is_late_stands_in_the_list_until_it_is_answered() -> None:
    made = opened()
    (promised,) = meetings.promise(made.number, [1], by=SUPPORT, at=BEGINS)
    assert promised.due_at is not None
    assert conferences.promised(SUPPORT, late_at=promised.due_at) == []
    assert len(conferences.promised(SUPPORT, late_at=promised.due_at + HOUR)) == 1
    assert len(conferences.promised(TRADERS[0])) == 1
    assert conferences.promised(TRADERS[1]) == []
    meetings.settle(made.number, 1, answer="Trả lời bằng văn bản.", by=HEAD, at=promised.due_at)
    assert conferences.promised(SUPPORT) == []
    with pytest.raises(Impossible):
        meetings.settle(made.number, 1, answer="lại", by=HEAD, at=promised.due_at)
    assert Raised.objects.get().state == "settled"


def test_a_promise_handed_to_the_support_desk_is_kept_by_its_answer() -> None:
    made = opened()
    (promised,) = meetings.promise(made.number, [1], hand_over=True, by=SUPPORT, at=BEGINS)
    asked = Question.objects.get(number=promised.question)
    assert (asked.asked_at, asked.since) == (BEGINS, BEGINS)
    assert (asked.meeting, asked.party, asked.channel, asked.domain) == (made.pk, CODES[0], "meeting", "TT")
    helpdesk.take(asked.number, by=SUPPORT, at=BEGINS + HOUR)
    given = helpdesk.Answer("Không được khai bổ sung.", (helpdesk.Basis("Luật Hải quan 2014", "Điều 29"),))
    helpdesk.answer(asked.number, given, by=LEADER, at=BEGINS + DAYS)
    kept = Raised.objects.get()
    assert (kept.state, kept.answer, kept.basis) == (
        "settled", "Không được khai bổ sung.", "Luật Hải quan 2014 Điều 29",
    )  # fmt: skip
    helpdesk.answer(asked.number, given, by=LEADER, at=BEGINS + 2 * DAYS)
    assert Raised.objects.get().answered_at == BEGINS + DAYS


def test_the_desk_does_not_write_over_what_its_office_answered_a_moment_before(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened()
    (promised,) = meetings.promise(made.number, [1], hand_over=True, by=SUPPORT, at=BEGINS)
    lock = Conference.objects.select_for_update

    def after_the_office() -> Any:
        monkeypatch.undo()
        meetings.settle(made.number, 1, answer="Của đơn vị.", by=HEAD, at=BEGINS + HOUR)
        return lock()

    monkeypatch.setattr(Conference.objects, "select_for_update", after_the_office)
    given = helpdesk.Answer("Của bộ phận hỗ trợ.", (helpdesk.Basis("Luật Hải quan 2014"),))
    helpdesk.answer(promised.question, given, by=LEADER, at=BEGINS + HOUR)
    assert Raised.objects.get().answer == "Của đơn vị."


def test_results_are_for_everybody_and_the_figures_count_what_was_held() -> None:
    made = opened()
    invited(begins_at=BEGINS + DAYS, ends_at=BEGINS + DAYS + HOUR)
    meetings.answer_on_spot(made.number, 1, answer="Có.", by=SUPPORT, at=BEGINS)
    meetings.minutes(made.number, MINUTES, by=SUPPORT, at=BEGINS + HOUR)
    with pytest.raises(NotFound):
        conferences.find(made.number, PUBLIC)
    meetings.publish_results(made.number, "Đã trả lời 1 câu.", by=HEAD, at=BEGINS + DAYS)
    assert conferences.find(made.number, PUBLIC).results == "Đã trả lời 1 câu."
    assert len(conferences.questions(made.pk, PUBLIC)) == 1
    assert (figures.conferences_branch(*YEAR), figures.conferences_department(*YEAR)) == (1, 0)
    assert figures.answered_on_spot(*YEAR) == len(list(figures.answered_on_spot_rows(*YEAR))) == 1
    assert figures.answered_on_spot(date(2023, 5, 11), YEAR[1]) == 0
    assert [row["conference"] for row in figures.conferences_branch_rows(*YEAR)] == [made.number]


def test_a_cancelled_conference_tells_its_guests_and_counts_nowhere() -> None:
    made = invited()
    with pytest.raises(NeedsWords):
        meetings.cancel(made.number, note=" ", by=SUPPORT, at=AT + DAYS)
    meetings.cancel(made.number, note="Bão", by=SUPPORT, at=AT + DAYS)
    assert Notice.objects.filter(words_vi__contains="đã hủy").count() == 4
    with pytest.raises(Impossible):
        meetings.hold(made.number, by=SUPPORT, at=BEGINS)
    assert figures.conferences_branch(*YEAR) == 0
