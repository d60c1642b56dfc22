from django.urls import path

from motcua.ground.web import notices

app_name = "notices"
urlpatterns = [
    path("", notices.inbox, name="inbox"),
    path("read", notices.read, name="read"),
    path("<int:notice>/follow", notices.follow, name="follow"),
    path("addresses/", notices.address_list, name="addresses"),
    path("addresses/<int:address>/<str:act>", notices.change, name="change"),
    path("verifying/", notices.verifying, name="verifying"),
    path("failed/", notices.failed, name="failed"),
]
