"""Writing: rates as people read them, in both languages."""

from motcua.kernel.money import E4
from motcua.kernel.words import Words
from motcua.tariff.domain.entries import Entry

PART = 70
"""Letters of a heading that a list shows."""
CONDITIONS = {
    "claimed": Words("nếu người khai chọn và đủ điều kiện", "if claimed and the conditions are met"),
    "inland": Words("khai và nộp trong nội địa, không thu tại cửa khẩu", "declared inland, not at the border"),
    "in quota": Words("trong hạn ngạch", "within the quota"),
    "out of quota": Words("ngoài hạn ngạch", "out of quota"),
    "GIC": Words("kể cả hàng Khu công nghiệp Khai Thành", "goods of the Kaesong complex included"),
}
_FIXED = {
    "exempt": Words("Không thuộc đối tượng chịu thuế", "Not subject"),
    "absent": Words("Không có trong biểu", "Not in the schedule"),
    "held": Words("Không xác định được từ biểu", "Not settled by the table"),
}


def percent(ppm: int) -> Words:
    """Parts per million as a percentage: 75,000 is `7,5 %` and `7.5 %`."""
    share = _decimal(ppm)
    return Words(f"{share.vi} %", f"{share.en} %")


def rate(entry: Entry) -> Words:
    """The rate of an entry, without its origins and condition."""
    fixed = _FIXED.get(entry.kind)
    if fixed is not None:
        return fixed
    if entry.kind == "percent":
        return percent(entry.ppm)
    specific = _specific(entry)
    if entry.kind == "specific":
        return specific
    share = percent(entry.ppm)
    return Words(f"{share.vi} + {specific.vi}", f"{share.en} + {specific.en}")


def condition(entry: Entry) -> Words:
    """Origins and condition of an entry as a sentence; empty for a plain rate."""
    said = [_printed(entry.condition)] if entry.condition else []
    if entry.claim:
        said.append(Words(f"khi khai mã {entry.claim}", f"when {entry.claim} is declared"))
    if entry.origins:
        few = ", ".join(sorted(entry.origins))
        said.append(Words(f"xuất xứ {few}", f"origin {few}"))
    if entry.excluded:
        few = ", ".join(sorted(entry.excluded))
        said.append(Words(f"trừ xuất xứ {few}", f"except origin {few}"))
    return Words("; ".join(words.vi for words in said), "; ".join(words.en for words in said))


def short(path: Words) -> Words:
    """The path of a line with each part cut short, so that a list shows its end too."""
    return Words(*(" > ".join(map(_cut, text.split(" > "))) for text in path))


def _cut(part: str) -> str:
    return part if len(part) <= PART else part[: PART - 1].rsplit(" ", 1)[0].rstrip(" ,;(") + "…"


def _printed(text: str) -> Words:
    """A condition in both languages: our own sentences are written `vi / en`; what an act prints stays."""
    vi, both, en = text.partition(" / ")
    return CONDITIONS.get(text, Words(vi, en if both else vi))


def _specific(entry: Entry) -> Words:
    if entry.currency:
        amount = _decimal(entry.amount)
        return Words(f"{amount.vi} {entry.currency}/{entry.unit}", f"{amount.en} {entry.currency}/{entry.unit}")
    grouped = f"{entry.amount:,}"
    return Words(f"{grouped.replace(',', '.')} đồng/{entry.unit}", f"{grouped} dong/{entry.unit}")


def _decimal(value_e4: int) -> Words:
    """Ten-thousandths as a decimal without idle zeros: 15,000 is `1,5` and `1.5`."""
    whole, part = divmod(value_e4, E4)
    tail = f"{part:04d}".rstrip("0")
    return Words(f"{whole},{tail}", f"{whole}.{tail}") if tail else Words(str(whole), str(whole))
