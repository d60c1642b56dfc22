"""Corrections: what they keep, and when there are none any more."""

from motcua.crossings.domain.context import Correction
from motcua.crossings.domain.life import CORRECTABLE, State
from motcua.crossings.domain.rules.book import BOOK, DICTIONARY, FIRST, vnaccs

MOST = 9
"""A number has one digit for corrections."""
FIXED = ("to_immigration", "to_quarantine", "gate", "expected_on", "plate", "country", "direction", "party")
"""Fields that a correction keeps."""


@BOOK.rule(
    "VEH-VEH-14", source=DICTIONARY, since=FIRST, path="plate", scope="correction",
    published=vnaccs("TIR E0009-E0014"), vi="Khi sửa giữ nguyên nơi nhận, cửa khẩu, ngày, biển số, nước, hướng, người "
    "vận chuyển.", do="Cancel and file anew.", do_vi="Hủy và khai lại.",
)  # fmt: skip
def correction_keeps_what_identifies(a: Correction) -> bool:
    """A correction keeps recipients, gate, day, plate, country, direction and carrier."""
    return a.changed == ()


@BOOK.rule(
    "VEH-VEH-15", source=DICTIONARY, since=FIRST, path="number", scope="correction",
    published=vnaccs("TIR E0004-E0008"), vi="Đã hủy, đã quyết định, đã qua hoặc đã sửa 9 lần thì không sửa được nữa.",
    do="Declare anew.", do_vi="Khai mới.",
)  # fmt: skip
def correction_is_possible(a: Correction) -> bool:
    """What is cancelled, decided, passed or 9 times corrected is corrected no more."""
    return State(a.state) in CORRECTABLE and a.times < MOST
