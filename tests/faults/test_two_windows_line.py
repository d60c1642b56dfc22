"""The line between two windows: whatever happens to it, each side is told everything once and in its order.

Two installations, each a process with its own database, clock and keys; what lies between them is the test's.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as counts
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.faults.forging import FORGERIES
from tests.faults.windows import BEGIN, YEAR, Between, renew, two_windows

pytestmark = pytest.mark.own_sqlite
SOAK = os.environ.get("MOTCUA_COUNTS") == "soak"
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
TAKEN = 202
COUNTRIES = st.sampled_from(["VN", "TH"])
_said = 0


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with two_windows(tmp_path_factory.mktemp("line"), alone=True) as found:
        yield found


def certificate(between: Between, country: str, note: str = "1") -> str:
    global _said
    _said += 1
    about = f"{country}-{_said:05d}"
    say(between, country, about, "certificate", note)
    return about


def say(between: Between, country: str, about: str, kind: str, note: str) -> None:
    to = between.other(country).country
    between.sides[country].ask("say", to=to, about=about, issuer=about[:2], kind=kind, note=note)


def heard(between: Between, country: str, about: str) -> list[str]:
    """What a side's origin was told of a certificate, in the order in which it was told."""
    return list(between.sides[country].ask("heard", about=about))


def states(between: Between, country: str, about: str) -> list[str]:
    return list(between.sides[country].ask("states", about=about))


def clean(between: Between) -> list[str]:
    """What verify finds in the tables of the window."""
    found = [fault for side in between.sides.values() for fault in side.ask("check")]
    return [fault for fault in found if "asw" in fault or "ground" in fault]


def test_a_message_whose_receipt_is_lost_is_told_once(between: Between) -> None:
    about = certificate(between, "VN")
    fates = iter(["unanswered", "unanswered", "arrives"])
    between.fate = lambda: next(fates, "arrives")
    between.work()
    between.settle()
    assert heard(between, "TH", about) == ["1"]
    assert states(between, "VN", about) == ["receipted"]


def test_the_same_bytes_get_the_same_receipt_whenever_they_come(between: Between) -> None:
    certificate(between, "VN")
    between.settle()
    sender, raw, peer = between.seen[-1]
    first = between.deliver(sender, raw, peer)
    between.move(DAY)
    assert between.deliver(sender, raw, peer) == first
    assert first["status"] == TAKEN


def test_a_cancellation_that_comes_before_its_certificate_waits_for_it(between: Between) -> None:
    about = certificate(between, "VN")
    say(between, "VN", about, "withdrawn", "2")
    fates = iter(["late", "arrives"])
    between.fate = lambda: next(fates, "arrives")
    between.work()
    assert states(between, "TH", about) == ["held"]
    assert heard(between, "TH", about) == []
    between.settle()
    assert heard(between, "TH", about) == ["1", "2"]


def test_messages_that_arrive_backwards_are_done_forwards(between: Between) -> None:
    about = certificate(between, "VN")
    for no in range(2, 6):
        say(between, "VN", about, "clarified", str(no))
    between.fate = lambda: "late"
    between.work()
    assert len(between.late) == 5
    while between.late:
        between.deliver(*between.late.pop())
        between.other("VN").ask("work")
    assert heard(between, "TH", about) == ["1", "2", "3", "4", "5"]
    between.settle()
    assert heard(between, "TH", about) == ["1", "2", "3", "4", "5"]
    assert states(between, "VN", about) == ["receipted"] * 5


def test_a_partner_that_is_down_for_a_day_gets_everything_when_it_is_back(between: Between) -> None:
    abouts = [certificate(between, "VN") for _ in range(5)]
    between.fate = lambda: "lost"
    begun = len(between.seen)
    for _ in range(48):
        between.work()
        between.move(HOUR / 2)
    [(_, state, _, letters)] = between.sides["VN"].ask("state")["lines"]
    assert (state, letters) == ("down", 0)
    assert len(between.seen) - begun < 60, "a line that is down is tried now and then, not for each message"
    between.settle()
    assert [heard(between, "TH", about) for about in abouts] == [["1"]] * 5


def test_what_nobody_takes_for_a_week_becomes_a_dead_letter_and_can_be_sent_again(between: Between) -> None:
    about = certificate(between, "VN")
    between.fate = lambda: "lost"
    for _ in range(10):
        between.work()
        between.move(DAY)
    assert states(between, "VN", about) == ["dead"]
    assert between.sides["VN"].ask("see_to") == 1
    between.settle()
    assert states(between, "VN", about) == ["receipted"]
    assert heard(between, "TH", about) == ["1"]


def test_a_dead_letter_that_is_given_up_leaves_its_place_and_those_after_it_go_on(between: Between) -> None:
    about = certificate(between, "VN")
    between.settle()
    say(between, "VN", about, "clarified", "2")
    between.fate = lambda: "lost"
    for _ in range(10):
        between.work()
        between.move(DAY)
    say(between, "VN", about, "clarified", "3")
    assert len(between.sides["VN"].ask("give_up")) == 1
    between.settle()
    assert heard(between, "TH", about) == ["1", "3"]
    assert states(between, "VN", about) == ["receipted", "closed", "receipted", "receipted"]
    assert not clean(between)


def test_what_waits_too_long_for_an_earlier_message_is_set_before_a_person(between: Between) -> None:
    about = certificate(between, "VN")
    between.settle()
    say(between, "VN", about, "clarified", "2")
    say(between, "VN", about, "clarified", "3")
    fates = iter(["late", "arrives"])
    between.fate = lambda: next(fates, "lost")
    between.work()
    dropped = between.late.pop()
    for _ in range(8):
        between.work()
        between.move(DAY)
    assert states(between, "TH", about) == ["obeyed", "held"]
    between.sides["TH"].ask("set_aside")
    assert states(between, "TH", about) == ["obeyed", "dead"]
    assert between.sides["TH"].ask("release") == 1
    assert heard(between, "TH", about) == ["1", "3"]
    between.late.append(dropped)
    between.settle()
    assert heard(between, "TH", about) == ["1", "3"], "what comes after its place was left empty is passed over"
    assert states(between, "TH", about) == ["obeyed", "obeyed", "closed"]
    assert not clean(between)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda each: each.__name__)
def test_a_forgery_is_refused_and_changes_nothing(between: Between, forge: Any) -> None:
    about = certificate(between, "VN")
    between.settle()
    sender, raw, peer = between.seen[-1]
    before = between.sides["TH"].ask("state")
    answer = between.deliver(sender, forge(raw), peer)
    assert answer["status"] in (400, 401)
    assert between.sides["TH"].ask("state") == before
    assert heard(between, "TH", about) == ["1"]


def test_a_connection_that_is_not_registered_is_refused(between: Between) -> None:
    certificate(between, "VN")
    between.settle()
    sender, raw, _ = between.seen[-1]
    assert between.deliver(sender, raw, "0" * 64)["status"] == 401


def test_a_message_that_goes_back_to_its_sender_is_refused(between: Between) -> None:
    certificate(between, "VN")
    between.settle()
    sender, raw, _ = between.seen[-1]
    theirs = between.sides["TH"].ask("own")
    assert sender == "VN"
    assert between.deliver("TH", raw, theirs)["status"] == 401


def test_a_clock_that_is_two_days_ahead_is_told_so_and_nothing_is_lost(between: Between) -> None:
    about = certificate(between, "TH")
    between.sides["TH"].ahead = 2 * DAY
    between.move(MINUTE)
    between.fate = lambda: "arrives"
    between.work()
    [[_, _, fault]] = between.sides["TH"].ask("state")["queued"]
    assert "ASW-E09" in fault
    [(_, _, ahead, _)] = between.sides["TH"].ask("state")["lines"]
    assert ahead == -2 * 86400 * 1000
    between.sides["TH"].ahead = timedelta(0)
    between.move(3 * DAY)
    between.settle()
    assert heard(between, "VN", about) == ["1"]


def test_a_clock_a_minute_ahead_is_borne(between: Between) -> None:
    between.sides["TH"].ahead = MINUTE
    between.move(MINUTE)
    about = certificate(between, "TH")
    between.fate = lambda: "arrives"
    between.work()
    between.sides["TH"].ahead = timedelta(0)
    between.move(2 * MINUTE)
    between.settle()
    assert heard(between, "VN", about) == ["1"]


def test_what_cannot_be_done_is_rejected_and_its_sender_told_why(between: Between) -> None:
    about = certificate(between, "VN", "refuse")
    between.settle()
    assert states(between, "TH", about) == ["rejected", "receipted"]
    assert states(between, "VN", about) == ["rejected", "obeyed"]
    between.sides["VN"].ask("give_up")
    between.sides["TH"].ask("give_up")
    assert states(between, "VN", about) == ["closed", "obeyed"]
    assert not clean(between)


class Lines(RuleBasedStateMachine):
    """Both sides say things; the line loses, doubles, holds back; clocks err, keys are changed, forgeries are tried."""

    between: Between

    @initialize()
    def begin(self) -> None:
        self.said: dict[tuple[str, str], list[str]] = {}
        for side in self.between.sides.values():
            side.ahead = timedelta(0)
        self.between.move(MINUTE)

    @rule(country=COUNTRIES)
    def issue(self, country: str) -> None:
        about = certificate(self.between, country)
        self.said[about, self.between.other(country).country] = ["1"]

    @rule(country=COUNTRIES, which=st.integers(0, 9))
    def speak(self, country: str, which: int) -> None:
        """The one who issued tells more of a certificate, or the one who received it answers."""
        known = sorted({about for about, _ in self.said})
        if known:
            about = known[which % len(known)]
            to = self.between.other(country).country
            told = self.said.setdefault((about, to), [])
            told.append(str(len(told) + 1))
            say(self.between, country, about, "clarified" if about[:2] == country else "used", told[-1])

    @rule(fates=st.lists(st.sampled_from(["arrives", "lost", "late", "unanswered", "doubled"]), min_size=1, max_size=6))
    def work(self, fates: list[str]) -> None:
        left = iter(fates)
        self.between.fate = lambda: next(left, fates[-1])
        self.between.work()

    @rule(span=st.sampled_from([MINUTE, HOUR, DAY, 8 * DAY]))
    def wait(self, span: timedelta) -> None:
        self.between.move(span)

    @rule()
    def arrive(self) -> None:
        self.between.arrive_late()

    @rule(country=COUNTRIES, ahead=st.sampled_from([-DAY, -MINUTE, timedelta(0), MINUTE, DAY]))
    def err(self, country: str, ahead: timedelta) -> None:
        self.between.sides[country].ahead = ahead
        self.between.move(MINUTE)

    @rule(country=COUNTRIES)
    def change_keys(self, country: str) -> None:
        side = self.between.sides[country]
        renew(side, since=self.between.at - DAY)
        self.between.other(country).ask("add", pem=side.pems[-1])

    @rule(which=st.integers(0, 99), forge=st.sampled_from(FORGERIES))
    def forge(self, which: int, forge: Any) -> None:
        if self.between.seen:
            sender, raw, peer = self.between.seen[which % len(self.between.seen)]
            assert self.between.deliver(sender, forge(raw), peer)["status"] != TAKEN

    @rule(which=st.integers(0, 99))
    def replay(self, which: int) -> None:
        if self.between.seen:
            self.between.deliver(*self.between.seen[which % len(self.between.seen)])

    def teardown(self) -> None:
        for side in self.between.sides.values():
            side.ahead = timedelta(0)
        self.between.move(3 * DAY)
        self.between.settle()
        for (about, to), notes in self.said.items():
            assert heard(self.between, to, about) == notes


def test_both_sides_are_told_everything_once_and_in_order(between: Between) -> None:
    machine = type("Trial", (Lines,), {"between": between})
    between.settle()
    run_state_machine_as_test(
        machine, settings=counts(max_examples=1_000 if SOAK else 8, stateful_step_count=30 if SOAK else 15)
    )  # fmt: skip
    assert not clean(between)


def test_a_letter_that_its_first_loss_made_dead_is_sent_again_once_somebody_looks(between: Between) -> None:
    between.settle()
    about = certificate(between, "VN")
    between.move(8 * DAY)
    between.fate = lambda: "lost"
    between.work()
    assert states(between, "VN", about)[0] == "dead"
    between.settle()
    assert heard(between, "TH", about) == ["1"]


def test_an_expired_certificate_is_refused_in_words_until_the_next_one_is_registered(tmp_path: Path) -> None:
    with two_windows(tmp_path, alone=True) as between:
        vn, th = between.sides["VN"], between.sides["TH"]
        vn.ahead = -21 * YEAR
        th.ahead = timedelta(0)
        between.move(21 * YEAR)
        renew(th, until=BEGIN + 40 * YEAR)
        vn.ask("add", pem=th.pems[-1])
        about = certificate(between, "VN")
        between.work()
        [[_, _, fault]] = vn.ask("state")["queued"]
        assert "ASW-E06" in fault
        vn.ahead = timedelta(0)
        between.move(MINUTE)
        renew(vn, until=BEGIN + 40 * YEAR)
        th.ask("add", pem=vn.pems[-1])
        between.settle()
        assert heard(between, "TH", about) == ["1"]
        assert not clean(between)
