"""What selection does: decide under the cap, change a channel, keep the secrets, record outcomes, write profiles."""

from motcua.risk.domain.decision import Candidate, Decision
from motcua.risk.services.bucket import lock as hold
from motcua.risk.services.changes import Ground, lower, upgrade
from motcua.risk.services.draws import keep_draws, publish, reveal, seed
from motcua.risk.services.outcomes import Found, record_outcome, record_outcomes
from motcua.risk.services.profiles import (
    approve_profile,
    dry_run_of,
    propose_profile,
    refuse_profile,
    retire_packaged,
    retire_profile,
    withdraw_profile,
    write_profile,
)
from motcua.risk.services.rows import COVERED, DECISION, DECISION_MOMENTS, T_DECISION, rows
from motcua.risk.services.select import select

__all__ = [
    "COVERED",
    "DECISION",
    "DECISION_MOMENTS",
    "T_DECISION",
    "Candidate",
    "Decision",
    "Found",
    "Ground",
    "approve_profile",
    "dry_run_of",
    "hold",
    "keep_draws",
    "lower",
    "propose_profile",
    "publish",
    "record_outcome",
    "record_outcomes",
    "refuse_profile",
    "retire_packaged",
    "retire_profile",
    "reveal",
    "rows",
    "seed",
    "select",
    "upgrade",
    "withdraw_profile",
    "write_profile",
]
