from django.urls import path

from motcua.people.web import signin

app_name = "signin"
urlpatterns = [
    path("second/", signin.second, name="second"),
    path("passkey/ask/", signin.ask, name="ask"),
    path("passkey/", signin.show, name="show"),
]
