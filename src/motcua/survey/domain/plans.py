"""What a round is planned with: days, sizes of the sample, and the rule by which it is scored."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.canonical import encode
from motcua.kernel.money import PPM
from motcua.kernel.reading import yaml_reader
from motcua.survey.domain.errors import WrongDays, WrongRule, WrongSample
from motcua.survey.domain.questionnaires import CURRENT, questionnaire

_FILE = Path(__file__).resolve().parents[1] / "data" / "rules.yaml"
LONGEST = 180
MOST_INVITED = 20_000
LEAST, MOST = 5, 50
"""Bounds of the minimum under which a cell is not shown."""


class Ruling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule in force from a year on."""

    since: int
    enterprise_ppm: int
    department_ppm: int
    minimum: int
    source: str
    verified: bool


_read = yaml_reader(tuple[Ruling, ...])


@cache
def rulings() -> tuple[Ruling, ...]:
    """Every packaged rule, the earliest first."""
    return _read(_FILE.read_bytes())


class Rule(msgspec.Struct, frozen=True):
    """How a round is scored: shares of enterprises and department, weights by component (ppm), smallest cell."""

    enterprise_ppm: int
    department_ppm: int
    minimum: int
    weights: Mapping[str, int]

    def written(self) -> str:
        """As it is stored."""
        return encode(self).decode()


_rule = msgspec.json.Decoder(Rule)


def read_rule(text: str) -> Rule:
    """A stored rule."""
    return _rule.decode(text)


def usual_rule(year: int, code: str = CURRENT) -> Rule:
    """The rule of a year with the questionnaire's own weights."""
    found = [each for each in rulings() if each.since <= year] or [rulings()[0]]
    ruling = found[-1]
    return Rule(ruling.enterprise_ppm, ruling.department_ppm, ruling.minimum, questionnaire(code).weights)


class Plan(msgspec.Struct, frozen=True):
    """A round as it is planned. `inside` and `outside` are how many enterprises are invited by province."""

    year: int
    opens_on: date
    closes_on: date
    inside: int
    outside: int
    rule: Rule
    questionnaire: str = CURRENT


def need_sound(plan: Plan) -> None:
    """Refuse what cannot be held. WrongDays, WrongSample, WrongRule, UnknownQuestionnaire."""
    if not 0 < (plan.closes_on - plan.opens_on).days <= LONGEST:
        raise WrongDays
    if min(plan.inside, plan.outside) < 0 or not 0 < plan.inside + plan.outside <= MOST_INVITED:
        raise WrongSample(inside="–", outside="–")
    _need_rule(plan.rule, set(questionnaire(plan.questionnaire).weights))


def _need_rule(rule: Rule, components: set[str]) -> None:
    shares = (rule.enterprise_ppm, rule.department_ppm)
    if min(shares) < 0 or sum(shares) != PPM or not rule.enterprise_ppm:
        raise WrongRule(what="70/30")
    if set(rule.weights) != components or min(rule.weights.values()) <= 0 or sum(rule.weights.values()) != PPM:
        raise WrongRule(what=", ".join(sorted(components)))
    if not LEAST <= rule.minimum <= MOST:
        raise WrongRule(what=str(rule.minimum)[:10])
