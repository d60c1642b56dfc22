from django.urls import path

from motcua.ground.web import status

app_name = "status"
urlpatterns = [
    path("", status.status, name="status"),
    path("outages/", status.outages, name="outages"),
    path("outages/<int:outage>/", status.outage, name="outage"),
    path("probes/add", status.add_probe, name="add_probe"),
    path("probes/<int:probe>/retire", status.retire_probe, name="retire_probe"),
]
