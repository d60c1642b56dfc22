"""Routes of messages."""

from django.urls import path

from motcua.gateways.web import pages

app_name = "messages"
urlpatterns = [
    path("send/", pages.send, name="send"),
    path("<str:number>/<str:document_number>/message.<str:form>", pages.written, name="written"),
]
