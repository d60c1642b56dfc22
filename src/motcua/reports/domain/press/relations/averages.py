"""Averages: a sum divided by the days, the enterprises, the vehicles it is told for."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import quantities, truth, units
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import Finding, Scene

_AVERAGE = re.compile(r"(?:bình quân|trung bình|average)\D{0,40}$")
_EACH = re.compile(r"(?:bình quân|trung bình|average)\s(?:mỗi|một|1|each|per|a|every)\s([^\W\d]+(?:\s[^\W\d]+)?)")
_PERIOD = re.compile(
    r"(?<![\d.,/])(?<!ngày )(?<!tháng )(\d{1,3})\s(ngày|tuần|tháng|năm|days|weeks|months|years)(?!\w)(?!\s?\d)"
)
_NO_SUM = re.compile(r"cao điểm|cao nhất|thấp nhất|kỷ lục|riêng|đỉnh|mỗi|có ngày|ngày đầu|peak|record|busiest")
_NOT_ALL = re.compile(r"so với|cùng kỳ|tăng|giảm|chỉ tiêu|kế hoạch|năm trước|target|compared")
_COUNTED = ("amount", "count", "measure")


def of_averages(scene: Scene) -> Iterator[Finding]:
    """A sum divided by what it is told for, where the sentence has one of each."""
    for index, each in enumerate(scene.all):
        over, under = _parts(scene, index)
        if not under:
            continue
        sums = [place for place in range(index) if _is_sum(scene, place, over)]
        counts = next((held for held in _told(scene, index, under) if held), [])
        if len(sums) != 1 or len(counts) != 1 or scene.all[sums[0]].amount < each.amount:
            continue
        found = truth.ratio(scene.all[sums[0]], counts[0], percent=False)
        if found is not None:
            yield Finding(each, "average", found, not _NO_SUM.search(_clause(scene, sums[0])))


def _told(scene: Scene, index: int, dim: str) -> Iterator[list[Quantity]]:
    """What may be divided by: right after it, before it, before the semicolon, or the period itself."""
    yield _within(scene, index, dim)
    yield _counts(_plain(scene, index), dim)
    yield _counts(_gone_on(scene), dim)
    yield _periods(scene, index, dim)


def _counts(held: list[Quantity], dim: str) -> list[Quantity]:
    return [each for each in held if each.dim == dim and each.whole is None and each.high is None]


def _within(scene: Scene, index: int, dim: str) -> list[Quantity]:
    """The days right after it: 2,800 a day within 30 days."""
    held = scene.all[index + 1 : index + 2]
    return (
        _counts(held, dim) if held and re.fullmatch(r"\s(?:trong|in|over|within|for)\s?", scene.lead(index + 1)) else []
    )


def _plain(scene: Scene, index: int) -> list[Quantity]:
    return [each for place, each in enumerate(scene.all[:index]) if place not in scene.bases]


def _gone_on(scene: Scene) -> list[Quantity]:
    """What is told before a semicolon, where the sentence goes on behind it."""
    return scene.past.all if scene.past is not None and scene.goes_on else []


def _clause(scene: Scene, place: int) -> str:
    """The words around a sum, up to the next mark."""
    return scene.lead(place) + re.split(r"[,;(]", scene.tail(place))[0]


def _periods(scene: Scene, index: int, dim: str) -> list[Quantity]:
    """A period that the sentence is of, not read as a quantity: the first 6 months."""
    found: list[Quantity] = []
    for each in _PERIOD.finditer(scene.folded, scene.start, scene.all[index].start):
        known = units.named().get(each.group(2))
        if known is not None and known.dim == dim:
            found.append(quantities.plain(each.span(), int(each.group(1)), each.group(2), dim, scene.number))
    return found


def _parts(scene: Scene, index: int) -> tuple[str, str]:
    """What is summed and for how many of what: 450 vehicles a day; on average each day 450 vehicles."""
    each, lead = scene.all[index], scene.lead(index)
    if each.kind == "average" and _AVERAGE.search(lead):
        over, under = each.dim.split("/", 1)
        return over, under
    said = _EACH.search(lead)
    if said is None or each.kind not in _COUNTED or each.whole is not None or each.high is not None:
        return "", ""
    words = said.group(1).split()
    known = units.named().get(" ".join(words)) or units.named().get(words[0])
    return (each.dim, known.dim) if known is not None else ("", "")


def _is_sum(scene: Scene, place: int, dim: str) -> bool:
    each: Quantity = scene.all[place]
    plain = each.dim == dim and each.whole is None and each.high is None and each.group < 0
    return plain and place not in scene.bases and not _NOT_ALL.search(scene.lead(place)[-30:])
