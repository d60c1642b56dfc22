"""Whether rule, items, frame and sheets fit together. What does not is refused, never left out."""

import re
from collections.abc import Mapping, Sequence

from motcua.kernel.money import PPM
from motcua.survey.domain.scoring.errors import NoInternalScore, WrongRule, WrongSheet
from motcua.survey.domain.scoring.values import Item, Rating, Rule, Stratum

FULL = 10_000
"""A hundred points, in hundredths."""
MINIMA = range(3, 101)
ANSWERS = range(3, 1_001)
TRIMS = range(2, 11)
TOPS = range(2, 12)
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.+-]{0,199}")
"""How offices, strata, components and items are named: nothing that a table of text or a spreadsheet would read."""


def check_rule(rule: Rule, items: Sequence[Item]) -> None:
    """Refuse a rule whose shares or weights do not make one, or whose bounds are out of reason. WrongRule."""
    wrong = [
        what
        for what, right in (
            ("enterprise_ppm + department_ppm", _shares(rule)),
            ("weights", _weights(rule, items)),
            ("minimum", rule.minimum in MINIMA),
            ("answers", rule.answers in ANSWERS),
            ("trim", rule.trim in TRIMS),
            ("codes", all(CODE.fullmatch(name) for name in (*rule.weights, *(item.code for item in items)))),
            ("items", len({item.code for item in items}) == len(items) and all(item.top in TOPS for item in items)),
        )
        if not right
    ]
    if wrong:
        raise WrongRule(what=", ".join(wrong))


def _shares(rule: Rule) -> bool:
    return 0 < rule.enterprise_ppm <= PPM and rule.enterprise_ppm + rule.department_ppm == PPM


def _weights(rule: Rule, items: Sequence[Item]) -> bool:
    counted = {item.component for item in items if item.scored}
    return set(rule.weights) == counted and min(rule.weights.values()) >= 0 and sum(rule.weights.values()) == PPM


def check_sheets(ratings: Sequence[Rating], strata: Sequence[Stratum], items: Sequence[Item]) -> None:
    """Refuse a stratum named twice, more ratings than enterprises asked, and answers off their scale. WrongSheet."""
    known = {stratum.code: stratum for stratum in strata}
    if len(known) < len(strata) or not all(
        CODE.fullmatch(name) for each in strata for name in (each.code, each.office)
    ):
        raise WrongSheet(what="strata")
    tops = {item.code: item.top for item in items}
    answered: dict[str, int] = dict.fromkeys(known, 0)
    for rating in ratings:
        stratum = known.get(rating.stratum)
        if stratum is None or stratum.office != rating.office:
            raise WrongSheet(what=f"{rating.office}/{rating.stratum}")
        answered[rating.stratum] += 1
        for code, value in rating.answers.items():
            if code not in tops or not (value is None or 1 <= value <= tops[code]):
                raise WrongSheet(what=f"{code} = {value}")
    for code, stratum in known.items():
        if not answered[code] <= stratum.invited <= stratum.frame:
            raise WrongSheet(what=f"{code}: {answered[code]} ≤ {stratum.invited} ≤ {stratum.frame}")


def check_internal(rule: Rule, offices: Sequence[str], internal: Mapping[str, int]) -> None:
    """Refuse an office without the department's own score where the rule counts it. NoInternalScore."""
    if rule.department_ppm:
        for office in offices:
            if not 0 <= internal.get(office, -1) <= FULL:
                raise NoInternalScore(office=office)
