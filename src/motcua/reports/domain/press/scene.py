"""One sentence as relations look at it: what is said before and after every quantity, and what stands aside."""

import re
from functools import cached_property
from typing import NamedTuple

from motcua.reports.domain.figures import Figure
from motcua.reports.domain.press.numerals import NUMERAL
from motcua.reports.domain.press.quantities import Quantity, Read
from motcua.reports.domain.press.truth import Truth

NEAR = 160
"""Letters between two quantities that may still belong together."""


class Finding(NamedTuple):
    """What a relation says of a quantity. `clear`: so surely that it may contradict."""

    quantity: Quantity
    kind: str
    truth: Truth
    clear: bool = True
    figure: Figure | None = None
    """The figure of the platform's report that was compared, where one was."""


class Scene:
    """The quantities of one sentence and the words between them."""

    def __init__(self, read: Read, number: int, quantities: list[Quantity], past: "Scene | None") -> None:
        self.read, self.number, self.all, self.past = read, number, quantities, past
        self.folded = read.text.folded
        self.start, self.end = read.sentences[number]

    @property
    def goes_on(self) -> bool:
        """It follows a semicolon."""
        return self.folded[max(0, self.start - 1) : self.start] == ";"

    def lead(self, index: int) -> str:
        """The words between the quantity before, or the sentence's beginning, and this one's approximator."""
        return self._leads[index]

    @cached_property
    def _leads(self) -> list[str]:
        return [self._lead(index) for index in range(len(self.all))]

    def _lead(self, index: int) -> str:
        since = self.all[index - 1].end if index else self.start
        return self.folded[max(since, self.all[index].lead - NEAR) : max(since, self.all[index].lead)]

    def tail(self, index: int) -> str:
        """The words between this quantity and the next one, or the sentence's end."""
        until = self.all[index + 1].lead if index + 1 < len(self.all) else self.end
        return self.folded[self.all[index].end : min(until, self.all[index].end + NEAR)]

    def aside(self, index: int) -> tuple[str, list[int]]:
        """The words up to the parentheses that follow a quantity, and the quantities in them; none where none follow.

        A quantity that itself stands in parentheses has none.
        """
        each = self.all[index]
        if each.group >= 0 or index + 1 >= len(self.all):
            return "", []
        group = self.all[index + 1].group
        if group < 0:
            return "", []
        opening = self.read.groups[group][0]
        between = self.folded[each.end : opening]
        if opening < each.end or len(between) > NEAR or ")" in between:
            return "", []
        inside = [place for place in range(index + 1, len(self.all)) if self.all[place].group == group]
        return between, inside

    def numeral_end(self, index: int) -> int:
        """Where the quantity's words end, or the shared number before the next quantity's begins."""
        following = self.all[index + 1].lead if index + 1 < len(self.all) else self.end
        each = self.all[index]
        if each.end <= following:
            return each.end
        number = NUMERAL.match(self.folded, each.start)
        return number.end() if number else each.end

    def opening(self, index: int) -> str:
        """The words from the opening of its parentheses to the quantity; empty outside."""
        each = self.all[index]
        return self.folded[self.read.groups[each.group][0] + 1 : each.lead] if each.group >= 0 else ""

    def owner(self, index: int, dim: str) -> int | None:
        """The nearest quantity before that measures the same, stands at the same level or around it, and is no base."""
        group = self.all[index].group
        for place in range(index - 1, -1, -1):
            each = self.all[place]
            if each.dim == dim and each.group in (-1, group) and place not in self.bases and each.whole is None:
                return place
        return None

    def is_target(self, index: int) -> bool:
        """Its clause calls it a target."""
        lead = self.lead(index)
        if lead.strip() == "/":
            return TARGET.match(self.tail(index).lstrip()) is not None
        if re.match(r"\s(?:target|plan|estimate|quota)\b", self.tail(index)):
            return True
        clause = _MARK.split(lead.rstrip("( "))[-1]
        listed = clause.rpartition(":")[2]
        return TARGET.search(listed if " " in listed.strip() else clause) is not None

    def is_whole(self, index: int) -> bool:
        """It is told as a whole: in all, of a total of; or what follows names its parts."""
        following = self.lead(index + 1) if index + 1 < len(self.all) else ""
        return WHOLE.search(self.lead(index).rstrip("( ")) is not None or PARTED.search(following) is not None

    def is_whole_of(self, place: int, limit: int, *, behind: bool) -> bool:
        """It is called a whole; or its parts are told, and the list of them is not yet at its end."""
        if WHOLE.search(self.lead(place).rstrip("( ")) is not None:
            return not behind or _OF.search(self.lead(place)) is not None
        ended = any(_AND.search(self.lead(part)) for part in range(place + 1, limit))
        return not behind and not ended and self.is_whole(place)

    def is_aim(self, index: int) -> bool:
        """A target, or a change: not what was done."""
        return self._aims[index]

    @cached_property
    def _aims(self) -> list[bool]:
        return [self.is_target(index) or self.is_change(index) for index in range(len(self.all))]

    def is_change(self, index: int) -> bool:
        """So much more, less, too much, missing."""
        start = self.all[index].start
        return _BY.search(self.folded, max(0, start - 30), start) is not None

    def whole_before(self, index: int) -> Quantity | None:
        """The whole of which a quantity is a part: named before it, in this sentence or in one that goes on with it."""
        part, looked, limit = self.all[index], self, index
        for _ in range(4):
            found, ended = looked.whole_among(limit, part, behind=looked is not self)
            past = looked.past
            if ended or past is None:
                return found
            if looked is self and AMONG.match(self.folded[self.start : part.start].lstrip()):
                return self.past_level(part)
            if not looked.goes_on:
                return None
            looked, limit = past, len(past.all)
        return None

    def whole_among(self, limit: int, part: Quantity, *, behind: bool) -> tuple[Quantity | None, bool]:
        """The whole among the first quantities, and whether to look no further: something else stands between."""
        for place in range(limit - 1, -1, -1):
            each = self.all[place]
            if each.kind == "percent":
                continue
            if each.dim != part.dim or each.whole is not None or each.high is not None or self.is_aim(place):
                return None, True
            if each.amount >= part.amount and self.is_whole_of(place, limit, behind=behind):
                return (each if each.group in (-1, part.group) else None), True
        return None, False

    def with_its_whole(self, place: int) -> list[Quantity]:
        """A quantity; and, where it is told as a part, the one whose part it is: what follows may be of either."""
        each = self.all[place]
        for before in range(place - 1, -1, -1):
            held = self.all[before]
            if PARTED.search(self.lead(before + 1)) and held.dim == each.dim and held.group < 0:
                return [each, held]
            if held.kind != "percent" and held.dim != each.dim:
                break
        return [each]

    def past_subject(self, dim: str) -> Quantity | None:
        """What the sentence before was about, where this one refers to it."""
        if not self.refers_back or self.past is None:
            return None
        return next((each for each in self.past.all if each.dim == dim and each.group < 0), None)

    def past_level(self, part: Quantity) -> Quantity | None:
        """The last quantity of the sentence before, percentages left out, if the part can be one of it."""
        past = self.past
        held = [
            each for place, each in enumerate(past.all)
            if each.kind not in ("percent", "multiple", "points") and each.group < 0 and place not in past.bases
        ] if past is not None else []  # fmt: skip
        fits = held and held[-1].dim == part.dim and held[-1].whole is None and held[-1].amount >= part.amount
        return held[-1] if fits else None

    @cached_property
    def bases(self) -> frozenset[int]:
        """Quantities aside of a percentage or a multiple, after words of comparison, or from which a change began."""
        found: set[int] = set()
        for index, each in enumerate(self.all):
            if each.kind in ("percent", "multiple", "points"):
                found.update(self.aside(index)[1])
            if each.kind not in ("percent", "points") and (
                COMPARED.search(self.lead(index)) or self.is_aim(index) or self._began(index)
            ):
                found.add(index)
        return frozenset(found)

    def _began(self, index: int) -> bool:
        """Up so many percent from this."""
        changed = index > 0 and self.all[index - 1].kind in ("percent", "multiple", "points")
        return changed and FROM.search(self.lead(index)) is not None

    @cached_property
    def refers_back(self) -> bool:
        """The sentence begins with this figure, this result: it speaks of the one before."""
        first = self.all[0].lead if self.all else self.end
        return BACK.match(self.folded[self.start : min(first, self.start + 80)].lstrip()) is not None


_MARK = re.compile(r"[,;()]")
_AND = re.compile(r"\b(?:và|and)\b")
_OF = re.compile(r"(?<!\w)(?:trong|of)\s[^,;()]*$")
_BY = re.compile(
    r"(?<!\w)(?:tăng|giảm|tăng thêm|hụt|thiếu|vượt|nhiều hơn|ít hơn|cao hơn|thấp hơn|up|rose|down|fell|by)"
    r"(?:\s(?:gần|hơn|trên|khoảng|thêm|by|nearly|over|about))?\s$"
)
WHOLE = re.compile(
    r"(?:^|[\s,(])(?:trong(?! đó| năm| tháng| quý| tuần| ngày| kỳ)|tổng|toàn bộ|tất cả|of|out of|total\w{0,5})"
    r"(?:\s[^\d,;()]{0,40})?$"
)
PARTED = re.compile(r"(?:trong đó|bao gồm|gồm|of which|of these|comprising|consisting of)(?!\w)")
AMONG = re.compile(r"(?:trong số đó|trong đó|trong số này|of these|of them|among them)(?!\w)")
BACK = re.compile(
    r"(?:(?:và|đồng thời|như vậy|theo đó|với),?\s)?(?:thành tích|kết quả|con số|số thu|số tiền|mức thu|mức|số liệu)"
    r"\s(?:thu\s|tổng\s)?(?:này|trên|ấy|đó)|(?:this|that|it|the result)\b"
)
COMPARED = re.compile(
    r"(?:so với|so cùng kỳ|compared (?:with|to)|against|(?:more|less|higher|lower|fewer|greater) than|cùng kỳ"
    r"|năm trước|năm ngoái|tháng trước|quý trước)"
    r"[^,;()]{0,60}$"
)
FROM = re.compile(r"(?<!\w)(?:from|từ)(?:\s(?:the|a|mức|con số|some|just|only))*\s*$")
TARGET = re.compile(
    r"chỉ tiêu|dự toán|kế hoạch|pháp lệnh|mục tiêu|nhiệm vụ|được giao|target|plan\b|planned|estimate|budget target"
    r"|quota|forecast"
)
