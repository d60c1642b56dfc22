"""Routes of transports."""

from django.urls import path

from motcua.transport.web import case, declaring, desk, prints
from motcua.transport.web.actlist import ACTS

app_name = "transport"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("transports.csv", desk.export, name="export"),
    path("new/", declaring.new, name="new"),
    path("<str:number>/", case.one, name="one"),
    path("<str:number>/amend/", declaring.amend, name="amend"),
    path("<str:number>/transport.pdf", prints.printed, name="print"),
    path("<str:number>/proofs/<int:leaf>.json", case.proof, name="proof"),
    *(path(f"<str:number>/acts/{act.name}/", case.act, {"name": act.name}, name=f"act_{act.name}") for act in ACTS),
]
