"""Growth between two figures that stand side by side, each with its year: 1,200 in 2022, 1,380 in 2023, up 15 %."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.relations import changes
from motcua.reports.domain.press.scene import TARGET, Finding, Scene

_LEVELS = ("amount", "count", "measure", "duration", "score")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]*\d)")
_LAST = re.compile(
    r"so với|compared|cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|last year|the year before"
    r"|a year (?:earlier|ago)|previous year|same period"
)
_ENDED = re.compile(r"^.*(?:so với|so|compared (?:with|to)|over)\s[^,;()]*[,;)]")
_SPAN = re.compile(
    r"\d{1,2} tháng(?! \d)|tháng \d{1,2}|quý (?:[ivx]{1,3}|\d)|tuần|ngày|(?:first|last) \w+ months|quarter|month"
    r"|half"
)
_IN_TURN = re.compile(r"lần lượt|respectively")
_NOW = re.compile(r"đến nay|hiện nay|hiện có|năm nay|this year|today|to date")
_PERIOD = re.compile(r"(tháng|quý) (\d{1,2}|[iv]{1,3})(?![\w/])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OWN = re.compile(
    r"\s*(?:$|[.,;)(]|(?:so với|so|compared (?:with|to)|over|on|from|against|year)\s?(?:mức |thực hiện )?"
    r"(?:$|cùng kỳ|năm|the (?:same|year|previous)|last year|on year|a year|2|1))"
)
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "năm nay trước ngoái cùng kỳ tháng quý đầu cuối của trong là có đạt thu được đã con số và tại ở khi thì mức với"
        " so the in of was were there a an to at this last year same period month quarter reached stood nộp ghi nhận"
        " compared against with to cả giai đoạn thực hiện từ phát hiện xử lý làm thủ tục cho is had and while but it by"
        " này bước sang kết thúc ii iii iv các"
        " vẫn mới chỉ khoảng gần hơn trên tổng toàn lượng kết quả như sau tính đến hết ngày received"
        " handled"
        " processed",
    )
)


_CLAUSE = re.compile(
    r"[,;:.()]|\bso với\b|\bcompared\b|\bagainst\b|\b(?:và|còn|thì|and|while|from|lên|xuống)\b"
    r"(?=\s(?:năm|đến|trong|in|the|for))"
)


class _Level(NamedTuple):
    """A figure that may be compared, and where it stands."""

    scene: Scene
    place: int

    @property
    def quantity(self) -> Quantity:
        return self.scene.all[self.place]

    @property
    def before(self) -> str:
        """The words before it that do not belong to the figure before."""
        lead = self.scene.lead(self.place)
        return lead[len(_Level(self.scene, self.place - 1).after) :] if self.place else lead

    @property
    def after(self) -> str:
        """The words after it, up to a mark or the next clause."""
        return _CLAUSE.split(self.scene.tail(self.place), maxsplit=1)[0]

    @property
    def years(self) -> list[int]:
        """The years that are named beside it."""
        return [int(each) for each in _YEAR.findall(f"{self.before} {self.after}")]

    @property
    def is_aside(self) -> bool:
        """A percentage, or what stands behind one: its target, its whole."""
        if self.quantity.kind in ("percent", "points", "multiple"):
            return True
        if self.scene.is_aim(self.place) or changes.sign_of(self.scene, self.place):
            return True
        return self.quantity.group >= 0 and self.scene.is_whole(self.place)

    @property
    def past(self) -> bool:
        """Its words say that it is of the period before: not those of a comparison that ends before them."""
        return _LAST.search(f"{_ENDED.sub('', self.before)} {self.after}") is not None

    @property
    def said(self) -> set[str]:
        """What is said of it, but for words that tell of time or of nothing."""
        return {each for each in re.findall(r"[^\W\d]+", f"{self.before} {self.after}") if each not in _EMPTY}


def of_two_periods(scene: Scene) -> Iterator[Finding]:
    """A change that follows two figures of the same thing, of which one is of the period before."""
    for index, each in enumerate(scene.all):
        sign = _change(scene, index)
        if not sign or each.high is not None or each.whole is not None or _has_base(scene, index):
            continue
        two = _two_before(scene, index)
        pair = _ordered(*two) if two else None
        if pair is None:
            continue
        clear = _clear(scene, index, *pair)
        for now in pair[0].scene.with_its_whole(pair[0].place):
            found = _found(each, now, pair[1].quantity, sign)
            if found is not None:
                yield found._replace(clear=clear)


def _has_base(scene: Scene, index: int) -> bool:
    """Something stands in parentheses behind it, and it is more than the percentage of the same change."""
    return any(scene.all[place].kind != "percent" for place in scene.aside(index)[1])


def _change(scene: Scene, index: int) -> int:
    """1 or -1 where the quantity tells a change or a multiple, right after what it is the change of."""
    each = scene.all[index]
    if each.kind == "multiple":
        words = re.search(
            r"(?:gấp|tăng|tăng gấp|cao gấp|bằng)\s*$" if not each.worded else r"(?:tăng |cao )?(?:gấp )?$",
            scene.lead(index),
        )
        sign, begins = (1, scene.lead(index)[: words.start()]) if words else (0, "")
    else:
        sign, begins = changes.told(scene, index)
    return sign if sign and changes.joins(begins) else 0


def _two_before(scene: Scene, index: int) -> tuple[_Level, _Level] | None:
    """The two figures before it, percentages left out, if both measure the same."""
    found = list(islice((each for each in _before(scene, index) if not each.is_aside), 2))
    if len(found) < 2 or any(not _plain(each.quantity) for each in found):
        return None
    second, first = found
    return (first, second) if first.quantity.dim == second.quantity.dim else None


def _before(scene: Scene, index: int) -> Iterator[_Level]:
    """The figures before a place, the nearest first, back to the beginning of the sentence before."""
    for looked, limit in ((scene, index), (scene.past, len(scene.past.all) if scene.past else 0)):
        for place in range(limit - 1, -1, -1):
            if looked is not None:
                yield _Level(looked, place)


def _plain(each: Quantity) -> bool:
    return each.kind in _LEVELS and each.whole is None and each.high is None


def _ordered(first: _Level, second: _Level) -> tuple[_Level, _Level] | None:
    """Which is of now and which of before; None where that is not told."""
    if any(TARGET.search(level.before) or changes.told(level.scene, level.place)[0] for level in (first, second)):
        return None
    if first.past != second.past:
        return (first, second) if second.past else (second, first)
    if len(first.years) == len(second.years) == 1 and first.years != second.years:
        return (first, second) if first.years > second.years else (second, first)
    if first.quantity.group < 0 <= second.quantity.group and len(second.years) == 1 and not first.years:
        return first, second
    if len(first.years) == 1 and not second.years and _NOW.search(second.before):
        return second, first
    if len(first.years) == 2 and not second.years and _IN_TURN.search(first.before):
        return (second, first) if first.years[0] < first.years[1] else (first, second)
    return _next_to_each_other(first, second)


def _next_to_each_other(first: _Level, second: _Level) -> tuple[_Level, _Level] | None:
    """One month or quarter and the next one."""
    one, other = ([*_PERIOD.findall(level.before), *_PERIOD.findall(level.after)] for level in (first, second))
    if len(one) != 1 or len(other) != 1 or one[0][0] != other[0][0] or first.years != second.years:
        return None
    since, until = (_number(each[0][1]) for each in (one, other))
    if until - since == 1:
        return second, first
    return (first, second) if since - until == 1 else None


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _ROMAN.get(printed, 0)


def _found(each: Quantity, now: Quantity, base: Quantity, sign: int) -> Finding | None:
    if each.kind == "multiple":
        made = truth.ratio(now, base, percent=False)
        return Finding(each, "multiple", changes.more(made)) if made else None
    return changes.changed(each, now, base, sign)


def _clear(scene: Scene, index: int, now: _Level, base: _Level) -> bool:
    """Whether both are surely of one thing and of periods of one kind, and the change is of no other."""
    tail = scene.tail(index)
    first, second = (now, base) if _precedes(now, base) else (base, now)
    against = first is base and base.scene is scene and not base.place and "so với" in first.before
    if not _OWN.match(tail) or (base.quantity.group >= 0 and first is base and not against):
        return False
    named = [int(year) for year in _YEAR.findall(tail.split(",")[0].split(";")[0])]
    if named and base.years != named:
        return False
    if second.said - first.said and not against:
        return False
    spans = [{re.sub(r"\d+|[ivx]+$", "", each) for each in _SPAN.findall(level.before)} for level in (now, base)]
    return spans[0] == spans[1] or "cùng kỳ" in base.before or "same period" in base.before


def _precedes(one: _Level, other: _Level) -> bool:
    return (one.scene.number, one.place) < (other.scene.number, other.place)
