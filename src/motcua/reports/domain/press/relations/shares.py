"""Percentages of targets, and fractions beside their percentage."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import Finding, Scene
from motcua.reports.domain.press.truth import Truth

TARGET = re.compile(
    r"chỉ tiêu|dự toán|kế hoạch|pháp lệnh|mục tiêu|nhiệm vụ|target|plan\b|planned|estimate|budget|quota|forecast"
)
CHANGED = re.compile(
    r"(?:tăng|giảm|sụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hụt|up|down|rose|rise|risen|fell|fall|grew|grow|growth"
    r"|increas\w{0,4}|decreas\w{0,4}|declin\w{0,3}|dropp?\w{0,3}|exceed\w{0,4})(?:\s(?:trưởng|of|by|thêm|khoảng|about))?\s*$"
)
_REACHED = re.compile(
    r"(?:đạt|bằng|tương đương|tương ứng|=|được|hoàn thành|thực hiện|và|,|\(|or|equal to|reaching|achieving|representing"
    r"|meeting|equivalent to|is|was|and|of)(?:\s(?:với|tỷ lệ|tỉ lệ|mức))?\s*$"
)
_DONE = re.compile(r"thực hiện|đã thu|đạt|thu được|thu nộp|kết quả|collected|reached|achieved|realised|actual")
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
    sign = _overshoot(scene, index)
    if base is None:
        yield from _named_before(scene, index)
        return
    if not TARGET.search(phrase) or (_OTHER if sign else NOT_THESE).search(phrase):
        return
    if not sign and not _reaches(scene, index):
        return
    pair = scene.all[base]
    if pair.whole is not None:
        found = truth.fraction(pair)
        done = None
    else:
        done = scene.owner(index, pair.dim)
        owner = scene.all[done] if done is not None else _of_the_past(scene, pair.dim)
        found = _met(owner, pair, sign) if owner is not None else None
    if found is not None:
        yield Finding(scene.all[index], "target_share", found)


def _met(done: Quantity, target: Quantity, sign: int) -> Truth | None:
    if not sign:
        return truth.ratio(done, target, percent=True)
    made = truth.growth(done, target, sign)
    whole = truth.ratio(done, target, percent=True)
    return made._replace(others=(*made.others, whole.value)) if made and whole else made


def _reaches(scene: Scene, index: int) -> bool:
    lead = scene.lead(index)
    return bool(_REACHED.search(lead)) and not CHANGED.search(lead)


def _overshoot(scene: Scene, index: int) -> int:
    """1 after words such as exceeding, -1 after words such as short of, else 0."""
    lead = scene.folded[max(scene.start, scene.all[index].start - 24) : scene.all[index].start]
    if re.search(r"(?:vượt|exceed\w{0,4}|vượt trên)(?:\s(?:trên|hơn|gần|khoảng|by|nearly|over))?\s*$", lead):
        return 1
    return -1 if re.search(r"(?:hụt|còn thiếu|thiếu|short by)\s*$", lead) else 0


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
    if following.kind not in ("amount", "count", "measure") or re.search(r"\s(?:và|and|với|with)\s", between):
        return None, ""
    return index + 1, between + scene.folded[following.end : following.end + 20].split(",")[0]


def _of_the_past(scene: Scene, dim: str) -> Quantity | None:
    """What the sentence before was about, where this one refers to it."""
    if not scene.refers_back or scene.past is None:
        return None
    outside = [each for each in scene.past.all if each.dim == dim and each.group < 0]
    return outside[0] if outside else None


def _named_before(scene: Scene, index: int) -> Iterator[Finding]:
    """A target of T, done D, that is P percent: three quantities in this order."""
    if index < 1 or not _reaches(scene, index) or NOT_THESE.search(scene.tail(index)[:60]):
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
    found = truth.ratio(done, target, percent=True)
    if found is not None and not NOT_THESE.search(lead) and not TARGET.search(lead):
        yield Finding(scene.all[index], "target_share", found)


def _two_before(scene: Scene, index: int) -> tuple[Quantity | None, str]:
    """The quantity two before, also behind a semicolon, and the words that lead to it."""
    if index >= 2:
        return scene.all[index - 2], scene.lead(index - 2)
    if scene.past is not None and scene.folded[max(0, scene.start - 1) : scene.start] == ";":
        return scene.past.all[-1], scene.past.lead(len(scene.past.all) - 1)
    return None, ""


def of_targets_told_before(scene: Scene) -> Iterator[Finding]:
    """Percent of the target, whose amount a sentence before gave; clear where only one was given."""
    for index, each in enumerate(scene.all):
        if index == 0 or each.kind != "percent" or each.high is not None or not _reaches(scene, index):
            continue
        tail, done = scene.tail(index)[:40], scene.all[index - 1]
        if not TARGET.match(re.sub(r"^\s*(?:của |of |so với )?(?:the )?(?:year's )?", "", tail)) or "(" in tail:
            continue
        held = _targets(scene, index - 1, done)
        if len(held) == 1 and len(scene.lead(index)) <= 40 and not TARGET.search(scene.lead(index - 1)):
            found = truth.ratio(done, held[0], percent=True)
            if found is not None:
                clear = not re.search(r"phấn đấu|pháp lệnh|tỉnh|bộ\b|cục\b|stretch", tail)
                yield Finding(each, "target_share", found, clear)


def _targets(scene: Scene, before: int, done: Quantity) -> list[Quantity]:
    """What is called a target in this sentence and the two before, of what was done."""
    found: list[Quantity] = []
    looked: Scene | None = scene
    for _ in range(3):
        if looked is None:
            break
        for place, each in enumerate(looked.all[:before] if looked is scene else looked.all):
            plain = each.dim == done.dim and each.kind == "amount" and each.whole is None and each.high is None
            if plain and TARGET.search(looked.lead(place)):
                found.append(each)
        looked = looked.past
    return found


def of_fractions(scene: Scene) -> Iterator[Finding]:
    """560/800 ballots (70 %), and 70 % (560/800 ballots)."""
    for index, each in enumerate(scene.all):
        if each.whole is None:
            continue
        for place in (index + 1, index - 1):
            if 0 <= place < len(scene.all) and _beside(scene, index, place):
                found = truth.fraction(each)
                if found is not None:
                    yield Finding(scene.all[place], "share", found)
                break


def _beside(scene: Scene, index: int, place: int) -> bool:
    percent = scene.all[place]
    if percent.kind != "percent" or percent.high is not None or CHANGED.search(scene.lead(place)):
        return False
    if place > index:
        between = scene.lead(place)
        close = re.fullmatch(r"[^()]{0,60}\(\D{0,30}", between) or re.fullmatch(
            r"[^,;()]{0,60},?\s(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|or|equal to)\D{0,30}", between
        )
        return bool(close) and not NOT_THESE.search(between)
    phrase, aside = scene.aside(place)
    return aside == [index] and len(phrase) < 60 and not NOT_THESE.search(phrase + scene.lead(place)[-20:])
