"""Writing a profile on the site: what an author says, and what can be wrong with it."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.language import LONGEST, written
from motcua.risk.domain.profiles import Profile, packaged

LONGEST_WORDS, LONGEST_CODE = 400, 40
_CODE = re.compile(r"[OY]-[A-Z0-9][A-Z0-9-]+")
KIND_WORDS = {
    "legal": Words("Pháp luật bắt buộc", "Required by law"),
    "office": Words("Kiểm tra thực tế", "Physical inspection"),
    "yellow": Words("Kiểm tra hồ sơ", "Documentary check"),
}
_PREFIX = {"office": "O-", "yellow": "Y-"}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A profile as its author writes it. Without `since` it begins as soon as it may after approval."""

    code: str
    kind: str
    criteria: Criteria
    share_ppm: int
    reason: Words
    basis: str
    since: date | None = None
    until: date | None = None


def faults(draft: Draft) -> Iterator[tuple[str, Words]]:
    """Every field that cannot be so, with what was expected."""
    if draft.kind not in _PREFIX:
        yield "kind", Words("office hoặc yellow.", "office or yellow.")
    elif not _fits(draft.code, _PREFIX[draft.kind]):
        start = _PREFIX[draft.kind]
        yield (
            "code",
            Words(
                f"{start} rồi chữ hoa, chữ số, gạch nối; tối đa {LONGEST_CODE} ký tự.",
                f"{start}, then capital letters, digits and hyphens; {LONGEST_CODE} characters at most.",
            ),
        )
    if len(written(draft.criteria)) > LONGEST:
        yield "criteria", Words(f"Không quá {LONGEST} ký tự.", f"At most {LONGEST} characters.")
    if not 0 < draft.share_ppm <= PPM:
        yield "share", Words("Tỷ lệ trên 0 đến 100 %.", "A share above 0 up to 100 %.")
    if draft.since and draft.until and draft.until < draft.since:
        yield "until", Words("Ngày cuối không trước ngày đầu.", "The last day is not before the first.")
    for field, text in (("reason_vi", draft.reason.vi), ("reason_en", draft.reason.en), ("basis", draft.basis)):
        if not 0 < len(text.strip()) <= LONGEST_WORDS:
            yield field, Words(f"Từ 1 đến {LONGEST_WORDS} ký tự.", f"From 1 to {LONGEST_WORDS} characters.")


def _fits(code: str, start: str) -> bool:
    return code.startswith(start) and len(code) <= LONGEST_CODE and _CODE.fullmatch(code) is not None


def ordered_by_law(code: str) -> bool:
    """Whether a packaged profile of that code is what the law orders."""
    return any(profile.code == code and profile.kind == "legal" for profile in packaged())


def profile(draft: Draft, since: date) -> Profile:
    """The profile that a draft becomes from a day on."""
    return Profile(
        code=draft.code, kind=draft.kind, criteria=draft.criteria, since=since, until=draft.until,  # type: ignore[arg-type]
        share_ppm=draft.share_ppm, reason={"vi": draft.reason.vi, "en": draft.reason.en}, reason_class="risk",
        basis=draft.basis,
    )  # fmt: skip
