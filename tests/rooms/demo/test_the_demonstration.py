"""The demonstration: built small through the real services, whole and the same, and going on with the clock."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from itertools import islice
from typing import Any

import msgspec
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from pytest_django import DjangoDbBlocker
from tests.rooms.reports import by_sql
from typer.testing import CliRunner

from motcua.declarations.models import (
    Answered,
    Assigned,
    Certificate,
    Countersigned,
    Decided,
    Declaration,
    Draft,
    Inspected,
    InspectedLine,
    Move,
    Paper,
    Passage,
    Photograph,
    Proposal,
    Recorded,
    Request,
    Resolved,
    Ticked,
)
from motcua.declarations.queries import desks, statistics
from motcua.declarations.queries.opened import opened
from motcua.declarations.stay_models import Elsewhere, Stay, StayRequest
from motcua.demo import services
from motcua.demo.domain import summing
from motcua.demo.domain.parameters import parameters
from motcua.demo.models import Ahead, Arrival, Truth
from motcua.demo.services import arrivals
from motcua.demo.services.evaluating import WAYS, evaluate
from motcua.demo.services.simulating import Asked, NothingToSimulate, UnknownProfile, simulate
from motcua.demo.services.streams import told
from motcua.gateways.bank.models import Notice
from motcua.gateways.vnaccs.models import Load
from motcua.ground.models import Message
from motcua.ground.queries import trees
from motcua.ground.services import clock
from motcua.helpdesk.queries import figures
from motcua.kernel.days import LAW_ZONE, law_day, law_moment
from motcua.origin.models import Application, Claim, Delivered, Outgoing
from motcua.origin.models import Certificate as Form
from motcua.origin.queries import statistics as origin
from motcua.reports import queries as reports
from motcua.reports.web.shown import table
from motcua.revenue import queries as revenue
from motcua.revenue.models import (
    GuaranteeBalance,
    GuaranteeChange,
    GuaranteeUse,
    Obligation,
    Refund,
    Suspense,
    SuspenseEnd,
)
from motcua.revenue.queries import paying
from motcua.revenue.services import refunds
from motcua.risk import queries as risk
from motcua.risk.domain.simulation import Selecting, run
from motcua.risk.models import Decision, Outcome, Secret, Upgrade
from motcua.risk.services import simulation
from motcua.site.commands import demo as building
from motcua.site.commands import simulate as command
from motcua.transport.models import Transport

SCALE, SEED = 0.01, 2031
OPENS = law_moment(date(2023, 12, 22), 10)
BILLION = 1_000_000_000


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[services.Built]:
    """One small build for all tests here; the database is emptied again behind them."""
    with django_db_blocker.unblock():
        name = str(connection.settings_dict["NAME"])
        assert "memory" in name or "test" in name, "never in a database that is in use"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                import_module("motcua.declarations.services.register"),
                "prepare",
                lambda *_: pytest.fail("prepared a second time"),
            )
            made = services.build(scale=SCALE, seed=SEED)
        yield made
        call_command("flush", interactive=False, verbosity=0)


@pytest.mark.parametrize("year", [2022, 2023])
def test_the_published_totals_are_what_the_ledger_and_the_declarations_add_up_to(year: int) -> None:
    published = parameters().published[year]
    begun = date(year, 1, 1)
    tallies = statistics.tallies(begun, published.until)
    assert sum(revenue.collected(begun, published.until).values()) == pytest.approx(
        published.revenue * SCALE, abs=0.005 * BILLION * SCALE * 5
    )
    turnover = sum(tally.turnover_usd_e4 for tally in tallies) / 10_000
    assert turnover == pytest.approx(published.turnover * SCALE, rel=0.001)
    assert sum(tally.declarations for tally in tallies) == pytest.approx(published.declarations * SCALE, abs=3)
    assert statistics.enterprises(begun, published.until) == round(published.enterprises * SCALE)


def test_nothing_is_stored_that_is_later_than_the_clock() -> None:
    assert not Declaration.objects.filter(registered_at__gte=OPENS).exists()
    assert not Move.objects.filter(at__gte=OPENS).exists()
    assert timedelta() <= clock.now() - OPENS < timedelta(hours=1)
    assert clock.is_demonstration()


def test_all_trade_of_the_last_day_is_lodged_and_paid_before_the_clock_opens() -> None:
    last = Declaration.objects.filter(registered_on=date(2023, 12, 22), tax_total__gt=0)
    assert last.exists()
    assert all(revenue.obligation(found.id).settled == found.tax_total for found in last)
    assert Arrival.objects.filter(at__lt=law_moment(date(2023, 12, 23))).count() == 0
    assert Arrival.objects.count() > 0


def test_forms_d_of_the_year_came_were_used_and_answered_and_none_waits_to_be_sent() -> None:
    year = (date(2023, 1, 1), date(2023, 12, 22))
    assert origin.received(*year) == round(641 * SCALE) == sum(each.received for each in origin.form_d(*year))
    assert {"borne", "paper", "self"} <= set(Claim.objects.values_list("state", flat=True))
    assert Form.objects.filter(used=True).exists()
    assert Outgoing.objects.count() == Delivered.objects.count() > 0
    assert not Form.objects.filter(received_at__gte=OPENS).exists()
    assert {"issued", "applied", "returned", "refused", "cancelled", "replaced", "approved"} == set(
        Application.objects.values_list("state", flat=True)
    )


@pytest.mark.parametrize("last", [date(2023, 12, 22), date(2023, 6, 30)])
def test_every_figure_of_the_report_equals_a_statement_of_plain_sql(last: date) -> None:
    for figure in reports.annual(2023, last).figures:
        if figure.id not in by_sql.UNCOUNTED:
            assert figure.value == pytest.approx(by_sql.value(figure.id, 2023, last), rel=1e-12), figure.id


def test_the_rows_of_every_figure_are_shown_in_words_and_the_past_of_the_forecast_is_what_came() -> None:
    last = date(2023, 12, 22)
    for figure in reports.annual(2023, last).figures:
        rows = list(islice(reports.rows(figure.id, 2023, last), 20))
        shown = table(rows, figure.id, last)
        assert len(shown["lines"]) == len(rows), figure.id
        assert rows or not figure.value or figure.id == "S5.availability", figure.id
    coming = list(reports.rows("S1.forecast", 2023, last))
    assert sum(row["amount"] for row in coming if row["expected"] == "no") == by_sql.value("S1.revenue", 2023, last) > 0


def test_the_public_was_served_as_the_report_says() -> None:
    report = reports.annual(2023, date(2023, 12, 22))
    values = {each.id: each.value for each in report.figures if each.id.startswith(("S8.", "S9.", "S10."))}
    assert values == {
        "S8.dossiers": round(3337 * SCALE), "S8.enterprises": values["S8.enterprises"],
        "S9.procedures_administrative": 104, "S9.procedures_internal": 9, "S9.internal_areas": 4,
        "S10.questions": round(374 * SCALE), "S10.conferences_department": 1, "S10.conferences_branch": 1,
        "S10.answered_on_spot": max(1, round(54 * SCALE)), "S10.visits": max(1, round(20 * SCALE)),
    }  # fmt: skip
    for figure, value in values.items():
        assert len(list(reports.rows(figure, 2023, date(2023, 12, 22)))) == value, figure
    assert figures.in_hand(OPENS)["late"] == 1


def test_every_state_of_a_life_occurs_and_findings_brought_duty() -> None:
    verbs = set(Move.objects.values_list("verb", flat=True).distinct())
    assert {"register", "accept documents", "record inspection", "amend", "clear", "pass", "cancel"} <= verbs


def test_the_truth_is_kept_for_declarations_on_which_fraud_would_pay() -> None:
    assert Truth.objects.filter(kind__gt=0).exists()
    assert not Truth.objects.filter(kind__gt=0, evaded=0).exists()
    assert not Truth.objects.filter(probability_ppm=0).exists()
    assert Truth.objects.filter(kind=0).count() > 10 * Truth.objects.filter(kind__gt=0).count()


def test_the_log_is_in_the_tree_and_its_head_is_signed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ground_leaf")
        leaves = cursor.fetchone()[0]
    assert trees.tree_size() >= leaves - 2
    assert trees.last_head() is not None


def test_each_day_s_secret_was_committed_to_before_its_trade() -> None:
    assert not [kept.day for kept in Secret.objects.all() if kept.day < date(2022, 1, 1)]
    assert all(law_day(kept.at) <= kept.day for kept in Secret.objects.all())


def test_the_first_trader_finds_drafts_and_what_its_program_sent() -> None:
    begun = Draft.objects.filter(declaration_id=None)
    closing = begun.filter(body__contains='"procedure":"G21"')
    assert begun.count() - closing.count() == 3
    trader = begun.first().party
    staying = Stay.objects.filter(party=trader, procedure="G11", ended="").values("declaration_id")
    has_something_to_close = Declaration.objects.filter(id__in=staying).exclude(cleared_at=None).exists()
    assert closing.count() == int(has_something_to_close)
    ships = ("edifact", "awmds")
    came = Message.objects.exclude(medium="bank")
    assert set(came.filter(kind__in=ships).values_list("kind", "status")) <= {(kind, 200) for kind in ships}
    sent = list(came.exclude(kind__in=ships).order_by("at").values_list("kind", "status"))
    assert sent == [("WCO unreadable", 422), ("WCO declaration", 422)]


def test_nothing_that_the_desks_planned_was_refused(built: services.Built) -> None:
    assert built.refused == []


@pytest.mark.parametrize(
    "verb",
    ["instruct", "answer", "withdraw query", "store", "end storage", "resume inspection", "release", "settle",
     "clear passed", "extend inspection", "hold for analysis", "lapse"],
)  # fmt: skip
def test_officers_and_traders_did_everything_that_their_desks_can_do(verb: str) -> None:
    assert Move.objects.filter(verb=verb, at__lt=OPENS).exists()


def test_goods_were_released_for_each_reason() -> None:
    assert set(Move.objects.filter(verb="release").values_list("finding", flat=True)) == {"A", "B", "C"}


def test_inspections_are_on_record_line_by_line_signed_by_another_officer_or_returned() -> None:
    assert set(Countersigned.objects.values_list("verdict", flat=True)) == {"agreed", "returned"}
    assert not Countersigned.objects.filter(actor=F("inspected__actor")).exists()
    assert InspectedLine.objects.exists()
    assert Photograph.objects.count() == 2 * Inspected.objects.count()


def test_amendments_were_accepted_refused_and_withdrawn_and_some_were_asked_for() -> None:
    assert {"accepted", "refused", "withdrawn"} <= set(Resolved.objects.values_list("verdict", flat=True))
    assert Answered.objects.filter(verb="amend").exists()
    assert len(set(Proposal.objects.values_list("window", flat=True))) >= 2


def test_requests_to_cancel_were_granted_and_denied() -> None:
    assert set(Decided.objects.values_list("verdict", flat=True)) == {"granted", "denied"}


def test_papers_came_asked_and_unasked_and_checklists_were_ticked() -> None:
    assert Paper.objects.filter(instruction=0).exists()
    assert Paper.objects.filter(instruction__gt=0).exists()
    assert Ticked.objects.exists()


def test_declarations_went_from_desk_to_desk() -> None:
    assert Assigned.objects.filter(no__gt=1, officer__gt=0).exists()
    assert Assigned.objects.filter(officer=0).exists()


def test_goods_left_in_parts_and_a_part_was_taken_back() -> None:
    assert Passage.objects.filter(no=2, back=0).exists()
    assert Passage.objects.filter(back__gt=0).exists()


def test_as_many_inspections_were_ordered_as_were_spared() -> None:
    ordered = Move.objects.filter(verb="order inspection").count()
    assert ordered == Move.objects.filter(verb="spare inspection").count()


def test_at_the_opening_the_desks_hold_live_work() -> None:
    states = set(opened(Declaration.objects.all()).values_list("state", flat=True))
    assert {"document_check", "document_query", "in_storage", "released", "physical_check"} <= states
    assert Proposal.objects.filter(resolved=None).exists()
    assert Request.objects.filter(decided=None).exists()
    assert Inspected.objects.filter(countersigned=None).exists()
    waiting = opened(Declaration.objects.all()).filter(state="document_check")
    assert waiting.filter(due_at__lt=OPENS).exists()
    assert waiting.filter(due_at__gt=OPENS).exists()
    held = desks.holders(waiting.values_list("id", flat=True))
    assert 0 < len(held) < waiting.count()


def test_an_outage_was_certified_for_whom_it_hit() -> None:
    assert Certificate.objects.exists()


def test_officers_decide_while_their_office_is_open() -> None:
    hours = Move.objects.filter(verb__in=("instruct", "release", "settle", "store")).values_list("at", flat=True)
    assert all(7 <= at.astimezone(LAW_ZONE).hour < 18 for at in hours)


def test_banks_told_of_payments_also_twice_and_under_wrong_numbers() -> None:
    assert {"booked", "held", "suspended"} <= set(
        Notice.objects.filter(kind="payment").values_list("outcome", flat=True)
    )
    assert Message.objects.filter(medium="bank").exists()
    ended = set(SuspenseEnd.objects.values_list("verb", flat=True))
    assert ended == {"match", "return"}
    assert Suspense.objects.filter(ended=None).exists()


def test_refunds_were_granted_and_others_wait() -> None:
    states = {refunds.state_of(found) for found in Refund.objects.all()}
    assert "granted" in states
    assert states & {"asked", "proposed"}


def test_banks_gave_extended_raised_and_ended_guarantees() -> None:
    assert set(GuaranteeChange.objects.values_list("verb", flat=True)) == {"extend", "raise", "end"}


def test_goods_left_under_guarantees_for_taxes_that_are_paid_after_the_opening() -> None:
    resting = list(Obligation.objects.filter(secured__gt=0))
    assert resting
    for debt in resting:
        found = Declaration.objects.get(pk=debt.declaration_id)
        assert (found.state, debt.secured, debt.settled) == ("cleared", found.tax_total, 0)
        paid = Ahead.objects.get(declaration_id=found.id, kind="pay")
        assert law_day(paid.at) > OPENS.date()
        assert paid.amount == paying.bill(found.id, law_day(paid.at)).to_pay > found.tax_total
    assert Transport.objects.filter(secured__gt=0, state="under_way").exists()
    assert GuaranteeUse.objects.filter(amount__lt=0).exists()
    assert all(0 <= held.used <= held.amount for held in GuaranteeBalance.objects.all())


def test_an_export_came_of_which_nothing_was_recorded() -> None:
    assert [(load.rows, load.faults) for load in Load.objects.all()] == [(3, 3)]
    assert not Recorded.objects.exists()


def test_a_second_build_is_refused() -> None:
    with pytest.raises(services.NotEmpty):
        services.build(scale=SCALE, seed=SEED)


def test_no_process_is_left_behind() -> None:
    assert multiprocessing.active_children() == []


def test_when_the_clock_passes_arrivals_are_lodged_and_steps_taken() -> None:
    before, waiting = Declaration.objects.count(), Ahead.objects.filter(done=0).count()
    at = law_moment(date(2023, 12, 26), 12)
    lodged = arrivals.advance(at)
    assert lodged > 0
    assert Declaration.objects.count() == before + lodged
    assert not Arrival.objects.filter(done=0, at__lte=at).exists()
    assert not Ahead.objects.filter(done=0, at__lte=at).exists()
    assert Ahead.objects.filter(done=0).count() != waiting
    assert arrivals.advance(at) == 0


def test_in_a_companion_what_is_to_come_waits_and_nothing_is_lodged(settings: Any) -> None:
    settings.ROLE = "companion"
    waiting = Arrival.objects.filter(done=0).count()
    assert waiting
    assert arrivals.advance(OPENS + timedelta(hours=5)) == 0
    assert Arrival.objects.filter(done=0).count() == waiting


def test_temporary_imports_were_closed_elsewhere_but_for_a_few() -> None:
    ended = list(Stay.objects.values_list("ended", flat=True))
    assert ended.count("closed") > ended.count("")
    assert Elsewhere.objects.count() >= ended.count("closed")
    assert {asked.decided.verdict for asked in StayRequest.objects.exclude(decided=None)} <= {"granted", "denied"}


def test_goods_move_under_customs_control_and_some_are_late_or_differ_when_the_clock_opens() -> None:
    found = Counter(Transport.objects.values_list("state", flat=True))
    assert found["arrived"] > 50
    assert all(found[state] for state in ("registered", "checking", "approved", "under_way", "differing", "refused"))
    assert Transport.objects.filter(state="under_way", due_at__lt=OPENS).exists()
    assert not Transport.objects.filter(registered_at__gte=OPENS).exists()


def test_what_the_truth_says_an_inspection_finds_is_what_inspections_found() -> None:
    """Whatever chose it: the same finding."""
    truth = dict(Truth.objects.values_list("declaration_id", "found"))
    outcomes = list(Outcome.objects.filter(channel=3).values_list("subject", "hit"))
    assert len(outcomes) > 20
    assert [bool(hit) for _, hit in outcomes] == [bool(truth.get(subject)) for subject, _ in outcomes]


def test_nothing_otherwise_decides_the_stored_year_as_it_was_decided() -> None:
    """Up to the first declaration whose channel was changed later, which the simulation does not know of."""
    held = simulation.stored(date(2023, 12, 22))
    changed = Decision.objects.filter(subject__in=Upgrade.objects.values("subject"))
    first = min(changed.values_list("turn", flat=True), default=len(held.stream))
    learns = Decision.objects.filter(model__gt=0).order_by("turn").values_list("turn", flat=True).first()
    until = min(first, learns or first) - 1
    again = run(held.stream, Selecting(book_of=risk.book_on, urn=held.draws))
    assert until > 100
    assert again.channels[:until] == held.decided.channels[:until]


def test_a_simulation_stands_beside_what_was_decided_and_what_could_have_been_caught() -> None:
    found = simulate(Asked(cap_ppm=30_000, model=False, until=date(2023, 12, 22)))
    decided, ours, random, best, _ = found.lines
    year = Decision.objects.filter(day__gte=date(2023, 1, 1), day__lte=date(2023, 12, 22))
    assert (found.since.year, found.until, found.whole) == (2023, date(2023, 12, 22), True)
    assert decided.total.registered == year.count() == ours.total.registered
    assert ours.total.share_ppm <= 33_000
    assert random.total.inspected
    assert best.total.inspected
    assert sum(each.hits for each in ours.months.values()) == ours.total.hits
    assert sum(load.inspected for load in ours.loads) == ours.total.inspected


def test_the_command_shows_a_simulation_as_a_table_and_as_json() -> None:
    asked = ["--cap", "0.03", "--random", "0.5", "--without-model", "--without", "O-LEVEL5", "--since", "2023-06-01"]
    shown = CliRunner().invoke(command.app, ["risk", *asked])
    told = msgspec.json.decode(CliRunner().invoke(command.app, ["risk", *asked, "--json"]).stdout)
    assert shown.exit_code == 0, shown.output
    assert "20BB" in shown.output
    assert [line["name"] for line in told["lines"]] == ["decided", "simulated", "random", "best duty", "best hits"]
    assert told["since"] >= "2023-06-01"


@pytest.mark.parametrize("asked", [["--cap", "0"], ["--cap", "1.5"], ["--random", "2"], ["--since", "2023-13-01"]])
def test_what_cannot_be_simulated_is_wrong_usage_and_said_of_its_option(asked: list[str]) -> None:
    done = CliRunner().invoke(command.app, ["risk", *asked])
    assert done.exit_code == 2
    assert f"Invalid value for '{asked[0]}'" in done.output or f"Invalid value for {asked[0]}" in done.output


def test_a_profile_that_never_was_and_a_period_without_declarations_are_refused_with_a_code() -> None:
    with pytest.raises(UnknownProfile, match="O-LEVEL5") as unknown:
        simulate(Asked(without=("NONE",), model=False))
    with pytest.raises(NothingToSimulate) as nothing:
        simulate(Asked(since=date(2024, 5, 1), model=False))
    assert (unknown.value.code, nothing.value.code) == ("DEM-E02", "DEM-E01")


def test_without_the_truth_only_what_was_inspected_has_a_known_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.demo.queries.hidden", lambda: None)
    found = simulate(Asked(random_share_ppm=500_000, model=False))
    ours = found.lines[1].total
    assert not found.whole
    assert [line.name for line in found.lines] == ["decided", "simulated", "random"]
    assert ours.known < ours.inspected


def test_the_trade_of_a_seed_without_a_database_is_that_of_the_demonstration() -> None:
    """Up to the day on which the demonstration's totals are first corrected."""
    barrier = min(parameters().barriers.values())
    stream = told(SEED, SCALE, barrier).stream
    held = simulation.stored(barrier).stream
    assert len(stream) == len(held) > 500
    assert [each.told for each in stream.candidates] == [each.told for each in held.candidates]
    assert [each.hits for each in stream.candidates] == [each.hits for each in held.candidates]


@pytest.mark.own_sqlite
def test_an_evaluation_of_a_seed_is_the_same_every_time_and_keeps_its_policies_apart() -> None:
    one, again = evaluate([7], SCALE), evaluate([7], SCALE)
    assert one == again
    assert [each.name for each in one.summaries] == list(WAYS)
    assert len({each.month for each in one.months}) == 24
    assert one.reached == (one.goals.times_random.mean >= 6_000_000 and one.goals.part_of_best.mean >= 700_000)


@pytest.mark.own_sqlite
@pytest.mark.parametrize(("goal", "status", "said"), [
    (10**12, 1, "chưa đạt / not reached"), (0, 0, "đạt / reached"),
])  # fmt: skip
def test_evaluating_on_the_command_line_fails_where_a_goal_is_missed(
    monkeypatch: pytest.MonkeyPatch, goal: int, status: int, said: str
) -> None:
    for name in ("TIMES_RANDOM", "PART_OF_BEST"):
        monkeypatch.setattr(summing, name, goal)
    shown = CliRunner().invoke(building.app, ["evaluate", "--seeds", "7", "--scale", str(SCALE), "--jobs", "1"])
    assert shown.exit_code == status, shown.output
    assert f": {said}" in shown.output
