from django.urls import include, path

from motcua.tariff.web import comparing, exchanging, lines, schedules, searching

app_name = "tariff"
urlpatterns = [
    path("", searching.search, name="search"),
    path("search.csv", searching.search_csv, name="search_csv"),
    path("search.json", searching.search_json, name="search_json"),
    path("compare/", comparing.compare, name="compare"),
    path("compare.csv", comparing.compare_csv, name="compare_csv"),
    path("compare.json", comparing.compare_json, name="compare_json"),
    path("schedules/", schedules.schedules, name="schedules"),
    path("schedules/<str:key>.csv", schedules.schedule_csv, name="schedule_csv"),
    path("schedules/<str:key>.json", schedules.schedule_json, name="schedule_json"),
    path("exchange/", exchanging.exchange, name="exchange"),
    path("exchange.csv", exchanging.exchange_csv, name="exchange_csv"),
    path("exchange.json", exchanging.exchange_json, name="exchange_json"),
    path("loads/", include("motcua.tariff.web.loads.urls")),
    path("<str:code>/", lines.line, name="line"),
    path("<str:code>/line.csv", lines.line_csv, name="line_csv"),
    path("<str:code>/line.json", lines.line_json, name="line_json"),
]
