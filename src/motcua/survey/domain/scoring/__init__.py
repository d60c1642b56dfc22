"""Scoring a round: weights, components, index, intervals, rank bands; exact, and nothing published of a small cell."""

from motcua.survey.domain.scoring.coarsening import Coarse, Joined, coarsened, kept_under
from motcua.survey.domain.scoring.computing import computed, scored
from motcua.survey.domain.scoring.suppression import hidden
from motcua.survey.domain.scoring.tables import Turnout, turnout
from motcua.survey.domain.scoring.values import (
    SATISFACTION,
    ComponentScore,
    Item,
    OfficeScore,
    Rating,
    Reliability,
    Response,
    Results,
    Rule,
    Stratum,
)

__all__ = [
    "SATISFACTION",
    "Coarse",
    "ComponentScore",
    "Item",
    "Joined",
    "OfficeScore",
    "Rating",
    "Reliability",
    "Response",
    "Results",
    "Rule",
    "Stratum",
    "Turnout",
    "coarsened",
    "computed",
    "hidden",
    "kept_under",
    "scored",
    "turnout",
]
