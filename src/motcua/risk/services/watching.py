"""Watching: whether what is declared, and what scores say of it, still looks as it did when a version was trained."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import msgspec
import numpy as np

from motcua.ground.services import notices
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.risk import models
from motcua.risk.domain import read
from motcua.risk.domain.features import FEATURES, PLACE, Matrix, matrix
from motcua.risk.domain.judging import counted, edges, stability_ppm
from motcua.risk.domain.learning import Model, numbers_on
from motcua.risk.queries import learning
from motcua.risk.services import scoring

MOST = 2_000
"""Of the declarations that are looked at no more than so many, evenly spread."""
WATCHED = ("tax", "value", "tax_share", "gap", "lowest_gap", "density", "age", "lines", "preference", "level")
"""The main features that do not grow with what is known; the score is watched too."""
SCORE = Words("điểm số", "the score")
LINK = "/risk/models/?drift={no}-{month}"


class Shift(NamedTuple):
    """How far the distribution of one thing has moved, as a population stability index in ppm."""

    name: str
    words: Words
    index_ppm: int
    beyond: bool


def sample(before: date) -> Matrix:
    """Features of declarations of the days before a day, by what is known now."""
    first = learning.first_turn_from(before - timedelta(days=numbers_on(before).watched_days))
    told = [facts for _, day, facts in learning.told_after(first - 1) if day < before]
    step = max(-(-len(told) // MOST), 1)
    return matrix([read(facts) for facts in told[::step]], scoring.history_now())


def reference(made: Model, before: date) -> dict[str, Any]:
    """How the weeks before a version's last day looked: what later weeks are compared with."""
    values = sample(before)
    return {name: _shape(column, edges(column)) for name, column in _columns(made, values).items()}


def _shape(column: Any, cuts: list[float]) -> dict[str, Any]:
    return {"edges": cuts, "counts": counted(column, cuts)}


def _columns(made: Model, values: Matrix) -> dict[str, Any]:
    found = {"score": np.array(made.scores(values), dtype=np.int64)}
    return found | {name: values[:, PLACE[name]] for name in WATCHED}


_last: tuple[tuple[int, date, str], list[Shift]] | None = None


def drift(no: int, before: date) -> list[Shift]:
    """What has moved since a version was trained, the most first; nothing where too little was declared to tell.

    Kept in memory until the day or what is known changes.
    """
    global _last
    now, held = learning.now(), _last
    key = (no, before, now.history)
    if held is None or held[0] != key:
        _last = held = (key, _drift(no, before))
    return held[1]


def _drift(no: int, before: date) -> list[Shift]:
    row = models.Model.objects.values_list("metrics", flat=True).get(pk=no)
    held = msgspec.json.decode(row)["reference"]
    values = sample(before)
    if len(values) < MOST // 20 or not held or sum(held["score"]["counts"]) < MOST // 20:
        return []
    bound, words = numbers_on(before).shift_bound_ppm, {each.name: each.words for each in FEATURES}
    found = []
    for name, column in _columns(scoring.model_of(no), values).items():
        index = stability_ppm(held[name]["counts"], counted(column, held[name]["edges"]))
        found.append(Shift(name, words.get(name, SCORE), index, index > bound))
    return sorted(found, key=lambda each: -each.index_ppm)


def watch(at: datetime) -> list[Shift]:
    """The daily look: tell risk officers once a month of what has passed the bound. What has passed it."""
    champion, day = learning.now().champion, law_day(at)
    if not champion:
        return []
    beyond = [each for each in drift(champion, day) if each.beyond]
    if not beyond:
        return []
    link = LINK.format(no=champion, month=day.isoformat()[:7])
    vi, en = (", ".join(each.words.in_language(tongue) for each in beyond) for tongue in ("vi", "en"))
    words = Words(
        f"Mô hình rủi ro số {champion}: dữ liệu đã thay đổi so với lúc huấn luyện ({vi}).",
        f"Risk model {champion}: declarations have shifted since it was trained ({en}).",
    )
    told = [notices.Told(notices.account(each), words, link) for each in people.holders("risk", day)]
    given = notices.given(told)
    notices.tell_many([each for each in told if (each.recipient, each.link) not in given], at=at)
    return beyond
