from django.urls import path

from motcua.gateways.asw.web import keys, letters, messages, partners

app_name = "asw"
urlpatterns = [
    path("", partners.listed, name="partners"),
    path("certificate.pem", partners.own, name="own"),
    path("messages/", messages.listed, name="messages"),
    path("messages.csv", messages.exported, name="messages_csv"),
    path("messages/<int:message>/", messages.one, name="message"),
    path("messages/<int:message>/document", messages.document, name="document"),
    path("messages/<int:message>/steps/<int:step>/", messages.kept, name="kept"),
    path("letters/", letters.listed, name="letters"),
    path("letters/<int:message>/", letters.one, name="letter"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:key>/end/", keys.end, name="key_end"),
]
