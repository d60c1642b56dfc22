"""What the routes of one-stop dossiers are asked with: a dossier of the trader's enterprise, as far as needed."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.rooms.site.conftest import NOW

from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services import Attached, Decision
from motcua.dossiers.web.actforms import ACTS
from motcua.kernel.actor import SYSTEM
from motcua.procedures import factories
from motcua.procedures import services as procedures

CODE = "QT-TN-01"


def a_dossier(*, received: bool = False, returned: bool = False) -> Dossier:
    """A dossier that has come so far; the same one each time."""
    key = f"walk-{received}-{returned}"
    before = Sending.objects.filter(key=key).first()
    if before is not None:
        return Dossier.objects.get(pk=before.dossier_id)
    procedures.load_packaged(
        [factories.content(CODE)], in_force_from=date(2023, 1, 1), by=SYSTEM, at=NOW - timedelta(days=300)
    )
    made = services.lodge(
        CODE, {"subject": "x"}, [Attached("DON", "don.pdf", b"%PDF-1.4")], party="5799900001", office="20BB", key=key,
        by=SYSTEM, at=NOW - timedelta(hours=3),
    )  # fmt: skip
    if received or returned:
        services.receive(made.number, by=SYSTEM, at=NOW - timedelta(hours=2))
    if returned:
        services.finish(made.number, Decision("1/XN", "Xác nhận"), by=SYSTEM, at=NOW - timedelta(hours=1))
        services.give_result(made.number, originals_seen=True, by=SYSTEM, at=NOW)
    return made


def _paper() -> int:
    return int(json.loads(Sending.objects.get(dossier_id=a_dossier().pk, no=1).papers)[0]["file"])


DOSSIER_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "dossiers:one": lambda _: {"number": a_dossier().number},
    **{f"dossiers:act_{act.name}": lambda _: {"number": a_dossier().number} for act in ACTS},
    "dossiers:form": lambda _: {"number": a_dossier(received=True).number, "form": "01"},
    "dossiers:paper": lambda _: {"number": a_dossier().number, "file": _paper()},
    "dossiers:proof": lambda _: (lambda held: {"number": held.number, "leaf": held.pk})(a_dossier()),
    "dossiers:result": lambda _: {"number": a_dossier(returned=True).number},
    **{f"api:dossier{name}": lambda _: {"number": a_dossier().number} for name in ("", "-supplement", "-withdrawal")},
    "api:dossier-result": lambda _: {"number": a_dossier(returned=True).number},
}
