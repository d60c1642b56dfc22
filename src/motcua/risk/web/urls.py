"""Routes of selection."""

from django.urls import path

from motcua.risk.web import profiles, writing

app_name = "risk"
urlpatterns = [
    path("profiles/", profiles.listed, name="profiles"),
    path("profiles/profiles.csv", profiles.export, name="profiles_csv"),
    path("profiles/new/", writing.new, name="profile_new"),
    path("profiles/<str:code>/", profiles.one, name="profile"),
    path("profiles/<str:code>/retire/", writing.retire, name="profile_retire"),
    path("profiles/<str:code>/<int:no>/", profiles.version, name="profile_version"),
    path("profiles/<str:code>/<int:no>/try/", profiles.tried, name="profile_try"),
    path("profiles/<str:code>/<int:no>/<str:verb>/", writing.act, name="profile_act"),
]
