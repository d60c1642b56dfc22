"""Percentages of targets, and what is missing or too much."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import TARGET, Finding, Scene
from motcua.reports.domain.press.truth import Truth

_SUMMED = re.compile(r"lũy kế|luỹ kế|tính chung|tổng cộng|nâng|cumulative")
_ONE_SPAN = re.compile(r"(?<!hết )(?<!\d )(?:tháng \d|quý (?:[ivx]+|\d)|tuần)(?!.*(?:hết|lũy kế|đầu năm|tính đến))")
CHANGED = re.compile(
    r"(?:tăng|giảm|sụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hụt"
    r"|(?<!made )(?<!make )(?<!makes )(?<!making )up|down|rose|rise|risen|fell|fall|grew|grow|growth"
    r"|increas\w{0,4}|decreas\w{0,4}|declin\w{0,3}|dropp?\w{0,3}|exceed\w{0,4})(?:\s(?:trưởng|of|by|thêm|khoảng|about))?\s*$"
)
_REACHED = re.compile(
    r"(?:đạt|bằng|tương đương|tương ứng|=|được|hoàn thành|thực hiện|và|,|\(|or|equal to|reaching|achieving|representing"
    r"|meeting|met|equivalent to|is|was|and|of)(?:\s(?:với|tỷ lệ|tỉ lệ|mức))?\s*$"
)
_DONE = re.compile(r"thực hiện|số thu|đã thu|đạt|thu được|thu nộp|kết quả|collected|reached|achieved|realised|actual")
_AGAINST_TARGET = re.compile(r"so với(?=\s(?:chỉ tiêu|dự toán|kế hoạch|mục tiêu|pháp lệnh|mức dự toán|số))")
_NEARLY = r"(?:\s(?:trên|hơn|gần|khoảng|tới|thêm|by|nearly|over|about))?\s*$"
_BEYOND = re.compile(r"(?:vượt(?: mức)?|exceed\w{0,4}|surpass\w{0,4}|beat\w{0,3})" + _NEARLY)
_SHORT = re.compile(r"(?:hụt|hụt thu|thiếu|short by|miss\w{0,3}(?: \w+)? by)" + _NEARLY)
_MORE, _LESS = (re.compile(words + _NEARLY) for words in ("(?:cao hơn|tăng)", "(?:thấp hơn|giảm|kém)"))
_ABOVE_IT = re.compile(r"\s*(?:above|over|more than|higher than|ahead of|in excess of|beyond)\s")
_BELOW_IT = re.compile(r"\s*(?:short of|below|under|lower than|less than|behind)\s")
_GIVES = re.compile(
    r"[^,;()]{0,40}(?:,|\(|,? với)\s*(?:số thu|thu|thu được|đã thu|thực hiện|collecting|with|having collected)?"
    r"(?:\s(?:là|được|đạt|about|over))?\s*"
)
_AFTER = re.compile(r"[,;.(]")
_MIXED = re.compile(r"\s(?:và|and|(?<!so )với|with)\s")
_OTHER = re.compile(r"cùng kỳ|năm trước|năm ngoái|last year")
NOT_THESE = re.compile(r"cùng kỳ|so với|năm trước|compared|tăng|giảm")


def of_targets(scene: Scene) -> Iterator[Finding]:
    """Percent of a target that stands in parentheses, follows directly, or was named before."""
    for index, each in enumerate(scene.all):
        if each.kind != "percent" or each.high is not None or each.approx == "bound":
            continue
        yield from _of_target(scene, index)


def _of_target(scene: Scene, index: int) -> Iterator[Finding]:
    base, phrase = _base(scene, index)
    sign = _overshoot(scene, index, named=True)
    if base is None:
        yield from _named_before(scene, index)
        yield from _sole(scene, index)
        yield from _told_after(scene, index)
        return
    if not TARGET.search(phrase) or (_OTHER if sign else NOT_THESE).search(_AGAINST_TARGET.sub("", phrase)):
        return
    if not sign and not _reaches(scene, index):
        return
    for found in _reached(scene, index, scene.all[base], sign):
        if found is not None:
            yield Finding(scene.all[index], "target_share", found)


def _reached(scene: Scene, index: int, target: Quantity, sign: int) -> Iterator[Truth | None]:
    if target.whole is not None:
        yield truth.fraction(target)
        return
    done = scene.owner(index, target.dim)
    if done is None and sign and index and scene.is_target(index - 1) and scene.all[index - 1].dim == target.dim:
        done = index - 1
    if done is not None:
        yield from (_met(each, target, sign) for each in scene.with_its_whole(done))
        return
    past = scene.past_subject(target.dim)
    if past is not None:
        yield _met(past, target, sign)


def _met(done: Quantity, target: Quantity, sign: int) -> Truth | None:
    if not sign:
        return truth.ratio(done, target, percent=True)
    made = truth.growth(done, target, sign)
    whole = truth.ratio(done, target, percent=True)
    return made._replace(others=(*made.others, whole.value)) if made and whole else made


def _reaches(scene: Scene, index: int) -> bool:
    lead = scene.lead(index)
    return bool(_REACHED.search(lead)) and not CHANGED.search(lead) and not _SUMMED.search(lead)


def _alone(scene: Scene, done: int, target: Quantity) -> bool:
    """Nothing else was done in the sentence with which it would have to be summed, and not in a part of the year."""
    lead = scene.lead(done)
    others = [
        each for place, each in enumerate(scene.all[:done])
        if each.dim == target.dim and each is not target and not scene.is_aim(place)
    ]  # fmt: skip
    return not others and not _ONE_SPAN.search(lead)


def _overshoot(scene: Scene, index: int, *, named: bool = False) -> int:
    """1 after words such as exceeding, -1 after words such as short of, else 0; `named`: a target is compared with."""
    before = scene.folded[max(scene.start, scene.all[index].start - 24) : scene.all[index].start]
    tail = scene.tail(index)
    if index and scene.lead(index).strip() == "by":
        before = re.split(r"\s(?:its|their|the|his)\s", scene.lead(index - 1))[0] + " by "
    if _BEYOND.search(before) or _ABOVE_IT.match(tail) or (named and _MORE.search(before)):
        return 1
    return -1 if _SHORT.search(before) or _BELOW_IT.match(tail) or (named and _LESS.search(before)) else 0


def _base(scene: Scene, index: int) -> tuple[int | None, str]:
    """The target: alone in the parentheses that follow, or next to the percentage."""
    phrase, aside = scene.aside(index)
    if len(aside) == 1 and scene.all[aside[0]].kind in ("amount", "count", "measure"):
        return aside[0], phrase
    if aside or index + 1 >= len(scene.all):
        return None, ""
    following = scene.all[index + 1]
    between = scene.folded[scene.all[index].end : following.start]
    if following.group != scene.all[index].group or len(between) > 100 or re.search(r"[,;()]", between):
        return None, ""
    if following.kind not in ("amount", "count", "measure") or _MIXED.search(between):
        return None, ""
    return index + 1, between + _AFTER.split(scene.folded[following.end : following.end + 20])[0]


def _named_before(scene: Scene, index: int) -> Iterator[Finding]:
    """A target of T, done D, that is P percent: three quantities in this order."""
    sign = _overshoot(scene, index)
    if index < 1 or not (sign or _reaches(scene, index)) or NOT_THESE.search(_clause(scene.tail(index))):
        return
    target, words = _two_before(scene, index)
    done = scene.all[index - 1]
    if target is None:
        return
    if target.dim != done.dim or target.kind not in ("amount", "count") or len(scene.lead(index)) > 40:
        return
    if target.whole is not None or done.whole is not None or target.high is not None or done.high is not None:
        return
    lead = scene.lead(index - 1)
    if not TARGET.search(words) or not _DONE.search(lead):
        return
    found = _met(done, target, sign)
    if found is not None and not NOT_THESE.search(lead) and not TARGET.search(lead):
        yield Finding(scene.all[index], "target_share", found, _alone(scene, index - 1, target))


def _sole(scene: Scene, index: int) -> Iterator[Finding]:
    """Exceeded by P percent, or right after a target P percent, where the sentence names one target and one result."""
    sign, each = _overshoot(scene, index), scene.all[index]
    reached = index > 0 and _reaches(scene, index) and scene.is_target(index - 1)
    if not (sign or reached) or NOT_THESE.search(_clause(scene.tail(index))):
        return
    target = _target_beside(scene, index)
    done = _done(scene, index, target.dim) if target else None
    found = _met(done, target, sign) if done and target else None
    if found is not None:
        yield Finding(each, "target_share", found, bool(sign))


def _told_after(scene: Scene, index: int) -> Iterator[Finding]:
    """104 % of the target, with 936 against a plan of 900."""
    two = scene.all[index + 1 : index + 3]
    if len(two) < 2 or two[0].dim != two[1].dim or not _reaches(scene, index) or not _simple(two[0]):
        return
    tail, (first, second) = scene.tail(index), (scene.is_target(place) for place in (index + 1, index + 2))
    if first == second or not TARGET.search(_clause(tail)) or not _GIVES.fullmatch(tail) or not _simple(two[1]):
        return
    found = truth.ratio(*(two[::-1] if first else two), percent=True)
    if found is not None:
        yield Finding(scene.all[index], "target_share", found)


def _clause(words: str) -> str:
    return words[:60].split(",")[0]


def _two_before(scene: Scene, index: int) -> tuple[Quantity | None, str]:
    """The quantity two before, also behind a semicolon, and the words that lead to it."""
    if index >= 2:
        return scene.all[index - 2], scene.lead(index - 2)
    if scene.past is not None and scene.goes_on and not _met_before(scene.past):
        return scene.past.all[-1], scene.past.lead(len(scene.past.all) - 1)
    return None, ""


def _met_before(past: Scene) -> bool:
    """What was done of the last target is told there too."""
    return any(each.dim == past.all[-1].dim for each in past.all[:-1])


def of_targets_told_before(scene: Scene) -> Iterator[Finding]:
    """Percent of the target, whose amount a sentence before gave; clear where only one was given."""
    for index, each in enumerate(scene.all):
        if index == 0 or each.kind != "percent" or each.high is not None or each.approx == "bound":
            continue
        sign = _overshoot(scene, index)
        if not sign and not _reaches(scene, index):
            continue
        tail, done = scene.tail(index)[:40], scene.all[index - 1]
        if not TARGET.match(re.sub(r"^\s*(?:của |of |so với )?(?:the )?(?:year's )?", "", tail)) or "(" in tail:
            continue
        held = _targets(scene, index - 1, done)
        if len(held) == 1 and len(scene.lead(index)) <= 40 and not TARGET.search(scene.lead(index - 1)):
            found = _met(done, held[0][0], sign)
            if found is not None:
                clear = not re.search(r"phấn đấu|pháp lệnh|tỉnh|bộ\b|cục\b|stretch", tail)
                clear = clear and not held[0][1] and _alone(scene, index - 1, held[0][0])
                yield Finding(each, "target_share", found, clear)


def _targets(scene: Scene, before: int, done: Quantity) -> list[tuple[Quantity, bool]]:
    """What is called a target in this sentence and the two before; and whether what was done is told there."""
    found: list[tuple[Quantity, bool]] = []
    looked: Scene | None = scene
    for _ in range(3):
        if looked is None:
            break
        held = looked.all[:before] if looked is scene else looked.all
        plain = [place for place, each in enumerate(held) if each.dim == done.dim and each.kind == "amount"]
        met = looked is not scene and any(not looked.is_aim(place) for place in plain)
        found += [(held[place], met) for place in plain if TARGET.search(looked.lead(place)) and _simple(held[place])]
        looked = looked.past
    return found


def _simple(each: Quantity) -> bool:
    return each.whole is None and each.high is None


def of_gaps(scene: Scene) -> Iterator[Finding]:
    """120 billion more than the target of 1,200; 80 billion short of it."""
    for index, each in enumerate(scene.all):
        sign = _overshoot(scene, index, named=_compares_with_target(scene, index))
        if not sign or each.kind not in ("amount", "count", "measure") or each.whole is not None or index == 0:
            continue
        target = _target_beside(scene, index)
        done = _done(scene, index, each.dim)
        if target is not None and done is not None:
            yield Finding(each, "difference", truth.difference(done, target, sign))


def _compares_with_target(scene: Scene, index: int) -> bool:
    return _AGAINST_TARGET.match(scene.tail(index).lstrip()) is not None


def _target_beside(scene: Scene, index: int) -> Quantity | None:
    """The one target that the sentence names, before the quantity or next after it; in its unit where it has one."""
    each = scene.all[index]
    places = [place for place in range(min(len(scene.all), index + 2)) if place != index and scene.is_target(place)]
    held = [scene.all[place] for place in places if scene.all[place].kind in ("amount", "count", "measure")]
    plain = len(held) == 1 and held[0].whole is None and held[0].high is None
    return held[0] if plain and (each.kind == "percent" or held[0].dim == each.dim) else None


def _done(scene: Scene, index: int, dim: str) -> Quantity | None:
    """What was done: the only quantity before of the unit that is no target, change or base."""
    held = [
        each for place, each in enumerate(scene.all[:index])
        if each.dim == dim and place not in scene.bases and each.whole is None and each.high is None
    ]  # fmt: skip
    return held[0] if len(held) == 1 else None
