"""What the desks do is planned in order, in working hours, and alike however often it is asked."""

from datetime import date

import pytest

from motcua.demo.domain import behind, live, rewriting
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.dealing import Dealer
from motcua.demo.domain.desk import Hand, Script, Subject
from motcua.demo.domain.life import DAY, NEVER
from motcua.demo.domain.parameters import day_index, parameters
from motcua.demo.domain.worktimes import WorkTimes
from motcua.demo.domain.world import World
from motcua.tariff.domain import packaged

BODY = (
    b'{"marks":"","packages":8,"invoice_total":"300.00","items":[{"quantity":"100.00","unit":"KGM",'
    b'"unit_price":"3","invoice_value":"300.00"}]}'
)


@pytest.fixture(scope="module")
def world() -> World:
    return World(parameters(), packaged(), seed=7, scale=0.01)


def subject(on: date, channel: int, **changes: object) -> Subject:
    at = day_index(on) * DAY + 8 * 3600 + 600
    given = {"inspection": at + 5 * 3600, "documents": at + 3600, "amends": at + DAY, "cancels": at + DAY, **changes}
    lot = Lot(at, BODY, "20BB", at + 900, passes_after=7200, amended_body=BODY, **given)  # type: ignore[arg-type]
    return Subject(1, "100000000010", channel, "9900000009", True, lot, body=BODY)


def written(world: World, write: object, on: date, channel: int) -> Script | None:
    hand = Hand(world, WorkTimes(), subject(on, channel), 5)
    return write(hand)  # type: ignore[operator, no-any-return]


ENDED = [(tray, write) for tray, deck in behind.DECKS.items() for write in dict.fromkeys(deck)]
OPEN = [(tray, write) for tray, deck in live.DECKS.items() for write in dict.fromkeys(deck)]


@pytest.mark.parametrize(("tray", "write"), ENDED, ids=lambda each: getattr(each, "__name__", each))
def test_what_ends_is_done_in_order_after_registration(world: World, tray: str, write: object) -> None:
    script = written(world, write, date(2023, 5, 16), 3 if tray.startswith("goods") else 2)
    assert script is not None
    moments = [act.at for act in script.acts]
    assert moments == sorted(moments)
    assert moments[0] > subject(date(2023, 5, 16), 2).lot.at
    assert script.plain or script.done != NEVER


@pytest.mark.parametrize(("tray", "write"), OPEN, ids=lambda each: getattr(each, "__name__", each))
def test_what_stays_open_is_left_so_before_the_opening(world: World, tray: str, write: object) -> None:
    script = written(world, write, date(2023, 12, 19), 2)
    assert script is not None
    opening = day_index(date(2023, 12, 22)) * DAY + 10 * 3600
    assert all(act.at < opening for act in script.acts)


def test_nothing_is_ended_after_the_day_of_the_year_s_totals(world: World) -> None:
    assert written(world, behind.lapsed, date(2023, 12, 8), 2) is None
    assert written(world, behind.request_granted, date(2023, 12, 21), 2) is None


def test_what_changes_tax_or_is_false_keeps_its_plain_life(world: World) -> None:
    dealer = Dealer(world, frozenset({"9900000009"}))
    taxed = subject(date(2023, 12, 19), 2, cancels=NEVER, amends_tax=True)
    assert [dealer.deal(taxed) for _ in range(5)] == [None] * 5


def test_the_same_declarations_are_dealt_the_same(world: World) -> None:
    def acts() -> list[object]:
        dealer = Dealer(world, frozenset({"9900000009"}))
        plain = subject(date(2023, 12, 19), 2, cancels=NEVER, amends=NEVER)
        return [script.acts for script in (dealer.deal(plain) for _ in range(12)) if script]

    assert acts() == acts()
    assert len(acts()) == 12


def test_a_proposal_declares_more_at_the_same_price_and_the_sums_agree() -> None:
    assert b'"quantity":"104.00"' in rewriting.more(BODY)
    assert b'"invoice_total":"312.00"' in rewriting.more(BODY)
    assert rewriting.divisible(BODY)
    assert not rewriting.divisible(BODY.replace(b'"packages":8', b'"packages":8,"container_count":1'))
