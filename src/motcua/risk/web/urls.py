"""Routes of selection, for the department."""

from django.urls import path

from motcua.risk.web import models

app_name = "risk"
urlpatterns = [
    path("models/", models.listed, name="models"),
    path("models/models.csv", models.export, name="models_csv"),
    path("models/<int:no>/", models.one, name="model"),
    path("models/<int:no>/promote/", models.promote, name="model_promote"),
    path("models/<int:no>/retire/", models.retire, name="model_retire"),
]
