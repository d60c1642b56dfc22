from django.urls import path

from motcua.reports.web import forecast, live, packs, press, targets, versions, views, whatif, whatif_files

app_name = "reports"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("now/", live.now, name="now"),
    path("wall/", live.wall, name="wall"),
    path("months/", packs.months, name="months"),
    path("packs/<str:code>.<str:kind>", packs.pack, name="pack"),
    path("annual/", views.annual, name="annual"),
    path("annual.<str:kind>", views.annual_file, name="annual_file"),
    path("issued/", versions.listing, name="issued"),
    path("issued/new", versions.issue, name="issue"),
    path("issued/<int:year>/<int:version>.<str:kind>", versions.file, name="issued_file"),
    path("compare/", versions.compare, name="compare"),
    path("press/", press.page, name="press"),
    path("figures/<str:figure>/", views.rows, name="rows"),
    path("figures/<str:figure>/rows.csv", views.rows_csv, name="rows_csv"),
    path("forecast/", forecast.shown, name="forecast"),
    path("forecast/days.csv", forecast.as_csv, name="forecast_csv"),
    path("forecast/data.json", forecast.as_json, name="forecast_json"),
    path("whatif/", whatif.listed, name="whatif"),
    path("whatif/compare/", whatif.compare, name="whatif_compare"),
    path("whatif/<int:number>/", whatif.one, name="whatif_one"),
    path("whatif/<int:number>/whatif.<str:kind>", whatif_files.file, name="whatif_file"),
    path("targets/", targets.listed, name="targets"),
    path("targets/targets.csv", targets.export, name="targets_csv"),
    path("targets/data.json", targets.as_json, name="targets_json"),
    path("targets/load/", targets.load, name="targets_load"),
    path("targets/new/", targets.new, name="target_new"),
    path("targets/<str:code>/", targets.one, name="target"),
    path("targets/<str:code>/rows/", targets.rows, name="target_rows"),
    path("targets/<str:code>/rows.csv", targets.rows_csv, name="target_rows_csv"),
    path("targets/<str:code>/change/", targets.change, name="target_change"),
    path("targets/<str:code>/end/", targets.end, name="target_end"),
]
