"""Routes of what control watches by, below /control/."""

from django.urls import URLPattern, path

from motcua.control.web.watching import acts, indicators, lists, notes, returns

_NOTE, _HELD, _WATCH, _PLAN = (f"{place}/<str:number>/" for place in ("notes", "registers", "watch-list", "plans"))
patterns: list[URLPattern] = [
    path("indicators/", indicators.listed, name="indicators"),
    path("indicators/indicators.csv", indicators.export, name="indicators_csv"),
    path("indicators/targets/<int:year>/", indicators.targets, name="targets"),
    path("indicators/<slug:code>/", indicators.one, name="indicator"),
    path("indicators/<slug:code>/rows.csv", indicators.rows_csv, name="indicator_csv"),
    path("returns/", returns.listed, name="returns"),
    path("returns/<str:month>/", returns.one, name="return"),
    path("returns/<str:month>/close/", returns.close, name="return_close"),
    path("returns/<str:month>/correct/", returns.correct, name="return_correct"),
    path("returns/<str:month>/return.pdf", returns.pdf, name="return_pdf"),
    path("returns/<str:month>/return.xlsx", returns.xlsx, name="return_xlsx"),
    path("notes/", lists.listed("notes"), name="notes"),
    path("notes/notes.csv", lists.export("notes"), name="notes_csv"),
    path("notes/new/", notes.new, name="note_new"),
    path(_NOTE, notes.one, name="note"),
    *(path(f"{_NOTE}{verb}/", getattr(notes, verb), name=f"note_{verb}")
      for verb in ("assess", "act", "dismiss", "assign")),
    path("registers/", lists.listed("registers"), name="registers"),
    path("registers/registers.csv", lists.export("registers"), name="registers_csv"),
    path("registers/new/", acts.enter, name="held_new"),
    path(_HELD, lists.held, name="held"),
    path(f"{_HELD}update/", acts.update, name="held_update"),
    path(f"{_HELD}close/", acts.close, name="held_close"),
    path("watch-list/", lists.listed("watches"), name="watches"),
    path("watch-list/watch-list.csv", lists.export("watches"), name="watches_csv"),
    path("watch-list/new/", acts.propose, name="watch_new"),
    path(_WATCH, lists.watch, name="watch"),
    *(path(f"{_WATCH}{verb}/", getattr(acts, verb), name=f"watch_{verb}")
      for verb in ("approve", "refuse", "stop", "withdraw")),
    path("plans/", lists.listed("plans"), name="plans"),
    path("plans/plans.csv", lists.export("plans"), name="plans_csv"),
    path("plans/new/", acts.plan, name="plan_new"),
    path(_PLAN, lists.plan, name="plan"),
    *(path(f"{_PLAN}{verb}/", getattr(acts, verb), name=f"plan_{verb}") for verb in ("change", "report", "cancel")),
    path("proof/<slug:name>/<str:number>/<int:leaf>/", lists.proof, name="watch_proof"),
]  # fmt: skip
