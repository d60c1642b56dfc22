from django.urls import path

from motcua.crossings.web.device import screen, state

app_name = "device"
urlpatterns = [
    path("", screen.screen, name="screen"),
    path("enter/", screen.enter, name="enter"),
    path("leave/", screen.leave, name="leave"),
    path("lane/", screen.lane, name="lane"),
    path("decide/", screen.decide, name="decide"),
    path("other/", screen.other, name="other"),
    path("state/", state.state, name="state"),
    path("state/connect/", state.connect, name="connect"),
    path("state/export/", state.export, name="export"),
]
OPEN = {"device:enter", "device:state", "device:connect", "device:language"}
"""What needs no officer: a list that the department signed may be loaded by anybody who holds the device."""
