"""What a round came to, as it is stored, shown and told to programs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from motcua.survey.domain import scoring
from motcua.survey.domain.plans import Rule
from motcua.survey.domain.questionnaires import REFUSED, UNKNOWN, Questionnaire
from motcua.survey.domain.scoring import Item, Rating, Results, Turnout
from motcua.survey.domain.sheets import grouped


class Share(msgspec.Struct, frozen=True):
    """How often a choice was made; None where a cell is too small to be shown."""

    question: str
    choice: int
    count: int | None


class WordGroup(msgspec.Struct, frozen=True):
    """A word or a pair of words that so many open answers have."""

    question: str
    words: str
    count: int


class Round(msgspec.Struct, frozen=True):
    """A round's results. `invited` and `sheets` count enterprises, what stands in `results` counts ratings.

    `unscored` and `flagged` count ratings, `refused` answers, all of branches that are shown; None where few.
    """

    number: str
    year: int
    invited: int
    invited_inside: int
    sheets: int
    sheets_inside: int | None
    unscored: int | None
    flagged: int | None
    results: Results
    refused: int | None
    profile: tuple[Share, ...] = ()
    groups: tuple[WordGroup, ...] = ()


class Tally(msgspec.Struct, frozen=True):
    """What is counted of a round beside its ratings."""

    number: str
    year: int
    invited: int
    invited_inside: int
    sheets: int
    sheets_inside: int


class Given(msgspec.Struct, frozen=True):
    """A stored rating: answers by item as they were given, and its flags."""

    office: str
    stratum: str
    flags: str
    answers: Mapping[str, int]


def items(form: Questionnaire) -> list[Item]:
    """The items of a questionnaire as scoring takes them."""
    found = [
        Item(item.code, component.code, item.reverse, top=len(form.scale), branched=bool(item.needs))
        for component, item in form.items()
    ]
    return [*found, Item(form.overall.code, "", scored=False, top=len(form.overall.scale))]


def rule_of(year: int, rule: Rule, form: Questionnaire) -> scoring.Rule:
    """The rule of a round as scoring takes it."""
    return scoring.Rule(
        year, rule.enterprise_ppm, rule.department_ppm, rule.weights, rule.minimum, satisfaction=form.overall.code
    )


def ratings(given: Iterable[Given]) -> list[Rating]:
    """The ratings that are scored: those that answer enough. What was not told or not known is missing."""
    return [
        Rating(
            each.office, each.stratum,
            {code: value if value > UNKNOWN else None for code, value in each.answers.items()},
        )
        for each in given if "short" not in each.flags
    ]  # fmt: skip


def whole(
    tally: Tally, given: Sequence[Given], said: Iterable[tuple[str, str]], results: Results, minimum: int
) -> Round:  # fmt: skip
    """A round's results with what stands beside them; nothing counts a branch that is not shown."""
    known = {each.office for each in results.offices if each.n is not None}
    shown = [each for each in given if each.office in known]
    outside = tally.invited - tally.invited_inside, tally.sheets - tally.sheets_inside
    places = {"in": (tally.invited_inside, tally.sheets_inside), "out": outside}
    inside: Turnout = scoring.turnout(places, minimum)[0]
    profile, texts = _sorted(said)
    return Round(
        tally.number, tally.year, tally.invited, tally.invited_inside, tally.sheets, inside.answered,
        unscored=_told(sum("short" in each.flags for each in shown), minimum),
        flagged=_told(sum("straight" in each.flags or "hurried" in each.flags for each in shown), minimum),
        results=results,
        refused=_told(sum(value == REFUSED for each in shown for value in each.answers.values()), minimum),
        profile=tuple(_shares(profile, minimum)),
        groups=tuple(
            WordGroup(code, words, count) for code in sorted(texts) for words, count in grouped(texts[code], minimum)
        ),
    )  # fmt: skip


def _told(count: int, minimum: int) -> int | None:
    return None if 0 < count < minimum else count


def _sorted(said: Iterable[tuple[str, str]]) -> tuple[dict[str, Counter[int]], dict[str, list[str]]]:
    profile: dict[str, Counter[int]] = defaultdict(Counter)
    texts: dict[str, list[str]] = defaultdict(list)
    for question, content in said:
        if question.startswith("P"):
            profile[question][int(content)] += 1
        else:
            texts[question].append(content)
    return profile, texts


def _shares(profile: Mapping[str, Counter[int]], minimum: int) -> Iterable[Share]:
    for question in sorted(profile):
        counted = {str(choice): count for choice, count in sorted(profile[question].items())}
        hidden = scoring.hidden(counted, minimum)
        for choice, count in counted.items():
            yield Share(question, int(choice), None if choice in hidden else count)


_read = msgspec.json.Decoder(Round)
read = _read.decode
