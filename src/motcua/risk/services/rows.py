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

T_ADDITION = "risk_addition"
ADDITION = ("leaf", "subject", "at", "day", "finding", "hit", "recovered")
ADDITION_MOMENTS = (ADDITION.index("at"),)
ADDITION_COVERED = CoveredTable(T_ADDITION, "leaf", ("leaf",), ADDITION, moments=("at",), days=("day",))

SECRET = ("day", "leaf", "at", "commitment", "secret", "derived")
SECRET_COVERED = CoveredTable("risk_secret", "leaf", ("leaf",), SECRET, moments=("at",), days=("day",))

REVEAL = ("day", "leaf", "at", "secret")
REVEAL_COVERED = CoveredTable("risk_reveal", "leaf", ("leaf",), REVEAL, moments=("at",), days=("day",))


def rows(decision: Decision) -> tuple[Any, ...]:
    """A decision as a row of `risk_decision`, in the order of DECISION."""
    return cast(tuple[Any, ...], astuple(decision))
