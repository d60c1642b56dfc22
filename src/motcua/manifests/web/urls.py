"""Routes of ships' calls."""

from django.urls import path

from motcua.manifests.web import bills, board, case, desk, documents, lodging, prints, registers, staying
from motcua.manifests.web.actlist import ACTS

app_name = "manifests"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("calls.csv", desk.export, name="export"),
    path("tasks/", desk.tasks, name="tasks"),
    path("board/", board.board, name="board"),
    path("berths/", board.berths, name="berths"),
    path("new/", lodging.new, name="new"),
    path("house/", lodging.house, name="house"),
    path("house/template.xlsx", lodging.house_template, name="house_template"),
    path("errors/<str:kind>.xlsx", lodging.errors, name="errors"),
    path("vessels/", registers.vessels, name="vessels"),
    path("vessels.csv", registers.vessels_csv, name="vessels_csv"),
    path("carriers/", registers.carriers, name="carriers"),
    path("bills/", bills.listed, name="bills"),
    path("bills.csv", bills.export, name="bills_csv"),
    path("bills/<str:bill>/", bills.one, name="bill"),
    path("staying/", staying.staying, name="staying"),
    path("staying.csv", staying.export, name="staying_csv"),
    path("<str:number>/", case.one, name="one"),
    path("<str:number>/dossier.pdf", prints.printed, name="print"),
    path("<str:number>/proofs/<int:leaf>.json", case.proof, name="proof"),
    path("<str:number>/documents/<str:document_number>/", documents.document, name="document"),
    path("<str:number>/documents/<str:document_number>/rows.csv", documents.rows, name="rows"),
    path("<str:number>/documents/<str:document_number>/document.json", documents.plain, name="plain"),
    path("<str:number>/lodge/<str:kind>/", lodging.lodge, name="lodge"),
    path("<str:number>/lodge/<str:kind>/sheet/", lodging.sheet, name="sheet"),
    path("<str:number>/lodge/<str:kind>/template.xlsx", lodging.template, name="template"),
    *(path(f"<str:number>/acts/{act.name}/", case.act, {"name": act.name}, name=f"act_{act.name}") for act in ACTS),
]
