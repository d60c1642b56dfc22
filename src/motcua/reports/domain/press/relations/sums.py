"""Sums of parts, what remains, and averages."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import Finding, Scene

_FILE = Path(__file__).resolve().parents[3] / "data" / "press" / "complements.yaml"
_COUNTED = ("amount", "count", "measure")
_NO_PART = re.compile(
    r"tăng|giảm|so với|cùng kỳ|năm|tháng|quý|tuần|gấp|từ\b|lên\b|bình quân|trung bình|tỷ lệ|tỉ lệ|dự kiến|chỉ tiêu"
    r"|kế hoạch|tương đương|trị giá|hơn|mỗi|riêng|đến nay|up\b|down\b|compared|year|from\b|average|worth|target"
    r"|including|such as|chủ yếu|tiêu biểu|điển hình|ví dụ|như\b|mainly|mostly|notably"
)
_SOME = re.compile(r"trong đó|of which|of these|of them|among them|gồm có|including|riêng")
_ALL = re.compile(
    r"(?:gồm|bao gồm|chia ra|chia thành|cụ thể|cụ thể là|comprising|consisting of|made up of|that is|namely|:)\s*:?\s*$"
)
_ALL_FROM = re.compile(r"(?<!\w)(?:gồm|bao gồm|chia ra|chia thành|comprising|consisting of|made up of)(?!\w)|:")
_TOGETHER = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng|tất cả|in total|altogether|a total of|total\w{0,5})\D{0,20}$")
_RAISED = re.compile(r"nâng|lũy kế|luỹ kế|bringing|cumulative")
_LEFT = re.compile(r"(?:còn|còn lại|còn tồn|chưa giải quyết|remaining|leaving|left)(?:\s(?:là|lại|tồn))?\s*$")
_IN = re.compile(r"tiếp nhận|nhận|tổng|có\b|received|total|of\b")
_OUT = re.compile(r"giải quyết|xử lý|trả|hoàn thành|trả lời|settled|resolved|answered|processed|completed")
_AVERAGE = re.compile(r"(?:bình quân|trung bình|average)\D{0,40}$")
_ELSEWHERE = re.compile(r"[^,;()]{0,40}(?:cùng kỳ|năm trước|năm ngoái|chỉ tiêu|last year|target)")
_REST = re.compile(r"còn lại|the rest|the remaining")


@cache
def complements() -> tuple[tuple[str, ...], ...]:
    """Words that together name the whole: imports and exports, inside and outside."""
    return tuple(tuple(each) for each in yaml.safe_load(_FILE.read_text("utf-8")))


def of_parts(scene: Scene) -> Iterator[Finding]:
    """A total and the parts that follow it, in parentheses or after a colon or a word."""
    for index, each in enumerate(scene.all):
        if each.kind not in _COUNTED or each.whole is not None or each.high is not None:
            continue
        found = _aside(scene, index) or _following(scene, index)
        if found is None:
            continue
        parts, words = found
        made = truth.total(parts)
        yield Finding(each, "sum", made, _whole(scene, index, parts, words))


def _aside(scene: Scene, index: int) -> tuple[list[Quantity], str] | None:
    phrase, inside = scene.aside(index)
    if len(inside) < 2 or len(phrase) > 80 or re.search(r"[,;]", phrase):
        return None
    if inside[0] != index + 1 or not _are_parts(scene, index, inside):
        return None
    opening = scene.opening(inside[0])
    return [scene.all[place] for place in inside], f"( {opening}"


def _following(scene: Scene, index: int) -> tuple[list[Quantity], str] | None:
    """Parts at the same level, from a word such as comprising up to the one that follows and."""
    if index + 2 >= len(scene.all) or scene.all[index].group >= 0:
        return None
    first = scene.lead(index + 1)
    if not (_SOME.search(first) or _ALL_FROM.search(first)) or "(" in first:
        return None
    last = index + 1
    while last + 1 < len(scene.all) and re.match(r"^[^;()]{0,70}(?:,|và|and|;)", scene.lead(last + 1)):
        last += 1
        if re.search(r"(?:và|and|còn lại)\b[^,]*$", scene.lead(last)):
            break
    places = list(range(index + 1, last + 1))
    if len(places) < 2 or not _are_parts(scene, index, places):
        return None
    return [scene.all[place] for place in places], first


def _are_parts(scene: Scene, index: int, places: list[int]) -> bool:
    for place in places:
        each = scene.all[place]
        if each.dim != scene.all[index].dim or each.whole is not None or each.high is not None:
            return False
        if _NO_PART.search(re.sub(r"trong đó|năm\s*$", "", scene.lead(place))) or _comparing(scene, place):
            return False
    return True


def _comparing(scene: Scene, place: int) -> bool:
    """Only the last part's words may go on with something else."""
    return _ELSEWHERE.match(scene.tail(place)) is not None


def _whole(scene: Scene, index: int, parts: list[Quantity], words: str) -> bool:
    """Whether nothing can be missing among the parts."""
    if any(each.approx for each in parts):
        return False
    until = scene.folded.find("\n", parts[-1].end, parts[-1].end + 60)
    told = scene.folded[scene.all[index].end : until if until > 0 else parts[-1].end + 40]
    if "các loại hình" in scene.lead(index) + told:
        return False
    if _complete(told, parts, scene) or _REST.search(scene.folded[scene.all[index].end : parts[-1].lead]):
        return True
    if _SOME.search(words):
        return False
    if words.startswith("("):
        return len(parts) == 2 and re.search(r"\b(?:và|and)\b", scene.folded[parts[0].end : parts[1].lead]) is not None
    return _ALL.search(words) is not None or re.search(r"gồm|comprising|consisting", words) is not None


def _complete(told: str, parts: list[Quantity], scene: Scene) -> bool:
    for names in complements():
        if len(names) == len(parts) and all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told) for name in names):
            return True
    return False


def of_totals(scene: Scene) -> Iterator[Finding]:
    """Parts first, then their total."""
    for index in range(2, len(scene.all)):
        each = scene.all[index]
        lead = scene.lead(index)
        if each.kind not in _COUNTED or not _TOGETHER.search(lead) or _RAISED.search(lead) or each.group >= 0:
            continue
        first = index
        while first > 0 and _joins(scene, first - 1, each):
            first -= 1
        if index - first >= 2 and re.search(r"(?:^|\s)(?:và|and)(?:\s|$)", scene.lead(index - 1)):
            clear = not re.search(r"[;]", lead) and len(lead) < 60
            yield Finding(each, "sum", truth.total(scene.all[first:index]), clear)


def _joins(scene: Scene, place: int, total: Quantity) -> bool:
    each = scene.all[place]
    plain = each.dim == total.dim and each.whole is None and each.high is None and each.group < 0
    return plain and not _NO_PART.search(scene.lead(place)) and not re.search(r"tổng|total", scene.lead(place))


def of_rests(scene: Scene) -> Iterator[Finding]:
    """Received, settled, remaining."""
    for index, each in enumerate(scene.all):
        held = [place for place in range(index) if scene.all[place].kind != "percent"]
        if not held or not _LEFT.search(scene.lead(index)) or each.kind not in _COUNTED:
            continue
        before = scene.all[held[-1]]
        if before.whole is not None and before.dim == each.dim:
            yield Finding(each, "difference", truth.rest(before))
        elif len(held) > 1:
            yield from _rest(scene, index, held[-2], held[-1])


def _rest(scene: Scene, index: int, first: int, second: int) -> Iterator[Finding]:
    each, whole, part = scene.all[index], scene.all[first], scene.all[second]
    if not whole.dim == part.dim == each.dim or whole.amount < part.amount or _NO_PART.search(scene.lead(second)):
        return
    clear = bool(_IN.search(scene.lead(first)) and _OUT.search(scene.lead(second))) and index - first == 2
    yield Finding(each, "difference", truth.difference(whole, part, 1), clear)


def of_averages(scene: Scene) -> Iterator[Finding]:
    """A sum divided by what it is told for."""
    for index, each in enumerate(scene.all):
        if each.kind != "average" or not _AVERAGE.search(scene.lead(index)):
            continue
        over, under = each.dim.split("/", 1)
        sums = [held for held in scene.all[:index] if held.dim == over and held.whole is None]
        counts = [held for held in scene.all[:index] if held.dim == under and held.whole is None]
        if len(sums) == 1 and len(counts) == 1:
            found = truth.ratio(sums[0], counts[0], percent=False)
            if found is not None:
                yield Finding(each, "average", found)
