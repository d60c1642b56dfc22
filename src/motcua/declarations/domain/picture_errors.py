"""Refusals about photographs of inspections."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NotAPicture(Refusal):
    """A photograph that is neither JPEG nor PNG."""

    code = "DCL-E80"
    words = Words(
        "Tệp “%(name)s” không phải ảnh JPEG hay PNG; hãy chụp hoặc lưu lại dưới một trong hai dạng ấy.",
        "“%(name)s” is no picture in JPEG or PNG; take or save it again as one of these.",
    )


class TooManyPhotographs(Refusal):
    """More photographs than one record of inspection takes."""

    code = "DCL-E81"
    words = Words(
        "Biên bản kiểm tra của tờ khai %(number)s đã có đủ %(most)s ảnh; hãy chọn những ảnh nói được nhiều nhất.",
        "The inspection record of declaration %(number)s holds %(most)s photographs already; "
        "choose those that show the most.",
    )


class OthersRecord(Refusal):
    """Only who wrote a record adds photographs to it."""

    code = "DCL-E82"
    words = Words(
        "Chỉ người lập biên bản được thêm ảnh; hãy nhờ người ấy thêm, hoặc trả lại biên bản để lập lại.",
        "Only who wrote the record adds photographs; ask that officer, or return the record to be written anew.",
    )
