"""Routes of this room."""

from django.urls import path

from motcua.control.web import case, case_paper, store, watch_urls
from motcua.control.web.case_acts import ACTS
from motcua.control.web.store import ACTS as LINKS

app_name = "control"
CASES = [
    path("cases/", case.listed, name="cases"),
    path("cases/cases.csv", case.export, name="cases_csv"),
    path("cases/new/", case.write, name="case_new"),
    path("cases/<str:number>/", case.one, name="case"),
    path("cases/<str:number>/readings/", case.readings, name="case_readings"),
    path("cases/<str:number>/record.pdf", case_paper.record, name="case_record"),
    path("cases/<str:number>/decision.pdf", case_paper.decision, name="case_decision"),
    *(path(f"cases/<str:number>/acts/{act.name}/", case.act, {"name": act.name}, name=f"case_act_{act.name}")
      for act in ACTS),
    path("store/", store.listed, name="store"),
    path("store/exhibits.csv", store.export, name="store_csv"),
    path("store/count/<str:code>/", store.count, name="count"),
    path("store/<int:exhibit>/", store.one, name="exhibit"),
    *(path(f"store/<int:exhibit>/acts/{act.name}/", store.act, {"name": act.name}, name=f"exhibit_{act.name}")
      for act in LINKS),
]  # fmt: skip
urlpatterns = [*CASES, *watch_urls.patterns]
