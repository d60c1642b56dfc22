"""Planning: one dossier of the demonstration as a list of acts with their moments, drawn before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.domain.clock import HOUR_US, Clock
from motcua.dossiers.domain.steps import fee_of, following, limit_of, steps_of
from motcua.dossiers.domain.story import Asked
from motcua.dossiers.services import Result, Sent
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.procedures.domain.content import Content, Step

_MINUTE = HOUR_US // 60
_THOUSAND = 1000


class Hands(NamedTuple):
    """Who works at an office."""

    officers: Sequence[Actor]
    head: Actor


class Path(NamedTuple):
    """A procedure as dossiers go through it: its own steps, without those of the applicant and the system."""

    content: Content
    steps: tuple[Step, ...]
    fee: int


def path_of(content: Content) -> Path:
    """The steps that somebody of the house does, in their order."""
    steps = steps_of(content)
    found: list[Step] = [steps[0]]
    while (onward := following(steps, found[-1].no)) is not None:
        found.append(onward)
    return Path(content, tuple(found), fee_of(content))


class Made(NamedTuple):
    """An act of a plan: what is asked, who does it, and what comes with it."""

    asked: Asked
    by: Actor
    sent: Sent | None = None
    result: Result | None = None


class Planner:
    """Draws what becomes of dossiers."""

    def __init__(self, given: Mapping[str, Any], clock: Clock, dice: np.random.Generator) -> None:
        self.given, self.clock, self.dice = given, clock, dice

    def acts(self, path: Path, lodged: datetime, hands: Hands, applicant: Actor = SYSTEM) -> Iterator[Made]:
        """Every act on a dossier, in order; some lie after the opening and are left out by the caller."""
        first = hands.officers[int(self.dice.integers(len(hands.officers)))]
        at = self._after(lodged, self._minutes(4, 110))
        if self._falls("refused"):
            yield Made(Asked("refuse", at, self._words("refused")), first)
            return
        yield Made(Asked("receive", at), first)
        yield from self._worked(path, at, first, hands, applicant)

    def _worked(self, path: Path, at: datetime, first: Actor, hands: Hands, applicant: Actor) -> Iterator[Made]:
        late = self._falls("late")
        shares = list(self._shares(path, at, late=late))
        stands, ends = self._stand(path), self._end()
        by = first
        for no, took in enumerate(shares):
            if no == 1 or len(shares) == 1:
                if stands:
                    at = yield from self._waits(stands, path, at, by, first, applicant)
                if ends:
                    actor = applicant if ends == "withdraw" else by
                    words = self._words("withdrawn" if ends == "withdraw" else "stopped")
                    yield Made(Asked(ends, self._after(at, took // 2), words), actor)
                    return
            at = self._after(at, took)
            if no + 1 < len(shares):
                step = path.steps[no + 1]
                by_next = hands.head if step.role in ("head", "leader") else self._any(hands)
                yield Made(Asked("hand over", at, to=step.no, holder=by_next.account), by)
                by = by_next
        yield from self._finished(path, at, first, hands, applicant, late=late)

    def _finished(
        self, path: Path, at: datetime, first: Actor, hands: Hands, applicant: Actor, *, late: bool
    ) -> Iterator[Made]:  # fmt: skip
        if late:
            sorry = self._after(at, _MINUTE)
            until = self.clock.plain.closing_after(law_day(sorry), 2)
            yield Made(Asked("apologise", sorry, self._words("late"), until=until), hands.head)
            at = self._after(sorry, self._minutes(30, 240))
        number = f"{int(self.dice.integers(1, 4000))}/TB-HQ"
        words = "Kết quả giải quyết theo đề nghị trong hồ sơ (giả định)."
        favourable = bool(self.dice.random() < 0.97)  # noqa: PLR2004 - nearly all
        yield Made(
            Asked("finish", at, reference=number), hands.head, result=Result(number, words, favourable)
        )  # fmt: skip
        at = self._after(at, self._minutes(10, 360))
        yield Made(Asked("give result", at, seen=True), first)
        if self._falls("rated"):
            marks, weights = zip(*self.given["ratings"], strict=True)
            rating = int(self.dice.choice(marks, p=np.array(weights) / sum(weights)))
            yield Made(
                Asked("rate", at + timedelta(minutes=int(self.dice.integers(20, 4000))), rating=rating), applicant
            )

    def _waits(
        self, stands: str, path: Path, at: datetime, by: Actor, first: Actor, applicant: Actor
    ) -> Any:  # fmt: skip
        begins = self._after(at, self._minutes(3, 25))
        ends = self._after(begins, self._minutes(120, 1800))
        if stands == "payment":
            yield Made(Asked("ask payment", begins, fee=path.fee), by)
            yield Made(Asked("paid", ends, reference=f"BL{int(self.dice.integers(10**6)):06d}"), first)
        else:
            yield Made(Asked("ask supplement", begins, points=(self._words("supplement"),)), by)
            yield Made(Asked("supplement", ends), applicant, sent=Sent())
        return ends

    def _stand(self, path: Path) -> str:
        if self._falls("supplemented"):
            return "supplement"
        return "payment" if path.fee and self._falls("paid") else ""

    def _end(self) -> str:
        if self._falls("withdrawn"):
            return "withdraw"
        return "stop" if self._falls("stopped") else ""

    def _shares(self, path: Path, at: datetime, *, late: bool) -> Iterator[int]:
        """What each step takes: the whole in the steps' own proportions, each a little other."""
        bounds = self.given["late"] if late else self.given["hundredths_of_limit"]
        whole = clocks.budget(limit_of(path.content), at, self.clock.plain)
        whole = max(8 * _MINUTE, whole * int(self.dice.integers(bounds["least"], bounds["most"])) // 100)
        weights = np.array(
            [max(1, clocks.share(step.amount, step.unit) // _MINUTE) for step in path.steps], dtype=float
        )
        weights *= self.dice.uniform(0.7, 1.3, len(weights))
        for weight in weights / weights.sum():
            yield max(_MINUTE, int(whole * weight) // _MINUTE * _MINUTE)

    def _any(self, hands: Hands) -> Actor:
        return hands.officers[int(self.dice.integers(len(hands.officers)))]

    def _after(self, at: datetime, amount: int) -> datetime:
        return self.clock.open.after(at, amount)

    def _minutes(self, least: int, most: int) -> int:
        return int(self.dice.integers(least, most)) * _MINUTE

    def _falls(self, name: str) -> bool:
        told = self.given[name]
        return bool(self.dice.integers(_THOUSAND) < (told["part"] if isinstance(told, dict) else told))

    def _words(self, name: str) -> str:
        held = self.given["reasons"][name]
        return str(held[int(self.dice.integers(len(held)))])
