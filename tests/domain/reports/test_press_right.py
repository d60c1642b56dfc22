"""What is right is never contradicted: texts put together at random from clauses whose figures are recomputed here."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.reports.domain.press.checking import check, claims

THINGS = (
    ("thu ngân sách", "tỷ đồng"), ("kim ngạch xuất khẩu", "triệu USD"), ("kim ngạch nhập khẩu", "triệu USD"),
    ("số tờ khai", "tờ khai"), ("số vụ vi phạm", "vụ"), ("hàng hóa qua cửa khẩu", "tấn"),
    ("thuế giá trị gia tăng", "tỷ đồng"), ("lượng phương tiện", "phương tiện"),
)  # fmt: skip
BEGINNINGS = ("", "năm 2023, ", "trong tháng 10, ", "lũy kế 10 tháng, ", "tính đến hết ngày 22/12, ", "trong kỳ, ")
Draw = random.Random


def written(value: float, decimals: int = 0) -> str:
    """A number as Vietnamese texts print it."""
    return f"{value:,.{decimals}f}".translate({44: 46, 46: 44})


def percent(draw: Draw, value: float) -> str:
    """A percentage to some decimals, rounded half up."""
    decimals = draw.choice((0, 1, 1, 2))
    return f"{written(int(value * 10**decimals + 0.5 + 1e-9) / 10**decimals, decimals)}%"


def change(draw: Draw, now: int, base: int) -> str:
    """Up or down by so much."""
    return f"{'tăng' if now >= base else 'giảm'} {percent(draw, abs(now / base - 1) * 100)}"


def compared(draw: Draw, now: int, unit: str) -> str:
    """A clause that compares with the year before; some name the base, some do not."""
    base = draw.randint(50, 9_000)
    told, level, printed = change(draw, now, base), percent(draw, now / base * 100), f"{written(base)} {unit}"
    return draw.choice(
        (
            f", {told} so với cùng kỳ ({printed})", f", {told} so với năm 2022 ({printed})",
            f" ({told} so với cùng kỳ)",
            f", {told} so với cùng kỳ năm trước", f", bằng {level} so với cùng kỳ", f" (cùng kỳ {printed}, {told})",
            f", bằng {level} so với cùng kỳ năm 2022 ({printed})", f" ({told}, năm 2022 là {printed})",
        )
    )  # fmt: skip


def aimed(draw: Draw, now: int, unit: str) -> str:
    """A clause about a target; some name it, some name two."""
    aim = draw.randint(now // 2 + 1, now * 2)
    told, more = percent(draw, now / aim * 100), percent(draw, now / (aim + 50) * 100)
    beyond = f"{'vượt' if now >= aim else 'hụt'} {percent(draw, abs(now / aim - 1) * 100)}"
    first, second = f"{written(aim)} {unit}", f"{written(aim + 50)} {unit}"
    return draw.choice(
        (
            f", đạt {told} chỉ tiêu ({first})", f", đạt {told} dự toán", f", bằng {told} dự toán {first}",
            f", {beyond} kế hoạch ({first})",
            f", đạt {told} chỉ tiêu Bộ giao là {first}, đạt {more} chỉ tiêu tỉnh giao",
            f", đạt {told} chỉ tiêu Bộ giao ({first}) và {more} chỉ tiêu phấn đấu ({second})",
        )
    )  # fmt: skip


def parted(draw: Draw, now: int, unit: str) -> str:
    """A clause about parts, or about the whole of which this is a part."""
    part, whole = draw.randint(1, now - 1), now + draw.randint(1, now)
    share = percent(draw, now / whole * 100)
    return draw.choice(
        (
            f", chiếm {share} tổng số ({written(whole)} {unit})", f", chiếm {share} toàn ngành", f" (chiếm {share})",
            f", trong đó {written(part)} {unit} qua cửa khẩu A và {written(now - part)} {unit} qua cửa khẩu B",
        )
    )  # fmt: skip


def level(draw: Draw) -> str:
    """So much of something, and up to two clauses about it."""
    thing, unit = draw.choice(THINGS)
    now = draw.randint(50, 9_000)
    kinds: list[Callable[[Draw, int, str], str]] = draw.sample([compared, aimed, parted], draw.choice((0, 1, 1, 2)))
    told = "".join(kind(draw, now, unit) for kind in kinds)
    return f"{draw.choice(BEGINNINGS)}{thing} đạt {written(now)} {unit}{told}"


def years(draw: Draw) -> str:
    """Three years of which the last is compared with one."""
    counts = [draw.randint(50, 900) for _ in range(3)]
    before = draw.choice((0, 1))
    told = ", ".join(f"năm {2021 + place} có {written(count)} vụ" for place, count in enumerate(counts))
    return f"{told}, {change(draw, counts[2], counts[before])} so với năm {2021 + before}"


def survey(draw: Draw) -> str:
    """Asked inside and outside, answered, satisfied."""
    inside, outside = draw.randint(20, 900), draw.randint(20, 900)
    asked, back = inside + outside, draw.randint(1, inside + outside)
    return (
        f"gửi phiếu tới {written(asked)} doanh nghiệp ({written(inside)} doanh nghiệp trong tỉnh, {written(outside)} "
        f"doanh nghiệp ngoài tỉnh), {change(draw, asked, draw.randint(100, 900))} so với năm 2022; thu về "
        f"{written(back)} phiếu (đạt tỷ lệ {percent(draw, back / asked * 100)}, "
        f"{change(draw, back, draw.randint(100, 900))}); {percent(draw, draw.randint(900, 999) / 10)} doanh nghiệp hài "
        "lòng"
    )


def sums(draw: Draw) -> str:
    """Amounts that are no parts of the total that follows."""
    fine, arrears = draw.randint(50, 900), draw.randint(50, 900)
    return f"xử phạt {fine} triệu đồng và truy thu {arrears} triệu đồng, tổng số thu đạt {draw.randint(2, 9)} tỷ đồng"


def composed(draw: Draw) -> str:
    """One to four clauses, as sentences or behind semicolons."""
    text = ""
    for number in range(draw.randint(1, 4)):
        told = draw.choice((level, level, level, years, survey, sums))(draw)
        mark = draw.choice((". ", "; ")) if number else ""
        text += mark + (told if mark == "; " else told[0].upper() + told[1:])
    return f"{text}."


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_right_figure_is_never_contradicted_whatever_stands_beside_it(seed: int) -> None:
    """Nor is one that the text does not let one recompute."""
    text = composed(Draw(seed))
    wrong = [(each.text, each.because) for each in claims(check(text), "vi") if each.verdict == "contradicted"]
    assert wrong == [], text
