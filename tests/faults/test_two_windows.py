"""Two windows, two countries: whatever happens between them, quantities and states on both sides agree at the end."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings as counts
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.faults.forging import FORGERIES
from tests.faults.windows import Between, renew, two_windows

pytestmark = pytest.mark.own_sqlite
SOAK = os.environ.get("MOTCUA_COUNTS") == "soak"
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
TAKEN = 202
FATES = st.sampled_from(["arrives", "lost", "late", "unanswered", "doubled"])
COUNTRIES = st.sampled_from(["VN", "TH"])


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with two_windows(tmp_path_factory.mktemp("windows")) as found:
        yield found


def agree(between: Between, country: str, reference: str) -> None:
    """Both sides hold the same certificate, the same rest of it, and heard what the other said, in its order."""
    there = between.other(country)
    ours = between.sides[country].ask("issued", reference=reference)
    theirs = there.ask("received", reference=reference, country=country)
    assert theirs["body"] == ours["body"]
    assert theirs["left"] == ours["left"]
    assert theirs["said"] == ours["heard"]
    assert ours["said"] == theirs["heard"]
    fallen = theirs["state"] in ("cancelled", "refused") or theirs["flagged"] == "withdrawn"
    assert fallen or ours["state"] != "cancelled"


def test_a_certificate_goes_over_is_used_and_both_sides_have_the_same_rest(between: Between) -> None:
    for country in ("VN", "TH"):
        there = between.other(country)
        reference = between.sides[country].ask("issue", to=there.country)
        between.settle()
        assert there.ask("declare", reference=reference, country=country, kg=400)["accepted"]
        assert not there.ask("declare", reference=reference, country=country, kg=601)["accepted"]
        between.settle()
        assert between.sides[country].ask("issued", reference=reference)["left"] == {"1": "0.6"}
        agree(between, country, reference)


def test_a_declaration_that_names_a_certificate_before_it_comes_is_borne_when_it_comes(between: Between) -> None:
    reference = between.sides["TH"].ask("issue", to="VN")
    told = between.sides["VN"].ask("declare", reference=reference, country="TH", kg=250)
    assert told["accepted"]
    between.fate = lambda: "lost"
    for _ in range(24):
        between.work()
        between.move(HOUR)
    between.settle()
    assert between.sides["TH"].ask("issued", reference=reference)["left"] == {"1": "0.75"}
    agree(between, "TH", reference)


def test_a_cancelled_declaration_gives_back_on_both_sides(between: Between) -> None:
    reference = between.sides["TH"].ask("issue", to="VN")
    between.settle()
    told = between.sides["VN"].ask("declare", reference=reference, country="TH", kg=250)
    between.move(MINUTE)
    assert between.sides["VN"].ask("undo", declaration_id=told["id"]) == ""
    between.settle()
    assert between.sides["TH"].ask("issued", reference=reference)["left"] == {"1": "1"}
    agree(between, "TH", reference)


def test_a_cancellation_that_overtakes_its_certificate_ends_it(between: Between) -> None:
    reference = between.sides["TH"].ask("issue", to="VN")
    between.sides["TH"].ask("withdraw", reference=reference)
    fates = iter(["late"])
    between.fate = lambda: next(fates, "arrives")
    between.work()
    between.settle()
    assert between.sides["VN"].ask("received", reference=reference, country="TH")["state"] == "cancelled"
    agree(between, "TH", reference)


def test_what_is_asked_abroad_is_answered(between: Between) -> None:
    reference = between.sides["TH"].ask("issue", to="VN")
    between.settle()
    assert between.sides["VN"].ask("decide", reference=reference, country="TH", verb="verify")
    between.settle()
    assert between.sides["TH"].ask("asked", reference=reference) == "verify"
    between.sides["TH"].ask("reply", reference=reference, kind="confirmed")
    between.settle()
    assert between.sides["VN"].ask("received", reference=reference, country="TH")["state"] == "checking"
    agree(between, "TH", reference)


def test_everything_verifies_on_both_sides(between: Between) -> None:
    between.settle()
    assert [side.ask("check") for side in between.sides.values()] == [[], []]


ANSWERS = {"clarify": "clarified", "verify": "confirmed"}


class Windows(RuleBasedStateMachine):
    """Both sides issue, use, cancel and ask, while the line and the clocks between them do what they like."""

    between: Between

    @initialize()
    def begin(self) -> None:
        self.issued: list[tuple[str, str]] = []
        self.lodged: list[tuple[str, str]] = []
        for side in self.between.sides.values():
            side.ahead = timedelta(0)
        self.between.move(MINUTE)

    def one(self, which: int) -> tuple[str, str] | None:
        return self.issued[which % len(self.issued)] if self.issued else None

    @rule(country=COUNTRIES)
    def issue(self, country: str) -> None:
        to = self.between.other(country).country
        self.issued.append((country, self.between.sides[country].ask("issue", to=to)))

    @rule(which=st.integers(0, 9), kg=st.sampled_from([1, 250, 400, 1000]))
    def declare(self, which: int, kg: int) -> None:
        if found := self.one(which):
            country, reference = found
            there = self.between.other(country)
            told = there.ask("declare", reference=reference, country=country, kg=kg)
            if told["accepted"]:
                self.lodged.append((there.country, told["id"]))

    @rule(which=st.integers(0, 9))
    def undo(self, which: int) -> None:
        if self.lodged:
            country, declaration = self.lodged.pop(which % len(self.lodged))
            self.between.move(MINUTE)
            self.between.sides[country].ask("undo", declaration_id=declaration)

    @rule(which=st.integers(0, 9))
    def withdraw(self, which: int) -> None:
        if found := self.one(which):
            country, reference = found
            if self.between.sides[country].ask("issued", reference=reference)["state"] == "issued":
                self.between.sides[country].ask("withdraw", reference=reference)

    @rule(which=st.integers(0, 9), verb=st.sampled_from(["accept", "clarify", "verify", "refuse"]))
    def decide(self, which: int, verb: str) -> None:
        if found := self.one(which):
            country, reference = found
            self.between.other(country).ask("decide", reference=reference, country=country, verb=verb)

    @rule(which=st.integers(0, 9))
    def reply(self, which: int) -> None:
        if found := self.one(which):
            country, reference = found
            side = self.between.sides[country]
            asked = side.ask("asked", reference=reference)
            if asked in ANSWERS and side.ask("issued", reference=reference)["state"] == "issued":
                side.ask("reply", reference=reference, kind=ANSWERS[asked])

    @rule(fates=st.lists(FATES, min_size=1, max_size=6))
    def work(self, fates: list[str]) -> None:
        left = iter(fates)
        self.between.fate = lambda: next(left, fates[-1])
        self.between.work()

    @rule(span=st.sampled_from([MINUTE, HOUR, DAY]))
    def wait(self, span: timedelta) -> None:
        self.between.move(span)

    @rule()
    def arrive(self) -> None:
        self.between.arrive_late()

    @rule(country=COUNTRIES, ahead=st.sampled_from([-HOUR, timedelta(0), MINUTE, HOUR]))
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

    def teardown(self) -> None:
        for side in self.between.sides.values():
            side.ahead = timedelta(0)
        self.between.move(2 * HOUR)
        self.between.settle()
        for country, reference in self.issued:
            agree(self.between, country, reference)
        assert [side.ask("state")["failed"] for side in self.between.sides.values()] == [[], []]


def test_quantities_and_states_agree_at_the_end(between: Between) -> None:
    between.settle()
    machine = type("Trial", (Windows,), {"between": between})
    run_state_machine_as_test(
        machine, settings=counts(max_examples=1_000 if SOAK else 6, stateful_step_count=30 if SOAK else 15)
    )  # fmt: skip
    assert [side.ask("check") for side in between.sides.values()] == [[], []]
