"""Models with their tables: history kept day by day, versions trained once, the rule, drift, and what is refused."""

import json
from datetime import date, timedelta
from hashlib import sha256

import numpy as np
import pytest
from django.db import transaction
from tests.conftest import SAMPLES
from tests.rooms.risk.learned_factories import BEGUN, a_declaration, register, some_months
from typer.testing import CliRunner

from motcua.ground.services import bulk, clock, notices
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.risk import covering, jobs, models, services
from motcua.risk.domain.errors import MoveNotOpen, OtherFeatures, ReasonMissing, TooFewLessons
from motcua.risk.domain.features import FEATURES, FEATURES_NO, matrix
from motcua.risk.domain.history import History
from motcua.risk.domain.lives import Standing
from motcua.risk.domain.reasons import read_reasons
from motcua.risk.queries import learning as reads
from motcua.risk.services import evaluating, knowing, learning, lessons, scoring, watching
from motcua.site.cli import build

END = BEGUN + timedelta(days=77)
AT = law_moment(END, 2)
RISK = Actor(4, "risk", posts=frozenset({Post("risk", "20ZZ")}))
HEAD = Actor(1, "head", posts=frozenset({Post("head", "20BB")}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def months(db: None) -> int:
    return some_months()


def faults() -> list[str]:
    return [each.place for each in (*covering.check_history(), *covering.check_versions())]


def standing() -> dict[int, Standing]:
    return {each.row.no: each.standing for each in reads.versions()}


# History


def test_refreshing_day_by_day_leaves_what_refreshing_at_once_leaves(months):
    for days in range(1, 78, 3):
        services.refresh_history(law_moment(BEGUN + timedelta(days=days), 1))
    services.refresh_history(AT)
    held = models.History.objects.get()
    assert (held.day, held.turn, held.told, held.outcomes) == (END, months, months, months)
    assert knowing.rebuilt(END).digest == held.digest
    assert faults() == []


def test_refreshing_again_the_same_day_changes_nothing(months):
    assert services.refresh_history(AT)
    held = models.History.objects.values().get()
    assert not services.refresh_history(AT + timedelta(hours=5))
    assert models.History.objects.values().get() == held


def test_what_happens_today_is_known_tomorrow(months):
    services.refresh_history(AT)
    before = scoring.history_now().past("party", "5700000003").checks
    (decision,) = register([a_declaration("5700000003")], AT, months)
    services.record_outcomes([services.Found(decision.subject, "TRIGIA", AT, 5)], by=SYSTEM)
    services.refresh_history(AT + timedelta(hours=5))
    assert scoring.history_now().past("party", "5700000003").checks == before
    services.refresh_history(AT + timedelta(days=1))
    assert scoring.history_now().past("party", "5700000003").checks > before


def test_a_finding_that_comes_late_makes_the_history_anew(months):
    (decision,) = register([a_declaration("5700000003")], law_moment(END - timedelta(days=1), 9), months)
    services.refresh_history(AT)
    services.record_outcomes(
        [services.Found(decision.subject, "TRIGIA", law_moment(END - timedelta(days=1), 11))], by=SYSTEM
    )
    services.refresh_history(AT + timedelta(days=1))
    assert models.History.objects.get().outcomes == months + 1
    assert faults() == []


def test_the_days_of_many_groups_are_read_together(months, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert len(list(reads.told_after(0))) == months
    assert [turn for turn, *_ in reads.told_after(months - 2)] == [months - 1, months]


def test_a_history_that_somebody_changed_is_found_and_judges_nothing(months):
    services.refresh_history(AT)
    models.History.objects.update(digest=sha256(b"another").hexdigest())
    assert faults() == ["risk_history"]
    with pytest.raises(ValueError, match="digest"):
        scoring.history_now()


def test_features_are_kept_as_they_were_known_before_the_finding(months):
    first = models.Decision.objects.order_by("turn").first()
    assert first is not None
    kept = np.frombuffer(bytes(models.Measure.objects.get(pk=first.subject).values), "<f4")
    services.refresh_history(AT)
    history = History()
    told = reads.facts_of([first.subject])[first.subject]
    assert (kept == matrix([told], history)[0]).all()
    assert models.Measure.objects.count() == months


def test_what_was_measured_when_it_was_decided_is_left_alone(months):
    first = models.Decision.objects.order_by("turn").values_list("subject", flat=True)[0]
    values = np.arange(len(FEATURES), dtype="<f4")
    models.Measure.objects.filter(pk=first).update(values=values.tobytes(), model=7)
    services.refresh_history(AT)
    assert lessons.gathered(END).features[0].tolist() == values.tolist()
    assert models.Measure.objects.get(pk=first).model == 7


def test_what_came_without_facts_teaches_nothing_and_is_not_asked_for_again(months):
    with transaction.atomic():
        (decision,) = services.select(
            [services.Candidate(9, "100000099999", "20BB", "57", ("L-INFORMATION",), 3)], at=AT
        )
    row = services.rows(decision)
    bulk.insert(services.T_DECISION, services.DECISION, [row], services.DECISION_MOMENTS)
    services.record_outcomes([services.Found(9, "TRIGIA", AT)], by=SYSTEM)
    services.refresh_history(AT + timedelta(days=1))
    held = models.History.objects.get()
    assert (held.told, held.outcomes) == (months, months + 1)
    assert len(lessons.gathered(END + timedelta(days=1))) == months
    assert faults() == []


# Training


def test_a_version_names_its_inspections_and_their_fingerprint_and_is_covered(months):
    made = services.train(AT, by=RISK)
    rows = lessons.gathered(END)
    assert (made.no, made.until_day, made.rows, made.hits) == (1, END, months, int(rows.hits.sum()))
    assert made.fingerprint == rows.fingerprint
    assert made.digest == sha256(bytes(models.Model.objects.get().blob)).hexdigest()
    assert standing() == {1: Standing.CHALLENGER}
    assert faults() == []


def test_the_same_inspections_give_no_second_version(months):
    assert services.train(AT).no == services.train(AT + timedelta(hours=1)).no == 1
    assert models.Model.objects.count() == 1


def test_findings_from_a_day_on_are_left_out(months):
    cut = BEGUN + timedelta(days=50)
    made = services.train(AT, until=cut)
    assert made.rows == models.Outcome.objects.filter(day__lt=cut).count() < months


def test_checks_of_documents_teach_nothing(months):
    services.refresh_history(AT)
    before = lessons.gathered(END)
    models.Outcome.objects.filter(pk=models.Outcome.objects.values_list("pk", flat=True)[0]).update(channel=2)
    assert (len(before), len(lessons.gathered(END))) == (months, months - 1)


def test_what_is_added_to_an_inspection_later_counts_as_one_with_it(months, monkeypatch):
    services.refresh_history(AT)
    before, known = lessons.gathered(END), reads.lessons(BEGUN, END)
    clean = next(each for each in known if not each.hit)
    more = reads.Lesson(clean.subject, END - timedelta(days=1), 0, 1, 7_000)
    monkeypatch.setattr(reads, "lessons", lambda since, until: [*known, more])
    after = lessons.gathered(END)
    assert len(after) == len(before)
    assert int(after.hits.sum()) == int(before.hits.sum()) + 1
    assert int(after.duty.sum()) == int(before.duty.sum()) + 7_000
    assert (after.days == before.days).all()


def test_too_few_inspections_give_no_model(db):
    some_months(days=10)
    with pytest.raises(TooFewLessons, match="40"):
        services.train(AT)
    assert services.learn(AT) is None
    assert scoring.scorer() is None
    assert models.Model.objects.count() == 0


@pytest.mark.parametrize("act", [lambda: services.train(AT, by=HEAD),
                                 lambda: services.promote(1, reason="why", by=HEAD, at=AT),
                                 lambda: services.retire(1, reason="why", by=HEAD, at=AT)])  # fmt: skip
def test_only_risk_officers_train_promote_and_retire(months, act):
    services.train(AT)
    with pytest.raises(NotAllowed):
        act()
    assert standing() == {1: Standing.CHALLENGER}


# Scoring


def test_the_champion_scores_and_says_why_in_both_languages(months):
    assert scoring.scorer() is None
    services.learn(AT)
    held = scoring.scorer()
    assert held is not None
    usual, low = a_declaration("5700000005"), a_declaration("5700000001", low=True)
    values = held.values([usual, low])
    first, second = held.scores(values)
    assert 0 <= first < second <= 1_000_000
    found = read_reasons(held.reasons([low], values[1:])[0])
    assert 1 <= len(found) <= 3
    assert all(each.vi and each.en for each in found)


def test_the_scorer_is_held_until_version_or_history_changes_and_costs_one_statement(months, django_assert_num_queries):
    services.learn(AT)
    held = scoring.scorer()
    with django_assert_num_queries(1):
        assert scoring.scorer() is held
    services.refresh_history(AT + timedelta(days=1))
    fresh = scoring.scorer()
    assert fresh is not held
    assert fresh is not None
    assert held is not None
    assert fresh.model is held.model


def test_a_model_whose_bytes_were_changed_judges_nothing_and_is_found(months):
    services.learn(AT)
    models.Model.objects.update(blob=b"\x00" + bytes(models.Model.objects.get().blob)[1:])
    with pytest.raises(scoring.BrokenModel, match="digest"):
        scoring.model_of(1)
    assert faults() == ["risk_model 1"]


def test_a_version_of_other_features_is_not_put_in_force(months):
    services.train(AT)
    models.Model.objects.update(features=FEATURES_NO + 1)
    with pytest.raises(OtherFeatures):
        services.promote(1, reason="why", by=RISK, at=AT)
    with pytest.raises(scoring.BrokenModel):
        scoring.model_of(1)


# The lives of versions


def test_the_first_version_comes_into_force_by_itself_and_the_next_a_month_later(months):
    services.learn(AT)
    assert standing() == {1: Standing.CHAMPION}
    assert services.learn(AT + timedelta(days=3)) is None
    some_months(30, begun=END, seed=2, first=months)
    assert services.learn(law_moment(date(2023, 4, 1), 1)) is not None
    assert standing() == {1: Standing.CHAMPION, 2: Standing.CHALLENGER}
    some_months(30, begun=END + timedelta(days=30), seed=3, first=months + 120)
    services.learn(law_moment(date(2023, 5, 1), 1))
    last = reads.moves()[-1]
    judged = learning.judged(2, 1, date(2023, 5, 1))
    assert judged.challenger is not None
    assert judged.challenger.rows >= 60
    assert (last.model, last.champion) == ((2, 2) if judged.takes_over else (1, 1))
    assert standing()[3] == Standing.CHALLENGER
    assert faults() == []


def test_a_risk_officer_promotes_retires_and_goes_back_with_a_reason(months):
    services.train(AT, until=END - timedelta(days=10))
    services.train(AT)
    services.promote(1, reason="the first", by=RISK, at=AT)
    services.promote(2, reason="newer", by=RISK, at=AT)
    services.promote(1, reason="the newer one misses shirts", by=RISK, at=AT)
    assert standing() == {1: Standing.CHAMPION, 2: Standing.FORMER}
    services.retire(1, reason="both are old", by=RISK, at=AT)
    assert standing() == {1: Standing.RETIRED, 2: Standing.FORMER}
    assert scoring.scorer() is None
    assert [(each.verb, each.champion, each.actor) for each in reads.moves()][-1] == ("retire", 0, "account/4")
    assert faults() == []


def test_what_an_officer_retired_stays_retired_until_an_officer_decides(months):
    services.learn(AT)
    services.retire(1, reason="no", by=RISK, at=AT)
    some_months(30, begun=END, seed=2, first=months)
    services.learn(law_moment(date(2023, 4, 20), 1))
    assert standing() == {1: Standing.RETIRED, 2: Standing.CHALLENGER}


def test_a_move_is_refused_without_reason_twice_or_of_no_version(months):
    services.train(AT)
    with pytest.raises(ReasonMissing):
        services.promote(1, reason="  ", by=RISK, at=AT)
    with pytest.raises(NotFound):
        services.promote(2, reason="why", by=RISK, at=AT)
    services.promote(1, reason="why", by=RISK, at=AT)
    with pytest.raises(MoveNotOpen):
        services.promote(1, reason="again", by=RISK, at=AT)
    assert len(reads.moves()) == 1


def test_a_step_that_was_slipped_in_is_found(months):
    services.learn(AT)
    models.ModelMove.objects.update(champion=9)
    assert faults() == ["risk_model_move 1"]


def test_two_workers_that_learn_at_once_keep_one_version(months, monkeypatch):
    train, busy = learning.trained, [True]

    def overtaken(*given: object) -> object:
        if busy and busy.pop():
            learning.learn(AT)
        return train(*given)

    monkeypatch.setattr(learning, "trained", overtaken)
    made = learning.learn(AT)
    assert made is not None
    assert made.no == 1
    assert models.Model.objects.count() == 1
    assert [(each.verb, each.champion) for each in reads.moves()] == [("promote", 1)]
    assert faults() == []


# Drift


def test_what_is_declared_as_before_has_not_shifted_and_ten_times_the_tax_has(months):
    services.learn(AT)
    some_months(30, begun=END, seed=2, first=months)
    later = END + timedelta(days=31)
    services.refresh_history(law_moment(later, 1))
    assert "tax" not in {each.name for each in watching.drift(1, later) if each.beyond}
    for place in range(28):
        at = law_moment(later + timedelta(days=place), 9)
        register([a_declaration(f"57{no:08d}", tax=900_000_000 + no) for no in range(6)], at, months + 120 + place * 6)
    end = later + timedelta(days=28)
    services.refresh_history(law_moment(end, 1))
    shifted = watching.drift(1, end)
    assert shifted[0].index_ppm >= shifted[-1].index_ppm
    assert {"tax", "value"} <= {each.name for each in shifted if each.beyond}


def test_risk_officers_are_told_of_a_shift_once_a_month(months, monkeypatch):
    told: list[str] = []
    services.learn(AT)
    shift = watching.Shift("tax", watching.SCORE, 900_000, True)
    monkeypatch.setattr(watching, "drift", lambda no, day: [shift])
    monkeypatch.setattr(watching.people, "holders", lambda role, day: [4])
    for days in (0, 1, 40):
        watching.watch(AT + timedelta(days=days))
        told = list(notices.Notice.objects.filter(recipient="account/4").values_list("link", flat=True))
    assert told == ["/risk/models/?drift=1-2023-03", "/risk/models/?drift=1-2023-04"]


def test_without_a_champion_nothing_is_watched(months):
    assert watching.watch(AT) == []


def test_the_daily_duties_learn_by_themselves(months):
    for duty in (jobs.refresh_history, jobs.learn, jobs.watch):
        duty(AT)
    assert standing() == {1: Standing.CHAMPION}
    assert models.History.objects.get().day == END


# The command


def asked(*words: str) -> tuple[int, str]:
    ended = CliRunner().invoke(build(), ["risk", *words])
    return ended.exit_code, ended.output


def test_the_command_trains_a_version_once(months):
    clock.set_demonstration(AT)
    try:
        status, said = asked("train", "--json")
        again = asked("train", "--json")
        assert (status, said) == again
    finally:
        clock.forget()
    assert status == 0
    told = json.loads(said)
    assert (told["no"], told["rows"], told["until"]) == (1, months, END.isoformat())
    assert asked("train", "--until", "yesterday")[0] == 2


def test_evaluation_here_learns_only_from_what_came_before_each_month(months):
    found = evaluating.evaluate(AT)
    assert [each.month for each in found] == ["2023-02", "2023-03"]
    assert found[0].trained_on == models.Outcome.objects.filter(day__lt=date(2023, 2, 1)).count()
    assert all(each.found.hits_ppm > 300_000 for each in found)


def test_evaluation_without_the_published_set_says_where_it_is_expected(tmp_path):
    status, said = asked("evaluate", "--samples", str(tmp_path))
    assert status == 2
    assert "df_syn_" in said


def test_the_published_split_is_reached_with_the_unseen_goods_beside_it(samples):
    status, said = asked("evaluate", "--samples", str(SAMPLES / "risk"), "--json")
    told = json.loads(said)
    assert status == 0
    assert told["whole"]["precision_ppm"] >= 990_000
    assert told["whole"]["rows"] == 8_481
    assert 0 < told["unseen_goods"]["rows"] < told["whole"]["rows"]
    assert told["unseen_goods"]["precision_ppm"] < told["whole"]["precision_ppm"]


def test_what_is_measured_late_is_measured_once_before_its_first_finding(months):
    first = models.Decision.objects.order_by("turn").values_list("subject", flat=True)[0]
    outcome = models.Outcome.objects.get(pk=first)
    models.Measure.objects.filter(pk=first).delete()
    services.add_to_outcomes([services.Added(first, law_moment(END - timedelta(days=1), 9), "", 5)], by=SYSTEM)
    services.refresh_history(AT)
    told = reads.facts_of([first])[first]
    before = knowing.rebuilt(outcome.day).history
    kept = np.frombuffer(bytes(models.Measure.objects.get(pk=first).values), "<f4")
    assert kept.tolist() == matrix([told], before)[0].tolist()
