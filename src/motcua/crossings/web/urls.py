"""Routes of the gates."""

from django.urls import path

from motcua.crossings.web import acts, announced, crossed, declaring, gate, stays
from motcua.crossings.web.people_urls import PEOPLE

app_name = "crossings"
urlpatterns = [
    path("gate/", gate.screen, name="gate"),
    path("gate/lane/", gate.choose, name="choose"),
    path("gate/pass/", gate.let, name="let"),
    path("gate/unannounced/", gate.unannounced, name="unannounced"),
    path("vehicles/", announced.listed, name="announcements"),
    path("vehicles/announced.csv", announced.export, name="announcements_export"),
    path("vehicles/new/", declaring.new, name="new"),
    path("vehicles/sheet/", declaring.sheet, name="sheet"),
    path("vehicles/sheet/vehicles.xlsx", declaring.template, name="sheet_template"),
    path("vehicles/<str:number>/", announced.one, name="announcement"),
    path("vehicles/<str:number>/correct/", declaring.correct, name="correct"),
    path("vehicles/<str:number>/proofs/<int:leaf>.json", announced.proof, name="proof"),
    *(path(f"vehicles/<str:number>/{act.name}/", acts.act, {"name": act.name}, name=f"act_{act.name}")
      for act in acts.ACTS),
    path("stays/", stays.listed, name="stays"),
    path("stays/stays.csv", stays.export, name="stays_export"),
    path("stays/<int:leaf>/<int:no>/", stays.one, name="stay"),
    *(path(f"stays/<int:leaf>/<int:no>/{act.name}/", stays.act, {"name": act.name}, name=f"stay_{act.name}")
      for act in stays.ACTS),
    path("crossed/", crossed.listed, name="crossed"),
    path("crossed/crossings.csv", crossed.export, name="crossed_export"),
    path("crossed/figures/", crossed.figures, name="figures"),
    path("crossed/<int:leaf>/<int:no>/back/", acts.take_back, name="take_back"),
    path("crossed/<str:country>/<str:plate>/", crossed.vehicle, name="vehicle"),
    *PEOPLE,
]  # fmt: skip
