"""Profiles written on the site: by one, decided by another, from a day that has not begun; tried on the past."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.domain.risk.risk_factories import facts

from motcua.ground.models import Notice
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.words import Words
from motcua.people import services as people
from motcua.people.domain import Tenure
from motcua.risk import covering, models, queries, services
from motcua.risk.domain import RED, indicate, told
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.errors import (
    LawStands,
    NoteTooLong,
    NotInUse,
    NotTheAuthor,
    NotTried,
    ProfileWrong,
    ReasonMissing,
    SecondOfficer,
    TooLate,
)
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.life import State
from motcua.risk.domain.trying import DryRun
from motcua.risk.domain.writing import Draft
from motcua.risk.queries import profiles as reads
from motcua.risk.queries import profiling, ruling
from motcua.risk.queries.trying import days_decided
from motcua.risk.services import simulation

DAY = date(2023, 5, 10)
NOON = law_moment(DAY, 12)
TOMORROW = DAY + timedelta(days=1)
MONTH = {"since": date(2023, 5, 1), "until": date(2023, 5, 31)}
AUTHOR = Actor(11, "author", posts=frozenset({Post("risk", "20ZZ")}))
SECOND = Actor(12, "second", posts=frozenset({Post("risk", "20ZZ")}))
DELEGATE = Actor(13, "delegate", posts=frozenset({Post("risk", "20ZZ")}), behalf=11)
HEAD = Actor(14, "head", posts=frozenset({Post("head", "20BB")}))

pytestmark = pytest.mark.django_db


def draft(code: str = "O-NEW", criteria: str | Criteria = "origin in JP", **changes: Any) -> Draft:
    given = {"kind": "office", "share_ppm": 1_000_000, "reason": Words("Lý do.", "A reason."), "basis": "Không"}
    asked = criteria_of(criteria) if isinstance(criteria, str) else criteria
    return Draft(**{"code": code, "criteria": asked, **given, **changes})


def register(*each: Any, day: date = DAY) -> list[services.Decision]:
    """Select and store declarations with these facts, as their caller would."""
    at = law_moment(day, 12)
    book, begun = queries.book_on(day), models.Decision.objects.count()
    with transaction.atomic():
        found = [
            services.Candidate(
                subject, f"10{begun + no:010d}", one.office, one.party, indicate(one, book), 3, at, told(one)
            )
            for no, (subject, one) in enumerate(zip(ids.take(at, len(each)), each, strict=True))
        ]  # fmt: skip
        decisions = services.select(found, at=at)
        rows = [services.rows(decision) for decision in decisions]
        bulk.insert(services.T_DECISION, services.DECISION, rows, services.DECISION_MOMENTS)
        log.append([
            log.leaf("declaration.registered", id=row[0], subject=f"declaration/{row[5]}", at=row[2], by=SYSTEM,
                     rows=[row_bytes(services.T_DECISION, row)]) for row in rows
        ])  # fmt: skip
    return decisions


@pytest.fixture
def trade() -> list[services.Decision]:
    """Forty declarations of a day, every fourth of Japanese origin."""
    return register(*[facts(origin="JP" if no % 4 == 0 else "KR", value=no) for no in range(40)])


def proposed(made: Draft, at: Any = NOON) -> int:
    no = services.write_profile(made, by=AUTHOR, at=at)
    services.propose_profile(made.code, no, **MONTH, note="", by=AUTHOR, at=at)
    return no


def in_force(made: Draft, at: Any = NOON) -> date:
    return services.approve_profile(made.code, proposed(made, at), note="", by=SECOND, at=at)


def codes(day: date) -> set[str]:
    return {each.code for each in queries.book_on(day)}


def faults() -> list[log.Fault]:
    return [*covering.check_decisions(), *covering.check_told(), *covering.check_profiles()]


def test_what_another_officer_approved_counts_from_the_next_day(trade: Any) -> None:
    before = queries.profiles_version()
    assert in_force(draft()) == TOMORROW
    assert "O-NEW" not in codes(DAY)
    assert "O-NEW" in codes(TOMORROW)
    assert queries.profiles_version() != before
    assert faults() == []


def test_who_wrote_or_proposed_never_decides_nor_who_stands_in_for_them(trade: Any) -> None:
    no = proposed(draft())
    for actor in (AUTHOR, DELEGATE):
        with pytest.raises(SecondOfficer):
            services.approve_profile("O-NEW", no, note="", by=actor, at=NOON)
        with pytest.raises(SecondOfficer):
            services.refuse_profile("O-NEW", no, note="No.", by=actor, at=NOON)
    with pytest.raises(NotTheAuthor):
        services.withdraw_profile("O-NEW", no, note="", by=SECOND, at=NOON)
    assert reads.version("O-NEW", no).state is State.PROPOSED


def test_only_risk_officers_write_decide_and_retire(trade: Any) -> None:
    no = proposed(draft())
    acts: list[Callable[[], object]] = [
        lambda: services.write_profile(draft(), by=HEAD, at=NOON),
        lambda: services.propose_profile("O-NEW", no, **MONTH, note="", by=HEAD, at=NOON),
        lambda: services.approve_profile("O-NEW", no, note="", by=HEAD, at=NOON),
        lambda: services.refuse_profile("O-NEW", no, note="x", by=HEAD, at=NOON),
        lambda: services.withdraw_profile("O-NEW", no, note="", by=HEAD, at=NOON),
        lambda: services.retire_profile("O-NEW", no, note="x", by=HEAD, at=NOON),
        lambda: services.retire_packaged("O-LEVEL5", note="x", by=HEAD, at=NOON),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_draft_is_neither_approved_nor_in_force(trade: Any) -> None:
    no = services.write_profile(draft(), by=AUTHOR, at=NOON)
    with pytest.raises(Impossible):
        services.approve_profile("O-NEW", no, note="", by=SECOND, at=NOON)
    assert "O-NEW" not in codes(TOMORROW)


def test_the_same_draft_twice_is_one_version_and_another_is_a_second(trade: Any) -> None:
    first = services.write_profile(draft(), by=AUTHOR, at=NOON)
    assert services.write_profile(draft(), by=AUTHOR, at=NOON) == first
    assert services.write_profile(draft(criteria="origin in US"), by=AUTHOR, at=NOON) == first + 1


MANY = Criteria(parties=tuple(f"{no:014d}" for no in range(700)))


def test_a_code_has_forty_characters_at_most(trade: Any) -> None:
    assert services.write_profile(draft("O-" + "A" * 38), by=AUTHOR, at=NOON) == 1


@pytest.mark.parametrize(("changes", "field"), [
    ({"code": "X-NEW"}, "code"), ({"code": "O-new"}, "code"), ({"kind": "legal"}, "kind"), ({"share_ppm": 0}, "share"),
    ({"share_ppm": 1_000_001}, "share"), ({"reason": Words("", "A")}, "reason_vi"), ({"basis": " "}, "basis"),
    ({"since": DAY, "until": DAY - timedelta(days=1)}, "until"), ({"code": "Y-NEW"}, "code"),
    ({"code": "O-" + "A" * 39}, "code"), ({"criteria": MANY}, "criteria"),
])  # fmt: skip
def test_a_profile_that_cannot_be_is_refused_with_its_field(changes: Any, field: str) -> None:
    with pytest.raises(ProfileWrong) as refusal:
        services.write_profile(draft(**changes), by=AUTHOR, at=NOON)
    assert refusal.value.facts["field"] == field
    assert not models.ProfileVersion.objects.exists()


def test_a_wished_first_day_is_kept_and_one_that_has_passed_becomes_the_next(trade: Any) -> None:
    later = DAY + timedelta(days=20)
    assert in_force(draft("O-LATER", since=later)) == later
    assert in_force(draft("O-PAST", since=DAY)) == TOMORROW
    with pytest.raises(TooLate):
        in_force(draft("O-OVER", until=DAY))


def test_a_note_is_kept_whole_or_refused(trade: Any) -> None:
    no = proposed(draft())
    with pytest.raises(NoteTooLong):
        services.approve_profile("O-NEW", no, note="x" * 401, by=SECOND, at=NOON)
    services.approve_profile("O-NEW", no, note="x" * 400 + " ", by=SECOND, at=NOON)
    assert reads.version("O-NEW", no).moves[-1].note == "x" * 400


def test_who_may_not_propose_is_told_before_anything_is_tried(trade: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    no = services.write_profile(draft(), by=AUTHOR, at=NOON)
    monkeypatch.setattr("motcua.risk.services.profiles.dry_run", lambda *given: pytest.fail("it was tried"))
    with pytest.raises(NotTheAuthor):
        services.propose_profile("O-NEW", no, **MONTH, note="", by=SECOND, at=NOON)
    with pytest.raises(NoteTooLong):
        services.propose_profile("O-NEW", no, **MONTH, note="x" * 401, by=AUTHOR, at=NOON)
    services.withdraw_profile("O-NEW", no, note="", by=AUTHOR, at=NOON)
    with pytest.raises(Impossible):
        services.propose_profile("O-NEW", no, **MONTH, note="", by=AUTHOR, at=NOON)


def test_the_book_of_a_day_never_changes_once_the_day_has_begun(trade: Any) -> None:
    register(facts(), day=TOMORROW)
    held = queries.book_on(TOMORROW)
    assert in_force(draft()) == TOMORROW + timedelta(days=1)
    assert list(queries.book_on(TOMORROW)) == list(held)
    assert services.retire_packaged("O-LEVEL5", note="Ít phát hiện.", by=AUTHOR, at=NOON) == TOMORROW + timedelta(
        days=1
    )
    assert "O-LEVEL5" in codes(TOMORROW)
    assert faults() == []


def test_the_latest_day_is_known_though_an_earlier_one_was_decided_after_it(trade: Any) -> None:
    before = queries.decided()
    assert before == (40, DAY)
    register(facts(), day=TOMORROW)
    register(facts())
    assert queries.decided() == queries.decided(before) == (42, TOMORROW)
    assert queries.decided(queries.decided()) == (42, TOMORROW)
    assert in_force(draft()) == TOMORROW + timedelta(days=1)


def test_a_retired_profile_counts_until_the_end_of_the_day(trade: Any) -> None:
    in_force(draft())
    at = law_moment(TOMORROW, 9)
    with pytest.raises(ReasonMissing):
        services.retire_profile("O-NEW", 1, note=" ", by=SECOND, at=at)
    assert services.retire_profile("O-NEW", 1, note="Ít phát hiện.", by=SECOND, at=at) == TOMORROW + timedelta(days=1)
    assert "O-NEW" in codes(TOMORROW)
    assert "O-NEW" not in codes(TOMORROW + timedelta(days=1))
    with pytest.raises(Impossible):
        services.retire_profile("O-NEW", 1, note="Lại.", by=SECOND, at=at)


def test_a_version_that_was_replaced_is_no_longer_retired(trade: Any) -> None:
    in_force(draft())
    in_force(draft(criteria="origin in US"), law_moment(TOMORROW, 9))
    with pytest.raises(NotInUse):
        services.retire_profile("O-NEW", 1, note="Cũ.", by=SECOND, at=law_moment(TOMORROW, 10))


def test_a_packaged_profile_is_replaced_or_retired_but_never_what_the_law_orders(trade: Any) -> None:
    in_force(draft("O-LEVEL5", "level in 5", share_ppm=700_000))
    assert queries.book_on(DAY)["O-LEVEL5"].share_ppm == 500_000
    assert queries.book_on(TOMORROW)["O-LEVEL5"].share_ppm == 700_000
    services.retire_packaged("O-NEW-PARTY", note="Ít.", by=AUTHOR, at=NOON)
    assert "O-NEW-PARTY" not in codes(TOMORROW)
    with pytest.raises(NotInUse):
        services.retire_packaged("O-NEW-PARTY", note="Lại.", by=AUTHOR, at=NOON)
    with pytest.raises(NotInUse):
        services.retire_packaged("O-LEVEL5", note="Đã thay.", by=AUTHOR, at=NOON)
    with pytest.raises(LawStands):
        services.retire_packaged("L-SCRAP", note="Không.", by=AUTHOR, at=NOON)


def test_a_version_is_proposed_with_what_its_author_saw(trade: Any) -> None:
    no = proposed(draft())
    kept = reads.version("O-NEW", no).dry_run
    assert isinstance(kept, DryRun)
    assert (kept.declarations, kept.hits, kept.chosen) == (40, 10, 10)
    empty = {"since": date(2020, 1, 1), "until": date(2020, 1, 31)}
    other = services.write_profile(draft("O-OTHER"), by=AUTHOR, at=NOON)
    with pytest.raises(NotTried):
        services.propose_profile("O-OTHER", other, **empty, note="", by=AUTHOR, at=NOON)


def test_other_risk_officers_are_told_that_it_waits_and_the_author_how_it_ended(trade: Any) -> None:
    opened = [people.open_account(username=f"r{no}", name="R", password=None, by=SYSTEM, at=NOON) for no in range(2)]
    for account in opened:
        people.give_post(account=account.pk, tenure=Tenure("risk", DAY, None, "20ZZ", ""), by=SYSTEM, at=NOON)
    author, second = (Actor(each.pk, "r", posts=AUTHOR.posts) for each in opened)
    no = services.write_profile(draft(), by=author, at=NOON)
    services.propose_profile("O-NEW", no, **MONTH, note="", by=author, at=NOON)
    assert [each.recipient for each in Notice.objects.all()] == [f"account/{second.account}"]
    services.approve_profile("O-NEW", no, note="", by=second, at=NOON)
    assert [each.recipient for each in Notice.objects.order_by("id")][1:] == [f"account/{author.account}"]
    assert Notice.objects.first().link == "/risk/profiles/O-NEW/1/"


def test_a_dry_run_says_what_selection_then_does(trade: Any) -> None:
    in_force(draft(share_ppm=400_000))
    models.Bucket.objects.update(balance_millionths=24_000_000)
    decisions = register(*[facts(origin="JP" if no % 2 else "KR", value=no) for no in range(60)], day=TOMORROW)
    ran = services.dry_run_of(reads.version("O-NEW", 1), TOMORROW, TOMORROW)
    met = [each for each in decisions if "O-NEW" in each.hits.split()]
    red = [each for each in met if each.channel == RED and each.rule == "O-NEW"]
    assert (ran.declarations, ran.hits, ran.chosen) == (60, len(met), len(red))
    assert 0 < len(red) < len(met) == 30
    assert (ran.newly, ran.busiest, ran.busiest_on) == (0, len(red), TOMORROW)
    assert list(covering.check_told()) == []


def test_a_dry_run_counts_what_inspections_found_beside_the_random_share(trade: Any) -> None:
    in_force(draft())
    models.Bucket.objects.update(balance_millionths=24_000_000)
    decisions = register(*[facts(origin="JP", value=no) for no in range(10)], day=TOMORROW)
    red = [each for each in decisions if each.channel == RED]
    at = law_moment(TOMORROW, 15)
    services.record_outcomes(
        [(each.subject, "TRIGIA" if no < 4 else "KHOP", at, 0) for no, each in enumerate(red)], by=SYSTEM
    )
    ran = services.dry_run_of(reads.version("O-NEW", 1), TOMORROW, TOMORROW)
    assert (ran.checked, ran.found, ran.verdict) == (len(red), 4, "few")
    ruled = ruling.ruled(DAY, TOMORROW)
    assert (ruled.of["O-NEW"].checked, ruled.of["O-NEW"].found, ruled.of["O-NEW"].chosen) == (len(red), 4, len(red))
    (month,) = ruling.months("O-NEW", DAY, TOMORROW)
    assert month.figures == ruled.of["O-NEW"]


def test_a_dry_run_knows_of_the_past_only_what_was_known_then(trade: Any) -> None:
    no = services.write_profile(draft("O-AGAIN", "past.party.checks >= 1"), by=AUTHOR, at=NOON)
    (ordered,) = register(facts(flags=frozenset({"information"})))
    services.record_outcome(subject=ordered.subject, finding="KHOP", by=SYSTEM, at=NOON)
    register(facts(), day=TOMORROW)
    version = reads.version("O-AGAIN", no)
    assert services.dry_run_of(version, DAY, DAY).hits == 0
    assert services.dry_run_of(version, TOMORROW, TOMORROW).hits == 1


def test_a_simulation_asks_the_past_again_of_what_it_was_answered_no(trade: Any) -> None:
    until = in_force(draft("O-AGAIN", "past.party.hits >= 1"))
    (decision,) = register(facts(), day=until)
    assert "O-AGAIN" not in decision.hits.split()
    held = simulation.stored(until).stream
    assert "O-AGAIN" in held.candidates[-1].hits
    assert [each.hits for each in held.candidates[:-1]] == [tuple(each.hits.split()) for each in trade]


def test_what_became_known_later_counts_in_the_figures_and_in_a_dry_run(trade: Any) -> None:
    until = in_force(draft("O-NEW", "direction in import"))
    (chosen,) = register(facts(flags=frozenset({"information"})), day=until)
    services.record_outcome(subject=chosen.subject, finding="KHOP", by=SYSTEM, at=law_moment(until, 13))
    models.Outcome.objects.filter(pk=chosen.subject).update(rule="O-NEW")
    assert ruling.ruled(until, until).of["O-NEW"].found == 0
    services.add_to_outcomes([services.Added(chosen.subject, law_moment(until, 15), "TRIGIA", 7)], by=SYSTEM)
    figures = ruling.ruled(until, until).of["O-NEW"]
    assert (figures.checked, figures.found, figures.recovered) == (1, 1, 7)
    assert ruling.months("O-NEW", until, until)[0].figures.recovered == 7
    tried = services.dry_run_of(reads.version("O-NEW", 1), until, until)
    assert (tried.found, tried.recovered) == (1, 7)


def test_the_list_asks_as_many_questions_whatever_it_holds(trade: Any, django_assert_num_queries: Any) -> None:
    today = TOMORROW + timedelta(days=1)
    in_force(draft("O-ONE"))
    profiling.listing(today)

    def asked_anew(**wanted: str) -> list[profiling.Listed]:
        queries.forget_profiles()
        ruling.forget()
        with django_assert_num_queries(10):
            return profiling.listing(today, **wanted)

    asked_anew()
    for no in range(5):
        in_force(draft(f"O-MORE-{no}"))
    queries.book_on(today)
    assert len(asked_anew(text="o-more")) == 5


def test_the_list_is_narrowed_and_sorted(trade: Any) -> None:
    in_force(draft())
    proposed(draft("O-WAITS"))
    today = TOMORROW
    assert [row.profile.code for row in profiling.listing(today, standing="waiting")] == ["O-WAITS"]
    assert {row.profile.kind for row in profiling.listing(today, kind="yellow")} == {"yellow"}
    shares = [row.profile.share_ppm for row in profiling.listing(today, sort="-share")]
    assert shares == sorted(shares, reverse=True)
    assert profiling.one("O-NEW", today).standing == "force"
    with pytest.raises(NotFound):
        profiling.one("O-NOBODY", today)


def test_a_changed_version_and_a_decision_by_its_author_are_found(trade: Any) -> None:
    in_force(draft())
    models.ProfileMove.objects.filter(verb="approve").update(actor="account/11")
    assert [fault.place for fault in covering.check_profiles()] == ["risk_profile_move O-NEW 1"]
    models.ProfileVersion.objects.update(criteria="colour in red")
    assert len(list(covering.check_profiles())) == 1


def test_nothing_decided_has_no_days() -> None:
    assert days_decided() is None
