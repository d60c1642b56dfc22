"""Slots: every place of the form, in which step it stands, how it is asked, and what belongs to it."""

from collections.abc import Mapping
from functools import cache

import msgspec

from motcua.declarations.domain.fields import Field, fields
from motcua.declarations.domain.sets import LIMITS, rows
from motcua.kernel.words import Words

STEPS: Mapping[str, Words] = {
    "procedure": Words("Loại hình và nơi làm thủ tục", "Procedure and office"),
    "parties": Words("Các bên", "Parties"),
    "transport": Words("Vận chuyển và lô hàng", "Transport and cargo"),
    "invoice": Words("Hóa đơn và trị giá", "Invoice and value"),
    "goods": Words("Hàng hóa", "Goods"),
    "papers": Words("Giấy tờ và nộp thuế", "Papers and payment of tax"),
}
"""The steps in their order; checking and lodging follow."""
HEADER_STEPS = tuple(step for step in STEPS if step != "goods")
_REPEATED = {
    "licences": LIMITS["licences"], "adjustments": LIMITS["adjustments"], "attachments": LIMITS["attachments"],
    "transits": LIMITS["transits"], "other_taxes": LIMITS["other taxes of an item"],
}  # fmt: skip
_ADDRESS_LINES = LIMITS["address lines"]


class Slot(msgspec.Struct, frozen=True):
    """One place to fill. `key` names it in a draft: `gross_weight`, `licences.0.kind`, of goods without `items.`.

    `widget`: `select`, `list` (a code, with suggestions), `office`, `hs`, `text`, `area`, `amount`, `whole`,
    `day`, `lines` and `codes` and `wholes` (several in one text). `place` counts rows of a group from 0.
    """

    key: str
    field: Field
    step: str
    widget: str
    list: str
    size: str
    more: bool
    hint: Words
    group: str = ""
    place: int = 0
    words: Words = Words("", "")


@cache
def slots(direction: str) -> Mapping[str, Slot]:
    """The slots of the header by key, in the order of the form."""
    return {slot.key: slot for slot in _all(direction) if slot.step != "goods"}


@cache
def item_slots(direction: str) -> Mapping[str, Slot]:
    """The slots of a goods item by key."""
    return {slot.key: slot for slot in _all(direction) if slot.step == "goods"}


def slots_of(step: str, direction: str) -> list[Slot]:
    """The slots of a step in their order."""
    return [slot for slot in _all(direction) if slot.step == step]


@cache
def _all(direction: str) -> tuple[Slot, ...]:
    mine = [{**row, "for": direction} for row in rows("steps.csv") if row["direction"] in ("", direction)]
    found: list[Slot] = []
    groups: dict[str, list[dict[str, str]]] = {}
    for row in mine:
        name = row["field"].removeprefix("items.")
        group = name.partition(".")[0] if "." in name else ""
        if not group:
            found += _plain(row, name)
            continue
        members = groups.setdefault(row["field"].rpartition(".")[0], [])
        members.append(row)
        if len(members) == _members(mine, row):
            found += _rows(members, group)
    return tuple(found)


def _members(mine: list[dict[str, str]], row: dict[str, str]) -> int:
    head = row["field"].rpartition(".")[0]
    return sum(other["field"].rpartition(".")[0] == head for other in mine)


def _plain(row: dict[str, str], name: str) -> list[Slot]:
    if row["widget"] == "address":
        return [_slot(row, f"{name}.{line}", "text", line=line) for line in range(_ADDRESS_LINES)]
    return [_slot(row, name, row["widget"])]


def _rows(members: list[dict[str, str]], group: str) -> list[Slot]:
    found = []
    for place in range(_REPEATED[group]):
        for row in members:
            last = row["field"].rpartition(".")[2]
            found.append(_slot(row, f"{group}.{place}.{last}", row["widget"], group=group, place=place))
    return found


_BOTH = {
    "import": (Words("nhập khẩu, xuất khẩu", "of the party"), Words("nhập khẩu", "of the importer")),
    "export": (Words("nhập khẩu, xuất khẩu", "of the party"), Words("xuất khẩu", "of the exporter")),
}  # fmt: skip
"""Names that tables share for both directions, and what they are called in one."""


def named(words: Words, direction: str) -> Words:
    """The name of a field in one direction."""
    both, one = _BOTH[direction]
    return Words(words.vi.replace(both.vi, one.vi), words.en.replace(both.en, one.en))


def _slot(row: dict[str, str], key: str, widget: str, *, group: str = "", place: int = 0, line: int = 0) -> Slot:
    hint = Words(row["hint_vi"], row["hint_en"]) if not place and not line else Words("", "")
    return Slot(
        key, fields()[row["field"]], row["step"], widget, row["list"], row["size"], row["more"] == "1", hint,
        group, place, named(fields()[row["field"]].words, row["for"]),
    )  # fmt: skip


def step_of(path: str, direction: str) -> str:
    """The step in which the field of a finding's path stands; the first where it is none's."""
    name = next((part for part in path.split("/") if part), "")
    if name == "items":
        return "goods"
    if name == "party_id":
        return "parties"
    return next((slot.step for key, slot in slots(direction).items() if key.partition(".")[0] == name), "procedure")


def key_of(path: str, direction: str) -> str:
    """The key of the slot that a finding's path names, without `items/n`; empty where it names none."""
    parts = [part for part in path.split("/") if part]
    known = slots(direction)
    if parts[:1] == ["items"]:
        parts, known = parts[2:], item_slots(direction)
    while parts:
        name = ".".join(parts)
        if name in known:
            return name
        inside = next((key for key in known if key.startswith(f"{name}.")), "")
        if inside:
            return inside
        parts.pop()
    return ""


def item_of(path: str) -> int | None:
    """The place of the goods item, from 0, that a path names; None where it names none."""
    parts = path.split("/")
    return int(parts[2]) if len(parts) > 2 and parts[1] == "items" and parts[2].isdecimal() else None
