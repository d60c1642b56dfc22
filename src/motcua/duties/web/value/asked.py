"""What a worksheet says, from its address to a case; what cannot be read is told at its field."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.design.domain.numbers import NotANumber, read_decimal, write_decimal
from motcua.design.domain.times import read_day
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.methods import Case
from motcua.duties.web.asked import Fault
from motcua.duties.web.value.choices import choices
from motcua.duties.web.value.fields import PARTS, Field, Part

LONGEST = 60
"""Characters of one field."""
DONG = "VND"


def key(part: Part, place: int | None, name: str) -> str:
    """The name of a field in the address: `sale.price`, `identical.0.value`."""
    return ".".join(each for each in (part.at, "" if place is None else str(place), name) if each)


class Typed:
    """What was typed, as it was typed, and the case that it makes."""

    def __init__(self, query: QueryDict, today: date) -> None:
        self.faults: list[Fault] = []
        self.today = today
        self.texts: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        for part in PARTS:
            if part.rows:
                self.rows[part.key] = self._gather(part, query)
            else:
                self.texts |= _told(part, query, None)
        self.asked = bool(self.texts)

    def _gather(self, part: Part, query: QueryDict) -> int:
        """Rows in which something stands, closed up."""
        held = [told for place in range(part.rows) if (told := _told(part, query, place, at=0))]
        for place, told in enumerate(held):
            start = len(f"{part.at}.0.")
            self.texts |= {f"{part.at}.{place}.{name[start:]}": text for name, text in told.items()}
        return len(held)

    def case(self) -> Case | None:
        """The case, or None where something cannot be read; the faults say what."""
        facts: dict[str, Any] = {"on": self.today}
        for part in PARTS:
            if part.rows:
                rows = [self._facts(part, place) for place in range(self.rows[part.key])]
                _put(facts, part.at, rows)
            else:
                _put(facts, part.at, self._facts(part, None))
        return None if self.faults else msgspec.convert(facts, Case)

    def _facts(self, part: Part, place: int | None) -> dict[str, Any]:
        found = {}
        for field in part.fields:
            name = key(part, place, field.name)
            value = self._money(name) if field.widget == "money" else self._value(field, name)
            if value is not None:
                found[field.name] = value
        return found

    def _value(self, field: Field, name: str) -> Any:
        text = self.texts.get(name, "")
        if not text:
            return None
        if field.widget == "number":
            return self._number(name, text)
        if field.widget == "day":
            return self._day(name, text)
        if field.widget == "choice" and text not in choices(field, self.today):
            self._fault(name, _("“%(text)s” is not one of the choices.") % {"text": text}, _("Choose from the list."))
            return None
        return text.upper() if field.widget == "code" else text

    def _money(self, name: str) -> dict[str, Any] | None:
        text = self.texts.get(f"{name}.amount", "")
        if not text:
            return None
        amount = self._number(f"{name}.amount", text)
        currency = self.texts.get(f"{name}.currency", "").upper() or DONG
        return None if amount is None else {"amount": amount, "currency": currency}

    def _number(self, name: str, text: str) -> Decimal | None:
        try:
            return read_decimal(text)
        except NotANumber:
            message = _("“%(text)s” cannot be read as a number.") % {"text": text}
            self._fault(name, message, _("Write it as 1234,5 or 1.234,5."))
            return None

    def _day(self, name: str, text: str) -> date | None:
        found = read_day(text)
        if found is None:
            self._fault(name, _("The day could not be read."), _("Write it as day/month/year."))
        return found

    def _fault(self, name: str, message: str, remedy: str) -> None:
        self.faults.append(Fault(identifier(name), message, remedy))


def identifier(name: str) -> str:
    """The id of a field on the page."""
    return "f-" + name.replace(".", "-")


def _told(part: Part, query: QueryDict, place: int | None, at: int | None = None) -> dict[str, str]:
    """The texts of a part (or one of its rows) that are not empty; a row is written as row `at`."""
    found: dict[str, str] = {}
    for field in part.fields:
        tails = (".amount", ".currency") if field.widget == "money" else ("",)
        for tail in tails:
            text = query.get(key(part, place, field.name) + tail, "").replace("\0", "").strip()[:LONGEST]
            if text:
                found[key(part, place if at is None else at, field.name) + tail] = text
    return found


def _put(facts: dict[str, Any], at: str, held: Any) -> None:
    """Facts of a part into the case: `sale.adjustments` below `sale`."""
    if not at:
        facts |= held
        return
    *above, name = at.split(".")
    for each in above:
        facts = facts.setdefault(each, {})
    if isinstance(held, dict):
        facts.setdefault(name, {}).update(held)
    else:
        facts[name] = held


def fields_of(typed: Typed, wrong: Mapping[str, Fault]) -> Iterator[dict[str, Any]]:
    """The worksheet with what was typed: each part with its rows, one empty row more where there may be."""
    for part in PARTS:
        filled = typed.rows.get(part.key, 0)
        places: list[int | None] = list(range(min(filled + 1, part.rows))) if part.rows else [None]
        rows = [
            {"no": None if place is None else place + 1,
             "fields": [_shown(part, place, field, typed, wrong) for field in part.fields]}
            for place in places
        ]  # fmt: skip
        shown = [field for row in rows for field in row["fields"]]  # type: ignore[attr-defined]
        told = any(each["value"] or each["currency"] or each["fault"] for each in shown)
        wide, open_ = part.key in ("goods", "sale"), told or f"p-{part.key}" in wrong
        yield {"part": part, "rows": rows, "wide": wide, "open": open_}


def answered(typed: Typed) -> Iterator[dict[str, Any]]:
    """What was answered, part by part and row by row; for whoever reads the sheet of paper."""
    for part in fields_of(typed, {}):
        for row in part["rows"]:
            facts = [{"label": each["field"].words, "value": _said(each)} for each in row["fields"] if each["value"]]
            if facts:
                yield {"words": part["part"].words, "no": row["no"], "facts": facts}


def _said(shown: Mapping[str, Any]) -> str:
    if shown["field"].widget == "choice":
        return say(dict(shown["options"]).get(shown["value"], shown["value"]))
    if shown["field"].widget not in ("money", "number"):
        return str(shown["value"])
    try:
        number = write_decimal(read_decimal(shown["value"]), language())
    except NotANumber:
        number = str(shown["value"])
    currency = shown["currency"].upper() or DONG
    return f"{number} {currency}" if shown["field"].widget == "money" else number


def _shown(part: Part, place: int | None, field: Field, typed: Typed, wrong: Mapping[str, Fault]) -> dict[str, Any]:
    name = key(part, place, field.name)
    tail = ".amount" if field.widget == "money" else ""
    return {
        "field": field, "name": name + tail, "id": identifier(name + tail), "value": typed.texts.get(name + tail, ""),
        "currency": typed.texts.get(f"{name}.currency", "") if tail else "", "currency_name": f"{name}.currency",
        "options": choices(field, typed.today).items() if field.widget == "choice" else (),
        "fault": wrong.get(identifier(name + tail)),
    }  # fmt: skip
