from django.urls import path

from motcua.tariff.web import views

app_name = "tariff"
urlpatterns = [
    path("", views.search, name="search"),
    path("<str:code>/", views.line, name="line"),
]
