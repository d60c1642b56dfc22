"""Rates: which entries of the tariff apply to a line, remembered for each day's book.

Books never change, so an answer is asked for once for each day, code, origin, table and claims.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from motcua.duties.domain.asked import Claim, Goods, Rate, Rates
from motcua.kernel.refusals import Refusal
from motcua.tariff.domain import UnknownLine

REMEDIES = ("SAFEGUARD", "ANTIDUMPING", "COUNTERVAILING")
"""Schedules of additional import duty, in the order in which they are charged."""

KIND_OF_CLAIM = {"V": "vat", "T": "excise", "M": "environment"}
"""First letter of an other-tax code (TX_); any other letter is an additional import duty."""


MEASURE_OF_CLAIM = {"B": "SAFEGUARD", "G": "ANTIDUMPING", "C": "COUNTERVAILING"}
"""First letter of a remedy's code: the measure that a relief claimed with it is for; another letter is for all."""


class Refused(NamedTuple):
    """A tax whose rate the tariff would not give; `kind` is `line` where it does not know the code."""

    kind: str
    refusal: Refusal


class Applied(NamedTuple):
    """The entries that apply to a line, in the legal order, with the claim on each.

    `plain` is true for a duty and a VAT in percent (or none) without any claim of relief; then the ids and
    rates of the two stand beside it.
    """

    main: Rate | None
    others: tuple[tuple[str, Rate, Claim | None], ...]
    refused: tuple[Refused, ...]
    plain: bool
    main_id: int = 0
    main_ppm: int = 0
    vat_id: int = 0
    vat_ppm: int = 0


def kind_of_claim(code: str) -> str:
    """The kind of tax that an other-tax code speaks of."""
    return KIND_OF_CLAIM.get(code[:1], "remedy")


@lru_cache(maxsize=32_768)
def import_rates(
    book: Rates, code: str, origin: str, table: str, claims: tuple[Claim, ...], chosen: str = ""
) -> Applied:
    """What applies to a line on import; `chosen` picks a rate of the table. Refusals are kept, not raised."""
    refused: list[Refused] = []
    vat_code = next((claim.code for claim in claims if claim.code[:1] == "V"), "")
    producers = tuple(claim.code for claim in claims if kind_of_claim(claim.code) == "remedy")
    main = _asked("import", lambda: book.import_rate(code, origin, table, chosen), refused)
    asked = [
        *(("remedy", _remedy(book, schedule, code, origin, producers, refused)) for schedule in REMEDIES),
        ("excise", _asked("excise", lambda: book.excise(code), refused)),
        ("environment", _asked("environment", lambda: book.environment(code), refused)),
        ("vat", _asked("vat", lambda: book.vat(code, vat_code), refused)),
    ]
    claimed = tuple((kind, rate, _claim(claims, kind, rate.schedule)) for kind, rate in asked if rate is not None)
    if main is None or refused or not _is_plain(main, claimed):
        return Applied(main, claimed, _once(refused), plain=False)
    vat = claimed[0][1]
    return Applied(main, claimed, (), True, main.id, percent(main), vat.id, percent(vat))


@lru_cache(maxsize=32_768)
def export_rates(book: Rates, code: str, destination: str) -> Applied:
    """What applies to a line on export: one duty or none."""
    refused: list[Refused] = []
    main = _asked("export", lambda: book.export(code, destination), refused)
    return Applied(main, (), _once(refused), plain=False)


def _once(refused: list[Refused]) -> tuple[Refused, ...]:
    """A code that does not exist is told once, not once for each tax."""
    unknown = [each for each in refused if isinstance(each.refusal, UnknownLine)]
    return (Refused("line", unknown[0].refusal),) if unknown else tuple(refused)


def _asked(kind: str, ask: Callable[[], Rate | None], refused: list[Refused]) -> Rate | None:
    try:
        return ask()
    except Refusal as refusal:
        refused.append(Refused(kind, refusal))
        return None


def _remedy(
    book: Rates, schedule: str, code: str, origin: str, producers: tuple[str, ...], refused: list[Refused]
) -> Rate | None:
    return _asked("remedy", lambda: book.remedy(schedule, code, origin, producers), refused)


def chosen_by(goods: Goods) -> str:
    """The code by which goods pick a rate of their table: of an absolute rate, or a line of chapter 98."""
    return goods.absolute_code or goods.management_code


def _claim(claims: Sequence[Claim], kind: str, schedule: str) -> Claim | None:
    for claim in claims:
        measure = MEASURE_OF_CLAIM.get(claim.code[:1], schedule)
        if claim.exemption and kind_of_claim(claim.code) == kind and measure == schedule:
            return claim
    return None


def percent(rate: Rate) -> int:
    """The part of a rate that is counted on a base, in parts per million."""
    return rate.ppm if rate.kind in ("percent", "mixed") else 0


def _is_plain(main: Rate, others: tuple[tuple[str, Rate, Claim | None], ...]) -> bool:
    if len(others) != 1 or main.kind not in ("percent", "exempt"):
        return False
    kind, rate, claim = others[0]
    return kind == "vat" and rate.kind in ("percent", "exempt") and claim is None
