"""Results: computed from what was laid down, and read again as they were stored."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec

from motcua.kernel.refusals import NotFound
from motcua.survey.domain import scoring
from motcua.survey.domain.life import State
from motcua.survey.domain.plans import read_rule
from motcua.survey.domain.published import Given, Tally, items, ratings, read, rule_of, whole
from motcua.survey.domain.published import Round as Published
from motcua.survey.domain.questionnaires import questionnaire
from motcua.survey.models import Answer, Day, Result, Round, Said
from motcua.survey.queries import framing

_by_code = msgspec.json.Decoder(dict[str, int])


def given(found: Round) -> list[Given]:
    """Every rating of a round as it was laid down."""
    held = Answer.objects.filter(round_id=found.pk).order_by("id").values_list("office", "stratum", "flags", "answers")
    return [Given(office, stratum, flags, _by_code.decode(told)) for office, stratum, flags, told in held]


def inputs(found: Round, told: list[Given]) -> tuple[
    list[scoring.Rating], list[scoring.Stratum], list[scoring.Item], scoring.Rule, dict[str, int], bytes
]:  # fmt: skip
    """What scoring and the package take."""
    form = questionnaire(found.questionnaire)
    asked = list(framing.strata_kept(found).strata)
    rule = rule_of(found.year, read_rule(found.rule), form)
    return ratings(told), asked, items(form), rule, _by_code.decode(found.internal), _key(found)


def _key(found: Round) -> bytes:
    """The secret of a round: its answers' random ids, which stand nowhere but in the database."""
    ids = Answer.objects.filter(round_id=found.pk).order_by("id").values_list("id", flat=True)
    return sha256(f"motcua survey|{found.number}|{''.join(ids)}".encode()).digest()


def computed(found: Round) -> Published:
    """The results of a closed round, from its answers."""
    told = given(found)
    rule = read_rule(found.rule)
    days = Day.objects.filter(round_id=found.pk).values_list("sheets", "inside")
    sheets = [sum(column) for column in zip(*days, strict=True)] or [0, 0]
    tally = Tally(found.number, found.year, found.inside + found.outside, found.inside, *sheets)
    said = Said.objects.filter(round_id=found.pk).order_by("id").values_list("question", "content")
    return whole(tally, told, said, scoring.scored(*inputs(found, told)), rule.minimum)


def stored(found: Round) -> Published | None:
    """The results as they were last stored."""
    held = Result.objects.filter(round_id=found.pk).order_by("-leaf").first()
    return read(held.content) if held else None


def of_year(year: int) -> tuple[Round, Published]:
    """The published results of a year. NotFound."""
    found = Round.objects.filter(year=year, state=State.PUBLISHED).first()
    told = stored(found) if found else None
    if found is None or told is None:
        raise NotFound(what=f"survey/{year}")
    return found, told


def published(until: date | None = None) -> Iterator[tuple[Round, Published]]:
    """Every published round, the latest first; those published up to a day where one is given."""
    rows = Round.objects.filter(state=State.PUBLISHED)
    if until is not None:
        rows = rows.filter(published_on__lte=until)
    for found in rows.order_by("-year"):
        if (told := stored(found)) is not None:
            yield found, told
