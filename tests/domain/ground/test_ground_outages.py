"""Outages without a database: what a watch makes of its looks, shares of time, addresses that may be reached."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.domain import noticing, outages
from motcua.ground.domain.outages import Seen, Watch

AT = datetime(2023, 12, 22, 3, tzinfo=UTC)
minutes = st.integers(0, 3000)


def after(count: int) -> datetime:
    return AT + timedelta(minutes=count)


def test_an_outage_lasts_from_the_first_look_that_failed_to_the_first_that_was_good_again() -> None:
    watch = Watch("pages")
    looks = [watch.look(after(n), good=n not in (3, 4, 5)) for n in range(8)]
    assert [seen for seen in looks if seen] == [Seen("pages", after(3), after(6))]


def test_one_bad_look_between_two_good_ones_is_no_outage() -> None:
    watch = Watch("pages")
    watch.look(AT, good=False)
    assert watch.look(AT + timedelta(seconds=30), good=True) is None


def test_a_watch_that_was_killed_goes_on_where_it_was() -> None:
    assert Watch("door", began=AT).look(after(9), good=True) == Seen("door", AT, after(9))


@given(st.lists(st.tuples(minutes, minutes), max_size=12))
def test_lost_time_is_counted_once_however_intervals_overlap(pairs: list[tuple[int, int]]) -> None:
    held = [(after(min(pair)), after(max(pair))) for pair in pairs]
    counted = {n for began, ended in pairs for n in range(min(began, ended), max(began, ended))}
    assert outages.lost(held, AT, after(3000)) == timedelta(minutes=len(counted))
    assert outages.available_ppm(held, AT, after(3000)) == 1_000_000 - round(1_000_000 * len(counted) / 3000)


def test_a_day_with_less_than_an_hour_lost_is_yellow_and_with_more_red() -> None:
    held = [(after(0), after(59)), (after(-24 * 60), after(-22 * 60))]
    found = outages.days(held, date(2023, 12, 22), 3)
    assert [(each.minutes, each.tone) for each in found] == [(0, "good"), (120, "bad"), (59, "warn")]


@pytest.mark.parametrize(
    ("began", "ended", "wrong"),
    [(0, 10, False), (10, 10, True), (10, 0, True), (-50_000, 0, True), (5, 12, True)],
)
def test_an_outage_ends_after_it_begins_within_a_month_and_not_in_the_future(
    began: int, ended: int, wrong: bool
) -> None:
    assert outages.cannot_be(after(began), after(ended), after(10)) is wrong


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("0.0.0.0", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fd00::1", False), ("fe80::1%eth0", False),
        ("::ffff:192.168.1.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2606:4700::1111", True),
    ],
)  # fmt: skip
def test_only_addresses_of_the_public_network_may_be_reached(address: str, public: bool) -> None:
    assert noticing.is_public(address) is public


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://hook.example.vn/notices?x=1", True), ("http://hook.example.vn/", False), ("https:///x", False),
        ("https://user:word@hook.example.vn/", False), ("https://hook.example.vn:22/", False),
        ("https://hook.example.vn:99999/", False), ("https://hook.example.vn/a b", False), ("ftp://x.vn/", False),
        ("https://hook.example.vn/\r\nHost: x", False), ("https://x.vn/#part", False),
    ],
)  # fmt: skip
def test_an_endpoint_is_an_https_address_without_a_user(address: str, fits: bool) -> None:
    assert noticing.is_webhook(address) is fits


@pytest.mark.parametrize(
    ("address", "fits"),
    [("a.b@example.vn", True), ("a@b", False), ("a@b.vn\nBcc: c@d.vn", False), ("a b@c.vn", False), ("@c.vn", False)],
)
def test_a_mail_address_is_one_line_with_one_host(address: str, fits: bool) -> None:
    assert noticing.is_mail(address) is fits


def test_an_address_that_wants_all_classes_also_gets_those_made_later() -> None:
    assert noticing.chosen(list(noticing.KINDS)) == ""
    assert noticing.wants("", "made later")
    assert not noticing.wants(noticing.chosen(["desk", "money"]), "outage")
