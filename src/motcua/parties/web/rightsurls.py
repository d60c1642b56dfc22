from django.urls import path

from motcua.parties.web import agents, rights

app_name = "staffrights"
urlpatterns = [
    path("", rights.rights, name="rights"),
    path("rights.csv", rights.export, name="export"),
    path("agents/", agents.agents, name="agents"),
]
