"""How a content is said: units, roles, kinds, levels, limits."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from motcua.kernel.words import Words
from motcua.procedures.domain.content import Basis, Content, Limit, Paper, Step
from motcua.procedures.domain.packaged import areas

UNITS: Mapping[str, Words] = MappingProxyType(
    {
        "wh": Words("giờ làm việc", "working hours"),
        "wd": Words("ngày làm việc", "working days"),
        "d": Words("ngày", "days"),
        "": Words("không tính", "no unit"),
    }
)
ROLES: Mapping[str, Words] = MappingProxyType(
    {
        "reception": Words("Bộ phận một cửa", "One-stop desk"),
        "officer": Words("Công chức thụ lý", "Officer in charge"),
        "head": Words("Lãnh đạo chi cục", "Head of branch"),
        "leader": Words("Lãnh đạo cục", "Leader of the department"),
        "clerk": Words("Văn thư", "Clerk"),
        "applicant": Words("Người nộp hồ sơ", "Applicant"),
        "system": Words("Hệ thống", "System"),
        "other": Words("Đơn vị khác", "Other body"),
    }
)
KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "administrative": Words("Thủ tục hành chính", "Administrative procedure"),
        "internal": Words("Quản lý nội bộ", "Internal management"),
    }
)
LEVELS: Mapping[str, Words] = MappingProxyType(
    {
        "A": Words("Tổng cục Hải quan", "General department"),
        "B": Words("Cục Hải quan", "Department"),
        "C": Words("Chi cục Hải quan", "Branch"),
    }
)
NOTHING = Words("–", "–")
UNVERIFIED = Words("chưa đối chiếu văn bản gốc", "not checked against the text")
UNCERTAIN = Words("thời hạn chưa chắc chắn", "limit not certain")


def area(code: str) -> Words:
    """The name of an area; an unknown one is shown as it is written."""
    return next((each.words for each in areas() if each.code == code), Words(code, code))


def number(amount: Decimal) -> Words:
    """An amount without useless noughts, with a comma in Vietnamese."""
    text = f"{amount.normalize():f}" if amount else "0"
    return Words(text.replace(".", ","), text)


def duration(amount: Decimal, unit: str) -> Words:
    """An amount of time; at once where there is none."""
    if not amount or not unit:
        return Words("ngay", "at once")
    told, name = number(amount), UNITS[unit]
    english = name.en.removesuffix("s") if amount == 1 else name.en
    return Words(f"{told.vi} {name.vi}", f"{told.en} {english}")


def limit(held: Limit) -> Words:
    """The limit in words: with the one of difficult cases, and what else is said of it."""
    if not held.unit:
        return held.words or duration(held.amount, held.unit)
    told = duration(held.amount, held.unit)
    if held.longer is not None:
        more = duration(held.longer, held.unit)
        told = Words(f"{told.vi} (trường hợp phức tạp: {more.vi})", f"{told.en} (difficult cases: {more.en})")
    return Words(f"{told.vi}. {held.words.vi}", f"{told.en}. {held.words.en}") if held.words else told


def step_time(step: Step) -> Words:
    """How long a step takes; in a pause the clock stands still."""
    told = duration(step.amount, step.unit)
    return Words(f"{told.vi} (dừng tính thời gian)", f"{told.en} (clock stopped)") if step.pauses else told


def basis(held: Basis) -> Words:
    """An act, where in it, and whether anybody has checked."""
    told = ", ".join(filter(None, (held.act, held.article)))
    if held.verified:
        return Words(told, told)
    return Words(f"{told} ({UNVERIFIED.vi})", f"{told} ({UNVERIFIED.en})")


def paper_copies(paper: Paper) -> Words:
    """How many originals and copies."""
    parts = [
        Words(f"{count} {vi}", f"{count} {en if count == 1 else plural}")
        for count, vi, en, plural in (
            (paper.originals, "bản chính", "original", "originals"), (paper.copies, "bản sao", "copy", "copies"),
        ) if count
    ]  # fmt: skip
    return Words(", ".join(each.vi for each in parts), ", ".join(each.en for each in parts)) if parts else NOTHING


def fee(content: Content) -> Words:
    """The fee in words, or its sum."""
    if content.fee is not None:
        return content.fee
    if content.fee_dong is None:
        return Words("Theo quy định hiện hành", "As the rules in force say")
    if not content.fee_dong:
        return Words("Không thu", "None")
    grouped = f"{content.fee_dong:,}"
    return Words(f"{grouped.replace(',', '.')} đồng", f"{grouped} dong")


def sets(count: int) -> Words:
    """How many sets of the dossier."""
    return Words(f"{count} bộ", f"{count} set" if count == 1 else f"{count} sets")


def yes(value: bool) -> Words:  # noqa: FBT001 - says yes or no
    """Yes or no."""
    return Words("Có", "Yes") if value else Words("Không", "No")


def uncertain(content: Content) -> bool:
    """Whether the limit is from memory."""
    return content.limit.uncertain


def unverified(content: Content) -> bool:
    """Whether some legal basis was never checked against its text."""
    return not all(each.verified for each in content.basis)
