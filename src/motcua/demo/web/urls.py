"""Routes of simulations."""

from django.urls import path

from motcua.demo.web import simulation

app_name = "simulation"
urlpatterns = [
    path("", simulation.listed, name="list"),
    path("<int:number>/", simulation.one, name="one"),
    path("<int:number>/simulation.csv", simulation.export, name="csv"),
]
