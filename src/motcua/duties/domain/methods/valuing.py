"""Valuing: the first lawful method in its order, its value, and why each earlier method fell away."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import msgspec

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.figures import Problem
from motcua.duties.domain.law import act
from motcua.duties.domain.methods import alike, computed, deductive, last, transaction
from motcua.duties.domain.methods.facts import Case
from motcua.duties.domain.methods.problems import EXPORTED_AFTER_IMPORT, NOT_POSITIVE, NOTHING_LEFT
from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner, Verdict
from motcua.duties.domain.numbers import as_e4
from motcua.duties.domain.problems import NOT_A_NUMBER
from motcua.kernel.words import Words

METHODS: Mapping[str, tuple[Words, Callable[[Reckoner], Found | Reasons]]] = {
    "transaction": (transaction.LABEL, transaction.transaction),
    "identical": (alike.LABELS["identical"], lambda desk: alike.alike(desk, "identical")),
    "similar": (alike.LABELS["similar"], lambda desk: alike.alike(desk, "similar")),
    "deductive": (deductive.LABEL, deductive.deductive),
    "computed": (computed.LABEL, computed.computed),
    "last": (last.LABEL, last.last),
}
"""The methods in their legal order."""


class Valued(msgspec.Struct, frozen=True):
    """What came of it: the method, the valuation code to declare, the value in dong with its explanation.

    `settled` is false where a fact is missing, facts contradict each other, or no method gives a value; then the
    problems say what to do, and there is no value.
    """

    settled: bool
    method: str
    code: str
    value: int | None
    explanation: Step | None
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    law: str
    verified: bool


def order(case: Case) -> tuple[str, ...]:
    """The order of the methods; the declarant may ask for the computed before the deductive value."""
    names = list(METHODS)
    if case.computed_first == "yes":
        names[3:5] = reversed(names[3:5])
    return tuple(names)


def value(case: Case, exchange: Mapping[str, int]) -> Valued:
    """Value goods by the first method that the facts allow.

    `exchange` is dong per 10,000 units of each currency on the case's day. A method that lacks a fact ends the
    search: a later one is lawful only when the earlier ones are known to be none. Never raises for what was stated.
    """
    desk = Reckoner(case, exchange)
    if not _all_numbers(case, desk):
        return _valued(desk, None, tuple(Verdict(name, METHODS[name][0], "later") for name in order(case)))
    if case.exported_on and case.imported_on and case.exported_on > case.imported_on:
        desk.report(EXPORTED_AFTER_IMPORT, "/exported_on", case.exported_on)
    found: Found | None = None
    verdicts: list[Verdict] = []
    for name in order(case):
        label, method = METHODS[name]
        if found is not None or (desk.problems and verdicts):
            verdicts.append(Verdict(name, label, "later"))
            continue
        result = method(desk)
        found = result if isinstance(result, Found) and not desk.problems else None
        verdicts.append(_verdict(name, label, result, desk))
    if found is not None and found.value <= 0:
        desk.report(NOT_POSITIVE, "/", found.value)
    elif found is None and not desk.problems:
        desk.report(NOTHING_LEFT, "/last")
    return _valued(desk, found, tuple(verdicts))


def _all_numbers(case: Case, desk: Reckoner) -> bool:
    """Whether every amount and quantity can be reckoned with, whatever its sign; a problem for each that cannot."""
    wrong = [(path, number) for path, number in _decimals(case, "") if as_e4(number.copy_abs()) < 0]
    for path, number in wrong:
        desk.report(NOT_A_NUMBER, path, number)
    return not wrong


def _decimals(held: object, path: str) -> Iterator[tuple[str, Decimal]]:
    if isinstance(held, Decimal):
        yield path, held
    elif isinstance(held, tuple):
        for place, each in enumerate(held):
            yield from _decimals(each, f"{path}/{place}")
    elif isinstance(held, msgspec.Struct):
        for name in held.__struct_fields__:
            yield from _decimals(getattr(held, name), f"{path}/{name}")


def _verdict(name: str, label: Words, result: Found | Reasons, desk: Reckoner) -> Verdict:
    if desk.problems:
        return Verdict(name, label, "unsettled")
    if isinstance(result, Found):
        return Verdict(name, label, "chosen", result.remarks)
    return Verdict(name, label, "fallen", result)


def _valued(desk: Reckoner, found: Found | None, verdicts: tuple[Verdict, ...]) -> Valued:
    law = act("import value", desk.case.on)
    chosen = next((each.method for each in verdicts if each.standing == "chosen"), "")
    if found is None or desk.problems:
        return Valued(False, "", "", None, None, verdicts, tuple(_once(desk.problems)), law.law, law.verified)
    return Valued(True, chosen, found.code, found.value, found.step, verdicts, (), law.law, law.verified)


def _once(problems: list[Problem]) -> list[Problem]:
    """Each problem of a field once."""
    return list({(each.code, each.path): each for each in problems}.values())
