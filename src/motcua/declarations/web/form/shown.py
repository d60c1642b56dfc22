"""Fields as pages show them: label, hint, what was typed, what is wrong with it, and the codes to choose from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _

from motcua.declarations.domain.drafting import reading
from motcua.declarations.domain.drafting.codes import choices
from motcua.declarations.domain.drafting.slots import Slot, key_of
from motcua.declarations.services import kit
from motcua.design.domain import numbers
from motcua.design.templatetags.figures import language, say
from motcua.kernel.rules import Finding
from motcua.reference import domain as reference

Option = tuple[str, str]


class Fault(msgspec.Struct, frozen=True):
    """Something to put right: where, and the sentence with its remedy."""

    key: str
    message: str
    remedy: str
    code: str

    @property
    def anchor(self) -> str:
        """The id of the control."""
        return f"f-{self.key.replace('.', '-')}"


class Shown(msgspec.Struct, frozen=True):
    """One field on a page. `read_as` shows a code's name or an ambiguous number as it was understood."""

    key: str
    label: str
    hint: str
    widget: str
    size: str
    value: str
    options: Sequence[Option] = ()
    datalist: str = ""
    faults: Sequence[Fault] = ()
    read_as: str = ""
    before: str | None = None
    """What stands in the draft now, where somebody else has changed it."""

    @property
    def id(self) -> str:
        """The id of the control."""
        return f"f-{self.key.replace('.', '-')}"

    @property
    def described_by(self) -> str:
        """The ids that describe the control."""
        parts = [(self.hint, "hint"), (self.faults, "error"), (self.read_as, "read")]
        return " ".join(f"{self.id}-{name}" for there, name in parts if there)


class Block(msgspec.Struct, frozen=True):
    """Fields that belong together: under a legend where they are a row of a group or an address."""

    fields: Sequence[Shown]
    legend: str = ""


def blocks(
    slots: Iterable[Slot], texts: Mapping[str, str], faults: Sequence[Fault], day: date,
    before: Mapping[str, str] | None = None,
) -> tuple[list[Block], list[Block]]:  # fmt: skip
    """The blocks of a page: those always open, and those seldom needed. Of rows those filled, and one more."""
    plain: list[Block] = []
    seldom: list[Block] = []
    grouped: dict[tuple[str, int], list[Shown]] = {}
    for slot in slots:
        one = shown(slot, texts, faults, day, before)
        into = seldom if slot.more else plain
        name = slot.group or ("address" if slot.key.startswith("foreign_address.") else "")
        if not name:
            into.append(Block((one,)))
        elif name == "address" or slot.place <= _filled(texts, name):
            held = grouped.setdefault((name, slot.place), [])
            if not held:
                into.append(Block(held, _legend(slot, name)))
            held.append(one)
    return plain, seldom


def _filled(texts: Mapping[str, str], group: str) -> int:
    places = {int(key.split(".")[1]) for key in texts if key.startswith(f"{group}.")}
    return max(places) + 1 if places else 0


def _legend(slot: Slot, name: str) -> str:
    if name == "address":
        return say(slot.words)
    names = {
        "licences": _("Permit %(no)s"), "attachments": _("Attachment %(no)s"), "transits": _("Stop %(no)s"),
        "adjustments": _("Addition or deduction %(no)s"), "other_taxes": _("Other tax %(no)s"),
    }  # fmt: skip
    return names[name] % {"no": slot.place + 1}


def shown(
    slot: Slot, texts: Mapping[str, str], faults: Sequence[Fault], day: date, before: Mapping[str, str] | None = None
) -> Shown:
    """One field."""
    value = texts.get(slot.key, "")
    label = say(slot.words)
    if slot.key.startswith("foreign_address."):
        label = _("Line %(no)s") % {"no": int(slot.key[-1]) + 1}
    other = None if before is None or before.get(slot.key, "") == value else before.get(slot.key, "")
    options: Sequence[Option] = ()
    if slot.widget in ("select", "office"):
        options = _chosen(_options(slot.list or "office", slot.key, day, language()), value)
    return Shown(
        slot.key, label, say(slot.hint), slot.widget, slot.size, _selected(slot, value, day), options,
        f"l-{list_id(slot)}" if slot.widget == "list" else "", [f for f in faults if f.key == slot.key],
        read_as(slot, value, day), other,
    )  # fmt: skip


def _selected(slot: Slot, value: str, day: date) -> str:
    """What stands in the control: for a choice the code that the text means."""
    if slot.widget not in ("select", "office") or not value:
        return value
    try:
        return str(reading.value_of(slot, value, day))
    except reading.Unread:
        return value


def _chosen(options: Sequence[Option], value: str) -> list[Option]:
    """The options, with a value that is not among them kept."""
    known = {code for code, _label in options}
    extra = [(value, value)] if value and value.upper() not in known else []
    return [("", _("Choose")), *options, *extra]


def read_as(slot: Slot, value: str, day: date) -> str:
    """How a code or an ambiguous number was understood; empty where that is plain."""
    if not value:
        return ""
    try:
        if slot.widget == "amount" and numbers.is_ambiguous(value):
            number = numbers.read_decimal(value)
            return _("Read as %(number)s, without a decimal part") % {"number": f"{number:f}"}
        if slot.widget == "list":
            return name_of(slot, str(reading.value_of(slot, value, day)), day)
    except (reading.Unread, numbers.NotANumber):
        pass
    return ""


def name_of(slot: Slot, code: str, day: date) -> str:
    """A code with its name, such as `CN Trung Quốc`; the code alone where the list has none."""
    words = choices(slot.list or "office", day).get(code)
    return f"{code} · {say(words)}" if words else code


def datalists(slots: Iterable[Slot], day: date) -> list[tuple[str, Sequence[Option]]]:
    """The suggestions of a page, each list once."""
    found = {}
    for slot in slots:
        if slot.widget == "list":
            found[f"l-{list_id(slot)}"] = _options(slot.list, slot.key, day, language())
    return list(found.items())


def list_id(slot: Slot) -> str:
    """The name of a list of suggestions: places are told apart by where they lie."""
    return f"{slot.list}-{slot.key}" if slot.list == "location" else slot.list


@lru_cache(maxsize=128)
def _options(list_name: str, key: str, day: date, spoken: str) -> Sequence[Option]:
    entries = reference.code_list(list_name).on(day) if list_name != "office" else {}
    if list_name == "currency":
        return _currencies(day, spoken)
    inside = _ABROAD.get(key)
    found = []
    for code, words in choices(list_name, day).items():
        if entries and entries[code].extra.get("state", "active") != "active":
            continue
        if inside is not None and (entries[code].extra.get("country", "") == "VN") is inside:
            continue
        found.append((code, f"{code} · {words.in_language(spoken)}"))
    return found


_ABROAD = {"destination_place": True, "unloading_place": False}
"""Whether places in Viet Nam are left out; loading may be on either side."""


def _currencies(day: date, spoken: str) -> Sequence[Option]:
    """Currencies that have a customs rate, with the rate of the day."""
    rates = kit().desk(day).tariff.exchange
    names = choices("currency", day)
    return [
        (code, f"{code} · {names[code].in_language(spoken)} · {numbers.exact(rate, spoken)} đ")
        for code, rate in sorted(rates.items())
        if code in names
    ]


def faults(findings: Iterable[Finding], direction: str) -> list[Fault]:
    """Findings as faults of fields, in the reader's language."""
    return list(_faults(findings, direction))


def _faults(findings: Iterable[Finding], direction: str) -> Iterator[Fault]:
    for found in findings:
        yield Fault(key_of(found.path, direction), say(found.message), say(found.remedy), found.code)
