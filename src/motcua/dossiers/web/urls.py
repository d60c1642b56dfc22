"""Routes of one-stop dossiers: the applicant's pages, then the offices'."""

from django.urls import path

from motcua.dossiers.web import case, measuring, prints, register, traderurls
from motcua.dossiers.web.actforms import ACTS

app_name = "dossiers"
urlpatterns = [
    *traderurls.urlpatterns,
    path("register/", register.listed, name="register"),
    path("register/dossiers.csv", register.export, name="register_csv"),
    path("register/form-06.pdf", prints.register, name="register_pdf"),
    path("reception/", register.reception, name="reception"),
    path("desk/", register.desk, name="desk"),
    path("load/", measuring.load, name="load"),
    path("times/", measuring.step_times, name="times"),
    path("times/step-times.csv", measuring.step_times_csv, name="times_csv"),
    path("<str:number>/", case.one, name="one"),
    path("<str:number>/forms/<str:form>.pdf", prints.form, name="form"),
    path("<str:number>/papers/<int:file>/", case.paper, name="paper"),
    path("<str:number>/result.pdf", case.result, name="result"),
    path("<str:number>/proofs/<int:leaf>.json", case.proof, name="proof"),
    *(path(f"<str:number>/acts/{act.name}/", case.act, {"name": act.name}, name=f"act_{act.name}") for act in ACTS),
]
