from django.urls import include, path

from motcua.tariff.web import views

app_name = "tariff"
urlpatterns = [
    path("", views.search, name="search"),
    path("loads/", include("motcua.tariff.web.loads.urls")),
    path("<str:code>/", views.line, name="line"),
]
