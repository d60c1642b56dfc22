"""What routes of the support desk are asked with in the walk over every route."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.rooms.helpdesk.conftest import content
from tests.rooms.site.conftest import NOW

from motcua.helpdesk import services
from motcua.helpdesk.models import Entry, Question
from motcua.helpdesk.web.actforms import ACTS
from motcua.kernel.actor import SYSTEM

TRADER_ACCOUNT = "5799900001"


def a_question() -> str:
    """The number of a question of the first enterprise, which lies with Móng Cái, with a file; asked once."""
    held = Question.objects.first()
    if held is None:
        new = services.New("Hỏi", "Hỏi gì?", services.Class("TT", office="20BB"), "api", TRADER_ACCOUNT)
        held = services.ask(new, by=SYSTEM, at=NOW, files=[services.Sent("a.pdf", b"%PDF-1.7")])
    return held.number


def a_file() -> dict[str, Any]:
    """Its file."""
    number = a_question()
    return {"number": number, "leaf": Question.objects.get(number=number).pk, "no": 1}


def an_entry() -> Entry:
    """A published answer."""
    services.load_packaged([("W-001", content())], by=SYSTEM, review=SYSTEM, at=NOW)
    return Entry.objects.get(code="W-001")


HELPDESK_ARGUMENTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    **{f"helpdesk:{name}": lambda _: {"code": an_entry().code} for name in ("answer", "said")},
    **{f"helpdesk:{name}": lambda _: {"pk": an_entry().pk} for name in ("entry", "entry_revise")},
    **{f"helpdesk:{name}": lambda _: {"number": a_question()} for name in ("one", *(f"act_{a.name}" for a in ACTS))},
    "helpdesk:follow": lambda _: {"key": services.follow_key(a_question())},
    "helpdesk:attachment": lambda _: a_file(),
    "api:question": lambda _: {"number": "HD-2023-000001"},
    "api:question_reply": lambda _: {"number": "HD-2023-000001"},
}
