"""What the walk over all routes puts into the addresses of the applicant's pages."""

from collections.abc import Callable
from typing import Any

from tests.rooms.dossiers.filing.filing_factories import ANSWERS, CODE, OFFICE, PARTY, PDF, in_force
from tests.rooms.site.conftest import NOW

from motcua.dossiers import services
from motcua.dossiers.api import OPERATIONS
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import one
from motcua.dossiers.services import Attached, drafts
from motcua.dossiers.services.results import Decision
from motcua.dossiers.web.actforms import ACTS
from motcua.ground.services import receipts
from motcua.kernel.actor import SYSTEM, Actor, Post

TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
_DRAFTS = (
    "draft", "draft_section", "draft_papers", "draft_detach", "draft_check", "draft_lodge", "draft_delete"
)  # fmt: skip
_SHARED = ("one", *(f"act_{act.name}" for act in ACTS))
_API = {f"api:{each.name}" for each in OPERATIONS if "{number}" in each.path}
_NUMBERS = ("follow", "lodged", "receipt_file", "supplement", "withdraw", "rate")


def a_procedure() -> str:
    """The code of a procedure in force."""
    in_force()
    return CODE


def a_draft() -> int:
    """A draft of the first enterprise."""
    return drafts.begin(a_procedure(), party=PARTY, office=OFFICE, by=TRADER, at=NOW).pk


def _dossier() -> Dossier:
    made = services.lodge(
        a_procedure(), ANSWERS, [Attached("DON", "don.pdf", PDF)], party=PARTY, office=OFFICE, by=TRADER, at=NOW
    )
    receipts.group_receipts([made.leaf], at=NOW)
    return made


def a_dossier() -> str:
    """A dossier of the first enterprise, with its receipt."""
    return _dossier().number


def a_received() -> str:
    """A dossier that the desk has received."""
    return services.receive(a_dossier(), by=SYSTEM, at=NOW).number


def a_result() -> str:
    """A dossier with a signed result that was returned."""
    number, head = a_received(), Actor(34, "Bùi Văn Trưởng", posts=frozenset({Post("head", OFFICE)}))
    services.finish(number, Decision("15/XN", "Đồng ý."), by=head, at=NOW)
    return services.give_result(number, originals_seen=True, by=SYSTEM, at=NOW).number


def a_paper() -> dict[str, Any]:
    """A dossier and the file of its paper."""
    made = _dossier()
    return {"number": made.number, "file": one.papers(one.sendings(made.pk))[0]["file"]}


def a_leaf() -> dict[str, Any]:
    """A dossier and its leaf."""
    made = _dossier()
    return {"number": made.number, "leaf": made.pk}


FILING_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"dossiers:{name}": lambda _: {"code": a_procedure()} for name in ("about", "definition")},
    **{f"dossiers:{name}": lambda _: {"draft": a_draft()} for name in _DRAFTS},
    "dossiers:draft_section": lambda _: {"draft": a_draft(), "section": "goods"},
    **{f"dossiers:{name}": lambda _: {"number": a_dossier()} for name in (*_NUMBERS, *_SHARED)},
    **{name: lambda _: {"number": a_dossier()} for name in _API},
    "dossiers:form": lambda _: {"number": a_received(), "form": "01"},
    "dossiers:paper": lambda _: a_paper(),
    "dossiers:proof": lambda _: a_leaf(),
    "dossiers:result": lambda _: {"number": a_result()},
}
