"""Routes of the programs' door. The middleware answers them before any page; here they are named and found."""

import re

from django.urls import path

from motcua.site.door import views
from motcua.site.door.operations import OPERATIONS

app_name = "api"


def _route(address: str) -> str:
    return re.sub(r"{(\w+)}", r"<str:\1>", address)


_named = {operation.name: _route(operation.path) for operation in OPERATIONS}
urlpatterns = [
    path("", views.described, name="description"),
    *[path(route, views.never, name=name) for name, route in _named.items()],
]
