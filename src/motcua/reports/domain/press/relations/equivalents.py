"""A change and its percentage, told one after the other."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.relations.changes import changed, from_to, now_before, pairs, sign_of, to_from
from motcua.reports.domain.press.scene import Finding, Scene

_EQUIVALENT = re.compile(
    r"^\s*[,(]?\s*(?:tương đương|tương ứng|tức|tức là|hay|bằng|or|equivalent to)\s*(?:với|mức|tăng|giảm|tỷ lệ)?"
    r"\s*(?:tăng|giảm)?\s*$"
)
_OF_OTHERS = re.compile(r"\s*(?:tổng|của|số|kim ngạch|trong|toàn|cả|dự toán|chỉ tiêu|kế hoạch|of|in)\b")
_THAN = re.compile(r"^\s*(?:so với|so cùng kỳ|compared (?:with|to)|over|than)[^,;()]{0,50}(?=,)")


def of_equivalents(scene: Scene) -> Iterator[Finding]:
    """28 cases, 8 cases (40 %) more: the percentage that the change means."""
    for index in range(1, len(scene.all)):
        each, place = scene.all[index], _change_before(scene, index)
        change = scene.all[place]
        if each.kind != "percent" or each.high is not None or change.kind not in ("amount", "count", "measure"):
            continue
        sign = sign_of(scene, place)
        again = _says_again(scene, index, change) and not _OF_OTHERS.match(scene.tail(index))
        if sign and change.whole is None and again:
            surest = (truth.growth(now, base, sign) for now, base in _behind_brackets(scene, index))
            found = [*surest, *_meant(scene, place, index, sign)]
            yield from (Finding(each, "growth", made) for made in found if made is not None)


def of_changes_said_again(scene: Scene) -> Iterator[Finding]:
    """Fell by 27 cases, that is by 15 % against 180: the base of the percentage is the base of both."""
    for index, each in enumerate(scene.all[:-1]):
        sign, following = sign_of(scene, index), scene.all[index + 1]
        if (
            not sign
            or each.kind == "percent"
            or each.whole is not None
            or scene.aside(index)[1] not in ([], [index + 1])
        ):
            continue
        if following.kind == "percent" and _says_again(scene, index + 1, each):
            for now, base in [*pairs(scene, index + 1), *_behind_brackets(scene, index + 1)]:
                found = changed(each, now, base, sign)
                if found is not None:
                    yield found


def _behind_brackets(scene: Scene, index: int) -> Iterator[tuple[Quantity, Quantity]]:
    """(25 %) against 2022 (1,252): the base stands in the next parentheses."""
    following = index + 1
    if scene.all[index].group < 0 or following == len(scene.all) or scene.all[following].group < 0:
        return
    between = scene.folded[scene.all[index].end : scene.all[following].lead]
    if re.fullmatch(r"\)\s(?:so với|so cùng kỳ|compared (?:with|to))[^,;()]{0,60}\([^()\d]{0,20}", between):
        now = now_before(scene, index, scene.all[following].dim)
        if now is not None:
            yield scene.all[now], scene.all[following]


def _meant(scene: Scene, place: int, index: int, sign: int) -> Iterator[truth.Truth | None]:
    """The percentage that a change means, by the two figures beside it or by the one before it."""
    change, (_, aside) = scene.all[place], scene.aside(place)
    if len(aside) == 2 or index - place == 3:
        pairs = [*from_to(scene, place + 1), *to_from(scene, place + 1)]
        yield from (truth.growth(now, base, sign) for now, base in pairs)
        return
    now = scene.owner(place, change.dim)
    if now is not None and place - now <= 1:
        yield from (truth.of_change(each, change, sign) for each in scene.with_its_whole(now))


def _change_before(scene: Scene, index: int) -> int:
    """The quantity before, or the one whose base stands aside between."""
    if index >= 3 and sign_of(scene, index - 3) and any(_two_told(scene, index - 2)):
        return index - 3
    group = scene.all[index - 1].group
    if group < 0 or scene.all[index].group >= 0:
        return index - 1
    first = next(place for place in range(index) if scene.all[place].group == group)
    return first - 1 if first and scene.aside(first - 1)[1] == list(range(first, index)) else index - 1


def _two_told(scene: Scene, first: int) -> Iterator[bool]:
    """Whether two figures follow that say from what to what."""
    yield from (True for _ in from_to(scene, first))
    yield from (True for _ in to_from(scene, first))


def _says_again(scene: Scene, index: int, change: Quantity) -> bool:
    between = scene.folded[scene.all[index - 1].end : scene.all[index].lead]
    if change is not scene.all[index - 1]:
        between = between.replace(")", "", 1)
    between = _THAN.sub("", between)
    alone = re.fullmatch(r"\s*\(\s*(?:tăng|giảm|\+|-|tương đương|tương ứng|up|down)?\s*", between) is not None
    return alone or _EQUIVALENT.match(between) is not None
