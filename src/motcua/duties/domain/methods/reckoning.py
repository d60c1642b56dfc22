"""Reckoning: amounts into dong at the day's rates, steps of the explanation, and the problems on the way."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import msgspec

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.figures import E8, Problem, to_dong
from motcua.duties.domain.law import act
from motcua.duties.domain.methods.facts import Case, Sum
from motcua.duties.domain.methods.problems import MISSING
from motcua.duties.domain.numbers import exact_e4, exchange_e4
from motcua.duties.domain.problems import Kind, problem
from motcua.duties.domain.writing import scaled, whole
from motcua.kernel.money import E4
from motcua.kernel.words import Words

Reasons = tuple[Words, ...]
"""Why a method falls away, or what is to be known of it."""


class Found(NamedTuple):
    """A value that a method gives: dong, its explanation, what else is to be known, and the code to declare."""

    step: Step
    code: str
    remarks: Reasons = ()

    @property
    def value(self) -> int:
        """Whole dong."""
        return self.step.amount


class Verdict(msgspec.Struct, frozen=True):
    """What became of a method: `chosen`, `fallen`, `unsettled` for want of an answer, or `later`: not reached."""

    method: str
    words: Words
    standing: str
    why: Reasons = ()


class Reckoner:
    """The facts of a case, the exchange rates of its day, and the problems met so far."""

    def __init__(self, case: Case, exchange: Mapping[str, int]) -> None:
        self.case = case
        self.exchange = exchange
        self.problems: list[Problem] = []
        self._law = act("import value", case.on)

    def report(self, kind: Kind, path: str, value: object = None, **facts: object) -> None:
        """Note a problem. Facts that are words are told in each language."""
        vi, en = (
            {name: fact.in_language(spoken) if isinstance(fact, Words) else fact for name, fact in facts.items()}
            for spoken in ("vi", "en")
        )
        told = problem(kind, path, value, **vi)
        in_english = problem(kind, path, value, **en).words.en
        self.problems.append(msgspec.structs.replace(told, words=Words(told.words.vi, in_english)))

    def need(self, path: str, fact: object) -> bool:
        """Whether a fact is there; a problem where not."""
        if fact is None or fact == "":
            self.report(MISSING, path)
            return False
        return True

    def need_all(self, path: str, held: object, facts: Iterable[str]) -> bool:
        """Whether all these facts are there; a problem for each that is not."""
        return not [fact for fact in facts if not self.need(f"{path}/{fact}", getattr(held, fact))]

    def dong(self, held: Sum | None, path: str, times: Decimal | None = None, *, signed: bool = False) -> int:
        """An amount in dong, rounded once; `times` a quantity where it is per unit. 0 and a problem if it has none.

        Below zero only where `signed`.
        """
        if not self.need(path, held) or held is None:
            return 0
        below = signed and held.amount < 0
        amount = exact_e4(-held.amount if below else held.amount, f"{path}/amount", self.problems)
        rate = exchange_e4(self.exchange, held.currency, f"{path}/currency", self.problems)
        count = E4 if times is None else exact_e4(times, path, self.problems)
        found = to_dong(amount * rate * count, E8 * E4)
        return -found if below else found

    def quantity(self) -> int:
        """The quantity of the goods in 1/10,000; 0 and a problem without one."""
        if not self.need("/quantity", self.case.quantity):
            return 0
        found = exact_e4(self.case.quantity, "/quantity", self.problems)
        if not found and not self.problems:
            self.report(MISSING, "/quantity")
        return found

    def part(self, label: Words, amount: int, held: Sum | None, times: Decimal | None = None) -> Step:
        """One amount of the explanation, from what was stated."""
        how = Words("", "")
        law = act("exchange", self.case.on)
        foreign = held is not None and held.currency != "VND"
        if held is not None and (foreign or times is not None):
            how = self._how(held, times)
        return Step(label, amount, how, law.law if foreign else "", law.verified or not foreign)

    def _how(self, held: Sum, times: Decimal | None) -> Words:
        shown = scaled(int(held.amount * E4))
        vi, en = f"{shown.vi} {held.currency}", f"{shown.en} {held.currency}"
        if times is not None:
            count = scaled(int(times * E4))
            vi, en = f"{vi} × {count.vi}", f"{en} × {count.en}"
        if held.currency != "VND":
            rate = scaled(self.exchange.get(held.currency, 0))
            vi, en = f"{vi} × {rate.vi}", f"{en} × {rate.en}"
        return Words(vi, en)

    def total(self, label: Words, children: Iterable[Step]) -> Step:
        """A value that is the sum of its parts, with the acts on which it stands."""
        parts = tuple(children)
        figures = [whole(part.amount) for part in parts]
        how = Words(_sum(each.vi for each in figures), _sum(each.en for each in figures))
        value = sum(part.amount for part in parts)
        verified = self._law.verified and all(part.verified for part in parts)
        return Step(label, value, how, self._law.law, verified, parts)


def _sum(texts: Iterable[str]) -> str:
    return " + ".join(texts).replace("+ -", "− ")


def days(count: int) -> Words:
    """A number of days in words."""
    return Words(f"{count} ngày", f"{count} day" if count == 1 else f"{count} days")


def apart(first: date, second: date) -> int:
    """Days between two days, whichever is first."""
    return abs((first - second).days)
