from django.urls import path

from motcua.gateways.vnaccs.web import differences, loads

app_name = "vnaccs"
urlpatterns = [
    path("", loads.home, name="home"),
    path("arrivals/<int:leaf>/", loads.arrival, name="arrival"),
    path("arrivals/<int:leaf>/files/<int:no>", loads.file, name="file"),
    path("loads/<int:leaf>/", loads.load, name="load"),
    path("loads/<int:leaf>/errors.csv", loads.errors, name="errors"),
    path("differences/", differences.listed, name="differences"),
    path("differences.csv", differences.exported, name="differences_csv"),
]
