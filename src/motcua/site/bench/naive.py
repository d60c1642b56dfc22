"""The naive way over HTTP, written once and frozen: the same rules and the same rows, by the ORM, a commit each.

A WSGI application of its own for measurements only; it holds no route of the house.
"""

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

import msgspec  # noqa: E402
from django.apps import apps  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from motcua.declarations import services  # noqa: E402
from motcua.ground.services import bulk, clock  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402


def _create(table: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]], moments: Any = ()) -> int:
    """Store rows one by one through their model."""
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    count = 0
    for row in rows:
        model.objects.create(**dict(zip(columns, row, strict=True)))
        count += 1
    return count


def lodge(request: HttpRequest) -> HttpResponse:
    """Check, assess, store row by row, commit, answer with the receipt."""
    batch = services.prepare([services.Raw(request.body, clock.now())], services.kit())
    with transaction.atomic():
        [answer] = services.register(batch, by=SYSTEM)
    signed = answer.signed.receipt() if answer.signed else None
    told = {"number": answer.number, "state": answer.state, "tax_total": answer.tax_total, "receipt": signed}
    return HttpResponse(msgspec.json.encode(told), content_type="application/json", status=201)


urlpatterns = [path("api/declarations", lodge)]
"""The one route; `application` serves it with the house's middleware but for the access table."""

bulk.insert = _create
_changed = override_settings(
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
)
_changed.enable()
application: Callable[..., Any] = get_wsgi_application()


def main() -> None:
    """Serve it as the house is served."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "motcua.site.bench.naive:application", address="127.0.0.1", port=int(sys.argv[1]),
        interface=Interfaces.WSGI, workers=1, blocking_threads=16, log_level="error",
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
