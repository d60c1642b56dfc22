"""Words and tones of the pages of cases and exhibits."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from motcua.control.domain.cases import standing, tables
from motcua.control.domain.cases.life import (
    ENDS,
    EXHIBIT_VERBS,
    PLACES,
    STATES,
    VERBS,
    Place,
    State,
)
from motcua.control.models import Case, Exhibit
from motcua.control.services.cases.writing import standing_of
from motcua.design.domain import amounts
from motcua.design.templatetags.figures import language
from motcua.kernel.words import Words
from motcua.reference.domain import calling

TONES = {
    State.PROPOSED: "warn", State.UNOWNED: "warn", State.NOTICED: "warn", State.NOTICED_TWICE: "warn",
    State.DECIDED: "good", State.EXECUTED: "good", State.DISPOSED: "good", State.TRANSFERRED: "bad", State.CLOSED: "",
    State.NO_OFFENCE: "", State.DISMISSED: "",
}  # fmt: skip
RIGHTS = {
    "handler": Words("người thụ lý", "handler"), "leader": Words("lãnh đạo Cục", "leader"),
    "head": Words("lãnh đạo đơn vị", "head of the office"), "reader": Words("người được phép đọc", "reader"),
    "triage": Words("xem đề xuất", "sorts proposals"),
    "keeper": Words("người giữ hoặc nhận tang vật", "keeper of an exhibit"),
}  # fmt: skip
"""By what right a file was read."""
PLACE_TONES = {Place.STORED: "info", Place.HANDING: "warn", Place.ENDED: ""}


def row(found: Case, day: date, handled: Collection[int] = ()) -> dict[str, Any]:
    """A case as a line of a list; the title of a restricted one is told to its handlers alone."""
    state = State(found.state)
    stands = standing_of(found)
    hidden = bool(found.sensitive) and found.pk not in handled
    return {
        "it": found, "state": STATES[state], "tone": TONES.get(state, "info"), "kind": tables.KINDS[found.kind],
        "title": _("Restricted") if hidden else found.title, "office": calling.office(found.office, day),
        "late": standing.late(stands, day), "limit": limit(found.due_for, day),
        "source": tables.SOURCES[found.source],
    }  # fmt: skip


def limit(name: str, day: date) -> tables.Limit | None:
    """The limit of that name; None where no clock runs."""
    return tables.limit(name, day) if name else None


def reading(each: Any, name: str) -> dict[str, Any]:
    """A reading: by what right, and what the reader said."""
    right, _colon, reason = each.reason.partition(": ")
    return {"it": each, "name": name, "right": RIGHTS.get(right, Words(right, right)), "reason": reason}


def step(each: Any) -> dict[str, Any]:
    """A step as it is shown among the events."""
    return {"it": each, "words": VERBS[each.verb]}


def exhibit(found: Exhibit, number: str, nameless: Collection[int] = ()) -> dict[str, Any]:
    """An exhibit as a line of a list."""
    state = Place(found.state)
    return {
        "it": found, "name": exhibit_name(found, nameless), "number": number, "state": PLACES[state],
        "tone": PLACE_TONES[state],
        "store": tables.STORES[found.store], "quantity": amounts.quantity(found.quantity_e4, found.unit, language()),
    }  # fmt: skip


def exhibit_name(found: Exhibit, nameless: Collection[int]) -> str:
    """What an exhibit is called in lists."""
    return _("Restricted") if found.pk in nameless else found.name


def link(each: Any) -> dict[str, Any]:
    """A link of a chain of custody."""
    return {
        "it": each, "words": EXHIBIT_VERBS[each.verb], "how": ENDS.get(each.how), "store": tables.STORES[each.store],
        "differs": each.verb == "count" and (each.found_e4 != each.quantity_e4 or each.found_seal != each.seal),
        "found": None if each.found_e4 is None else plain(each.found_e4),
    }  # fmt: skip


def typed(amount: int) -> str:
    """A sum in dong as it is typed: `8.000.000`."""
    return f"{amount:,}".replace(",", ".")


def plain(e4: int) -> str:
    """A quantity in 1/10,000 as it is read and typed: no needless zeros, a comma in Vietnamese."""
    told = f"{Decimal(e4) / 10_000:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return told.replace(".", ",") if language() == "vi" else told
