"""Rates with their intervals, rates at every prefix, and what a trader may see."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.risk.risk_factories import decided_trade, ordinary_trade

from motcua.risk.domain import GREEN, RED, YELLOW, TraderView, trader_view, wilson
from motcua.risk.domain.decision import CHANNELS, REASON_CLASSES
from motcua.risk.domain.outcomes import prefixes, verdict
from motcua.risk.domain.profiles import packaged


@pytest.mark.parametrize(("hits", "checked", "low", "high"), [
    (0, 10, 0, 277_533), (10, 10, 722_467, 1_000_000), (5, 10, 236_593, 763_407), (15, 500, 18_263, 48_904),
])  # fmt: skip
def test_wilsons_interval_is_that_of_the_books(hits, checked, low, high):
    interval = wilson(hits, checked)
    assert abs(interval.low_ppm - low) <= 1
    assert abs(interval.high_ppm - high) <= 1


def test_nothing_checked_leaves_the_interval_wholly_open():
    assert wilson(0, 0) == (0, 0, 1_000_000)


def test_more_hits_than_checks_is_an_error():
    with pytest.raises(ValueError, match="hits"):
        wilson(2, 1)


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_rate_lies_in_its_interval(hits, misses):
    rate, low, high = wilson(hits, hits + misses)
    assert 0 <= low <= high <= 1_000_000
    assert not hits + misses or low <= rate <= high


def test_the_highest_prefix_leaves_legal_inspections_out():
    highest, spread = prefixes([(10, True), (20, False), (60, False)], 100, 4)
    assert highest == (20, 2, 1, 100_000)
    assert [(each.registered, each.inspected, each.legal) for each in spread] == [
        (25, 2, 1), (50, 2, 1), (75, 3, 1), (100, 3, 1),
    ]  # fmt: skip


def test_an_empty_stream_has_no_rate():
    assert prefixes([], 0, 10) == ((0, 0, 0, 0), [])


def test_a_trader_sees_the_channel_and_the_class_of_reason_and_nothing_finer():
    assert TraderView.__struct_fields__ == ("channel", "channel_words", "reason_class", "reason")
    assert set(REASON_CLASSES) == {"none", "legal", "risk", "random"}
    shown = {
        msgspec.json.encode(trader_view(each.channel, each.reason_class)).decode()
        for each in decided_trade(ordinary_trade(5_000))
    }
    assert len(shown) <= 7
    text = "".join(shown)
    assert not [each.code for each in packaged() if each.code in text or each.reason["en"] in text]


def test_classes_of_reason_are_worded_in_both_languages():
    for words in (*CHANNELS.values(), *REASON_CLASSES.values()):
        assert words.vi
        assert words.en
        assert words.vi != words.en


def test_green_never_has_a_reason_and_the_others_always_have_one():
    for each in decided_trade(ordinary_trade(5_000)):
        assert (each.channel == GREEN) == (each.reason_class == "none") == (each.source == "none")
        assert each.channel in (GREEN, YELLOW, RED)


def test_selection_knows_nothing_of_declarations_and_never_reads_the_demonstration():
    room = Path(__import__("motcua.risk").risk.__file__).parent
    for source in room.rglob("*.py"):
        text = source.read_text()
        assert "motcua.demo" not in text
        assert "motcua.declarations" not in text


@pytest.mark.parametrize(("rule", "draw", "said"), [
    ((60, 100), (1, 100), "beats"), ((2, 100), (1, 100), "not"), ((0, 400), (50, 100), "not"),
    ((30, 30), (1, 30), "beats"), ((29, 29), (1, 30), "few"), ((30, 30), (1, 29), "few"), ((0, 0), (1, 100), "few"),
])  # fmt: skip
def test_a_rule_beats_the_draw_where_its_whole_interval_lies_above_the_draws_rate(rule, draw, said):
    assert verdict(*rule, *draw, least=30) == said


def test_at_the_draws_own_rate_the_lower_end_of_the_interval_decides():
    low = wilson(20, 100).low_ppm
    drawn = next(count for count in range(1_000) if wilson(count, 1_000).rate_ppm >= low)
    assert verdict(20, 100, drawn, 1_000, least=30) == "not"
    assert verdict(20, 100, drawn - 1, 1_000, least=30) == "beats"
