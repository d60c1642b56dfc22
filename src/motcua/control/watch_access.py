"""Who may reach the pages of what control watches by. What each sees there stands in `queries.watching.rights`."""

from motcua.design.domain.access import Row

_CONTROL = frozenset({"control", "head", "leader"})
_WORK = frozenset({"control", "leader"})
_DECIDE = frozenset({"head", "leader"})
_LOOK = _CONTROL | {"risk"}
_BOTH = ("get", "post")
ROWS: list[Row] = [
    *((f"control:{name}", "get", _CONTROL) for name in (
        "indicators", "indicators_csv", "indicator", "indicator_csv", "returns", "return", "return_pdf", "return_xlsx",
        "notes", "notes_csv", "registers", "registers_csv", "held", "plans", "plans_csv", "plan", "watch_proof")),
    *((f"control:{name}", "get", _LOOK) for name in ("watches", "watches_csv", "watch")),
    *(("control:note", verb, _CONTROL) for verb in _BOTH),
    ("control:return_close", "post", _WORK),
    *((f"control:{name}", verb, _WORK) for name in (
        "targets", "return_correct", "note_new", "note_assess", "note_act", "note_dismiss", "note_assign", "held_new",
        "held_update", "held_close", "watch_new", "watch_stop", "watch_withdraw", "plan_new", "plan_change",
        "plan_report", "plan_cancel") for verb in _BOTH),
    *((f"control:watch_{name}", verb, _DECIDE) for name in ("approve", "refuse") for verb in _BOTH),
]  # fmt: skip
