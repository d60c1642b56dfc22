"""What the walk over all routes puts into the addresses of procedures."""

from collections.abc import Callable
from datetime import date
from typing import Any

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.procedures import services
from motcua.procedures.factories import content
from motcua.procedures.models import Version
from motcua.procedures.web.acts import ACTS

NOW = law_moment(date(2023, 12, 22), 9)
CODE = "QT-ZZ-01"


def in_force() -> Version:
    """A procedure that is in force since 2022, made once."""
    services.load_packaged([content(CODE)], in_force_from=date(2022, 1, 1), by=SYSTEM, at=NOW)
    return Version.objects.get(code=CODE, no=1)


def a_draft() -> Version:
    """A procedure that is being written, made once."""
    held = Version.objects.filter(code="QT-ZZ-02").first()
    return held or services.write(content("QT-ZZ-02"), by=SYSTEM, at=NOW)


def named() -> dict[str, str]:
    """The code of one that is in force."""
    return {"code": in_force().code}


PROCEDURES_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"procedures:{name}": lambda _: named() for name in ("one", "compare", "begin")},
    **{
        f"procedures:{name}": lambda _: {"pk": in_force().pk}
        for name in ("version", "pdf", "docx", "yaml", "acknowledge")
    },
    **{f"procedures:act_{act.name}": lambda _: {"pk": in_force().pk} for act in ACTS},
    "procedures:edit": lambda _: {"pk": a_draft().pk, "section": "steps"},
    **{f"api:{name}": lambda _: named() for name in ("procedure", "procedure_versions")},
}
