"""Numbers as they are printed: 1.234,5 in Vietnamese, 1,234.5 in English; a thousand written 1.234 is ambiguous."""

import re
from fractions import Fraction
from typing import NamedTuple

NUMERAL = re.compile(r"\d{1,3}(?:\u00a0\d{3})+(?:[.,]\d{1,2})?(?![\d.,]*\d)|\d+(?:[.,]\d+)*")
LONGEST = 30
_STRONG = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+,\d|(?:,\d{3})+\.\d|(?:\.\d{3}){2,}(?![\d.])|(?:,\d{3}){2,}(?![\d,])|,000(?![\d,]))"
)
"""A number that can be read in one manner only; nobody prints three noughts behind a decimal comma."""
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|from|by|was|were|is)\b")


class Numeral(NamedTuple):
    """A number, how many decimals are printed, and its other reading where there are two."""

    value: Fraction
    decimals: int
    other: Fraction | None = None


def style(paragraph: str) -> str:
    """In which manner a paragraph (in lower case) writes its numbers: `vi` or `en`."""
    strong = [found.group() for found in _STRONG.finditer(paragraph)]
    english = sum(_marks(each)[0] == "," for each in strong)
    if strong:
        return "en" if english * 2 > len(strong) else "vi"
    return "vi" if _VIETNAMESE.search(paragraph) or not _ENGLISH.search(paragraph) else "en"


def _marks(printed: str) -> list[str]:
    return [each for each in printed if not each.isdigit()]


def parse(printed: str, manner: str, *, whole: bool) -> Numeral | None:
    """The number printed, None if it is none (a telephone number, a code). `whole`: what it counts has no parts."""
    if len(printed) > LONGEST:
        return None
    printed = printed.replace("\u00a0", "")
    marks = _marks(printed)
    if not marks:
        return None if re.match(r"0\d\d|0{2,}", printed) else Numeral(Fraction(printed), 0)
    if len(set(marks)) == 2:
        return _with_both(printed, marks)
    return _grouped(printed, marks[0]) if len(marks) > 1 else _single(printed, marks[0], manner, whole=whole)


def _with_both(printed: str, marks: list[str]) -> Numeral | None:
    if marks.count(marks[-1]) != 1:
        return None
    head, tail = printed.rsplit(marks[-1], 1)
    found = _grouped(head, marks[0])
    if found is None:
        return None
    return Numeral(found.value + Fraction(int(tail), 10 ** len(tail)), len(tail))


def _grouped(printed: str, mark: str) -> Numeral | None:
    groups = printed.split(mark)
    if not 1 <= len(groups[0]) <= 3 or groups[0][0] == "0" or any(len(each) != 3 for each in groups[1:]):
        return None
    return Numeral(Fraction("".join(groups)), 0)


def _single(printed: str, mark: str, manner: str, *, whole: bool) -> Numeral | None:
    head, tail = printed.split(mark)
    if len(head) > 1 and head[0] == "0":
        return None
    decimal = Fraction(int(head)) + Fraction(int(tail), 10 ** len(tail))
    if len(tail) != 3 or len(head) > 3 or head == "0":
        return Numeral(decimal, len(tail))
    thousands = Fraction(head + tail)
    usual = mark == ("." if manner == "vi" else ",")
    if usual or whole:
        return Numeral(thousands, 0, None if whole else decimal)
    return Numeral(decimal, 3, thousands)
