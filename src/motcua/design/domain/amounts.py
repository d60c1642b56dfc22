"""How money, shares and quantities are written. Unit and figure never part at the end of a line."""

from motcua.design.domain.numbers import NBSP, exact, fixed, grouped, is_vietnamese
from motcua.kernel.money import E4, PPM, half_up

BILLION = 1_000_000_000
UNKNOWN = {"vi": "chưa có", "en": "not known"}
NOT_APPLICABLE = "–"


def dong(amount: int, language: str) -> str:
    """Exact dong: `230.547.356 đ`, `VND 230,547,356`."""
    text = grouped(amount, language)
    return f"{text}{NBSP}đ" if is_vietnamese(language) else f"VND{NBSP}{text}"


def billions(amount: int, language: str, places: int = 2) -> str:
    """Dong in thousand millions without the unit: `16.351,83`."""
    return fixed(amount, BILLION, places, language)


def dong_in_billions(amount: int, language: str, places: int = 2) -> str:
    """`16.351,83 tỷ đồng`, `VND 16,351.83 billion`."""
    text = billions(amount, language, places)
    return f"{text}{NBSP}tỷ{NBSP}đồng" if is_vietnamese(language) else f"VND{NBSP}{text}{NBSP}billion"


def sum_of_dong(amount: int, language: str) -> str:
    """Large sums in thousand millions, small ones to the dong: `16.351,83 tỷ đồng`, `230.547.356 đ`."""
    return dong(amount, language) if abs(amount) < BILLION else dong_in_billions(amount, language)


def set_billions(amount: int, language: str) -> str:
    """A sum that somebody set, without the unit and with only the decimals it has: `16.000`, `4.000,5`."""
    places = 0
    while amount * 10**places % BILLION:
        places += 1
    return billions(amount, language, places)


def set_in_billions(amount: int, language: str) -> str:
    """The same with its unit: `16.000 tỷ đồng`, `VND 4,000.5 billion`."""
    text = set_billions(amount, language)
    return f"{text}{NBSP}tỷ{NBSP}đồng" if is_vietnamese(language) else f"VND{NBSP}{text}{NBSP}billion"


def foreign(amount_e4: int, currency: str, language: str) -> str:
    """`53.852,00 USD`, `USD 53,852.00`; two decimals at the least, except where a currency has none."""
    text = exact(amount_e4, language, 0 if currency in ("VND", "JPY", "KRW", "") else 2)
    if not currency:
        return text
    return f"{text}{NBSP}{currency}" if is_vietnamese(language) else f"{currency}{NBSP}{text}"


def rounded(amount_e4: int, currency: str, language: str, places: int = 2) -> str:
    """A foreign amount rounded half up: `53.852,43 USD`."""
    text = fixed(amount_e4, E4, places, language)
    return f"{text}{NBSP}{currency}" if is_vietnamese(language) else f"{currency}{NBSP}{text}"


def foreign_in_billions(amount_e4: int, currency: str, language: str, places: int = 2) -> str:
    """`15,38 tỷ USD`, `USD 15.38 billion`."""
    text = fixed(amount_e4, BILLION * E4, places, language)
    if is_vietnamese(language):
        return f"{text}{NBSP}tỷ{NBSP}{currency}"
    return f"{currency}{NBSP}{text}{NBSP}billion"


def share(ppm: int, language: str, places: int = 2) -> str:
    """A share in per cent: `142,19 %`, `142.19%`."""
    text = fixed(ppm, PPM // 100, places, language)
    return f"{text}{NBSP}%" if is_vietnamese(language) else f"{text}%"


def part(told: int, whole: int, language: str, places: int = 2) -> str:
    """`told` of `whole` in per cent, rounded once; not applicable where there is no whole."""
    if whole <= 0:
        return NOT_APPLICABLE
    text = fixed(100 * told, whole, places, language)
    return f"{text}{NBSP}%" if is_vietnamese(language) else f"{text}%"


def rate(ppm: int, language: str) -> str:
    """A rate in per cent with only the decimals it has: `12 %`, `7,5 %`."""
    text = exact(ppm, language)
    return f"{text}{NBSP}%" if is_vietnamese(language) else f"{text}%"


def ppm_of(part: int, whole: int) -> int | None:
    """`part / whole` in parts per million; None where there is no whole."""
    return half_up(part * PPM, whole) if whole > 0 else None


def change(now: int, before: int, language: str, places: int = 1) -> str:
    """The growth from `before`, rounded once: `▲ 75,0 %`, `▼ 3,2 %`; not applicable without a before."""
    if before <= 0:
        return NOT_APPLICABLE
    arrow = "▲" if now > before else "▼" if now < before else "="
    return f"{arrow}{NBSP}{part(abs(now - before), before, language, places)}"


def points(ppm: int, language: str, places: int = 1) -> str:
    """A difference of shares: `6,1 điểm`, `6.1 points`."""
    text = fixed(ppm, PPM // 100, places, language)
    return f"{text}{NBSP}{'điểm' if is_vietnamese(language) else 'points'}"


def quantity(amount_e4: int, unit: str, language: str) -> str:
    """`12.480 kg`; the unit is already in the reader's language."""
    text = exact(amount_e4, language)
    return f"{text}{NBSP}{unit}" if unit else text
