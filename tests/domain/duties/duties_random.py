"""Random shipments and books of every kind that an assessment knows, drawn from a seed."""

from decimal import Decimal
from random import Random

from tests.domain.duties.duties_factories import (
    Adjustment,
    Claim,
    Goods,
    Shipment,
    SmallBook,
    exempt,
    mixed,
    per_unit,
    percent,
)

from motcua.tariff.domain import Entry

EXCHANGE = {"VND": 10_000, "USD": 234_567_800, "CNY": 34_005_000, "JPY": 1_785_700, "LAK": 13_601}
CURRENCIES = tuple(EXCHANGE)
MASSES = ("KGM", "TNE", "GRM", "LBR", "ONZ")
TERMS = ("FOB", "EXW", "FCA", "FAS", "C&I", "CFR", "CIF", "DAP", "CPT", "DDP")
PRODUCERS = {"safeguard": "BB01", "antidumping": "GB01", "countervailing": "CB01"}


def drawn(seed: int) -> tuple[Shipment, SmallBook, bool]:
    """A shipment, a book and whether the procedure is taxed, the same for the same seed."""
    random = Random(seed)
    export = random.random() < 0.15
    lines = tuple(_goods(random) for _ in range(random.randint(1, 9)))
    shipment = _export(random, lines) if export else _import(random, lines)
    return shipment, _book(random, export), random.random() < 0.85


def money(random: Random, most: int = 10**7) -> Decimal:
    """An amount with up to four decimals, small ones as often as large ones."""
    return Decimal(random.randint(1, most * random.choice((1, 100, 10_000)))) / 10_000


def _total(lines: tuple[Goods, ...]) -> Decimal:
    return sum((line.invoice_value or Decimal(0) for line in lines), Decimal(0))


def _import(random: Random, lines: tuple[Goods, ...]) -> Shipment:
    total = _total(lines)
    return Shipment(
        incoterm=random.choice(TERMS), currency=random.choice(CURRENCIES),
        freight_class=random.choice(("", "A", "B", "C", "D", "E", "F")), freight=money(random, 10**4),
        freight_currency=random.choice(CURRENCIES), insurance_class=random.choice("AD"),
        insurance=money(random, 10**3), insurance_currency=random.choice(CURRENCIES),
        allocation_total=random.choice((None, total, total + money(random))), items=lines,
        adjustments=tuple(_adjustment(random, total) for _ in range(random.randint(0, 3))),
    )  # fmt: skip


def _export(random: Random, lines: tuple[Goods, ...]) -> Shipment:
    at_gate = random.random() < 0.6
    total = _total(lines)
    return Shipment(
        direction="export", incoterm=random.choice(TERMS) if at_gate else random.choice(("FOB", "DAF", "DAP")),
        currency=random.choice(CURRENCIES), export_value=money(random) if at_gate else None,
        export_value_currency=random.choice(CURRENCIES), items=lines,
        allocation_total=random.choice((None, total, total + money(random))),
    )  # fmt: skip


def _goods(random: Random) -> Goods:
    typed = random.random() < 0.15
    table = random.choice(("B01", "B01", "B15", "B16"))
    relieved = random.random()
    return Goods(
        invoice_value=money(random), quantity=Decimal(random.randint(1, 10**6)), unit=random.choice(("PCE", "DZN")),
        quantity2=money(random, 10**5), unit2=random.choice(MASSES), tariff_table=table,
        absolute_code=random.choice(("", "SPD1")) if table != "B01" else "",
        customs_value=money(random) if typed else None, value_currency=random.choice(CURRENCIES) if typed else "",
        adjustments=tuple(slot for slot in (1, 2, 3) if random.random() < 0.5),
        exemption="XN010" if relieved < 0.2 else "", reduction=_reduction(random) if relieved < 0.2 else None,
        other_taxes=tuple(_claims(random)),
    )  # fmt: skip


def _claims(random: Random) -> list[Claim]:
    codes = [code for code in (*PRODUCERS.values(), "GB99", "TB990", "MB990") if random.random() < 0.25]
    codes += [random.choice(("VB215", "VB901"))] if random.random() < 0.5 else []
    return [_claim(random, code) for code in codes]


def _claim(random: Random, code: str) -> Claim:
    return Claim(code, "RK010", _reduction(random)) if random.random() < 0.4 else Claim(code)


def _reduction(random: Random) -> Decimal | None:
    return random.choice((None, money(random, 10**5)))


def _adjustment(random: Random, total: Decimal) -> Adjustment:
    base = random.choice((None, total + money(random)))
    return Adjustment("A", random.choice(("AD", "SB")), random.choice(CURRENCIES), money(random, 100), base)


def _book(random: Random, export: bool) -> SmallBook:
    if export:
        rates = {"export": _rate(random, "EXPORT", 400_000)} if random.random() < 0.8 else {}
        return SmallBook(exchange=EXCHANGE, **rates)
    rates = {"duty": _rate(random, "MFN", 1_500_000), "duty SPD1": _rate(random, "ABSOLUTE", 700_000)}
    for measure, code in PRODUCERS.items():
        if random.random() < 0.3:
            rates[measure] = _rate(random, measure.upper(), 600_000)
        if random.random() < 0.2:
            rates[f"{measure} {code}"] = _rate(random, measure.upper(), 600_000, offset=500)
    if random.random() < 0.4:
        rates["excise"] = _rate(random, "EXCISE", 10**6)
    if random.random() < 0.4:
        unit = random.choice(MASSES)
        rates["environment"] = per_unit("ENVIRONMENT", random.randint(0, 50_000), unit)
    vat = random.choice((0, 50_000, 80_000, 100_000, None))
    rates["vat"] = exempt("VAT") if vat is None else percent("VAT", vat)
    rates["VB215"] = percent("VAT", 80_000, id=9_001)
    return SmallBook(exchange=EXCHANGE, **rates)


def _rate(random: Random, schedule: str, most: int, offset: int = 0) -> Entry:
    """A rate in percent, of dong or of a foreign currency per unit, of both, or of nothing."""
    unit = random.choice((*MASSES, "PCE", "DZN"))
    currency = random.choice(("", "", "USD", "LAK"))
    amount, ppm = random.randint(0, 10**6), random.randint(0, most)
    number = sum(map(ord, schedule)) + offset
    kind = random.random()
    if kind < 0.5:
        return percent(schedule, ppm, id=number)
    if kind < 0.7:
        return per_unit(schedule, amount, unit, id=number, currency=currency)
    return mixed(schedule, ppm, amount, unit, id=number, currency=currency)
