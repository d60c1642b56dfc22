"""What selection does: decide under the cap, change a channel, keep the secrets, record outcomes, write profiles."""

from motcua.risk.domain.decision import Candidate, Decision
from motcua.risk.services.bucket import lock as hold
from motcua.risk.services.changes import Ground, lower, upgrade
from motcua.risk.services.draws import keep_draws, publish, reveal, seed
from motcua.risk.services.evaluating import evaluate, evaluate_published
from motcua.risk.services.judging import Judgement, judge
from motcua.risk.services.knowing import refresh_history
from motcua.risk.services.learning import learn, promote, retire, train
from motcua.risk.services.outcomes import Added, Found, add_to_outcomes, record_outcome, record_outcomes
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
from motcua.risk.services.watches import stop_watching, watch

__all__ = [
    "COVERED",
    "DECISION",
    "DECISION_MOMENTS",
    "T_DECISION",
    "Added",
    "Candidate",
    "Decision",
    "Found",
    "Ground",
    "Judgement",
    "add_to_outcomes",
    "approve_profile",
    "dry_run_of",
    "evaluate",
    "evaluate_published",
    "hold",
    "judge",
    "keep_draws",
    "learn",
    "lower",
    "promote",
    "propose_profile",
    "publish",
    "record_outcome",
    "record_outcomes",
    "refresh_history",
    "refuse_profile",
    "retire",
    "retire_packaged",
    "retire_profile",
    "reveal",
    "rows",
    "seed",
    "select",
    "stop_watching",
    "train",
    "upgrade",
    "watch",
    "withdraw_profile",
    "write_profile",
]
