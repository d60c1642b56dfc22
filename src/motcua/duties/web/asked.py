"""What a page was asked, from its address to a question; what cannot be read is told at its field."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.design.domain.numbers import NotANumber, read_decimal
from motcua.design.domain.times import read_day
from motcua.duties.domain.asking import AskedGoods, DutyQuestion

MOST_LINES = 20
"""Lines of goods on the page; a program may ask for more."""
LONGEST = 40
"""Characters of one field."""
TEXTS = ("currency", "incoterm", "freight_currency", "insurance_currency", "destination")
AMOUNTS = ("freight", "insurance", "export_value")
GOODS = ("hs", "origin", "value", "quantity", "unit", "form")
NEAREST = {"table": "form", "unit2": "unit", "quantity2": "quantity", "customs_value": "value"}
"""Where the page tells what it has no field for."""
GOODS_AMOUNTS = ("value", "quantity")


class Fault(NamedTuple):
    """What is wrong at a field: the field's id on the page, a sentence, and what to do."""

    field: str
    message: str
    remedy: str = ""


class Typed:
    """What was typed, as it was typed, and the question that it makes."""

    def __init__(self, query: QueryDict) -> None:
        self.faults: list[Fault] = []
        self.head = {name: query.get(name, "")[:LONGEST].strip() for name in ("direction", "on", *TEXTS, *AMOUNTS)}
        if self.head["direction"] not in ("import", "export"):
            self.head["direction"] = "import"
        self.lines = [line for line in _lines(query) if any(line.values())]
        self.wanted = "hs" in query and query.get("more") is None

    def question(self) -> DutyQuestion | None:
        """The question, or None where something cannot be read; the faults say what."""
        head = self.head
        amounts = {name: self._number(head[name], name) for name in AMOUNTS}
        day = self._day(head["on"])
        goods = [self._goods(line, no) for no, line in enumerate(self.lines)]
        if self.faults:
            return None
        return DutyQuestion(
            direction="export" if head["direction"] == "export" else "import", on=day,
            items=tuple(goods) or (AskedGoods(),), **{name: head[name] for name in TEXTS}, **amounts,
        )  # fmt: skip

    def _goods(self, line: dict[str, str], no: int) -> AskedGoods:
        amounts = {name: self._number(line[name], f"{name}-{no}") for name in GOODS_AMOUNTS}
        return AskedGoods(**{name: line[name] for name in GOODS if name not in GOODS_AMOUNTS}, **amounts)

    def _number(self, text: str, field: str) -> Decimal | None:
        try:
            return read_decimal(text) if text else None
        except NotANumber:
            message = _("“%(text)s” cannot be read as a number.") % {"text": text}
            self.faults.append(Fault(field, message, _("Write it as 1234,5 or 1.234,5.")))
            return None

    def _day(self, text: str) -> date | None:
        day = read_day(text) if text else None
        if text and day is None:
            self.faults.append(Fault("on", _("The day could not be read."), _("Write it as day/month/year.")))
        return day


def _lines(query: QueryDict) -> Iterator[dict[str, str]]:
    columns = {name: query.getlist(name) for name in GOODS}
    for place in range(min(MOST_LINES, max(map(len, columns.values()), default=0))):
        yield {name: (held[place] if place < len(held) else "")[:LONGEST].strip() for name, held in columns.items()}


def field_of(path: str) -> str:
    """The field's id on the page for the path of a problem: `/items/2/hs` is `hs-2`."""
    parts = path.strip("/").split("/")
    if parts[0] == "items" and len(parts) > 2:
        return f"{parts[2] if parts[2] in GOODS else NEAREST.get(parts[2], 'hs')}-{parts[1]}"
    name = parts[0].removesuffix("_class").replace("export_value_currency", "export_value")
    return name if name in ("on", *TEXTS, *AMOUNTS) else "hs-0"


Choices = list[tuple[str, str]]
