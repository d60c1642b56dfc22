from django.urls import path

from motcua.parties.web import mandates

app_name = "mandates"
urlpatterns = [
    path("", mandates.listed, name="list"),
    path("new/", mandates.give, name="give"),
    path("<int:mandate>/", mandates.one, name="one"),
]
