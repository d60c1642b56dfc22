"""Routes of this room."""

from django.urls import path

from motcua.survey.web import acting, answering, results, rounds
from motcua.survey.web.acts import ACTS

app_name = "survey"
urlpatterns = [
    path("", results.index, name="results"),
    path("results/<int:year>/", results.one, name="result"),
    path("results/<int:year>/report.pdf", results.report, name="report"),
    path("results/<int:year>/package.zip", results.package, name="package"),
    path("questionnaires/<str:code>/", results.form, name="questionnaire"),
    path("a/<str:secret>/", answering.begin, name="begin"),
    path("a/<str:secret>/<str:code>/", answering.page, name="page"),
    path("mine/", rounds.mine, name="mine"),
    path("rounds/", rounds.listed, name="rounds"),
    path("rounds/rounds.csv", rounds.export, name="rounds_csv"),
    path("rounds/new/", acting.plan, name="new"),
    path("rounds/<str:number>/", rounds.one, name="round"),
    path("rounds/<str:number>/frame/", rounds.frame, name="frame"),
    path("rounds/<str:number>/frame.csv", rounds.frame_csv, name="frame_csv"),
    path("rounds/<str:number>/proof/<int:leaf>/", rounds.proof, name="proof"),
    *(path(f"rounds/<str:number>/{act.verb}/", acting.act(act.verb), name=f"act_{act.verb}") for act in ACTS),
]
