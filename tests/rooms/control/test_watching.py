"""Targets, notes, registers, the watch list, plans and returns: who does what, what is kept, what is refused."""

from datetime import date

import pytest
from django.db import transaction
from tests.rooms.control.watch_desk import (
    AT,
    CONTROL,
    DAY,
    DAYS,
    HEAD,
    LEADER,
    OFFICER,
    OTHER_HEAD,
    RISK,
    SECOND,
    STRANGERS,
    TRADER,
    asked,
    note,
    opened,
    planned,
)

from motcua.control import watch_covering
from motcua.control.domain.watching.asking import Filters
from motcua.control.domain.watching.errors import (
    ChangedSince,
    MonthNotOver,
    NeedsWords,
    NoHandler,
    NotACount,
    NotAGrade,
    NotAnIndicator,
    NotClosed,
    NothingChanged,
    NotToCome,
    NotWatchable,
    SecondPerson,
    TooLong,
    TooLongAgo,
    WrongDays,
)
from motcua.control.domain.watching.indicators import indicator
from motcua.control.domain.watching.told import Results
from motcua.control.models import IntelligenceNote, MonthlyReturn, NoteReading, Target, TargetStep, WatchEntry
from motcua.control.queries.watching import figures, listing, returns
from motcua.control.services import watching
from motcua.control.services.watching.notes import read
from motcua.crossings.queries import watched
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import PUBLIC, SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import queries as rights
from motcua.people import services as people
from motcua.people.domain import Tenure
from motcua.risk import queries as risk
from motcua.risk.models import Watch as Told

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Profiles are read anew."""
    risk.forget_profiles()


def faults() -> list[str]:
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def test_a_target_that_changes_is_a_new_version_and_the_old_one_stays_with_its_reason() -> None:
    watching.set_targets(2023, {"notes": 100, "bases": 4}, reason="Giao đầu năm", by=CONTROL, at=AT)
    watching.set_targets(2023, {"notes": 120, "bases": 4}, reason="Giao bổ sung", by=LEADER, at=AT + DAYS)
    assert figures.targets(2023)["notes"].target == 120
    steps = TargetStep.objects.filter(code="notes").order_by("leaf")
    assert [(each.target, each.note) for each in steps] == [(100, "Giao đầu năm"), (120, "Giao bổ sung")]
    assert TargetStep.objects.filter(code="bases").count() == 1
    with pytest.raises(NothingChanged):
        watching.set_targets(2023, {"notes": 120}, reason="Lặp lại", by=CONTROL, at=AT)
    assert faults() == []


def test_only_control_and_leaders_set_targets_and_they_are_whole_numbers_of_known_indicators() -> None:
    for by in (HEAD, RISK, *STRANGERS, PUBLIC):
        with pytest.raises(NotAllowed):
            watching.set_targets(2023, {"notes": 1}, reason="x", by=by, at=AT)
    for wrong in ({"unknown": 1}, {"notes": -1}, {"notes": 10**16}):
        with pytest.raises(NotAnIndicator):
            watching.set_targets(2023, wrong, reason="x", by=CONTROL, at=AT)
    with pytest.raises(NotAnIndicator):
        watching.set_targets(9999, {"notes": 1}, reason="x", by=CONTROL, at=AT)
    with pytest.raises(NeedsWords):
        watching.set_targets(2023, {"notes": 1}, reason=" ", by=CONTROL, at=AT)
    assert not Target.objects.exists()


def test_a_note_is_seen_by_who_needs_to_know_and_every_reading_is_kept() -> None:
    found = watching.record_note(note(), by=CONTROL, at=AT)
    assert found.number == "TB-2023-0001"
    for by in (CONTROL, HEAD, LEADER):
        assert listing.find(listing.NOTES, found.number, by).pk == found.pk
    for by in (SECOND, OTHER_HEAD, RISK, *STRANGERS, PUBLIC):
        with pytest.raises(NotFound):
            read(found.number, "tò mò", by=by, at=AT)
        assert listing.listed(listing.NOTES, Filters(text="container"), by)[0] == []
        assert list(listing.export(listing.NOTES, Filters(), by)) == []
    read(found.number, "xác minh", by=HEAD, at=AT)
    assert [(each.account, each.why) for each in listing.readings(found.pk)] == [(HEAD.account, "xác minh")]
    assert faults() == []
    NoteReading.objects.update(why="khác")
    assert any("control_note_reading" in place for place in faults())


def test_a_restricted_note_is_kept_from_the_head_too() -> None:
    found = watching.record_note(note(restricted=True), by=CONTROL, at=AT)
    with pytest.raises(NotFound):
        read(found.number, "kiểm tra", by=HEAD, at=AT)
    assert read(found.number, "kiểm tra", by=LEADER, at=AT).pk == found.pk


def test_who_neither_recorded_nor_handles_a_note_says_why_it_is_read() -> None:
    found = watching.record_note(note(), by=CONTROL, at=AT)
    assert read(found.number, "", by=CONTROL, at=AT).pk == found.pk
    for by in (HEAD, LEADER):
        with pytest.raises(NeedsWords):
            read(found.number, " ", by=by, at=AT)
    assert NoteReading.objects.count() == 1


def test_a_restricted_note_of_others_is_found_by_its_number_alone() -> None:
    found = watching.record_note(note(restricted=True), by=CONTROL, at=AT)
    for text, by, seen in (
        ("container", CONTROL, True), ("container", LEADER, False), (found.number, LEADER, True),
    ):  # fmt: skip
        assert bool(listing.listed(listing.NOTES, Filters(text=text), by)[0]) is seen


def test_a_note_is_given_assessed_and_acted_upon_and_counts_on_that_day() -> None:
    account = people.open_account(username="kiem-soat-9", name="Kiểm soát", password=None, by=SYSTEM, at=AT)
    tenure = Tenure(role="control", since=date(2020, 1, 1), office="20ZZ")
    people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
    found = watching.record_note(note(), by=CONTROL, at=AT)
    with pytest.raises(NoHandler):
        watching.assign(found.number, 999_999, by=CONTROL, at=AT)
    watching.assign(found.number, account.pk, by=CONTROL, at=AT)
    with pytest.raises(Impossible):
        watching.act(found.number, "Bắt giữ", by=CONTROL, at=AT)
    with pytest.raises(NotAGrade):
        watching.assess(found.number, "Đáng tin", reliability="Z", credibility=2, by=CONTROL, at=AT)
    watching.assess(found.number, "Đáng tin", reliability="B", credibility=2, by=CONTROL, at=AT + DAYS)
    assert figures.done("notes", *YEAR) == 0
    watching.act(found.number, "Lập vụ việc", case="VV-2023-0001", by=CONTROL, at=AT + 3 * DAYS)
    day = DAY + 3 * DAYS
    assert figures.done("notes", day, day, "20BB") == 1
    assert figures.done("notes", day + DAYS, YEAR[1]) == 0
    assert figures.done("notes", *YEAR, "20CF") == 0
    assert [row["number"] for row in figures.rows("notes", *YEAR)] == [found.number]
    assert faults() == []


def test_a_dismissed_note_counts_as_processed_and_a_restricted_one_without_its_number() -> None:
    found = watching.record_note(note(restricted=True), by=CONTROL, at=AT)
    watching.assess(found.number, "Không đáng tin", reliability="E", credibility=5, by=CONTROL, at=AT)
    watching.dismiss(found.number, "Bịa", by=CONTROL, at=AT)
    assert [row["number"] for row in figures.rows("notes", *YEAR)] == ["–"]


def test_a_note_needs_words_known_grades_and_a_day_that_has_come() -> None:
    for changes, refusal in (
        ({"title": " "}, NeedsWords), ({"content": "x" * 8_001}, TooLong), ({"reliability": "G"}, NotAGrade),
        ({"credibility": 7}, NotAGrade), ({"source_class": "x"}, NotAGrade), ({"received_on": DAY + DAYS}, NotToCome),
        ({"handler": 424_242}, NoHandler),
    ):  # fmt: skip
        with pytest.raises(refusal):
            watching.record_note(note(**changes), by=CONTROL, at=AT)
    with pytest.raises(NotAllowed):
        watching.record_note(note(), by=OFFICER, at=AT)
    assert not IntelligenceNote.objects.exists()


def test_who_works_on_an_old_page_is_told_that_it_changed() -> None:
    found = watching.record_note(note(), by=CONTROL, at=AT)
    seen = found.leaf
    watching.assess(found.number, "Đáng tin", reliability="B", credibility=2, seen=seen, by=CONTROL, at=AT)
    with pytest.raises(ChangedSince):
        watching.act(found.number, "x", seen=seen, by=CONTROL, at=AT)


@pytest.mark.parametrize(
    ("kind", "source", "prefix"),
    [
        ("profile", "profiles", "ST"),
        ("suspect", "suspects", "HNG"),
        ("project", "projects", "CA"),
        ("base", "bases", "CS"),
    ],
)
def test_what_is_opened_in_a_register_counts_on_that_day(kind: str, source: str, prefix: str) -> None:
    found = watching.enter(opened(kind), by=CONTROL, at=AT)
    assert found.number == f"{prefix}-2023-0001"
    assert figures.done(source, DAY, DAY, "20BB") == 1
    assert figures.done(source, DAY + DAYS, YEAR[1]) == 0
    watching.add_to(found.number, "Gặp lại ở bến", by=CONTROL, at=AT)
    watching.close(found.number, "Chuyển vụ việc", by=CONTROL, at=AT + DAYS)
    with pytest.raises(Impossible):
        watching.close(found.number, "lần nữa", by=CONTROL, at=AT + DAYS)
    assert figures.done(source, *YEAR) == 1
    assert faults() == []


def test_nothing_is_opened_in_a_register_ten_years_back() -> None:
    later = 2_000 * DAYS
    assert watching.enter(opened(opened_on=DAY + later - 3_650 * DAYS), by=CONTROL, at=AT + later).kind == "profile"
    with pytest.raises(TooLongAgo):
        watching.enter(opened(opened_on=DAY + later - 3_651 * DAYS), by=CONTROL, at=AT + later)


def test_projects_and_bases_are_kept_from_those_who_do_not_work_on_them() -> None:
    project = watching.enter(opened("project"), by=CONTROL, at=AT)
    base = watching.enter(opened("base"), by=CONTROL, at=AT)
    with pytest.raises(NotFound):
        listing.find(listing.REGISTER, project.number, SECOND)
    with pytest.raises(NotFound):
        listing.find(listing.REGISTER, base.number, HEAD)
    assert listing.find(listing.REGISTER, project.number, LEADER).pk == project.pk
    assert {row["number"] for row in figures.rows("projects", *YEAR)} == {"–"}


def test_an_entry_is_decided_by_another_and_selection_is_told_in_the_same_act() -> None:
    found = watching.propose(asked(), by=CONTROL, at=AT)
    for by in (SECOND, RISK, *STRANGERS, CONTROL):
        with pytest.raises(NotAllowed):
            watching.approve(found.number, by=by, at=AT)
    approved = watching.approve(found.number, by=LEADER, at=AT)
    assert approved.told_from == DAY + DAYS
    assert Told.objects.get().code == f"WATCH-{found.number}"
    assert f"WATCH-{found.number}" in {each.code for each in risk.book_on(DAY + DAYS)}
    assert f"WATCH-{found.number}" not in {each.code for each in risk.book_on(DAY)}
    assert "mật" not in str([each.reason for each in risk.book_on(DAY + DAYS)])
    watching.stop(found.number, note="Hết nghi", by=CONTROL, at=AT + DAYS)
    risk.forget_profiles()
    assert f"WATCH-{found.number}" not in {each.code for each in risk.book_on(DAY + 2 * DAYS)}
    assert faults() == []


def test_a_leader_who_proposed_does_not_decide() -> None:
    found = watching.propose(asked(), by=LEADER, at=AT)
    with pytest.raises(SecondPerson):
        watching.approve(found.number, by=LEADER, at=AT)
    with pytest.raises(SecondPerson):
        watching.refuse(found.number, note="x", by=LEADER, at=AT)
    watching.approve(found.number, by=HEAD, at=AT)
    assert list(watch_covering.the_decisions()) == []


def test_refused_and_withdrawn_entries_are_told_to_nobody() -> None:
    first, second = (watching.propose(asked(), by=CONTROL, at=AT) for _ in range(2))
    watching.refuse(first.number, note="Thiếu căn cứ", by=LEADER, at=AT)
    with pytest.raises(NotAllowed):
        watching.withdraw(second.number, by=SECOND, at=AT)
    watching.withdraw(second.number, by=CONTROL, at=AT)
    with pytest.raises(Impossible):
        watching.approve(second.number, by=LEADER, at=AT)
    assert not Told.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"value": "12"}, NotWatchable), ({"what": "person"}, NotWatchable), ({"value": "\x00"}, NotWatchable),
        ({"what": "goods", "value": "6109", "origin": "CHINA"}, NotWatchable), ({"reason": ""}, NeedsWords),
        ({"until": DAY - DAYS}, WrongDays), ({"until": DAY + 367 * DAYS}, WrongDays),
        ({"since": date(9999, 12, 30), "until": date(9999, 12, 31)}, WrongDays),
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_with_words(changes: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        watching.propose(asked(**changes), by=CONTROL, at=AT)
    assert not WatchEntry.objects.exists()


def test_the_officer_in_the_lane_sees_a_watched_vehicle_from_that_day_to_the_last() -> None:
    found = watching.propose(asked("vehicle", "14C-123.45"), by=CONTROL, at=AT)
    assert watched.entries("14C12345", (), DAY) == []
    watching.approve(found.number, by=LEADER, at=AT)
    assert watched.entries("14C 123.45", (), DAY) == [found.number]
    assert watched.entries("14C12345", (), DAY + 11 * DAYS) == []
    (remark,) = watched.remarks("14C12345", (), DAY)
    assert found.number in remark.vi
    assert "mật" not in str(remark)
    box = watching.propose(asked("container", "TGHU1234567"), by=CONTROL, at=AT)
    watching.approve(box.number, by=LEADER, at=AT)
    assert watched.entries("29H00001", ("TGHU1234567",), DAY) == [box.number]
    watching.stop(box.number, note="xong", by=CONTROL, at=AT)
    assert watched.entries("29H00001", ("TGHU1234567",), DAY) == []
    found.refresh_from_db()
    assert listing.hits([found]) == {found.number: 0}
    assert not Told.objects.exists()
    assert faults() == []


def test_a_vehicle_is_met_until_the_day_on_which_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[tuple[date, date]] = []
    monkeypatch.setattr(watched, "crossed", lambda plate, since, until: asked_for.append((since, until)) or [])
    found = watching.propose(asked("vehicle", "14C12345"), by=CONTROL, at=AT)
    approved = watching.approve(found.number, by=LEADER, at=AT)
    listing.hits([approved])
    listing.hits([watching.stop(found.number, note="xong", by=CONTROL, at=AT + 3 * DAYS)])
    assert asked_for == [(DAY, DAY + 10 * DAYS), (DAY, DAY + 3 * DAYS)]


def test_heads_and_leaders_are_told_of_what_waits_but_who_proposed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = {"leader": [LEADER.account, 60], "head": [HEAD.account, LEADER.account]}
    monkeypatch.setattr(rights, "holders", lambda role, day, office="": staff[role])
    watching.propose(asked(), by=LEADER, at=AT)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {"account/60", "account/53"}


def test_a_plan_is_reported_on_once_it_has_begun() -> None:
    found = watching.plan(planned(), by=CONTROL, at=AT)
    later = watching.plan(planned(first_on=DAY + DAYS), by=CONTROL, at=AT)
    told = Results("3 lượt tuần tra", 230, 41, 2)
    done = watching.report(found.number, told, by=CONTROL, at=AT)
    assert (done.state, done.hours_done, done.checked, done.found) == ("done", 230, 41, 2)
    with pytest.raises(NotToCome):
        watching.report(later.number, told, by=CONTROL, at=AT)
    with pytest.raises(WrongDays):
        watching.plan(planned(last_on=date(2023, 8, 1)), by=CONTROL, at=AT)
    with pytest.raises(NotACount):
        watching.plan(planned(hours=-1), by=CONTROL, at=AT)
    with pytest.raises(NotFound):
        listing.find(listing.PLANS, found.number, OTHER_HEAD)
    watching.cancel(later.number, "Bão", by=CONTROL, at=AT)
    assert faults() == []


def test_a_month_is_closed_once_and_corrected_by_another_edition() -> None:
    watching.set_targets(2023, {"profiles": 1}, reason="Giao", by=CONTROL, at=AT)
    watching.enter(opened(), by=CONTROL, at=AT)
    with pytest.raises(MonthNotOver):
        watching.close_month("2023-05", by=CONTROL, at=law_moment(date(2023, 5, 31), 23, 59))
    end = law_moment(date(2023, 6, 1))
    with pytest.raises(NotClosed):
        watching.correct_month("2023-05", "x", by=CONTROL, at=end)
    first = watching.close_month("2023-05", by=CONTROL, at=end)
    assert watching.close_month("2023-05", by=LEADER, at=end + DAYS).pk == first.pk
    with pytest.raises(NothingChanged):
        watching.correct_month("2023-05", "x", by=CONTROL, at=end)
    watching.enter(opened(opened_on=date(2023, 5, 30)), by=CONTROL, at=end)
    second = watching.correct_month("2023-05", "Bổ sung một đối tượng", by=CONTROL, at=end)
    assert (second.edition, MonthlyReturn.objects.count()) == (2, 2)
    assert [each.edition for each in returns.editions("2023-05")] == [2, 1]
    line = next(each for each in returns.counted(2023, 5).lines if each.code == "profiles")
    assert (line.month, line.year, line.target, line.ahead) == (2, 2, 1, True)
    assert faults() == []
    with transaction.atomic():
        MonthlyReturn.objects.filter(edition=1).update(figures="{}")
    assert any("control_return" in place for place in faults())


def test_who_closes_a_month_at_the_same_moment_as_another_is_given_that_return(monkeypatch: pytest.MonkeyPatch) -> None:
    end = law_moment(date(2023, 6, 1))
    first = watching.close_month("2023-05", by=CONTROL, at=end)
    held, seen = returns.editions, []

    def late(month: str) -> list[MonthlyReturn]:
        seen.append(month)
        return held(month) if len(seen) > 1 else []

    monkeypatch.setattr(returns, "editions", late)
    assert watching.close_month("2023-05", by=CONTROL, at=end).pk == first.pk
    assert (len(seen), MonthlyReturn.objects.count()) == (2, 1)


@pytest.mark.parametrize("month", ["2023-13", "x", "\x00", "9999-01", "0001-01"])
def test_what_is_no_month_is_not_found(month: str) -> None:
    with pytest.raises(NotFound):
        watching.close_month(month, by=CONTROL, at=AT)


def test_months_and_branches_add_up_to_the_year() -> None:
    for day, office in ((DAY, "20BB"), (DAY - 40 * DAYS, "20CF"), (DAY, "20ZZ")):
        watching.enter(opened(opened_on=day, office=office), by=CONTROL, at=AT)
    found = indicator("profiles")
    assert found is not None
    assert sum(count for _, count, _ in figures.by_month(found, DAY)) == figures.done("profiles", YEAR[0], DAY) == 3
    assert dict(figures.by_office(found, DAY, ["20BB", "20CF"])) == {"20BB": 1, "20CF": 1, "": 1}


def test_ten_of_ten_are_counted_from_rows_alone() -> None:
    assert figures.ahead(DAY) == 0
    watching.set_targets(2023, {"profiles": 2}, reason="Giao", by=CONTROL, at=AT)
    assert figures.ahead(DAY) == 0
    watching.enter(opened(), by=CONTROL, at=AT)
    assert figures.ahead(DAY) == 1
    assert [each.indicator.code for each in figures.standing(DAY) if each.ahead] == ["profiles"]
    assert figures.ahead(date(2023, 12, 31)) == 0


def test_a_trader_finds_nothing_of_it() -> None:
    watching.enter(opened(), by=CONTROL, at=AT)
    watching.propose(asked(value="5799900001"), by=CONTROL, at=AT)
    watching.plan(planned(), by=CONTROL, at=AT)
    for found in (listing.NOTES, listing.REGISTER, listing.WATCHES, listing.PLANS):
        assert listing.listed(found, Filters(), TRADER)[0] == []
        assert listing.listed(found, Filters(), OFFICER)[0] == []
