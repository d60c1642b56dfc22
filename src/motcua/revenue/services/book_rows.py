"""Rows of closed days, of the treasury's files and of instalments, as the log commits to them."""

from motcua.ground.services import log
from motcua.ground.services.sheets import Table

T_CLOSED = "revenue_closed_day"
CLOSED = ("day", "leaf", "at", "actor", "standing", "unexplained", "transfers", "note")
COVERED_CLOSED = log.CoveredTable(T_CLOSED, "leaf", ("day",), CLOSED, moments=("at",), days=("day",))
T_CLOSED_SUM = "revenue_closed_sum"
CLOSED_SUM = ("leaf", "account", "debit", "credit", "balance")
COVERED_CLOSED_SUM = log.CoveredTable(T_CLOSED_SUM, "leaf", ("account",), CLOSED_SUM)
CLOSING: tuple[Table, ...] = ((T_CLOSED, CLOSED, (2,)), (T_CLOSED_SUM, CLOSED_SUM, ()))

T_FILE = "revenue_treasury_file"
FILE = ("leaf", "day", "file", "name", "lines", "total", "at", "actor")
COVERED_FILE = log.CoveredTable(T_FILE, "leaf", ("leaf",), FILE, moments=("at",), days=("day",))
T_LINE = "revenue_treasury_line"
LINE = ("leaf", "no", "reference", "item", "amount", "account", "declaration", "payer")
COVERED_LINE = log.CoveredTable(T_LINE, "leaf", ("no",), LINE)
TAKING: tuple[Table, ...] = ((T_FILE, FILE, (6,)), (T_LINE, LINE, ()))

T_EXPLANATION = "revenue_explanation"
EXPLANATION = ("leaf", "day", "reference", "theirs", "ours", "verb", "entry", "note", "at", "actor")
COVERED_EXPLANATION = log.CoveredTable(
    T_EXPLANATION, "leaf", ("leaf",), EXPLANATION, moments=("at",), days=("day",)
)  # fmt: skip
EXPLAINING: tuple[Table, ...] = ((T_EXPLANATION, EXPLANATION, (8,)),)

T_PLAN = "revenue_instalment_plan"
PLAN = ("leaf", "declaration_id", "party", "office", "amount", "at", "actor", "note")
COVERED_PLAN = log.CoveredTable(T_PLAN, "leaf", ("leaf",), PLAN, moments=("at",))
T_PART = "revenue_instalment_part"
PART = ("leaf", "no", "due_on", "amount")
COVERED_PART = log.CoveredTable(T_PART, "leaf", ("no",), PART, days=("due_on",))
ASKING: tuple[Table, ...] = ((T_PLAN, PLAN, (5,)), (T_PART, PART, ()))
T_PLAN_STEP = "revenue_instalment_step"
PLAN_STEP = ("leaf", "plan_id", "at", "actor", "verb", "state", "settled", "note")
COVERED_PLAN_STEP = log.CoveredTable(T_PLAN_STEP, "leaf", ("leaf",), PLAN_STEP, moments=("at",))
STEPPING: tuple[Table, ...] = ((T_PLAN_STEP, PLAN_STEP, (2,)),)
