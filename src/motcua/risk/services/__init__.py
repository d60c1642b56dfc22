"""What selection does: decide under the cap, change a channel, keep the secrets, record outcomes."""

from motcua.risk.domain.decision import Candidate, Decision
from motcua.risk.services.bucket import lock as hold
from motcua.risk.services.changes import Ground, lower, upgrade
from motcua.risk.services.draws import keep_draws, publish, reveal, seed
from motcua.risk.services.evaluating import evaluate, evaluate_published
from motcua.risk.services.judging import Judgement, judge
from motcua.risk.services.knowing import refresh_history
from motcua.risk.services.learning import learn, promote, retire, train
from motcua.risk.services.outcomes import Found, record_outcome, record_outcomes
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
    "Judgement",
    "evaluate",
    "evaluate_published",
    "hold",
    "judge",
    "keep_draws",
    "learn",
    "lower",
    "promote",
    "publish",
    "record_outcome",
    "record_outcomes",
    "refresh_history",
    "retire",
    "reveal",
    "rows",
    "seed",
    "select",
    "train",
    "upgrade",
]
