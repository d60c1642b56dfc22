"""Citing: an act as the house writes it, in the words of the reader's language."""

from motcua.design.domain.numbers import is_vietnamese

VIETNAMESE = (
    ("Law on Customs", "Luật Hải quan"), ("Law on Tax Administration", "Luật Quản lý thuế"),
    ("Law on Export and Import Duties", "Luật Thuế xuất khẩu, thuế nhập khẩu"),
    ("Circular ", "Thông tư "), ("Decree ", "Nghị định "), (", art. ", ", Điều "), (" art. ", ", Điều "),
    (" am. ", ", sửa đổi bởi "),
)  # fmt: skip
"""What is written in English in the sources of rules, and how Vietnamese acts are cited."""


def cited(text: str, language: str) -> str:
    """A citation for the reader, for example "Luật Hải quan 54/2014/QH13, Điều 16"."""
    if is_vietnamese(language):
        for ours, theirs in VIETNAMESE:
            text = text.replace(ours, theirs)
    return text
