"""Lines of baggage on pages, of travellers and officers alike: what was typed, what is wrong, what becomes of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.crossings.domain.allowances import GOODS, MONEY, Decision, Item, Told
from motcua.crossings.domain.people_data import allowances, thresholds
from motcua.crossings.queries.duty import Reckoned
from motcua.design.domain import amounts
from motcua.design.domain.numbers import exact, read_decimal
from motcua.design.templatetags.figures import language, say
from motcua.kernel.money import e4
from motcua.revenue.domain import taxes
from motcua.tariff import queries as tariff

LINES = 6
"""Lines that the page shows."""
FIELDS = ("item", "quantity", "value", "currency", "hs", "description")
_LONGEST = 60
_MOST_VALUE = 10**13
_CODE = 8


class Fault(NamedTuple):
    """What is wrong at a field of the page."""

    field: str
    message: str


class Typed:
    """Lines as they were typed, and the items that they make."""

    def __init__(self, told: QueryDict, day: date) -> None:
        columns = {name: told.getlist(name) for name in FIELDS}
        self.lines = [
            {name: (held[no] if no < len(held) else "")[:_LONGEST].strip() for name, held in columns.items()}
            for no in range(LINES)
        ]
        self.faults: list[Fault] = []
        self.exchange = tariff.book().on(day).exchange
        self.items = tuple(self._items())
        self.wrong = {fault.field: fault for fault in self.faults}

    def _items(self) -> Iterator[Item]:
        for no, line in enumerate(self.lines):
            if not line["item"]:
                if any(line.values()):
                    self._fault("item", no, _("Choose what it is."))
                continue
            if line["item"] not in (*GOODS, *MONEY):
                self._fault("item", no, _("Choose what it is."))
                continue
            yield self._item(no, line)

    def _item(self, no: int, line: Mapping[str, str]) -> Item:
        kind = line["item"]
        quantity = self._number(no, "quantity", line["quantity"], Decimal(1) if kind == "other" else None)
        value = Decimal(0) if kind in MONEY else self._number(no, "value", line["value"], None)
        if value != value.to_integral_value() or value >= _MOST_VALUE:
            self._fault("value", no, _("The value is a whole number of dong."))
            value = Decimal(0)
        currency = line["currency"].upper() if kind == "foreign" else ""
        if kind == "foreign" and (currency not in self.exchange or currency == "VND"):
            self._fault("currency", no, _("Write a currency that is quoted, such as USD or CNY."))
        hs = line["hs"].replace(".", "").replace(" ", "")
        if hs and not (hs.isascii() and hs.isdecimal() and len(hs) == _CODE):
            self._fault("hs", no, _("A code of goods has eight digits."))
        return Item(kind, quantity, int(value), currency, hs if kind in GOODS else "", description=line["description"])

    def _number(self, no: int, field: str, text: str, usual: Decimal | None) -> Decimal:
        try:
            found = read_decimal(text) if text or usual is None else usual
            e4(found)
        except ValueError:
            found = Decimal(-1)
        if found < 0 or (field == "quantity" and found == 0):
            self._fault(field, no, _("Write a number above zero, such as 1,5."))
            return Decimal(0)
        return found

    def _fault(self, field: str, no: int, message: str) -> None:
        self.faults.append(Fault(f"{field}-{no}", message))


def blocks(typed: Typed) -> list[dict[str, Any]]:
    """The lines as the page shows them."""
    return [
        {
            "no": no, "line": line, "wrong": {name: typed.wrong.get(f"{name}-{no}") for name in FIELDS},
            "more": any(any(later.values()) for later in typed.lines[2:]),
        }
        for no, line in enumerate(typed.lines)
    ]  # fmt: skip


def kinds(day: date) -> list[tuple[str, str]]:
    """What can be brought, with its unit."""
    goods = [
        (key, f"{say(each.words)} ({say(each.unit_words)})") for key, each in allowances(day).items() if key != "other"
    ]
    other = [("other", say(allowances(day)["other"].words))]
    return goods + other + [(key, say(each.words)) for key, each in thresholds(day).items()]


def limits(day: date) -> list[dict[str, Any]]:
    """The allowances and thresholds of a day, as a table."""
    spoken = language()
    rows = [
        {
            "name": say(each.words), "most": f"{exact(each.most_e4, spoken)} {say(each.unit_words)}",
            "source": each.source, "verified": each.verified,
        }
        for each in allowances(day).values()
    ]  # fmt: skip
    for limit in thresholds(day).values():
        amount = f"{exact(limit.most_e4, spoken)} {_unit(limit.unit)}"
        most = _("declared from %(amount)s on") if limit.reached else _("declared above %(amount)s")
        rows.append({
            "name": say(limit.words), "most": most % {"amount": amount}, "source": limit.source,
            "verified": limit.verified,
        })  # fmt: skip
    return rows


def _unit(code: str) -> str:
    return {"GRM": _("grams"), "VND": _("dong")}.get(code, code)


def told(decision: Decision, reckoned: Reckoned, day: date) -> dict[str, Any]:
    """A decision as the page shows it."""
    return {
        "verdict": decision.verdict, "total": amounts.dong(reckoned.total, language()), "due": reckoned.total,
        "dutiable": decision.dutiable,
        "rows": [_row(no, each, reckoned, day) for no, each in enumerate(decision.items)],
        "missing": bool(reckoned.missing),
        "taxes": [(taxes()[kind].words, amount) for kind, amount in sorted(reckoned.by_kind.items()) if amount],
    }  # fmt: skip


TONES = {"within": "good", "declare": "warn", "dutiable": "bad"}


def _row(no: int, each: Told, reckoned: Reckoned, day: date) -> dict[str, Any]:
    item, spoken = each.item, language()
    named = allowances(day).get(item.kind) or thresholds(day)[item.kind]
    unit = item.currency or ("VND" if item.kind in ("other", "dong") else _unit(named.unit))
    if item.kind in GOODS and item.kind != "other":
        unit = say(allowances(day)[item.kind].unit_words)
    missing = reckoned.missing.get(no)
    return {
        "name": say(named.words), "item": item, "verdict": each.verdict, "tone": TONES[each.verdict],
        "brought": f"{exact(e4(item.quantity), spoken)} {unit}" if item.kind != "other" else "",
        "free": f"{exact(each.free_e4, spoken)} {unit}" if item.kind in GOODS else "",
        "above": f"{exact(each.above_e4, spoken)} {unit}" if each.above_e4 else "",
        "dutiable": each.dutiable, "duty": reckoned.of.get(no), "missing": say(missing) if missing else "",
    }  # fmt: skip
