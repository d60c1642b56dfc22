"""Acts on questions: who may, what is refused, links that must exist, askers erased, many settled at once."""

import pytest
from tests.rooms.helpdesk.conftest import (
    ANSWER,
    AT,
    DAYS,
    HEAD,
    HOUR,
    LEADER,
    OFFICER,
    OTHER,
    SECOND,
    SUPPORT,
    TRADER,
    ask,
    content,
    faults,
    new,
)

from motcua.ground.models import Notice
from motcua.helpdesk import services
from motcua.helpdesk.domain import errors
from motcua.helpdesk.models import Asker, Question, Step, Text
from motcua.helpdesk.queries import figures, listing, published
from motcua.helpdesk.queries import questions as queries
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.worktime import NoCalendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]


def test_the_asker_is_told_of_the_answer_and_the_closed_channels_asker_alone() -> None:
    found, closed = ask(), ask("Thái độ", nature="conduct", office="20BB")
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.answer(closed.number, ANSWER, by=HEAD, at=AT + HOUR)
    told = dict(Notice.objects.filter(words_en__contains="has been answered").values_list("subject", "recipient"))
    assert told == {found.number: "party/5799900001", closed.number: f"account/{TRADER.account}"}


@pytest.mark.parametrize(
    ("actor", "seen"), [(SUPPORT, 1), (OFFICER, 0), (HEAD, 0), (LEADER, 2), (TRADER, 2), (OTHER, 0), (PUBLIC, 0)]
)
def test_each_sees_what_is_theirs(actor: Actor, seen: int) -> None:
    ask(), ask("Thái độ", nature="complaint")
    assert queries.visible_to(actor).count() == seen


def test_an_officer_answers_what_is_an_officers_and_passes_up_the_rest() -> None:
    found = ask(office="20BB")
    services.escalate(found.number, level=2, note="Vượt thẩm quyền", by=OFFICER, at=AT + HOUR)
    with pytest.raises(NotAllowed):
        services.answer(found.number, ANSWER, by=OFFICER, at=AT + HOUR)
    assert services.answer(found.number, ANSWER, by=HEAD, at=AT + 2 * HOUR).state == "answered"


def test_nobody_at_the_desk_answers_an_own_question_and_no_trader_anyones() -> None:
    found = ask()
    both = Actor(TRADER.account, "cả hai", posts=SUPPORT.posts, parties=TRADER.parties)
    for by in (both, TRADER):
        with pytest.raises(NotAllowed):
            services.answer(found.number, ANSWER, by=by, at=AT + HOUR)
    with pytest.raises(NotFound):
        services.reply(found.number, "Của tôi?", by=OTHER, at=AT + HOUR)


def test_an_answer_leads_only_to_what_is_there() -> None:
    found = ask()
    for wrong, why in (
        (services.Answer("Xem.", ANSWER.basis, lines=("99999999",)), errors.UnknownLine),
        (services.Answer("Xem.", ANSWER.basis, procedures=("QT-XX-99",)), errors.UnknownProcedure),
        (services.Answer("Xem.", ()), errors.NoBasis),
        (services.Answer("  ", ANSWER.basis), errors.NoWords),
    ):
        with pytest.raises(why):
            services.answer(found.number, wrong, by=SUPPORT, at=AT + HOUR)
    right = services.Answer("Xem.", ANSWER.basis, lines=("0901",))
    assert services.answer(found.number, right, by=SUPPORT, at=AT + HOUR).answer == 1


def test_what_changed_since_it_was_seen_is_not_acted_on() -> None:
    found = ask()
    services.take(found.number, seen=found.leaf, by=SUPPORT, at=AT + HOUR)
    with pytest.raises(errors.Changed):
        services.take(found.number, seen=found.leaf, by=SECOND, at=AT + HOUR)


def test_who_asked_is_erased_with_the_words_and_the_answer_stays() -> None:
    found = ask()
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.erase(found.number, reason="Yêu cầu", by=TRADER, at=AT + 2 * HOUR)
    gone = Question.objects.get()
    assert (gone.title, Asker.objects.count(), Text.objects.count(), gone.answer) == ("", 0, 0, 1)
    assert queries.contact(gone) is None
    assert queries.written(gone)[0].erased
    with pytest.raises(errors.Erased):
        services.erase(found.number, reason="Yêu cầu", by=TRADER, at=AT + 3 * HOUR)
    assert faults() == []


def test_words_at_closing_are_the_askers_own_and_erased_with_them() -> None:
    found = ask()
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.close(found.number, words="Cảm ơn anh Nam", by=TRADER, at=AT + 2 * HOUR)
    assert not Step.objects.filter(note__contains="Nam").exists()
    services.erase(found.number, reason="Yêu cầu", by=TRADER, at=AT + 3 * HOUR)
    assert Text.objects.count() == 0
    assert faults() == []


def test_an_asker_who_was_erased_adds_no_words() -> None:
    found = ask()
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.erase(found.number, reason="Yêu cầu", by=TRADER, at=AT + 2 * HOUR)
    with pytest.raises(errors.Erased):
        services.reply(found.number, "Còn nữa", by=TRADER, at=AT + 3 * HOUR)
    with pytest.raises(errors.Erased):
        services.rate(found.number, 4, words="Rõ", by=TRADER, at=AT + 3 * HOUR)
    assert services.rate(found.number, 4, by=TRADER, at=AT + 3 * HOUR).stars == 4
    assert faults() == []


def test_files_of_an_asker_who_was_erased_are_given_to_nobody() -> None:
    found = services.ask(new(), by=TRADER, at=AT, files=[services.Sent("hóa đơn.pdf", b"%PDF-1.7 x")])
    (file,) = queries.written(found)[0].files
    assert queries.attachment(found, file.leaf, file.no).name == "hóa đơn.pdf"
    services.erase(found.number, reason="Yêu cầu", by=TRADER, at=AT + HOUR)
    assert queries.written(found)[0].files == ()
    with pytest.raises(NotFound):
        queries.attachment(found, file.leaf, file.no)


def test_an_asker_is_kept_two_years_from_the_end_of_the_question_and_no_day_longer() -> None:
    closed, answered, open_still, young = ask(), ask(), ask(), ask()
    services.answer(answered.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.close(closed.number, note="Đã rõ", by=TRADER, at=AT + HOUR)
    services.answer(young.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    services.close(young.number, by=TRADER, at=AT + 100 * DAYS)
    assert services.erase_due(AT + HOUR + 730 * DAYS) == 0
    assert services.erase_due(AT + 2 * HOUR + 730 * DAYS) == 2
    assert {each.question_id for each in Asker.objects.all()} == {open_still.pk, young.pk}
    assert services.erase_due(AT + HOUR + 830 * DAYS) == 1
    assert services.erase_due(AT + HOUR + 830 * DAYS) == 0


def test_many_settled_at_once_are_as_if_settled_one_by_one() -> None:
    one = ask()
    services.assign(one.number, assignee=31, by=SYSTEM, at=AT + HOUR)
    services.answer(one.number, ANSWER, by=SUPPORT, at=AT + 3 * HOUR)
    services.close(one.number, by=TRADER, at=AT + DAYS)
    many = services.settle_many(
        [
            services.Settled(
                new(), TRADER, AT, SUPPORT, AT + HOUR, answer=ANSWER, answered_at=AT + 3 * HOUR, closed_at=AT + DAYS
            )
            for _ in range(3)
        ]
    )
    assert len(set(many)) == 3
    columns = [each.name for each in Question._meta.fields if each.name not in ("id", "number", "leaf")]
    rows = set(Question.objects.values_list(*columns))
    assert len(rows) == 1
    assert figures.questions_settled(AT.date(), AT.date()) == 4
    assert faults() == []


def test_a_published_answer_leaves_the_public_pages_after_its_last_day_and_when_withdrawn() -> None:
    entry = services.propose(content(until=AT.date()), by=SUPPORT, at=AT)
    assert published.search("khai sai", AT.date()) == []
    with pytest.raises(errors.ReviewedByAuthor):
        services.approve(entry.pk, 1, by=SUPPORT, at=AT)
    with pytest.raises(errors.NotProposed):
        services.approve(entry.pk, 2, by=SECOND, at=AT)
    services.approve(entry.pk, 1, by=SECOND, at=AT)
    assert len(published.search("khai sai", AT.date())) == 1
    assert published.search("khai sai", (AT + DAYS).date()) == []
    services.withdraw_published(entry.pk, note="luật mới", by=SECOND, at=AT)
    assert published.search("khai sai", AT.date()) == []
    with pytest.raises(NotFound):
        published.one(entry.code)


def test_what_is_withdrawn_takes_the_version_that_waits_with_it_and_can_be_written_anew() -> None:
    entry = services.propose(content(), by=SUPPORT, at=AT)
    services.approve(entry.pk, 1, by=SECOND, at=AT)
    services.revise(entry.pk, content("Bản hai?"), by=SUPPORT, at=AT)
    gone = services.withdraw_published(entry.pk, note="luật mới", by=SECOND, at=AT)
    assert (gone.state, gone.version, gone.proposed) == ("withdrawn", 0, 0)
    services.revise(entry.pk, content("Bản ba?"), by=SUPPORT, at=AT)
    assert services.approve(entry.pk, 3, by=SECOND, at=AT).version == 3
    assert faults() == []


def test_a_version_for_later_is_approved_from_its_first_day_and_the_one_in_force_stays_until_then() -> None:
    entry = services.propose(content(), by=SUPPORT, at=AT)
    services.approve(entry.pk, 1, by=SECOND, at=AT)
    services.revise(entry.pk, content(since=(AT + DAYS).date()), by=SUPPORT, at=AT)
    with pytest.raises(errors.NotYet):
        services.approve(entry.pk, 2, by=SECOND, at=AT)
    assert len(published.search("khai sai", AT.date())) == 1
    assert services.approve(entry.pk, 2, by=SECOND, at=AT + DAYS).version == 2


def test_a_closed_question_that_no_account_asked_tells_nobody_of_the_enterprise() -> None:
    found = services.ask(new("Thái độ", nature="conduct", office="20BB", channel="phone"), by=SYSTEM, at=AT)
    services.answer(found.number, ANSWER, by=HEAD, at=AT + HOUR)
    assert not Notice.objects.filter(subject=found.number).exists()


def test_a_head_bound_to_no_office_sees_what_every_head_sees() -> None:
    found = ask("Thái độ", nature="conduct", office="20BB")
    whole = Actor(36, "Trưởng", posts=frozenset({Post("head")}))
    assert queries.find(found.number, whole) == found


def test_what_was_settled_in_time_stays_so_when_it_is_asked_again() -> None:
    found = ask()
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    day, later = AT.date(), (AT + 60 * DAYS).date()
    services.reply(found.number, "Còn nữa", by=TRADER, at=AT + 2 * DAYS)
    assert figures.on_time(day, day) == (1, 1)
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + 60 * DAYS)
    told = figures.of_period(day, day)
    assert (figures.on_time(day, day), told.answered, told.on_time, told.again) == ((1, 1), 1, 1, 1)
    assert (figures.on_time(later, later), figures.questions_settled(later, later)) == ((0, 0), 0)
    (row,) = figures.settled(day, day)
    assert (row.number, row.party, row.at) == (found.number, "5799900001", AT + HOUR)


def test_what_is_asked_beyond_the_last_calendar_is_refused_with_words() -> None:
    with pytest.raises(NoCalendar):
        ask(at=AT.replace(year=2099))


def test_the_closed_channel_is_never_published() -> None:
    found = ask("Thái độ", nature="conduct", office="20BB")
    services.answer(found.number, ANSWER, by=HEAD, at=AT + HOUR)
    with pytest.raises(errors.NotPublishable):
        services.publish(found.number, content(), by=HEAD, at=AT + HOUR)


def test_the_desk_finds_answered_questions_like_this_one() -> None:
    found = ask("Hàng hội chợ để lại bán")
    services.answer(found.number, ANSWER, by=SUPPORT, at=AT + HOUR)
    (hit,) = listing.alike("hang hoi cho ban lai", SUPPORT)
    assert hit[0].number == found.number
    assert listing.alike("hang hoi cho ban lai", OTHER) == []
