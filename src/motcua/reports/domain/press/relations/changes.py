"""Growth, differences and multiples against a base that the text gives."""

import re
from collections.abc import Iterator

from motcua.reports.domain.press import truth
from motcua.reports.domain.press.quantities import Quantity
from motcua.reports.domain.press.scene import COMPARED, Finding, Scene

_NOT_MADE = r"(?<!made )(?<!make )(?<!makes )(?<!making )"
_UP = (
    r"(?:tốc độ|mức) tăng(?: trưởng)?(?:\s[^\d,;():]{1,20})? (?:đạt|là)|"
    rf"tăng|tăng trưởng|tăng thêm|cao hơn|nhiều hơn|{_NOT_MADE}up"
    r"|rose|risen|grew|grown|growth of|increas\w{0,4}(?: of| by)?|higher"
    r"|(?:a |an )(?:rise|gain|jump|growth) of|climbed|jumped|gained|\+"
)
_DOWN = (
    r"(?:tốc độ|mức) giảm(?:\s[^\d,;():]{1,20})? (?:đạt|là)|"
    r"giảm|sụt|sụt giảm|giảm sâu|thấp hơn|ít hơn|rút ngắn|cắt giảm|\(-|down|fell|fallen|falling"
    r"|decreas\w{0,4}(?: of| by)?|dropped|declined|a (?:drop|fall|decline|reduction) of|lower|shrank|lost"
)
_LEADS = tuple(
    (
        sign,
        re.compile(
            rf"(?<!\w)(?:{words})(?P<against>\s(?:so với\s)?(?:năm trước|năm ngoái|cùng kỳ(?: năm trước)?|tháng trước"
            r"|quý trước|năm (?:19|20)\d\d))?"
            r"(?:\s(?:tới|đến|by|a|tương ứng|mạnh|nhẹ|gần|hơn|khoảng|thêm|lên|được))?\s*$"
        ),
    )
    for sign, words in ((1, _UP), (-1, _DOWN))
)
_TAILS = ((1, re.compile(r"^\s*(?:higher|more|increase|rise|growth)\b")),
          (-1, re.compile(r"^\s*(?:lower|less|fewer|decrease|fall|drop|decline)\b")))  # fmt: skip
_MANY = re.compile(
    r"(?:gấp|cao gấp|bằng|tăng|tăng gấp|nhiều gấp|was|is|were|nearly|rose|to|up)(?:\s(?:gần|hơn|khoảng|tới))?\s*$"
)
_FROM = re.compile(r"(?:từ|from)(?:\s(?:mức|con số|a|the))?\s*$")
_TO = re.compile(r"^[^,;()]{0,60}(?:lên|xuống|còn|đến|thành|to|sang)(?:\s(?:mức|con số|tới|đến|còn))?\s*$")
_COMPARING = re.compile(
    r"so với|so cùng kỳ|cùng kỳ|năm|tháng|quý|trước|compared|against|year|previous|earlier|than|from|từ|over|of"
)
_ONWARDS = re.compile(r"\s*(?:to|lên|xuống|còn|lên mức|xuống mức|xuống còn)\s*$")
_RISEN = re.compile(r"(?:tăng|giảm|rose|rising|fell|up|down)\s(?:lên|xuống|còn|to)\s*$")
_BACKWARDS = re.compile(r"\s*[,(]?\s*(?:from|up from|down from|từ|từ mức|so với|so với mức|compared with|against)\s*$")
_LEVEL = re.compile(r"(?:bằng|chỉ bằng|đạt|tương đương|equal to|equivalent to)\s*$")
_OTHERS = tuple(
    (sign, re.compile(rf"(?<!\w)(?:{words})(?P<against>\s[^\d,;:()]{{2,40}})$"))
    for sign, words in ((-1, "kém|thua|thấp hơn|behind"), (1, "hơn|cao hơn|ahead of"))
)
"""Scores against another's: 0.95 behind the first (95.76)."""
_YEARLY = re.compile(
    r"\s?(?:/\s?(?:năm|tháng|quý|tuần|ngày)|(?:mỗi|một|hằng|hàng) (?:năm|tháng|quý)|per (?:year|annum|month)|annually"
    r"|(?:each|every) (?:year|month)|a (?:year|month)(?! (?:ago|earlier|before)))"
)
"""Growth a year, over several: no growth between the two ends."""
_JOINED = re.compile(
    r"[\s,;.)(:-]*(?:(?:và|tức|tức là|như vậy|tương ứng|tương đương|nghĩa là|hay|đã|or|an?|that is|which is"
    r"|representing|equivalent to)[\s,]+){0,2}(?:là |với )?(?:mức |tỷ lệ )?$"
)
_BAD_PHRASE = re.compile(r"[,;:]|trong đó|tổng|chỉ tiêu|dự toán|kế hoạch|target|plan")


def of_changes(scene: Scene) -> Iterator[Finding]:
    """How much more or less, in percent, points or units, than a base in the text."""
    for index, each in enumerate(scene.all):
        sign = sign_of(scene, index)
        if not sign or each.high is not None or each.whole is not None or each.kind == "multiple":
            continue
        for now, base in pairs(scene, index):
            found = changed(each, now, base, sign)
            if found is not None:
                yield found


def of_levels(scene: Scene) -> Iterator[Finding]:
    """91,200, which is 76 % of the year before (120,000)."""
    for index, each in enumerate(scene.all):
        phrase, aside = scene.aside(index)
        if each.kind != "percent" or each.high is not None or len(aside) != 1 or not _LEVEL.search(scene.lead(index)):
            continue
        if not re.match(r"\s*(?:so với|cùng kỳ|năm trước|năm ngoái|of the|compared)", phrase) or _BAD_PHRASE.search(
            phrase
        ):
            continue
        for now, base in _against(scene, index, aside[0], phrase + scene.opening(aside[0])):
            found = truth.ratio(now, base, percent=True)
            if found is not None:
                yield Finding(each, "share", found)


def of_multiples(scene: Scene) -> Iterator[Finding]:
    """How many times a base in the text."""
    for index, each in enumerate(scene.all):
        if each.kind != "multiple" or each.high is not None:
            continue
        lead = scene.lead(index)
        falls = re.search(r"giảm(?:\s(?:gần|hơn|tới))?\s*$", lead) is not None
        if (
            not falls
            and not each.worded
            and not _MANY.search(lead)
            and not re.match(r"\s*(?:the|that of|of)\s*$", scene.tail(index))
        ):
            continue
        for now, base in pairs(scene, index):
            found = truth.ratio(*((base, now) if falls else (now, base)), percent=False)
            if found is not None:
                yield Finding(each, "multiple", more(found) if _adds(lead) else found)


def _adds(lead: str) -> bool:
    return re.search(r"(?:tăng|rose|up)(?:\s\w{2,6})?\s*$", lead) is not None


def more(found: truth.Truth) -> truth.Truth:
    """To rise 2.5 times: to 2.5 times, some say by 2.5 times."""
    return found._replace(others=(*found.others, found.value - 1))


def _before(scene: Scene, index: int) -> str:
    return scene.folded[max(scene.start, scene.all[index].lead - 50) : scene.all[index].lead]


def joins(words: str) -> bool:
    """Whether words before a change only join it to what stands before: no other thing is named."""
    return _JOINED.match(re.sub(r"^[^,;()]{1,40},", "", words)) is not None


def told(scene: Scene, index: int) -> tuple[int, str]:
    """1 or -1 for more or less, 0 where no change is told; and the words before those that tell it."""
    lead = scene.lead(index)
    for sign, pattern in _LEADS:
        found = pattern.search(lead)
        if found is not None:
            return sign, lead[: found.start()]
    return sign_of(scene, index), lead


def _told_against(scene: Scene, index: int) -> str:
    """Words of comparison between the word of change and the number: higher than last year by 1.9."""
    for _, pattern in _LEADS:
        found = pattern.search(_before(scene, index))
        if found is not None:
            return found.group("against") or ""
    return f"so với {scene.lead(index)}" if _behind(scene, index) else ""


def _behind(scene: Scene, index: int) -> int:
    if scene.all[index].kind != "score":
        return 0
    return next((sign for sign, pattern in _OTHERS if pattern.search(scene.lead(index))), 0)


def sign_of(scene: Scene, index: int) -> int:
    each = scene.all[index]
    if each.kind == "percent" and _YEARLY.match(scene.tail(index)):
        return 0
    for sign, pattern in _LEADS:
        if pattern.search(_before(scene, index)):
            return sign
    if each.kind == "percent":
        for sign, pattern in _TAILS:
            if pattern.match(scene.tail(index)):
                return sign
    return _behind(scene, index)


def changed(each: Quantity, now: Quantity, base: Quantity, sign: int) -> Finding | None:
    if each.kind == "percent":
        found = truth.growth(now, base, sign)
        if found is None:
            return None
        if now.kind == "percent":
            points = truth.difference(now, base, sign)
            found = found._replace(others=(*found.others, points.value))
        return Finding(each, "growth", found)
    if each.dim == "points" and now.dim == "%":
        made = truth.difference(now, base, sign)
        return Finding(each, "difference", made)
    if each.dim == now.dim:
        return Finding(each, "difference", truth.difference(now, base, sign))
    return None


def pairs(scene: Scene, index: int) -> Iterator[tuple[Quantity, Quantity]]:
    """What is compared with what, the surest form first."""
    phrase, aside = scene.aside(index)
    if len(aside) == 2 and not _BAD_PHRASE.search(phrase):
        yield from from_to(scene, aside[0])
    if len(aside) == 1 and not _BAD_PHRASE.search(phrase):
        words = phrase + scene.opening(aside[0]) + scene.tail(aside[0]).split(")")[0] + _told_against(scene, index)
        yield from _against(scene, index, aside[0], words)
    if not aside:
        yield from _around(scene, index)


def _around(scene: Scene, index: int) -> Iterator[tuple[Quantity, Quantity]]:
    following = index + 1
    if following < len(scene.all) and scene.all[following].group == scene.all[index].group:
        between = scene.folded[scene.all[index].end : scene.all[following].lead]
        if len(between) <= 80 and not re.search(r"[;()]", between):
            if following + 1 < len(scene.all):
                yield from from_to(scene, following)
                yield from to_from(scene, following)
            if _base_follows(between):
                yield from _against(
                    scene, index, following, scene.folded[scene.all[index].end : scene.all[following].start]
                )
    if index >= 2 and re.fullmatch(r"[^;.]{0,40}", scene.lead(index)) and joins(told(scene, index)[1]):
        yield from from_to(scene, index - 2)
        now, base = scene.all[index - 2], scene.all[index - 1]
        if _RISEN.search(scene.lead(index - 2)) and _BACKWARDS.match(scene.lead(index - 1)) and now.dim == base.dim:
            yield now, base


def _base_follows(between: str) -> bool:
    """So với ... B, without a comma: the base itself follows; or (năm trước: B) after a colon."""
    plain = re.match(r"\s*(?:so với|compared (?:with|to)|against|than|on|over|from|từ)\b[^,;:()]{0,60}$", between)
    told = re.match(r"\s*(?:so với|compared (?:with|to)|against)\b[^,;()]{0,50}(?::|,? là|,? tức)\s*$", between)
    bare = re.match(r"\s*(?:năm (?:19|20)\d\d|cùng kỳ(?: năm (?:trước|ngoái|\d{4}))?)\s*\(?$|\s*(?:the)?\s*$", between)
    apart = re.match(
        r"\s*,\s(?:cùng kỳ|năm trước|năm ngoái)(?: năm (?:trước|ngoái|\d{4}))?(?:\s?(?:là|đạt|:))?\s*$", between
    )
    return bool(plain or told or bare or apart)


def from_to(scene: Scene, first: int) -> Iterator[tuple[Quantity, Quantity]]:
    if first < 0 or first + 1 >= len(scene.all):
        return
    base, now = scene.all[first], scene.all[first + 1]
    if base.dim != now.dim or base.whole is not None or now.whole is not None:
        return
    between = scene.folded[scene.numeral_end(first) : now.lead]
    if _FROM.search(scene.lead(first)) and _TO.match(between):
        yield now, base


def to_from(scene: Scene, first: int) -> Iterator[tuple[Quantity, Quantity]]:
    """Fell 8 % to A, from B."""
    now, base = scene.all[first], scene.all[first + 1]
    plain = now.dim == base.dim and now.whole is None and base.whole is None
    if plain and _ONWARDS.match(scene.lead(first)) and _BACKWARDS.match(scene.lead(first + 1)):
        yield now, base


def _against(scene: Scene, index: int, base: int, words: str) -> Iterator[tuple[Quantity, Quantity]]:
    held = scene.all[base]
    if held.kind not in ("amount", "count", "measure", "score", "percent", "duration"):
        return
    each = scene.all[index]
    if held.whole is not None or held.high is not None or _other_period(words) or scene.is_change(base):
        return
    if each.kind != "multiple" and not _COMPARING.search(words):
        return
    if each.kind not in ("percent", "multiple", "points") and each.dim != held.dim:
        return
    now = now_before(scene, index, held.dim)
    if now is not None:
        for each in scene.with_its_whole(now):
            yield each, held
        return
    past = scene.past_subject(held.dim)
    if past is not None and not any(each.dim == held.dim and each.group < 0 for each in scene.all[:index]):
        yield past, held


def _other_period(words: str) -> bool:
    """The base is told for another thing than the comparison: (trong đó …), (riêng …)."""
    return (
        re.search(r"trong đó|riêng|including|of which|tương đương|equivalent|tăng|giảm|mức tăng|chiếm", words)
        is not None
    )


def now_before(scene: Scene, index: int, dim: str) -> int | None:
    """Where the nearest quantity stands before that measures the same as the base, and of which the change is told."""
    each = scene.all[index]
    for place in range(index - 1, -1, -1):
        held = scene.all[place]
        if held.dim == dim and scene.is_aim(place):
            continue
        if held.dim == dim and held.group in (-1, each.group):
            if held.whole is not None or held.high is not None or COMPARED.search(scene.lead(place)):
                return None
            return place
        if held.kind in ("amount", "count", "measure") and held.group == each.group and index - place > 2:
            return None
    return None
