"""The parameters of the demonstration years, read from `data/year.yaml`."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.reading import yaml_reader

FIRST = date(2022, 1, 1)
LAST = date(2023, 12, 31)
YEAR = LAST.year
"""The demonstration's year; the one before it only leads up to it."""
DAYS = (LAST - FIRST).days + 1


class Published(msgspec.Struct, frozen=True):
    """Published totals from 1 January to `until`: dong, USD, counts."""

    until: date
    revenue: int
    turnover: int
    declarations: int
    enterprises: int


class Halves(msgspec.Struct, frozen=True):
    """Enterprises of the first half of 2023."""

    enterprises: int
    newcomers: int
    later_newcomers: int


class After(msgspec.Struct, frozen=True):
    """The days from the published totals to the year's end."""

    declarations: int
    revenue: int
    turnover: int


class Opening(msgspec.Struct, frozen=True):
    """When the demonstration's clock opens, in Viet Nam."""

    day: date
    hour: int


class Branch(msgspec.Struct, frozen=True):
    """A branch: how goods come, where they lie, how many officers work there."""

    name: str
    mode: str
    gates: tuple[str, ...]
    warehouses: dict[str, str]
    abroad: tuple[str, ...]
    officers: int
    cancel_ppm: int


class Closure(msgspec.Struct, frozen=True):
    """Days on which a gate is shut or nearly so."""

    branch: str
    since: date
    until: date
    factor: float


class Period(msgspec.Struct, frozen=True):
    """Turnover (million USD) and tax (billion dong) by branch."""

    key: str
    since: date
    until: date
    targets: dict[str, tuple[float, float]]


class Goods(msgspec.Struct, frozen=True):
    """A kind of goods: codes, unit, price span in USD a unit, kilograms a unit, words, packages."""

    codes: str
    unit: str
    price: tuple[float, float]
    kg: float
    name: str
    package: str
    other_law: str = ""
    bulk: bool = False


class Flow(msgspec.Struct, frozen=True, array_like=True):
    """What a branch trades: goods one way, with procedures, partners, size and lines of a declaration."""

    goods: str
    direction: str
    procedures: str
    share: float
    value: float
    lines: float
    partners: str
    claims: float


class Freight(msgspec.Struct, frozen=True):
    """Freight and insurance as parts of the invoice."""

    least: float
    most: float
    insured: float
    insurance: float


class Roster(msgspec.Struct, frozen=True):
    """How unequal parties are, and how many trade at a second branch."""

    tail: float
    soften: float
    second_branch: float
    levels: dict[int, float]


class Truth(msgspec.Struct, frozen=True):
    """How honesty moves, how likely fraud is in each state, its kinds, and how often it is found."""

    start: dict[str, float]
    moves: dict[str, dict[str, float]]
    chance: dict[str, float]
    wave_share: float
    wave_factor: float
    preference_factor: float
    most: float
    kinds: dict[str, float]
    undervalued: tuple[float, float]
    short_counted: tuple[float, float]
    found: dict[str, float]


class Hours(msgspec.Struct, frozen=True):
    """Hours of the day in which declarations arrive."""

    first: float
    last: float
    peak: float


class Life(msgspec.Struct, frozen=True):
    """Delays of payment, checks, passage and amendment."""

    hours: Hours
    payment: dict[str, float]
    late_days: tuple[int, int]
    document_check_hours: tuple[float, float]
    inspection_hours: tuple[float, float]
    passage_hours: dict[str, tuple[float, float]]
    amended_ppm: int
    amended_taxed_share: float
    amended_more: tuple[float, float]
    found_paid_after: tuple[int, int]


class Parameters(msgspec.Struct, frozen=True):
    """All parameters; one file, one value."""

    published: dict[int, Published]
    halves: Halves
    after: After
    opens_at: Opening
    barriers: dict[int, date]
    branches: dict[str, Branch]
    months: dict[int, dict[str, tuple[float, ...]]]
    after_weights: dict[str, float]
    weekdays: tuple[float, ...]
    holiday: float
    closures: tuple[Closure, ...]
    periods: tuple[Period, ...]
    goods: dict[str, Goods]
    disguises: dict[str, str]
    flows: dict[str, tuple[Flow, ...]]
    value_sigma: float
    value_most: float
    claims: dict[str, str]
    currencies: dict[str, dict[str, float]]
    terms: dict[str, dict[str, float]]
    freight: Freight
    roster: Roster
    truth: Truth
    life: Life


_read = yaml_reader(Parameters)


@cache
def parameters() -> Parameters:
    """The parameters in force; there is one set."""
    path = Path(__file__).resolve().parent.parent / "data" / "year.yaml"
    return _read(path.read_bytes())


def weighted(text: str) -> dict[str, float]:
    """`A:3 B` as {"A": 3.0, "B": 1.0}."""
    pairs = (word.partition(":") for word in text.split())
    return {name: float(weight or 1) for name, _, weight in pairs}


def day_index(day: date) -> int:
    """Days since the first day of the demonstration."""
    return (day - FIRST).days
