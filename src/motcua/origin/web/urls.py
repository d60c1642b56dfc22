"""Routes of certificates of origin."""

from django.urls import path

from motcua.origin.web import case, claims, prints, register, wishes
from motcua.origin.web.actforms import ACTS, APP_ACTS

app_name = "origin"
urlpatterns = [
    path("", register.listed, name="list"),
    path("certificates.csv", register.export, name="export"),
    path("queue/", register.queue, name="queue"),
    path("statistics/", register.figures, name="statistics"),
    path("statistics/form-d.csv", register.figures_csv, name="statistics_csv"),
    path("claims/", claims.listed, name="claims"),
    path("claims/decide/", claims.decide, name="decide"),
    path("claims/claims.csv", claims.export, name="claims_csv"),
    path("applications/", wishes.listed, name="applications"),
    path("applications/applications.csv", wishes.export, name="applications_csv"),
    path("applications/new/", wishes.new, name="apply"),
    path("applications/<str:number>/", wishes.one, name="application"),
    path("applications/<str:number>/again/", wishes.again, name="again"),
    path("applications/<str:number>/form-d.pdf", prints.issued, name="print_issued"),
    path("applications/<str:number>/proofs/<int:leaf>.json", wishes.proof, name="application_proof"),
    *(
        path(f"applications/<str:number>/acts/{act.name}/", wishes.act, {"name": act.name}, name=f"app_{act.name}")
        for act in APP_ACTS
    ),
    path("<int:pk>/", case.one, name="one"),
    path("<int:pk>/form-d.pdf", prints.received, name="print"),
    path("<int:pk>/proofs/<int:leaf>.json", case.proof, name="proof"),
    *(path(f"<int:pk>/acts/{act.name}/", case.act, {"name": act.name}, name=f"act_{act.name}") for act in ACTS),
]
