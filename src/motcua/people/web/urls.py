from django.urls import path

from motcua.people.web import programs

app_name = "people"
urlpatterns = [
    path("", programs.programs, name="programs"),
    path("<int:token>/revoke/", programs.revoke, name="revoke"),
]
