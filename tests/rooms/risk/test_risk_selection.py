"""Selection with its tables: stored with the caller's rows, checked by the log, asked by pages."""

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.reference.domain import UnknownCode
from motcua.risk import covering, models, queries, services
from motcua.risk.domain import GREEN, ONE, RED, YELLOW, commitment
from motcua.risk.domain.errors import (
    AlreadyRed,
    NotAsked,
    NotChecked,
    NotLower,
    NoToken,
    OutcomeKnown,
    ReasonMissing,
    SeedTooLate,
    TooEarly,
)
from motcua.risk.domain.profiles import UnknownProfile
from motcua.risk.queries import drawn, fairness, figures
from motcua.risk.services.bucket import NoTransaction

DAY = date(2023, 5, 10)
NOON = law_moment(DAY, 12)
OFFICE, LEGAL, PAPERS = "O-LEVEL5", "L-INFORMATION", "Y-LEVEL45"
HEAD = Actor(1, "head", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))
OFFICER = Actor(2, "officer", posts=frozenset({Post("officer", "20BB")}))
ELSEWHERE = Actor(3, "elsewhere", posts=frozenset({Post("officer", "20CF"), Post("head", "20CF")}))
YEAR = (date(2023, 1, 1), date(2023, 12, 31))

pytestmark = pytest.mark.django_db


def register(*hits: tuple[str, ...], at: datetime = NOON, first: int | None = None) -> list[services.Decision]:
    """Select and store a group as its caller would: decisions covered by one leaf each."""
    begun = models.Decision.objects.count() if first is None else first
    with transaction.atomic():
        candidates = [
            services.Candidate(subject, f"10{begun + place:010d}", "20BB", "5700000001", each, 3)
            for place, (subject, each) in enumerate(zip(ids.take(at, len(hits)), hits, strict=True))
        ]
        decisions = services.select(candidates, at=at)
        rows = [services.rows(decision) for decision in decisions]
        bulk.insert(services.T_DECISION, services.DECISION, rows, services.DECISION_MOMENTS)
        log.append([
            log.leaf("declaration.registered", id=row[0], subject=f"declaration/{row[5]}", at=row[2], by=SYSTEM,
                     rows=[row_bytes(services.T_DECISION, row)]) for row in rows
        ])  # fmt: skip
    return decisions


def faults() -> list[log.Fault]:
    return [*covering.check_decisions(), *covering.check_secrets()]


def test_balance_and_turn_go_on_from_one_group_to_the_next():
    assert [each.turn for each in register(*[()] * 3)] == [1, 2, 3]
    (fourth,) = register(())
    assert (fourth.turn, fourth.balance_millionths) == (4, 200_000)
    assert queries.balance() == (4, 200_000)


def test_a_transaction_that_fails_leaves_the_bucket_as_it_was():
    register(*[()] * 3)
    with transaction.atomic():
        (decision,) = services.select([services.Candidate(1, "100000000000", "20BB", "57", (LEGAL,), 3)], at=NOON)
        transaction.set_rollback(True)
    assert decision.balance_millionths == 200_000 - ONE
    assert queries.balance() == (3, 150_000)
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_selection_outside_a_transaction_is_an_error():
    with pytest.raises(NoTransaction):
        services.select([services.Candidate(1, "100000000000", "20BB", "57", (), 3)], at=NOON)


def test_hits_of_another_day_are_an_error():
    with pytest.raises(UnknownProfile):
        register(("NO-SUCH",))


def test_nothing_to_select_touches_nothing():
    assert services.select([], at=NOON) == []
    assert not models.Bucket.objects.exists()


def test_a_stored_decision_reads_back_as_it_was_made():
    decisions = register((), (LEGAL,), (OFFICE,), (PAPERS,))
    assert [queries.decision(each.subject) for each in decisions] == decisions
    assert list(queries.decisions()) == decisions
    assert queries.decision(1) is None


def test_candidates_with_moments_of_their_own_draw_with_the_secret_of_their_day():
    with transaction.atomic():
        decisions = services.select(
            [
                services.Candidate(1, "100000000001", "20BB", "57", (), 3, law_moment(DAY, 23, 59)),
                services.Candidate(2, "100000000001", "20BB", "57", (), 3, law_moment(DAY + timedelta(days=1))),
            ],
            at=NOON,
        )
    assert [each.drawn_on for each in decisions] == [DAY, DAY + timedelta(days=1)]
    assert decisions[0].draw != decisions[1].draw


# The secrets of the draw


def test_a_commitment_stands_ahead_of_its_day_and_the_secret_is_shown_after_the_delay():
    assert services.keep_draws(at=NOON) == (3, 0)
    assert services.keep_draws(at=NOON) == (0, 0)
    shown = drawn.listed(0, 10)
    assert [each.day for each in shown] == [DAY + timedelta(days=ahead) for ahead in (2, 1, 0)]
    assert {each.secret for each in shown} == {""}
    assert services.keep_draws(at=law_moment(DAY + timedelta(days=7)))[1] == 1
    (first,) = [each for each in drawn.listed(0, 10) if each.secret]
    assert first.day == DAY
    assert commitment(bytes.fromhex(first.secret)).hex() == first.commitment


def test_a_secret_is_not_shown_one_moment_too_early():
    services.publish(DAY, at=NOON)
    due = law_moment(DAY + timedelta(days=7))
    with pytest.raises(TooEarly):
        services.reveal(DAY, at=due - timedelta(microseconds=1))
    secret = services.reveal(DAY, at=due)
    assert services.reveal(DAY, at=due + timedelta(days=1)) == secret


def test_the_secret_of_an_unknown_day_cannot_be_shown_or_audited():
    with pytest.raises(NotFound):
        services.reveal(DAY, at=NOON)
    with pytest.raises(NotFound):
        queries.audit(DAY)


def test_a_secret_that_was_shown_never_draws_again_even_if_the_clock_is_set_back():
    services.keep_draws(at=law_moment(DAY))
    services.reveal(DAY, at=law_moment(DAY + timedelta(days=7)))
    (decision,) = register(())
    assert decision.day == DAY
    assert decision.drawn_on == DAY + timedelta(days=1)
    assert faults() == []


def test_real_secrets_differ_and_those_of_a_demonstration_follow_from_its_seed():
    services.seed(b"seed", by=SYSTEM, at=NOON)
    made = services.publish(DAY, at=NOON)
    assert services.publish(DAY, at=NOON + timedelta(days=1)) == made
    assert models.Secret.objects.get().derived == 1
    models.Secret.objects.all().delete()
    assert services.publish(DAY, at=NOON) == made
    models.Secret.objects.all().delete()
    models.Bucket.objects.update(seed=b"")
    assert services.publish(DAY, at=NOON) != made
    assert models.Secret.objects.get().derived == 0


def test_a_seed_is_refused_once_there_is_a_secret():
    services.publish(DAY, at=NOON)
    with pytest.raises(SeedTooLate):
        services.seed(b"seed", by=SYSTEM, at=NOON)


def test_an_audit_tells_a_commitment_that_came_too_late():
    services.publish(DAY, at=law_moment(DAY) - timedelta(seconds=1))
    services.publish(DAY + timedelta(days=1), at=law_moment(DAY + timedelta(days=1)))
    register(*[()] * 20)
    assert queries.audit(DAY).good
    assert queries.audit(DAY).decisions == 20
    assert queries.audit(DAY + timedelta(days=1)).late


def test_an_audit_names_the_number_whose_draw_was_changed():
    decisions = register(*[()] * 20)
    models.Decision.objects.filter(pk=decisions[3].subject).update(draw=decisions[3].draw ^ 1)
    assert queries.audit(DAY).wrong == (decisions[3].number,)


# Changes of channel


def rich(tokens: int = 10) -> list[services.Decision]:
    """Some green declarations, and that many tokens."""
    decisions = register(*[()] * 3)
    models.Bucket.objects.update(balance_millionths=tokens * ONE)
    return [each for each in decisions if each.channel == GREEN]


def raise_(subject: int, ground: str = "officer", by: Actor = HEAD, **more: object) -> models.Upgrade:
    return services.upgrade(subject=subject, ground=ground, reason="Nghi vấn", by=by, at=NOON, **more)


def test_an_officers_upgrade_spends_a_token_and_is_a_leaf():
    subject = rich()[0].subject
    change = raise_(subject, by=OFFICER)
    assert (change.before, change.after, change.spent) == (GREEN, RED, ONE)
    assert queries.balance().balance_millionths == 9 * ONE
    held = queries.standings([subject])[subject]
    assert (held.channel, held.source, held.reason_class) == (RED, "officer", "risk")


@pytest.mark.parametrize(("balance", "may"), [(4 * ONE - 1, False), (4 * ONE, True)])
def test_an_officer_leaves_the_reserve_to_law_profiles_and_draw(balance, may):
    subject = rich()[0].subject
    models.Bucket.objects.update(balance_millionths=balance)
    if may:
        assert raise_(subject).balance_millionths == 3 * ONE
        return
    with pytest.raises(NoToken):
        raise_(subject)
    assert not models.Upgrade.objects.exists()


def test_what_the_law_orders_later_is_inspected_without_a_token():
    subject = register(())[0].subject
    assert raise_(subject, "legal", basis="Tin báo").balance_millionths == 50_000 - ONE
    assert faults() == []


def test_a_waiting_request_is_granted_by_the_head_when_a_token_is_there():
    asked = _asked()
    with pytest.raises(NoToken):
        raise_(asked.subject, "request")
    assert [(each.subject, each.granted) for each in queries.unserved(*YEAR)] == [(asked.subject, False)]
    models.Bucket.objects.update(balance_millionths=3 * ONE)
    assert raise_(asked.subject, "request").source == "profile"
    assert [each.granted for each in queries.unserved(*YEAR)] == [True]


def _asked() -> services.Decision:
    for decision in register(*[(OFFICE,)] * 30):
        if decision.unserved == OFFICE:
            models.Decision.objects.exclude(pk=decision.subject).update(unserved="")
            models.Bucket.objects.update(balance_millionths=0)
            return decision
    raise AssertionError


def test_only_a_waiting_request_can_be_granted():
    with pytest.raises(NotAsked):
        raise_(rich()[0].subject, "request")


def test_no_declaration_is_sent_to_inspection_twice():
    subject = rich()[0].subject
    raise_(subject)
    with pytest.raises(AlreadyRed):
        raise_(subject)


def test_a_lowered_channel_gives_nothing_back_and_going_up_again_costs_again():
    subject = rich()[0].subject
    raise_(subject)
    lowered = services.lower(subject=subject, to=YELLOW, reason="Đủ chứng từ", by=HEAD, at=NOON)
    assert (lowered.spent, lowered.balance_millionths) == (0, 9 * ONE)
    assert raise_(subject).balance_millionths == 8 * ONE
    assert queries.inspection_rate(*YEAR).inspected == 2


@pytest.mark.parametrize("to", [0, GREEN, YELLOW, RED])
def test_a_green_declaration_cannot_be_lowered(to):
    with pytest.raises(NotLower):
        services.lower(subject=rich()[0].subject, to=to, reason="x", by=HEAD, at=NOON)


@pytest.mark.parametrize(("ground", "by"), [("officer", ELSEWHERE), ("legal", OFFICER), ("request", OFFICER)])
def test_a_change_needs_a_post_at_the_office(ground, by):
    with pytest.raises(NotAllowed):
        raise_(rich()[0].subject, ground, by)


def test_a_change_needs_a_reason_and_a_declaration():
    subject = rich()[0].subject
    with pytest.raises(ReasonMissing):
        services.upgrade(subject=subject, ground="officer", reason=" ", by=HEAD, at=NOON)
    with pytest.raises(NotFound):
        raise_(1)
    assert queries.balance().balance_millionths == 10 * ONE


# Outcomes


def test_outcomes_are_counted_by_channel_and_source_with_their_interval():
    red = [each.subject for each in register(*[(LEGAL,)] * 10)]
    services.record_outcomes([(subject, "KHOP", NOON) for subject in red[:8]], by=OFFICER)
    services.record_outcome(subject=red[8], finding="TRIGIA", recovered=5_000_000, by=OFFICER, at=NOON)
    services.record_outcome(subject=red[9], finding="MA", by=OFFICER, at=NOON)
    report = figures.report(figures.Scope(*YEAR))
    (rate,) = report.by_source
    assert (rate.key, rate.chosen, rate.checked, rate.hits, rate.recovered) == ("legal", 10, 10, 2, 5_000_000)
    assert rate.interval == (200_000, 56_682, 509_838)
    assert [each.yields.key for each in report.by_rule] == [LEGAL]
    assert figures.report(figures.Scope(*YEAR, "20CF")).by_source == []


def test_the_random_sample_counts_what_was_drawn_whatever_else_pointed_at_it():
    decisions = register(*[(LEGAL,)] * 400)
    drawn = [each.subject for each in decisions if each.draw < each.threshold]
    services.record_outcomes([(each.subject, "KHOP", NOON) for each in decisions], by=OFFICER)
    sample = queries.random_sample(*YEAR)
    assert (sample.checked, sample.hits) == (len(drawn), 0)


def test_an_outcome_of_an_upgraded_declaration_is_that_of_its_officer():
    subject = rich()[0].subject
    raise_(subject)
    services.record_outcome(subject=subject, finding="MA", by=OFFICER, at=NOON)
    assert [(each.key, each.hits) for each in figures.report(figures.Scope(*YEAR)).by_source] == [("officer", 1)]


def test_an_outcome_is_recorded_once_and_only_for_a_check():
    green, red = register((), (LEGAL,))
    services.record_outcome(subject=red.subject, finding="KHOP", by=OFFICER, at=NOON)
    for subject, refusal in ((red.subject, OutcomeKnown), (green.subject, NotChecked), (1, NotFound)):
        with pytest.raises(refusal):
            services.record_outcome(subject=subject, finding="KHOP", by=OFFICER, at=NOON)
    assert models.Outcome.objects.count() == 1


def test_a_finding_that_the_list_does_not_know_is_refused():
    (red,) = register((LEGAL,))
    with pytest.raises(UnknownCode):
        services.record_outcome(subject=red.subject, finding="OTHER", by=OFFICER, at=NOON)


def test_the_same_outcome_twice_in_one_call_is_refused_whole():
    (red,) = register((LEGAL,))
    with pytest.raises(OutcomeKnown):
        services.record_outcomes([(red.subject, "KHOP", NOON)] * 2, by=OFFICER)
    assert not models.Outcome.objects.exists()


# What can be asked


def test_figures_by_office_month_day_and_source_add_up_to_the_whole():
    register(*[(LEGAL,)] * 3, *[()] * 17)
    register(*[()] * 10, at=law_moment(date(2023, 6, 1)))
    raise_(register((), at=law_moment(date(2023, 6, 2)))[0].subject, "legal")
    report = figures.report(figures.Scope(*YEAR))
    whole = queries.inspection_rate(*YEAR)
    assert (whole.registered, whole.legal) == (31, 4)
    assert report.rate == whole
    for parts in (report.by_month, queries.inspection_rates(*YEAR)):
        assert sum(part.registered for part in parts) == 31
        assert sum(part.inspected for part in parts) == whole.inspected
    for yields in (report.by_source, report.by_office):
        assert sum(part.chosen for part in yields) == whole.inspected
    assert [each.key for each in report.by_month] == ["2023-05", "2023-06"]


def test_the_law_day_decides_the_month():
    register((), at=law_moment(date(2023, 6, 1)) - timedelta(microseconds=1))
    register((), at=law_moment(date(2023, 6, 1)))
    assert [(each.key, each.registered) for each in queries.inspection_rates(*YEAR)] == [
        ("2023-05-31", 1), ("2023-06-01", 1),
    ]  # fmt: skip


def test_the_highest_prefix_stays_under_the_cap_without_legal_ones():
    register(*[(LEGAL,)] * 2, *[()] * 100, *[(OFFICE,)] * 200)
    highest, spread = queries.prefix_rates(10)
    assert (highest.inspected - highest.legal) * 20 <= highest.registered
    assert spread[-1].registered <= 302
    assert len(spread) == 10


def test_inspections_of_an_enterprise_are_counted():
    register((LEGAL,), ())
    (found,) = fairness.enterprises(figures.Scope(*YEAR))
    assert (found.party, found.registered, found.inspected) == ("5700000001", 2, 1)


def test_a_trader_learns_the_class_of_reason_only():
    legal, papers = register((LEGAL,), (PAPERS,))
    assert queries.shown_to_trader(legal.subject).reason_class == "legal"
    shown = queries.shown_to_trader(papers.subject)
    assert shown is not None
    assert PAPERS not in str(shown)
    assert queries.shown_to_trader(1) is None


# What the log checks


@pytest.fixture
def a_busy_day() -> None:
    services.seed(b"seed", by=SYSTEM, at=NOON)
    services.keep_draws(at=NOON)
    register(*[(), (OFFICE,), (PAPERS,)] * 40, (LEGAL,))
    subject = models.Decision.objects.filter(channel=GREEN).first().subject
    raise_(subject, "legal")
    services.reveal(DAY, at=law_moment(DAY + timedelta(days=8)))


@pytest.mark.usefixtures("a_busy_day")
def test_a_true_day_has_no_faults():
    assert faults() == []


@pytest.mark.usefixtures("a_busy_day")
@pytest.mark.parametrize(("table", "column", "value"), [
    ("bucket", "turn", 1), ("bucket", "changes", 7), ("bucket", "balance_millionths", 1),
    ("bucket", "name", "other"), ("bucket", "seed", b"other"), ("bucket", "seed", b""),
    ("bucket", "drawn_after", date(2020, 1, 1)), ("bucket", "drawn_after", None),
    ("secret", "secret", b"x" * 32), ("secret", "commitment", b"x" * 32), ("secret", "derived", 0),
    ("reveal", "secret", b"x" * 32),
    ("upgrade", "spent", 0), ("upgrade", "no", 5), ("upgrade", "turn", 1), ("upgrade", "balance_millionths", 3),
    ("upgrade", "source", "officer"),
])  # fmt: skip
def test_a_changed_value_is_a_fault_that_names_its_table(table, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE risk_{table} SET {column} = %s", [value])
    assert any(f"risk_{table}" in fault.place for fault in faults())


@pytest.mark.usefixtures("a_busy_day")
def test_a_deleted_decision_is_a_fault():
    models.Decision.objects.filter(turn=50).delete()
    assert faults()


def test_every_table_of_the_room_is_covered_or_checked():
    tables = {model._meta.db_table for model in (models.Decision, models.Upgrade, models.Outcome, models.Secret)}
    described = {services.COVERED.table}
    for covered in covering.COVERINGS:
        for table in covered.tables:
            described.add(table.table)
            columns = {field.column for field in _model(table.table)._meta.fields}
            assert columns == {*table.columns, *table.excused}
    assert tables <= described
    columns = {field.column for field in models.Decision._meta.fields}
    assert columns == set(services.COVERED.columns)


def _model(table: str) -> type:
    return next(model for model in apps.get_app_config("risk").get_models() if model._meta.db_table == table)
