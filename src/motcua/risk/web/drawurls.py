"""Routes of the keyed draw, for everybody."""

from django.urls import path

from motcua.risk.web import draws

app_name = "draws"
urlpatterns = [
    path("", draws.listed, name="list"),
    path("verify_draw.py", draws.checker, name="checker"),
    path("<str:day>/", draws.one, name="one"),
    path("<str:day>.json", draws.as_json, name="json"),
    path("<str:day>.csv", draws.as_csv, name="csv"),
]
