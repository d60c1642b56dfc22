"""Routes of selection, for the department."""

from django.urls import path

from motcua.risk.web import home, models, parties, profiles, waiting, writing

app_name = "risk"
urlpatterns = [
    path("", home.home, name="home"),
    path("selection.csv", home.export, name="export"),
    path("law/", home.by_law, name="law"),
    path("enterprises/", parties.listed, name="parties"),
    path("enterprises.csv", parties.export, name="parties_csv"),
    path("requests/", waiting.listed, name="waiting"),
    path("requests.csv", waiting.export, name="waiting_csv"),
    path("models/", models.listed, name="models"),
    path("models/models.csv", models.export, name="models_csv"),
    path("models/<int:no>/", models.one, name="model"),
    path("models/<int:no>/promote/", models.promote, name="model_promote"),
    path("models/<int:no>/retire/", models.retire, name="model_retire"),
    path("profiles/", profiles.listed, name="profiles"),
    path("profiles/profiles.csv", profiles.export, name="profiles_csv"),
    path("profiles/new/", writing.new, name="profile_new"),
    path("profiles/<str:code>/", profiles.one, name="profile"),
    path("profiles/<str:code>/retire/", writing.retire, name="profile_retire"),
    path("profiles/<str:code>/<int:no>/", profiles.version, name="profile_version"),
    path("profiles/<str:code>/<int:no>/try/", profiles.tried, name="profile_try"),
    path("profiles/<str:code>/<int:no>/<str:verb>/", writing.act, name="profile_act"),
]
