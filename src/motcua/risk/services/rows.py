"""Rows of the tables that leaves answer for: names, columns in their order, and how they are covered."""

from typing import Any, cast

from msgspec.structs import astuple

from motcua.ground.services.log import CoveredTable
from motcua.risk.domain.decision import Decision

T_DECISION = "risk_decision"
DECISION: tuple[str, ...] = Decision.__struct_fields__
DECISION_MOMENTS = (DECISION.index("at"),)
COVERED = CoveredTable(T_DECISION, "subject", ("subject",), DECISION, moments=("at",), days=("day", "drawn_on"))

T_UPGRADE = "risk_upgrade"
UPGRADE = (
    "leaf", "subject", "no", "turn", "at", "day", "office", "before", "after", "source", "reason", "basis",
    "spent", "balance_millionths",
)  # fmt: skip
UPGRADE_MOMENTS = (UPGRADE.index("at"),)
UPGRADE_COVERED = CoveredTable(T_UPGRADE, "leaf", ("leaf",), UPGRADE, moments=("at",), days=("day",))

T_OUTCOME = "risk_outcome"
OUTCOME = (
    "subject", "leaf", "at", "day", "office", "channel", "source", "rule", "drawn", "finding", "hit", "recovered",
)  # fmt: skip
OUTCOME_MOMENTS = (OUTCOME.index("at"),)
OUTCOME_COVERED = CoveredTable(T_OUTCOME, "leaf", ("leaf",), OUTCOME, moments=("at",), days=("day",))

SECRET = ("day", "leaf", "at", "commitment", "secret", "derived")
SECRET_COVERED = CoveredTable("risk_secret", "leaf", ("leaf",), SECRET, moments=("at",), days=("day",))

REVEAL = ("day", "leaf", "at", "secret")
REVEAL_COVERED = CoveredTable("risk_reveal", "leaf", ("leaf",), REVEAL, moments=("at",), days=("day",))

T_MODEL = "risk_model"
MODEL = (
    "no", "leaf", "at", "until_day", "features", "rows", "hits", "fingerprint", "digest", "parameters", "metrics",
    "blob",
)  # fmt: skip
MODEL_MOMENTS = (MODEL.index("at"),)
MODEL_COVERED = CoveredTable(T_MODEL, "leaf", ("leaf",), MODEL, moments=("at",), days=("until_day",))

T_MOVE = "risk_model_move"
MOVE = ("leaf", "no", "at", "model", "verb", "champion", "reason", "actor")
MOVE_MOMENTS = (MOVE.index("at"),)
MOVE_COVERED = CoveredTable(T_MOVE, "leaf", ("leaf",), MOVE, moments=("at",))

T_MEASURE = "risk_measure"
MEASURE = ("subject", "model", "features", "values", "reasons")


def rows(decision: Decision) -> tuple[Any, ...]:
    """A decision as a row of `risk_decision`, in the order of DECISION."""
    return cast(tuple[Any, ...], astuple(decision))
