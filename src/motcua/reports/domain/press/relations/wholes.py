"""Response rates, and the share of a part in a whole."""

import re
from collections.abc import Iterator
from fractions import Fraction

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.relations.shares import CHANGED, NOT_THESE
from motcua.reports.domain.press.scene import PARTED, TARGET, Finding, Scene

_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|rate|share|ratio|chiếm|accounting for|tương đương|bằng|đạt|,|\()\D{0,60}$")
_RESPONSE = re.compile(
    r"(?:tỷ lệ|tỉ lệ|rate)\D{0,20}(?:phản hồi|trả lời|thu hồi|hồi đáp)|(?:response|return|reply) rate"
    r"|phản hồi (?:đạt|là)"
)
_RECEIVED = re.compile(
    r"thu về|thu được|nhận được|nhận về|trả lời|phản hồi|received|returned|answered|replied|responded"
)
_SENT = re.compile(
    r"khảo sát|gửi|phát (?:ra|hành|đi)|phát\b|mời|lấy ý kiến|đối với|survey|sent\b|send"
    r"|went to|invit|distribut|asked|contacted"
)
_WHOLE = re.compile(
    r"(?:trong(?! đó| năm| tháng| quý| tuần| ngày| kỳ)(?: tổng| số| tổng số)?|trên(?: tổng)?(?: số)?|tổng số|tổng cộng"
    r"|of|out of|among|tiếp nhận|nhận|gửi|phát|mời|khảo sát|received|surveyed|sent|invited)[^\d,;()]{0,40}$"
)
_OF_ALL = re.compile(r"^\s*(?:trong |trên |of )?(?:tổng|the total|total|all|so với tổng)[^,;()]{0,60}$")


_IS_SHARE = re.compile(
    r"(?:chiếm|bằng|account\w{0,3} for|mak(?:e|es|ing) up|made up|represent\w{0,3}|or|tương đương)"
    r"(?:\s(?:tỷ lệ|tỉ lệ))?\s*$"
)
_BESIDE = re.compile(r"[^\d,;()]{0,40}(?:\(|, )\s?(?:đạt |tương đương |bằng |or )?(?:tỷ lệ |tỉ lệ )?(?:đạt )?")
_MAKES_UP = re.compile(
    r"[^\d,;()]{0,40}[\s,]*(?:\(\s*)?(?:đạt|đạt tỷ lệ|chiếm|chiếm tỷ lệ|chiếm tỉ lệ|tương đương|making up"
    r"|or|accounting for|\()\s?"
)


_AIMS = re.compile(rf"(?:{TARGET.pattern})|đạt\s*$")
"""What is reached may be a target that is not told."""


def of_wholes(scene: Scene) -> Iterator[Finding]:
    """The share of a part in a whole that stands in the same sentence, and the response rate of a survey."""
    for index, each in enumerate(scene.all):
        if each.kind != "percent" or each.high is not None or each.approx == "bound":
            continue
        lead = scene.lead(index)
        if CHANGED.search(lead):
            continue
        if _RESPONSE.search(lead):
            yield from _response(scene, index)
            continue
        if _answers(scene, index):
            yield from _response(scene, index)
        yield from _share(scene, index)
        yield from _listed(scene, index)


def _answers(scene: Scene, index: int) -> bool:
    """The percentage stands right beside what came back: 645 answered (75 %)."""
    return index > 0 and _BESIDE.fullmatch(scene.lead(index)) is not None and _came_back(scene, index - 1)


def _came_back(scene: Scene, place: int) -> bool:
    """Its own clause says that it was received."""
    words = re.split(r"[,;:]", scene.lead(place))[-1] + re.split(r"[,;(]", scene.tail(place))[0]
    return _RECEIVED.search(words) is not None


def _listed(scene: Scene, index: int) -> Iterator[Finding]:
    """Of 3,600 in all, 2,340 green (65 %), 1,080 yellow (30 %); or making up 65 % with 2,340."""
    place = _part_beside(scene, index)
    part = scene.all[place] if place is not None and not scene.is_aim(place) else None
    if place is None or part is None or part.kind not in ("count", "amount", "measure") or part.whole is not None:
        return
    whole, clear = scene.whole_before(place), not _AIMS.search(scene.lead(index))
    for each in (whole, _larger_before(scene, place)):
        found = truth.ratio(part, each, percent=True) if each is not None else None
        if found is not None:
            yield Finding(scene.all[index], "share", found, clear and each is whole)


def _larger_before(scene: Scene, place: int) -> Quantity | None:
    """What comes next before a part, here or before the semicolon, if it is more: it may be the whole."""
    held = [*(scene.past.all if scene.past is not None and scene.goes_on else []), *scene.all[:place]]
    last = next((each for each in reversed(held) if each.kind != "percent"), None)
    part = scene.all[place]
    plain = last is not None and last.dim == part.dim and last.whole is None and last.amount > part.amount
    return last if plain else None


def _part_beside(scene: Scene, index: int) -> int | None:
    if index and _MAKES_UP.fullmatch(scene.lead(index)) and not _foreign(scene.tail(index)):
        return index - 1
    if index + 1 < len(scene.all) and re.search(r"chiếm(?: tỷ lệ| tỉ lệ)?\s*$", scene.lead(index)):
        return index + 1 if re.fullmatch(r"\s*(?:,\s)?(?:với|đạt|tương đương|\()\s?", scene.lead(index + 1)) else None
    return None


def _response(scene: Scene, index: int) -> Iterator[Finding]:
    if index == 0:
        return
    part = scene.all[index - 1]
    if part.kind != "count" or part.whole is not None:
        return
    if part.dim != "ballot" and not _RECEIVED.search(scene.lead(index - 1) + scene.tail(index - 1)):
        return
    whole = _asked(scene, index - 1)
    if whole is not None:
        found = truth.ratio(part, whole, percent=True)
        if found is not None:
            yield Finding(scene.all[index], "response_rate", found, _asked_at_once(scene, whole, part))


def _asked_at_once(scene: Scene, whole: Quantity, part: Quantity) -> bool:
    """No others were asked besides: those told after it are parts of it."""
    others = [
        each for each in scene.read.between(whole, part)
        if each.dim == whole.dim and each.group < 0 and each.dim != part.dim
    ]  # fmt: skip
    parted = others and PARTED.search(scene.folded[whole.end : others[0].start]) is not None
    return not others or parted or sum(each.amount for each in others) == whole.amount


def _asked(scene: Scene, before: int) -> Quantity | None:
    """How many were asked: the nearest count before, outside parentheses, that is said to be sent or surveyed."""
    limit, part = before, scene.all[before]
    looked: Scene | None = scene
    for _ in range(3):
        if looked is None:
            return None
        for place in range(limit - 1, -1, -1):
            each = looked.all[place]
            plain = each.kind == "count" and each.group < 0 and each.whole is None and each.amount >= part.amount
            if plain and _SENT.search(looked.lead(place) + " " + looked.tail(place)[:30]):
                return each
        looked = looked.past
        limit = len(looked.all) if looked else 0
    return None


def _share(scene: Scene, index: int) -> Iterator[Finding]:
    base = _whole_after(scene, index)
    if base is not None:
        part = scene.owner(index, scene.all[base].dim)
        if part is not None and index - part <= 1:
            found = truth.ratio(scene.all[part], scene.all[base], percent=True)
            if found is not None:
                yield Finding(scene.all[index], "share", found)
        return
    if index < 2 or not _RATE.search(scene.lead(index)) or TARGET.search(scene.lead(index) + scene.tail(index)):
        return
    if NOT_THESE.match(scene.tail(index).lstrip()):
        return
    first, second = scene.all[index - 2], scene.all[index - 1]
    if first.dim != second.dim or not first.dim or first.kind not in ("count", "amount", "measure"):
        return
    if first.whole is not None or second.whole is not None or NOT_THESE.search(_between(scene, index)):
        return
    yield from _of_two(scene, index)


def _between(scene: Scene, index: int) -> str:
    return scene.lead(index - 1) + scene.lead(index)


def _of_two(scene: Scene, index: int) -> Iterator[Finding]:
    """Two counts and then a rate: the smaller of the larger. Clear where the larger is said to be the whole."""
    first, second = scene.all[index - 2], scene.all[index - 1]
    part, whole, place = (second, first, index - 2) if first.amount >= second.amount else (first, second, index - 1)
    found = truth.ratio(part, whole, percent=True)
    if found is None or Fraction(0) == part.amount:
        return
    close = len(scene.lead(index)) <= 45 and first.group < 0 and second.group < 0
    clear = (
        close
        and not (whole.kind == "amount" and _AIMS.search(scene.lead(index)))
        and bool(_WHOLE.search(scene.lead(place)))
        and not _foreign(scene.tail(index))
    )
    yield Finding(scene.all[index], "share", found, clear)


def _foreign(tail: str) -> bool:
    """The percentage is of something else that is named after it."""
    return re.match(r"\s*(?:tổng|của|số|kim ngạch|trong|trên|cả|toàn|of|in|on)\b", tail) is not None


def _whole_after(scene: Scene, index: int) -> int | None:
    (phrase, aside) = scene.aside(index)
    if not _IS_SHARE.search(scene.lead(index)):
        return None
    if len(aside) == 1 and re.search(r"tổng|total|toàn|all\b|cả\b", phrase) and not TARGET.search(phrase):
        return aside[0]
    if index + 1 < len(scene.all) and scene.all[index + 1].group == scene.all[index].group:
        between = scene.folded[scene.all[index].end : scene.all[index + 1].lead]
        return index + 1 if _OF_ALL.match(between) else None
    return None
