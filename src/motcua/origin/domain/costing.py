"""Costs: whether goods meet an origin criterion, from their materials, with every step explained.

A pure function: values in, a verdict and its explanation out. Amounts are exact; the regional value content is
rounded down to a hundredth of a percent, so that it never looks better than it is.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

import msgspec

from motcua.kernel.words import Words
from motcua.origin.domain.misreading import reader

_HUNDRED, _CENT = Decimal(100), Decimal("0.01")
DIGITS = {"CC": 2, "CTH": 4, "CTSH": 6}
"""How many digits of the code have to change."""


class Material(msgspec.Struct, frozen=True, omit_defaults=True):
    """A material: its code, country of origin and value in the currency of the product's FOB value."""

    description: str = ""
    hs_code: str = ""
    origin: str = ""
    value: Decimal = Decimal(0)
    proven: bool = False
    """Whether a form D or another proof shows that a material of a member originates there."""


class Costs(msgspec.Struct, frozen=True, omit_defaults=True):
    """The cost statement of one line: its FOB value and what it is made of."""

    line: int = 1
    hs_code: str = ""
    fob: Decimal = Decimal(0)
    materials: tuple[Material, ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """Whether a criterion is met; the regional value content; and why, step by step."""

    met: bool
    rvc: Decimal
    steps: tuple[Words, ...]


read = reader(Costs)


def originates(each: Material, home: str, members: frozenset[str]) -> bool:
    """A material of this country, or of another member with its proof (accumulation)."""
    return each.origin == home or (each.origin in members and each.proven)


def regional_value(costs: Costs, home: str, members: frozenset[str]) -> Decimal:
    """The regional value content in percent: FOB less what does not originate, of FOB; rounded down."""
    if costs.fob <= 0:
        return Decimal(0)
    foreign = sum((each.value for each in costs.materials if not originates(each, home, members)), Decimal(0))
    share = (costs.fob - foreign) * _HUNDRED / costs.fob
    return share.quantize(_CENT, rounding=ROUND_DOWN) if share > 0 else Decimal(0)


def decide(criterion: str, costs: Costs, *, home: str, members: frozenset[str], least: int, minimis: int) -> Verdict:
    """Whether the goods meet the criterion. In percent: `least` is the regional value asked for, `minimis` the share of
    FOB that may fail a change of code."""
    rvc = regional_value(costs, home, members)
    if criterion in ("WO", "PE"):
        return _whole(criterion, costs, rvc, home, members)
    if criterion == "RVC":
        return Verdict(rvc >= least, rvc, (_sum(costs, rvc), _compared(rvc, least)))
    if criterion in DIGITS:
        return _changed(criterion, costs, rvc, home, members, minimis)
    told = Words(
        f"Tiêu chí {criterion}: công chức đối chiếu với quy tắc cụ thể mặt hàng; hàm lượng giá trị khu vực {rvc} %.",
        f"Criterion {criterion}: an officer compares it with the rule of the product; regional value content {rvc} %.",
    )
    return Verdict(rvc >= least, rvc, (_sum(costs, rvc), told, _compared(rvc, least)))


def _whole(criterion: str, costs: Costs, rvc: Decimal, home: str, members: frozenset[str]) -> Verdict:
    inside = frozenset() if criterion == "WO" else members
    wrong = [each for each in costs.materials if not originates(each, home, inside)]
    steps = tuple(
        Words(
            f"Nguyên liệu “{each.description}” ({each.origin or '?'}) không có xuất xứ.",
            f"Material “{each.description}” ({each.origin or '?'}) does not originate.",
        )
        for each in wrong
    )
    good = Words("Mọi nguyên liệu đều có xuất xứ.", "Every material originates.")
    return Verdict(not wrong, rvc, steps or (good,))


def _changed(  # noqa: PLR0913 - what it is decided by
    criterion: str, costs: Costs, rvc: Decimal, home: str, members: frozenset[str], minimis: int
) -> Verdict:  # fmt: skip
    digits = DIGITS[criterion]
    same = [
        each for each in costs.materials
        if not originates(each, home, members) and each.hs_code[:digits] == costs.hs_code[:digits]
    ]  # fmt: skip
    steps = [_kept(each, digits) for each in same]
    value = sum((each.value for each in same), Decimal(0))
    within = costs.fob > 0 and value * _HUNDRED <= costs.fob * minimis
    if not same:
        steps.append(
            Words(
                f"Mọi nguyên liệu không có xuất xứ đều chuyển đổi {digits} số đầu của mã.",
                f"Every material that does not originate changes the first {digits} digits of its code.",
            )
        )
    else:
        steps.append(
            Words(
                f"Không chuyển đổi mã: {value:f} trên FOB {costs.fob:f}, được phép {minimis} %"
                f" ({'đạt' if within else 'không đạt'}).",
                f"Without a change of code: {value:f} of FOB {costs.fob:f}, {minimis} % allowed"
                f" ({'met' if within else 'not met'}).",
            )
        )
    return Verdict(not same or within, rvc, tuple(steps))


def _kept(each: Material, digits: int) -> Words:
    return Words(
        f"Nguyên liệu “{each.description}” ({each.hs_code}) cùng {digits} số đầu với sản phẩm.",
        f"Material “{each.description}” ({each.hs_code}) has the first {digits} digits of the product.",
    )


def _sum(costs: Costs, rvc: Decimal) -> Words:
    total = sum((each.value for each in costs.materials), Decimal(0))
    return Words(
        f"FOB {costs.fob:f}, nguyên liệu {total:f}; hàm lượng giá trị khu vực (FOB − không xuất xứ) ÷ FOB = {rvc} %.",
        f"FOB {costs.fob:f}, materials {total:f}; regional value content (FOB − non-originating) ÷ FOB = {rvc} %.",
    )


def _compared(rvc: Decimal, least: int) -> Words:
    met = rvc >= least
    return Words(
        f"{rvc} % {'đạt' if met else 'không đạt'} mức {least} %.",
        f"{rvc} % is {'enough' if met else 'not enough'} for {least} %.",
    )


def of_line(costs: Sequence[Costs], line: int) -> Costs | None:
    """The statement of a line."""
    return next((each for each in costs if each.line == line), None)
