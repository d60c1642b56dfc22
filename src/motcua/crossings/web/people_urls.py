"""Addresses of people at the gates."""

from django.urls import path

from motcua.crossings.web import (
    passengers,
    passengers_controls,
    passengers_count,
    passengers_person,
    passengers_public,
    passengers_residents,
    passengers_sheets,
)

PEOPLE = [
    path("passengers/", passengers.figures, name="passengers"),
    path("passengers/passengers.csv", passengers.export, name="passengers_export"),
    path("passengers/count/", passengers_count.pad, name="passengers_count"),
    path("passengers/sheet/", passengers_sheets.counts, name="passengers_sheet"),
    path("passengers/sheet/template.xlsx", passengers_sheets.counts_template, name="passengers_template"),
    path("passengers/<str:gate>/<str:day>/", passengers.day, name="passengers_day"),
    path("passengers/<str:gate>/<str:day>/correct/", passengers.correct, name="passengers_correct"),
    path("controls/", passengers_controls.listed, name="controls"),
    path("controls/controls.csv", passengers_controls.export, name="controls_export"),
    path("controls/new/", passengers_controls.new, name="control_new"),
    path("controls/<int:control>/", passengers_controls.one, name="control"),
    path("controls/<int:control>/person/", passengers_person.read, name="person_read"),
    path("controls/<int:control>/erase/", passengers_person.erase, name="person_erase"),
    path("gate/<int:subject>/pay/", passengers_controls.pay, name="gate_pay"),
    path("gate/<int:subject>/leave/", passengers_controls.leave, name="gate_leave"),
    path("residents/", passengers_residents.listed, name="residents"),
    path("residents/residents.csv", passengers_residents.export, name="residents_export"),
    path("residents/new/", passengers_residents.new, name="resident_new"),
    path("residents/sheet/", passengers_sheets.residents, name="residents_sheet"),
    path("residents/sheet/template.xlsx", passengers_sheets.residents_template, name="residents_template"),
    path("residents/<str:number>/", passengers_residents.one, name="resident"),
    path("travellers/", passengers_public.traveller, name="traveller"),
]
