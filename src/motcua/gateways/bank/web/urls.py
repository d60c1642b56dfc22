from django.urls import path

from motcua.gateways.bank.web import book, door, keys, reconcile

app_name = "bank"
urlpatterns = [
    path("notices", door.notices, name="notices"),
    path("time", door.time, name="time"),
    path("", book.listed, name="book"),
    path("notices.csv", book.exported, name="book_csv"),
    path("reconcile/", reconcile.one, name="reconcile"),
    path("reconcile.csv", reconcile.exported, name="reconcile_csv"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:key>/end/", keys.end, name="key_end"),
]
