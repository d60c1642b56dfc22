"""The quantities of a text: number, unit, what is said around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from fractions import Fraction

import msgspec

from motcua.reports.domain.press import leaving, numerals, texts, units
from motcua.reports.domain.press.numerals import Numeral
from motcua.reports.domain.press.texts import Sentence, Text
from motcua.reports.domain.press.units import Unit

_BELOW = "gần|chưa đến|chưa tới|dưới|suýt soát|nearly|almost|close to|under|below|less than|fewer than|just under|up to"
_ABOVE = (
    "hơn|trên|quá|ít nhất|tối thiểu|không dưới|vượt|vượt mức|vượt mốc|over|more than|above|at least"
    "|exceeding|upwards of"
)
_ABOUT = "khoảng|chừng|xấp xỉ|ước|ước khoảng|ước đạt|ước tính|cỡ|tầm|about|around|approximately|some|roughly|circa|≈|~"
_APPROXIMATORS = tuple(
    (name, re.compile(rf"(?:^|(?<!\w))(?<!nhiều )(?<!cao )(?<!thấp )(?<!ít )(?:{words})(?:\smức|\slà)?\s?$"))
    for name, words in (
        ("bound", "không quá|không vượt quá|tối đa|at most|no more than|not more than"),
        ("below", _BELOW), ("above", _ABOVE), ("about", _ABOUT),
    )
)  # fmt: skip
_ANY = re.compile(rf"(?:không|tối đa|at most|than|{_BELOW}|{_ABOVE}|{_ABOUT})(?:\smức|\slà)?\s?$")
_PAIR = re.compile(r"\s?/\s?(?=\d)")
_RANGE = re.compile(r"\s?%?\s?-\s?(?=\d)")
_SHARED = re.compile(r"[^\d\n;()]{0,3}\s(?:lên|xuống|còn|đến|thành|to)\s(?:[^\W\d]{1,8}\s)?$")
_AMONG = re.compile(r"\s(?:trong (?:tổng )?số|trên (?:tổng )?số|of the|of|out of)\s")
_FROM = re.compile(r"(?:từ|from)\s(?:mức\s|gần\s|hơn\s|trên\s|khoảng\s)?$")
_WORDED = re.compile(
    r"(?<!\w)(?:gấp (?P<few>đôi|rưỡi|ba(?!\w)|(?:hai|bốn|năm|mười)(?= lần))(?: lần)?"
    r"|(?P<verb>doubled|tripled|quadrupled|twice)(?!\w))"
)
_WORDS: Mapping[str, int | Fraction] = {
    "đôi": 2, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "mười": 10, "rưỡi": Fraction(3, 2),
    "doubled": 2, "twice": 2, "tripled": 3, "quadrupled": 4,
}  # fmt: skip
"""Multiples in words."""
_NOTHING = Fraction(0)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Quantity(msgspec.Struct, frozen=True):
    """One quantity. `value` is as printed, `size` what one printed unit is; places are of the folded text.

    `approx` is what is said of its nearness; `whole` the second number of 560/800; `other` another reading of the
    number; `group` the parentheses it stands in, -1 outside; `high` the upper end of a range; `worded`: without digits.
    """

    start: int
    end: int
    value: Fraction
    decimals: int
    unit: str
    dim: str
    kind: str
    size: Fraction
    scaled: bool
    approx: str
    lead: int
    group: int
    sentence: int
    manner: str
    whole: Fraction | None = None
    other: Fraction | None = None
    high: Fraction | None = None
    worded: bool = False

    @property
    def amount(self) -> Fraction:
        """The value in units of `dim`."""
        return self.value if self.size == 1 else self.value * self.size

    @property
    def slack(self) -> Fraction:
        """Half of the last printed decimal, in units of `dim`; a whole number is exact but in percent."""
        if not self.decimals and self.kind != "percent":
            return _NOTHING
        parts: int = 2 * 10**self.decimals
        return self.size / parts


def plain(span: tuple[int, int], value: int, unit: str, dim: str, sentence: int) -> Quantity:
    """A duration that was left alone as a period of the year and is yet to be divided by."""
    start, end = span
    return Quantity(
        start, end, Fraction(value), 0, unit, dim, "duration", Fraction(1), False, "", start, -1, sentence, ""
    )  # fmt: skip


def _start(each: Quantity) -> int:
    return each.start


class Read(msgspec.Struct, frozen=True):
    """A text with its sentences, its parentheses and its quantities in their order."""

    text: Text
    sentences: list[Sentence]
    groups: list[tuple[int, int]]
    quantities: list[Quantity]

    def between(self, first: Quantity, last: Quantity) -> list[Quantity]:
        """The quantities after one and before another."""
        since = bisect_right(self.quantities, first.start, key=_start)
        return self.quantities[since : bisect_left(self.quantities, last.start, key=_start)]


class _Page(msgspec.Struct, frozen=True):
    """What is known of a text before its quantities are read."""

    text: Text
    sentences: list[Sentence]
    starts: list[int]
    groups: list[tuple[int, int]]
    openings: list[int]
    mask: bytearray
    ordered: dict[int, bool]
    manners: list[tuple[int, str]]

    def group(self, place: int) -> int:
        """The outermost parentheses around a place, -1 where there are none."""
        index = bisect_right(self.openings, place) - 1
        return index if index >= 0 and place < self.groups[index][1] else -1

    def sentence(self, place: int) -> int:
        """The number of the sentence around a place."""
        return max(0, bisect_right(self.starts, place) - 1)

    def manner(self, place: int) -> str:
        """In which manner numbers are written here."""
        return self.manners[bisect_right(self.manners, (place, "~")) - 1][1]


def read(original: str) -> Read:
    """Every quantity of a text."""
    text = texts.read(original)
    deep, groups = texts.depths(text)
    told = texts.sentences(text, deep)
    page = _Page(
        text, told, [each.start for each in told], groups, [since for since, _ in groups], leaving.marked(text),
        leaving.ordered(text.folded), _manners(text.folded),
    )  # fmt: skip
    found = sorted([*_inherited(page, list(_found(page))), *_worded(page)], key=_start)
    return Read(text, told, groups, found)


def _worded(page: _Page) -> Iterator[Quantity]:
    """Twice as much, in words. `lead` is where the word of number begins, so that the verb before it still leads."""
    for each in _WORDED.finditer(page.text.folded):
        start, few = each.start(), each.group("few")
        value = Fraction(_WORDS[few or each.group("verb")])
        approx, lead = _approx(page.text.folded, start)
        yield Quantity(
            start, each.end(), value, 0 if value.denominator == 1 else 1, "lần" if few else "times", "times",
            "multiple", Fraction(1), False, approx, lead if approx else each.start("few") if few else start,
            page.group(start), page.sentence(start), page.manner(start), worded=True,
        )  # fmt: skip


def _manners(folded: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    place = 0
    for paragraph in folded.split("\n"):
        found.append((place, numerals.style(paragraph)))
        place += len(paragraph) + 1
    return found


def _found(page: _Page) -> Iterator[Quantity]:
    folded, done = page.text.folded, 0
    for number in numerals.NUMERAL.finditer(folded):
        if number.start() < done or page.mask[number.start()] or page.mask[number.end() - 1]:
            continue
        made = _quantity(page, number.start(), number.end())
        if made is not None:
            done = made.end
            yield made


def _quantity(page: _Page, start: int, end: int) -> Quantity | None:
    """The quantity whose first number stands here. None where it is to be left alone."""
    folded = page.text.folded
    first, second = (start, end), None
    pair = _PAIR.match(folded, end)
    span = None if pair else _RANGE.match(folded, end)
    joint = pair or span
    if joint:
        number = numerals.NUMERAL.match(folded, joint.end())
        if number is None or page.mask[number.start()]:
            return None
        second = number.span()
    unit, begins = _unit(page, start, (second or first)[1])
    if unit is None or not _stands(page, first, second, unit):
        return None
    values = [_value(page, place, unit) for place in (first, second) if place]
    if None in values:
        return None
    words = _unit_words(page, begins, (start, (second or first)[1]), unit)
    return _made(page, begins, (unit, words), values, paired=pair is not None)


def _unit(page: _Page, start: int, end: int) -> tuple[Unit | None, int]:
    """The unit after a number, or a currency before it; and where the quantity begins."""
    folded = page.text.folded
    prefix = units.before(folded, start)
    if prefix is not None:
        scale = units.scale_after(folded, end)
        size = prefix[0].size * (10 ** scale[0] if scale else 1)
        return Unit(prefix[0].dim, "amount", size, scale is not None, scale[1] if scale else end), prefix[1]
    unit = units.after(folded, end, english=page.manner(start) == "en")
    if unit is None or (unit.known is False and folded[end : end + 1].isalpha()):
        bare = Unit("", "number", Fraction(1), False, end, False)
        return (None if folded[end : end + 1].isalpha() else bare), start
    return unit, start


def _stands(page: _Page, first: tuple[int, int], second: tuple[int, int] | None, unit: Unit) -> bool:
    """Whether this is a quantity at all: not an ordinal, a year, a name's number or a bare small number."""
    start, end = first
    printed = page.text.folded[start:end]
    if start in page.ordered and (page.ordered[start] or not unit.known):
        return False
    if _YEAR.fullmatch(printed) and (not unit.known or unit.kind in ("duration", "multiple")):
        return False
    if second is not None and not unit.known:
        return False
    if printed[0] == "0" and len(printed) == 2 and not unit.known:
        return False
    return unit.known or not (_follows_a_name(page, start) or _before_a_name(page, (second or first)[1]))


def _follows_a_name(page: _Page, start: int) -> bool:
    """A capital letter begins the word before, inside a sentence: Bắc Luân 2, APEC 28."""
    before = re.search(r"(\S+) $", page.text.cased[max(0, start - 40) : start])
    if before is None or not before.group(1)[0].isupper():
        return False
    sentence = page.sentences[page.sentence(start)]
    return page.text.cased[sentence.start : start].strip() != before.group(1)


def _before_a_name(page: _Page, end: int) -> bool:
    """A capital letter begins the word after: 12 Tran Phu Street."""
    return page.text.cased[end : end + 2].strip()[:1].isupper()


def _value(page: _Page, place: tuple[int, int], unit: Unit) -> Numeral | None:
    whole = unit.kind == "count" and not unit.scaled and unit.known
    return numerals.parse(page.text.folded[place[0] : place[1]], page.manner(place[0]), whole=whole)


def _made(
    page: _Page, begins: int, printed: tuple[Unit, str], values: list[Numeral | None], *, paired: bool
) -> Quantity:
    unit, words = printed
    first = values[0] or Numeral(Fraction(0), 0)
    second = values[1].value if len(values) > 1 and values[1] else None
    approx, lead = _approx(page.text.folded, begins)
    if unit.kind == "percent" and page.text.folded.startswith("vượt", lead):
        approx, lead = "", begins
    return Quantity(
        begins, unit.end, first.value, first.decimals, words, unit.dim, unit.kind, unit.size,
        unit.scaled, approx, lead, page.group(begins), page.sentence(begins),
        page.manner(begins), second if paired else None, first.other, None if paired else second,
    )  # fmt: skip


def _unit_words(page: _Page, begins: int, numbers: tuple[int, int], unit: Unit) -> str:
    """The printed words of the unit: what stands around the number."""
    start, end = numbers
    words = f"{page.text.substring(begins, start)} {page.text.substring(end, unit.end)}"
    return " ".join(words.split())


def _approx(folded: str, start: int) -> tuple[str, int]:
    """What is said of the nearness just before a number, and where its words begin."""
    since = max(0, start - 24)
    before = folded[since:start]
    if _ANY.search(before) is None:
        return "", start
    for name, pattern in _APPROXIMATORS:
        found = pattern.search(before)
        if found is not None:
            return name, since + found.start()
    return "", start


def _inherited(page: _Page, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers take the unit of their neighbour where it is shared; others are left alone."""
    made: list[Quantity] = []
    for index, each in enumerate(found):
        if each.kind != "number" and not each.dim.startswith("?"):
            made.append(each)
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        lent = _lent(page, each, following, made)
        if lent is not None:
            made.append(lent)
        elif each.dim or each.value >= 1000 and not page.text.folded[each.start : each.end].isdecimal():
            made.append(each)
    return made


def _lent(page: _Page, each: Quantity, following: Quantity | None, before: list[Quantity]) -> Quantity | None:
    folded = page.text.folded
    if following is not None and following.dim and _FROM.search(folded, max(0, each.lead - 12), each.start):
        between = folded[each.end : following.start]
        if len(between) < 24 and _SHARED.match(between):
            return _with(each, following, following.end, page)
    if following is not None and following.dim and _AMONG.fullmatch(folded[each.end : following.start][:30]):
        return _with(each, following, following.end, page)
    if each.group >= 0 and before and before[-1].kind == "count":
        owner = next((last for last in reversed(before[-8:]) if last.group != each.group), None)
        if owner is not None and owner.kind == "count" and owner.sentence == each.sentence and not owner.scaled:
            number = numerals.NUMERAL.match(folded, each.start)
            return _with(each, owner, number.end() if number else each.end, page)
    return None


def _with(each: Quantity, owner: Quantity, end: int, page: _Page) -> Quantity:
    number = numerals.NUMERAL.match(page.text.folded, each.start)
    whole = owner.kind == "count" and not owner.scaled
    value = numerals.parse(number.group(), each.manner, whole=whole) if number else None
    return msgspec.structs.replace(
        each, end=end, value=value.value if value else each.value, decimals=value.decimals if value else 0,
        unit=owner.unit, dim=owner.dim, kind=owner.kind, size=owner.size, scaled=owner.scaled,
    )  # fmt: skip
