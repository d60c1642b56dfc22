"""Rows of the tables that leaves answer for: names, columns in their order, and how they are covered."""

from collections.abc import Sequence
from typing import Any, cast

from msgspec.structs import astuple

from motcua.ground.services.log import CoveredTable
from motcua.risk.domain.decision import Decision
from motcua.risk.domain.features import FEATURES_NO, Matrix

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

T_ADDITION = "risk_addition"
ADDITION = ("leaf", "subject", "at", "day", "finding", "hit", "recovered")
ADDITION_MOMENTS = (ADDITION.index("at"),)
ADDITION_COVERED = CoveredTable(T_ADDITION, "leaf", ("leaf",), ADDITION, moments=("at",), days=("day",))

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
NO_REASONS = "[]"
T_PROFILE_VERSION = "risk_profile_version"
PROFILE_VERSION = (
    "leaf", "code", "no", "at", "actor", "kind", "criteria", "share_ppm", "since", "until", "reason_vi", "reason_en",
    "basis",
)  # fmt: skip
PROFILE_VERSION_COVERED = CoveredTable(
    T_PROFILE_VERSION, "leaf", ("leaf",), PROFILE_VERSION, moments=("at",), days=("since", "until")
)

T_PROFILE_MOVE = "risk_profile_move"
PROFILE_MOVE = ("leaf", "version", "code", "at", "actor", "verb", "state", "day", "note", "dry_run")
PROFILE_MOVE_COVERED = CoveredTable(T_PROFILE_MOVE, "leaf", ("leaf",), PROFILE_MOVE, moments=("at",), days=("day",))

T_WATCH = "risk_watch"
WATCH = ("leaf", "code", "verb", "at", "actor", "asked_by", "criteria", "day", "until")
WATCH_COVERED = CoveredTable(T_WATCH, "leaf", ("leaf",), WATCH, moments=("at",), days=("day", "until"))


def measures(
    subjects: Sequence[int], values: Matrix, reasons: Sequence[str], *, model: int = 0
) -> list[tuple[Any, ...]]:
    """Feature values as rows of `risk_measure`, as 32-bit floats. `model` 0: no model was asked."""
    return [
        (subject, model, FEATURES_NO, row.astype("<f4").tobytes(), words)
        for subject, row, words in zip(subjects, values, reasons, strict=True)
    ]


def rows(decision: Decision) -> tuple[Any, ...]:
    """A decision as a row of `risk_decision`, in the order of DECISION."""
    return cast(tuple[Any, ...], astuple(decision))
