"""Working out: what AWMDS says in one element and a document in several fields, or the reverse."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

NATURES = {"E": "22", "I": "23"}
"""Nature of a bill: 22 export, 23 import, 24 transit, 26 stays aboard, 28 transhipment."""
REASONS = {"24": "TRT", "26": "POS", "28": "TRS"}
TRANSIT = "28"
FULLNESS = {"0/0": "4", "EMPTY": "4", "1/1": "5", "FULL": "5"}
"""How ASYCUDA writes empty and full; what it writes otherwise is taken as it stands."""
ADDRESS = ("building", "street", "district", "city", "postcode", "country", "phone")
MODE = "1"
"""By sea."""
MOST_SEALS = 3
SIZES = ("L", "M")


def settled(values: dict[str, Any], way: str) -> None:
    """From what was read to fields of the document, in place."""
    master = values.pop("%master", "")
    for bill in values.get("bills", ()):
        _bill(bill, master)
    _without_worked(values)


def _bill(bill: dict[str, Any], master: str) -> None:
    nature = bill.get("%nature", "")
    if nature in REASONS:
        bill["transit"], bill["transit_reason"] = TRANSIT, REASONS[nature]
    if master:
        bill.setdefault("master", master)
    for trader in (bill.get("consignor"), bill.get("consignee"), *bill.get("notify", ())):
        if trader:
            _addressed(trader)
    for box in bill.get("containers", ()):
        _boxed(box)
    for row in bill.get("goods", ()):
        _weighed(row)
        _without_worked(row)
    _without_worked(bill)


def _addressed(trader: dict[str, Any]) -> None:
    """Lines of `name: value` as we write them; anything else is the street."""
    text = trader.pop("%address", "")
    free: list[str] = []
    for line in text.splitlines():
        name, colon, value = line.partition(": ")
        if colon and name in ADDRESS:
            trader[name] = value
        elif line:
            free.append(line)
    if free:
        trader["street"] = " ".join([*free, *([trader["street"]] if "street" in trader else [])])


def _boxed(box: dict[str, Any]) -> None:
    seals = [box.pop(f"%{number}") for number in range(1, MOST_SEALS + 1) if f"%{number}" in box]
    if seals:
        box["seals"] = [each for text in seals for each in text.split()]
    told = box.pop("%type", "")
    if told:
        box["size"], box["type"] = told[:2], told[2:]
    full = box.pop("%fullness", "")
    if full:
        box["status"] = FULLNESS.get(full.upper(), full)


def _weighed(row: dict[str, Any]) -> None:
    for said, amount, unit, word in (
        ("%gross", "gross_weight", "weight_unit", "KGM"), ("%net", "net_weight", "net_unit", "KGM"),
        ("%volume", "volume", "volume_unit", "MTQ"),
    ):  # fmt: skip
        if said in row:
            row[amount], row[unit] = row.pop(said), word


def _without_worked(values: dict[str, Any]) -> None:
    for name in [name for name in values if name.startswith("%")]:
        del values[name]


def worked(values: Mapping[str, Any], way: str) -> dict[str, Any]:
    """A document's plain values with what AWMDS says of them."""
    bills = [_out(bill, number, way) for number, bill in enumerate(values.get("bills", ()), 1)]
    goods = [row for bill in bills for row in bill.get("goods", ())]
    masters = {bill.get("master", "") for bill in bills}
    return {
        **values, "bills": bills, "%bols": len(bills), "%mode": MODE,
        "%packages": sum(int(row.get("packages", 0)) for row in goods),
        "%containers": len({box.get("number") for bill in bills for box in bill.get("containers", ())}),
        "%mass": sum((Decimal(row.get("%gross", 0)) for row in goods), Decimal(0)),
        "%master": next(iter(masters)) if len(masters) == 1 else "",
    }  # fmt: skip


_REASON_NATURES = {reason: nature for nature, reason in REASONS.items()}


def _out(bill: Mapping[str, Any], number: int, way: str) -> dict[str, Any]:
    out = dict(bill)
    nature = _REASON_NATURES.get(bill.get("transit_reason", ""), "28") if bill.get("transit") else NATURES[way]
    out |= {"%line": number, "%nature": nature, "%type": "HSB" if bill.get("master") else "BL"}
    for name in ("consignor", "consignee"):
        if bill.get(name):
            out[name] = _lined(bill[name])
    out["notify"] = [_lined(each) for each in bill.get("notify", ())]
    out["containers"] = [_marked(each) for each in bill.get("containers", ())]
    out["goods"] = [_measured(each) for each in bill.get("goods", ())]
    return out


def _lined(trader: Mapping[str, Any]) -> dict[str, Any]:
    lines = [f"{name}: {trader[name]}" for name in ADDRESS if trader.get(name)]
    return {**trader, "%address": "\n".join(lines)}


def _marked(box: Mapping[str, Any]) -> dict[str, Any]:
    seals = list(box.get("seals", ()))
    held = [*seals[: MOST_SEALS - 1], " ".join(seals[MOST_SEALS - 1 :])]
    return {
        **box, "%type": f"{box.get('size', ''):2}{box.get('type', '')}".rstrip(),
        "%fullness": {"4": "0/0", "5": "1/1"}.get(box.get("status", ""), box.get("status", "")),
        **{f"%{number}": seal for number, seal in enumerate(held, 1)},
    }  # fmt: skip


FACTORS = {"KGM": Decimal(1), "TNE": Decimal(1000), "LBR": Decimal("0.45359237")}
CUBIC = {"MTQ": Decimal(1), "FTQ": Decimal("0.028316846592"), "BFT": Decimal("0.002359737216")}


def _measured(row: Mapping[str, Any]) -> dict[str, Any]:
    """Masses in kilograms and volumes in cubic metres, which is all that AWMDS knows."""
    out = dict(row)
    for said, amount, unit, factors in (
        ("%gross", "gross_weight", "weight_unit", FACTORS), ("%net", "net_weight", "net_unit", FACTORS),
        ("%volume", "volume", "volume_unit", CUBIC),
    ):  # fmt: skip
        if row.get(amount) is not None:
            exact = Decimal(row[amount]) * factors.get(row.get(unit, ""), Decimal(1))
            out[said] = f"{exact.normalize():f}"
    return out
