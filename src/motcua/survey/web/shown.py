"""Results as pages and the report show them: bands and bars, components, response, profile, words, trend."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.survey.domain.published import Round as Published
from motcua.survey.domain.questionnaires import Questionnaire, questionnaire
from motcua.survey.domain.scoring import OfficeScore
from motcua.survey.models import Round
from motcua.survey.web import words

VOLUMES = {"1": "1–11", "2": "12–99", "3": "≥ 100"}
"""Declarations in twelve months, by the class of a stratum."""


def shown(told: Published, found: Round) -> dict[str, Any]:
    """Everything that a page of results shows."""
    form = questionnaire(found.questionnaire)
    return {
        "it": told, "offices": list(_offices(told)), "components": _components(form), "parts": list(_parts(told, form)),
        "rate": share(amounts.ppm_of(told.sheets, told.invited)), "satisfied": share(told.results.satisfied_ppm),
        "inside": _inside(told), "strata": list(_strata(told)), "profile": list(_profile(told, form)),
        "groups": [{"words": say(each.words), "told": [g for g in told.groups if g.question == each.code]}
                   for each in form.open],
        "alphas": [{"words": say(named[each.component]), "n": each.n, "alpha": share(each.alpha_ppm)}
                   for named in [_named(form)] for each in told.results.reliability],
    }  # fmt: skip


def share(ppm: int | None) -> str:
    """A share with two digits; a dash where it is not shown."""
    return "–" if ppm is None else amounts.share(ppm, language())


def _inside(told: Published) -> str:
    if told.sheets_inside is None:
        return "–"
    return share(amounts.ppm_of(told.sheets_inside, told.invited_inside))


def _offices(told: Published) -> Iterator[dict[str, Any]]:
    for each in told.results.offices:
        yield {
            "it": each, "name": words.office_name(each.office), "score": words.points(each.score_e2),
            "interval": interval(each), "ranks": ranks(each), "satisfied": share(each.satisfied_ppm),
            "internal": words.points(each.internal_e2), "enterprise": words.points(each.enterprise_e2),
            "bar": each.score_e2 or 0,
        }  # fmt: skip


def interval(each: OfficeScore) -> str:
    """`95,10–96,42`; a dash where it is suppressed."""
    return "–" if each.low_e2 is None else f"{words.points(each.low_e2)}–{words.points(each.high_e2)}"


def ranks(each: OfficeScore) -> str:
    """`1` or `2–4`: the ranks that the answers allow."""
    if each.bands is None:
        return "–"
    best, worst = each.bands
    return str(best) if best == worst else f"{best}–{worst}"


def _named(form: Questionnaire) -> dict[str, Any]:
    return {component.code: component.words for component in form.components}


def _components(form: Questionnaire) -> list[dict[str, str]]:
    """Components with their weights."""
    return [
        {"code": code, "words": say(name), "weight": f"{form.weights[code] // 10_000} %"}
        for code, name in _named(form).items()
    ]


def _parts(told: Published, form: Questionnaire) -> Iterator[dict[str, Any]]:
    """A row a branch, a cell a component."""
    for each in told.results.offices:
        held = {one.component: words.points(one.score_e2) for one in each.components}
        cells = [{"words": say(name), "text": held.get(code, "–")} for code, name in _named(form).items()]
        yield {"name": words.office_name(each.office), "office": each.office, "cells": cells}


def _strata(told: Published) -> Iterator[dict[str, Any]]:
    for each in told.results.responses:
        yield {
            "it": each, "office": words.office_name(each.office), "stratum": stratum(each.stratum),
            "rate": share(each.rate_ppm), "answered": "–" if each.answered is None else each.answered,
        }  # fmt: skip


def stratum(code: str) -> str:
    """Strata in words; those that were joined one after the other; the branch in all for none."""
    if not code:
        return _("all")
    places = {"in": _("in the province"), "out": _("outside")}
    parts = (part.split("-") for part in code.split("+"))
    return " + ".join(f"{VOLUMES[volume]} {places[place]}" for _office, volume, place in parts)


def _profile(told: Published, form: Questionnaire) -> Iterator[dict[str, Any]]:
    for question in form.profile:
        cells = [each for each in told.profile if each.question == question.code]
        if cells:
            yield {
                "words": say(question.words),
                "cells": [
                    {"words": say(question.choices[each.choice - 1].words),
                     "count": "–" if each.count is None else numbers.grouped(each.count, language())}
                    for each in cells
                ],
            }  # fmt: skip


def trend(rounds: Iterable[tuple[Round, Published]]) -> dict[str, Any]:
    """The scores of each branch by year, the latest year first."""
    held = list(rounds)
    codes = list(dict.fromkeys(each.office for _, told in held for each in told.results.offices))
    rows = []
    for code in codes:
        cells = [
            next((words.points(each.score_e2) for each in told.results.offices if each.office == code), "–")
            for _, told in held
        ]
        rows.append({"name": words.office_name(code), "cells": cells})
    return {"years": [found.year for found, _ in held], "rows": rows, "more": len(held) > 1,
            "sheets": [told.sheets for _, told in held]}  # fmt: skip
