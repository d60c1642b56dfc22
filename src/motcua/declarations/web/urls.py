from django.urls import path

from motcua.declarations.web import case, desk, wishes

app_name = "declarations"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("export.csv", desk.export, name="export"),
    path("requests/", wishes.listed, name="requests"),
    path("<str:number>/", case.one, name="one"),
    path("<str:number>/cancellation/", wishes.one, name="request"),
    path("<str:number>/versions/<int:version>/message", case.original, name="original"),
    path("<str:number>/proofs/<int:leaf>.json", case.proof, name="proof"),
]
