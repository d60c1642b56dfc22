"""Wording: how a figure is said in a sentence, in both languages, so that rounding never says more than is known.

Percentages come as numbers such as 142.19.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial

from motcua.design.domain import amounts
from motcua.design.domain.numbers import NBSP, fixed, grouped, is_vietnamese
from motcua.kernel.words import Words

DIGITS = 3
"""Large counts are said to so many digits."""
NEAR = 5
"""A count is called nearly round where it lacks at most one part in so many of the last digit said."""
WHOLE = Fraction(100)
JUST = Fraction(201, 2)
"""Up to this per cent a target is just reached."""
Writer = Callable[[int, str], str]
"""An amount in a language."""
NEARLY, OVER = Words("gần", "nearly"), Words("hơn", "more than")
UP, DOWN, SAME = Words("tăng", "up"), Words("giảm", "down"), Words("không đổi", "unchanged")
LESS = Words("chưa tới", "less than")
MISSED = Words("chưa đạt, bằng", "not reached, at")
JUST_REACHED = Words("vừa đạt, bằng", "just reached, at")
EXCEEDED = Words("vượt, bằng", "exceeded, at")


def both(write: Callable[[str], str]) -> Words:
    """What is written for each language."""
    return Words(write("vi"), write("en"))


def joined(first: Words, second: Words, between: str = NBSP) -> Words:
    """One after the other."""
    return Words(f"{first.vi}{between}{second.vi}", f"{first.en}{between}{second.en}")


def count(value: int) -> Words:
    """A whole number as it is."""
    return both(lambda language: grouped(value, language))


def counted(value: int, vi: str, en: str, ens: str) -> Words:
    """A count with its noun: `20 đoàn`, `1 visit`, `20 visits`."""
    return joined(count(value), Words(vi, en if value == 1 else ens))


def about(value: int) -> Words:
    """A count to three digits: `gần 140.000`, `hơn 343.000`; as it is where it is small or round."""
    step = 10 ** max(len(str(abs(value))) - DIGITS, 0)
    down = value // step * step
    if down == value:
        return count(value)
    nearly = (down + step - value) * NEAR <= step
    return joined(NEARLY, count(down + step)) if nearly else joined(OVER, count(down))


def exact(value: float | Fraction) -> Fraction:
    """The decimal that is meant: 4.2 is 42/10, and not the binary number beside it, which lies above."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def beside(amount: int, marks: Iterable[int], writers: Sequence[Writer]) -> Words:
    """An amount as the first of the writers has it that rounds it onto no mark; the last one writes to the dong."""
    others = [mark for mark in marks if mark != amount]
    told = (both(partial(write, amount)) for write in writers)
    clear = (
        text for text, write in zip(told, writers, strict=True)
        if all(text != both(partial(write, mark)) for mark in others)
    )  # fmt: skip
    return next(clear, both(partial(amounts.dong, amount)))


def dong(amount: int) -> Words:
    """Dong in thousand millions; a smaller sum to the dong, so that nothing becomes `0,00`."""
    return both(partial(amounts.sum_of_dong, amount))


def per_cent(value: float | Fraction, places: int = 2, marks: Sequence[Fraction] = (WHOLE,)) -> Words:
    """A percentage that is never rounded to a mark from either side: what lacks a little is `gần 100 %`.

    A mark has a last decimal; where it lies behind those asked for, as many are written.
    """
    held = exact(value)
    text = _percent(held, places)
    for mark in marks:
        if held != mark and text == _percent(mark, places):
            if (mark * 10**places).denominator > 1:
                return per_cent(held, places + 1, marks)
            return joined(NEARLY if held < mark else OVER, text)
    return text


def moved(growth: float | Fraction, places: int = 1) -> Words:
    """`tăng 4,5 %`, `giảm 3,2 %`, `không đổi`; a change too small for two decimals is said to be so.

    What fell by nearly all fell by `gần 100,0 %`: something is left.
    """
    held = exact(growth)
    if not held:
        return SAME
    way = UP if held > 0 else DOWN
    for digits in (places, 2):
        if 2 * abs(held) * 10**digits >= 1:
            return joined(way, per_cent(abs(held), digits))
    return joined(joined(way, LESS, " "), _percent(Fraction(1, 100), 2))


def reached(share: float | Fraction) -> Words:
    """A share of a target with what it means: missed, just reached or exceeded."""
    held = exact(share)
    verdict = MISSED if held < WHOLE else JUST_REACHED if held <= JUST else EXCEEDED
    return joined(verdict, per_cent(held), " ")


def _percent(value: Fraction, places: int) -> Words:
    def write(language: str) -> str:
        text = fixed(value.numerator, value.denominator, places, language)
        return f"{text}{NBSP}%" if is_vietnamese(language) else f"{text}%"

    return both(write)
