"""What the pages of internal audit are asked with when every route is walked in every role."""

from collections.abc import Callable
from typing import Any

from tests.rooms.procedures import audit_factories as made

from motcua.people.models import Account
from motcua.procedures.audit_models import Record


def _records() -> dict[str, Record]:
    """A programme that all the department sees, an audit under way of which everybody is an auditor, a declaration."""
    if not Record.objects.exists():
        who = made.some_people()
        made.reported(who)
        made.held(who)
        made.published(who)
        last = Account.objects.order_by("-pk").values_list("pk", flat=True)[0]
        everybody = " ".join(map(str, range(1, last + 2000)))
        Record.objects.filter(kind="audit").update(state="checking", people=f" {everybody} ")
    return {each.kind: each for each in Record.objects.filter(kind__in=("programme", "audit", "statement"))}


def _of(kind: str, **more: Any) -> Callable[[Any], dict[str, Any]]:
    def told(_lodged: Any) -> dict[str, Any]:
        found = _records()[kind]
        return {"number": found.number, **({"leaf": found.leaf} if "leaf" in more else more)}

    return told


AUDIT_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"procedures:audit_{name}": _of("programme") for name in ("one", "pdf")},
    **{f"procedures:audit_{name}": _of("programme", leaf=0) for name in ("was", "proof")},
    "procedures:audit_act": _of("programme", verb="close"),
    "procedures:audit_plan": _of("programme", visit=2),
    "procedures:audit_checklist": _of("audit"),
    "procedures:audit_line": _of("audit", no=1),
    "procedures:conformity_pdf": _of("statement"),
}
