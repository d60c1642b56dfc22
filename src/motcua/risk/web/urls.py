"""Routes of selection, for the department."""

from django.urls import path

from motcua.risk.web import home, parties, waiting

app_name = "risk"
urlpatterns = [
    path("", home.home, name="home"),
    path("selection.csv", home.export, name="export"),
    path("law/", home.by_law, name="law"),
    path("enterprises/", parties.listed, name="parties"),
    path("enterprises.csv", parties.export, name="parties_csv"),
    path("requests/", waiting.listed, name="waiting"),
    path("requests.csv", waiting.export, name="waiting_csv"),
]
