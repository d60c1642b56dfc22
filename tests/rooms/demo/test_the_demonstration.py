"""The demonstration: built small through the real services, whole and the same, and going on with the clock."""

import multiprocessing
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from motcua.declarations.models import Declaration, Draft, Move
from motcua.declarations.queries import statistics
from motcua.declarations.stay_models import Draw, Elsewhere, Stay, StayRequest
from motcua.demo import services
from motcua.demo.domain.parameters import parameters
from motcua.demo.models import Ahead, Arrival, Truth
from motcua.demo.services import arrivals
from motcua.ground.models import Message
from motcua.ground.queries import trees
from motcua.ground.services import clock
from motcua.kernel.days import law_day, law_moment
from motcua.revenue import queries as revenue
from motcua.risk.models import Secret

SCALE = 0.01
OPENS = law_moment(date(2023, 12, 22), 10)
BILLION = 1_000_000_000


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[services.Built]:
    """One small build for all tests here; the database is emptied again behind them."""
    with django_db_blocker.unblock():
        name = str(connection.settings_dict["NAME"])
        assert "memory" in name or "test" in name, "never in a database that is in use"
        yield services.build(scale=SCALE, seed=2023)
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
    assert Draft.objects.filter(declaration_id=None).count() == 3
    sent = list(Message.objects.order_by("at").values_list("kind", "status"))
    assert sent == [("WCO unreadable", 422), ("WCO declaration", 422)]


def test_a_second_build_is_refused() -> None:
    with pytest.raises(services.NotEmpty):
        services.build(scale=SCALE, seed=2023)


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
    assert not Draw.objects.exists()
    assert {asked.decided.verdict for asked in StayRequest.objects.exclude(decided=None)} <= {"granted", "denied"}
