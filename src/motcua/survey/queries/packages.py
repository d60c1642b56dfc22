"""The public package of a published round."""

from motcua.survey.domain import packages
from motcua.survey.domain.questionnaires import questionnaire
from motcua.survey.models import Round
from motcua.survey.queries import results


def of_round(found: Round) -> dict[str, bytes]:
    """The files of a round's package, by name."""
    ratings, strata, items, rule, internal, key = results.inputs(found, results.given(found))
    form = questionnaire(found.questionnaire)
    wording = {**{item.code: item.words for _, item in form.items()}, form.overall.code: form.overall.words}
    made = packages.Round(tuple(ratings), tuple(strata), tuple(items), rule, internal, wording)
    return packages.package(made, key)
