"""The public package of a published round."""

from hashlib import sha256

from django.conf import settings

from motcua.survey.domain import packages
from motcua.survey.domain.questionnaires import questionnaire
from motcua.survey.models import Round
from motcua.survey.queries import results


def of_round(found: Round) -> dict[str, bytes]:
    """The files of a round's package, by name."""
    ratings, strata, items, rule, internal = results.inputs(found, results.given(found))
    form = questionnaire(found.questionnaire)
    wording = {**{item.code: item.words for _, item in form.items()}, form.overall.code: form.overall.words}
    made = packages.Round(tuple(ratings), tuple(strata), tuple(items), rule, internal, wording)
    return packages.package(made, _key(found.number))


def _key(number: str) -> bytes:
    """The secret that shuffles the sheets of a round, the same each time."""
    return sha256(f"motcua survey package|{settings.SECRET_KEY}|{number}".encode()).digest()
