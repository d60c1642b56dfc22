"""What is refused of a whole file."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnreadableExport(Refusal):
    """The file is no export that can be read: too large, damaged, of another kind, without known columns."""

    code = "VNX-E01"
    words = Words(
        "Không đọc được tệp “%(name)s”: %(why_vi)s.", "The file “%(name)s” cannot be read: %(why_en)s."
    )  # fmt: skip


class UnreadableMap(Refusal):
    """The column map names what does not exist."""

    code = "VNX-E02"
    words = Words(
        "Bảng ánh xạ cột, dòng %(row)s: %(why_vi)s.", "The column map, row %(row)s: %(why_en)s."
    )  # fmt: skip


def unreadable(name: str, vi: str, en: str) -> UnreadableExport:
    """The refusal of a file with its reason in both languages."""
    return UnreadableExport(name=name, why_vi=vi, why_en=en)
