"""Sums of parts, and what remains."""

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
_SUMMED = re.compile(
    r"(?:tổng cộng|cộng lại|cộng|tất cả|tổng số|tổng|in total|altogether|a total of|totall?ing)"
    r"(?:\s(?:là|đạt|được|có|lên tới|lên|hết|of|to|số|tiền))*\s*$"
)
"""A sum of what was told, not the total of something that is named after it."""
_ALTOGETHER = re.compile(r"tổng cộng|cộng lại|in total|altogether")
_RAISED = re.compile(r"nâng|lũy kế|luỹ kế|bringing|cumulative")
_LEFT = re.compile(
    r"(?:còn|còn lại|còn tồn|còn nợ|còn phải|chưa giải quyết|remaining|the rest|leaving|left)"
    r"(?:\s(?:là|lại|tồn|thu|nộp|xử lý|giải quyết))?\s*$"
)
_LEFT_OF_ALL = re.compile(r"(?:còn lại|số còn lại|the rest|the remaining)(?:\s[^\d,;()]{1,40})?\s*$")
_TIME = re.compile(r"năm|tháng|quý|tuần|year")
_IN = re.compile(r"tiếp nhận|nhận|tổng|có\b|received|total|of\b")
_OUT = re.compile(r"giải quyết|xử lý|trả|hoàn thành|trả lời|settled|resolved|answered|processed|completed")
_ADDED = re.compile(r"phát sinh|bổ sung|thêm|tiếp nhận|chuyển sang|added|received|new\b")
_GONE = re.compile(r"(?<!\w)đã\s")
_SURELY_LEFT = re.compile(r"còn (?:lại|tồn|nợ|phải)|remaining|the rest")
_BALANCE = re.compile(r"(?:xuất siêu|nhập siêu|thặng dư|thâm hụt|surplus|deficit)[^\d,;()]{0,40}$")
_SOLD = (re.compile(r"xuất khẩu|exports?\b"), re.compile(r"nhập khẩu|imports?\b"))
_NEXT = re.compile(r"[^;()]{0,70}(?:,|và|and|;)")
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
    held = [place for place in range(index + 1, len(scene.all)) if scene.all[place].kind != "percent"]
    places = held[:1]
    for place in held[1:]:
        if not _NEXT.match(_between(scene, places[-1], place)):
            break
        places.append(place)
        if re.search(r"(?:và|and|còn lại)\b[^,]*$", scene.lead(place)):
            break
    if len(places) < 2 or places[0] != index + 1 or not _are_parts(scene, index, places):
        return None
    return [scene.all[place] for place in places], first


def _between(scene: Scene, first: int, second: int) -> str:
    """The words between two parts, but for what stands in parentheses."""
    return re.sub(r"\([^()]*\)", "", scene.folded[scene.all[first].end : scene.all[second].lead])


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
    """Whether nothing can be missing among the parts; where the rest is told, the rest is judged and not the total."""
    if any(each.approx for each in parts):
        return False
    until = scene.folded.find("\n", parts[-1].end, parts[-1].end + 60)
    told = scene.folded[scene.all[index].end : until if until > 0 else parts[-1].end + 40]
    if "các loại hình" in scene.lead(index) + told:
        return False
    if _REST.search(scene.folded[scene.all[index].end : min(scene.end, parts[-1].end + 60)]):
        return False
    if _complete(told, parts, scene):
        return True
    if _SOME.search(words):
        return False
    if words.startswith("("):
        return len(parts) == 2 and re.search(r"\b(?:và|and)\b", scene.folded[parts[0].end : parts[1].lead]) is not None
    return _ALL.search(words) is not None or re.search(r"gồm|comprising|consisting", words) is not None


def _complete(told: str, parts: list[Quantity], scene: Scene) -> bool:
    for names in complements():
        if len(names) == len(parts) and all(
            re.search(rf"(?<!\w)(?<!thuế ){re.escape(name)}(?!\w)", told) for name in names
        ):
            return True
    return False


def of_totals(scene: Scene) -> Iterator[Finding]:
    """Parts first, then their total."""
    for index in range(2, len(scene.all)):
        each = scene.all[index]
        lead = scene.lead(index)
        if each.kind not in _COUNTED or not _TOGETHER.search(lead) or _RAISED.search(lead) or each.group >= 0:
            continue
        first = _opening(scene, index)
        if index - first >= 2:
            more = first > 0 and scene.all[first - 1].dim == each.dim
            parts = scene.all[first:index]
            named = _complete(scene.folded[max(scene.start, parts[0].lead - 60) : each.lead], parts, scene)
            listed = named or _listed(scene, first, index)
            clear = not more and listed and _SUMMED.search(lead) is not None and len(lead) < 60
            yield Finding(each, "sum", truth.total(parts), clear)


def of_totals_behind(scene: Scene) -> Iterator[Finding]:
    """Parts up to a semicolon, and behind it their total."""
    past = scene.past
    if past is None or not scene.goes_on or not _ALTOGETHER.search(scene.lead(0)):
        return
    each, parts = scene.all[0], past.all
    plain = all(_joins(past, place, each) and not past.is_aim(place) for place in range(len(parts)))
    if len(parts) > 1 and plain and each.whole is None and each.high is None:
        yield Finding(each, "sum", truth.total(parts), _SUMMED.search(scene.lead(0)) is not None)


def _listed(scene: Scene, first: int, index: int) -> bool:
    """Parts that and joins; or that are told alike, and summed with no other."""
    if re.search(r"(?:^|\s)(?:và|and)(?:\s|$)", scene.lead(index - 1)):
        return True
    alike = {tuple(re.findall(r"\w+", scene.lead(place).split(",")[-1])[:2]) for place in range(first, index)}
    return len(alike) == 1 and _ALTOGETHER.search(scene.lead(index)) is not None


def _opening(scene: Scene, index: int) -> int:
    """Where the parts of a total begin; only the first may have words of time before it."""
    first = index
    while first > 0 and _joins(scene, first - 1, scene.all[index]):
        first -= 1
        if _NO_PART.search(scene.lead(first)):
            break
    return first


def _joins(scene: Scene, place: int, total: Quantity) -> bool:
    each = scene.all[place]
    plain = each.dim == total.dim and each.whole is None and each.high is None and each.group < 0
    return (
        plain
        and not _NO_PART.search(_TIME.sub("", scene.lead(place)))
        and not re.search(r"tổng|total", scene.lead(place))
    )


def of_rests(scene: Scene) -> Iterator[Finding]:
    """Received, settled, remaining."""
    for index, each in enumerate(scene.all):
        held = [place for place in range(index) if scene.all[place].kind != "percent"]
        yield from _rest_of_all(scene, index)
        if not held or not _LEFT.search(scene.lead(index)) or each.kind not in _COUNTED:
            continue
        before = scene.all[held[-1]]
        if before.whole is not None and before.dim == each.dim:
            yield Finding(each, "difference", truth.rest(before))
        elif len(held) > 1:
            yield from _rest(scene, index, held[-2], held[-1])


def _rest_of_all(scene: Scene, index: int) -> Iterator[Finding]:
    """Of a whole these parts, and the rest."""
    each, lead = scene.all[index], scene.lead(index)
    if each.kind not in _COUNTED or not (_LEFT_OF_ALL.search(lead) or _LEFT.search(lead)):
        return
    whole = scene.whole_before(index)
    if whole is None:
        return
    parts = [held for held in scene.read.between(whole, each) if held.kind != "percent"]
    if parts and all(held.dim == each.dim for held in parts):
        made = truth.rest_of(whole, parts)
        told = scene.folded[whole.end : each.start]
        clear = (bool(_LEFT_OF_ALL.search(lead)) or len(parts) == 1) and not _ADDED.search(told)
        yield Finding(each, "difference", made, clear and not any(held.group >= 0 for held in parts))


def _rest(scene: Scene, index: int, first: int, second: int) -> Iterator[Finding]:
    each, whole, part = scene.all[index], scene.all[first], scene.all[second]
    if not whole.dim == part.dim == each.dim or whole.amount < part.amount or _NO_PART.search(scene.lead(second)):
        return
    gone = _OUT.search(scene.lead(second)) or (
        _GONE.search(scene.lead(second)) and _SURELY_LEFT.search(scene.lead(index))
    )
    clear = bool(_IN.search(scene.lead(first)) and gone) and index - first == 2
    yield Finding(each, "difference", truth.difference(whole, part, 1), clear)


def of_balances(scene: Scene) -> Iterator[Finding]:
    """What exports leave over imports, or the other way round."""
    for index, each in enumerate(scene.all):
        said = _BALANCE.search(scene.lead(index))
        if said is None or each.kind not in _COUNTED or each.whole is not None:
            continue
        sold, bought = (_only(scene, index, own, other) for own, other in (_SOLD, _SOLD[::-1]))
        if sold is not None and bought is not None and sold.dim == bought.dim == each.dim:
            sign = 1 if re.match(r"xuất|thặng dư|surplus", said.group()) else -1
            yield Finding(each, "difference", truth.difference(sold, bought, sign))


def _only(scene: Scene, index: int, own: re.Pattern[str], other: re.Pattern[str]) -> Quantity | None:
    """The one quantity before that is told of exports, or of imports."""
    held = [
        each for place, each in enumerate(scene.all[:index])
        if each.kind in _COUNTED and own.search(scene.lead(place)) and not other.search(scene.lead(place))
        and place not in scene.bases
    ]  # fmt: skip
    return held[0] if len(held) == 1 and held[0].whole is None and held[0].high is None else None
