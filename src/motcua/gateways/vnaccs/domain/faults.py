"""Faults: what is wrong in a row, with its place, the value met, what was expected and what to do."""

from collections.abc import Mapping

import msgspec

from motcua.kernel.words import Words

MESSAGES: Mapping[str, tuple[Words, Words]] = {
    "VNX-01": (
        Words("Giá trị không đọc được.", "The value cannot be read."),
        Words("Sửa ô này trong tệp rồi nạp lại.", "Correct this cell and load the file again."),
    ),
    "VNX-02": (
        Words("Thiếu giá trị bắt buộc.", "A required value is missing."),
        Words("Điền ô này rồi nạp lại.", "Fill this cell in and load again."),
    ),
    "VNX-03": (
        Words("Ô này chứa công thức.", "This cell holds a formula."),
        Words(
            "Sao chép rồi dán lại dưới dạng giá trị: bản xuất phải chứa đúng số của VNACCS.",
            "Copy and paste it as a value: an export holds what VNACCS said.",
        ),
    ),
    "VNX-04": (
        Words("Các dòng của cùng tờ khai nói khác nhau.", "Rows of the same declaration say different things."),
        Words("Xuất lại tờ khai này từ VNACCS.", "Export this declaration from VNACCS again."),
    ),
    "VNX-05": (
        Words("Số thứ tự dòng hàng bị trùng, thiếu hoặc vượt 999.", "Item numbers are repeated, missing or over 999."),
        Words("Kiểm tra các dòng hàng của tờ khai này.", "Check the goods items of this declaration."),
    ),
    "VNX-06": (
        Words("Số tổng không bằng tổng các dòng.", "A total is not the sum of its lines."),
        Words("Kiểm tra cột tổng và các cột tiền thuế của từng dòng.", "Check the total and the columns of the lines."),
    ),
    "VNX-07": (
        Words("Tờ khai không có dòng hàng nào.", "The declaration has no goods items."),
        Words("Nạp kèm tệp hoặc trang tính chứa các dòng hàng.", "Load it together with its sheet of goods items."),
    ),
    "VNX-08": (
        Words("Dòng hàng không có tờ khai trong lần nạp này.", "Goods items without their declaration in this load."),
        Words("Nạp kèm tệp hoặc trang tính chứa tờ khai.", "Load them together with the sheet of declarations."),
    ),
    "VNX-09": (
        Words("Tờ khai đứng hai lần trong lần nạp này.", "The declaration stands twice in this load."),
        Words("Bỏ bớt một lần.", "Take one of them out."),
    ),
    "VNX-10": (
        Words("Không nhận ra các cột bắt buộc của trang tính.", "The columns that a sheet needs are not recognised."),
        Words(
            "Kiểm tra dòng tiêu đề, hoặc dùng bảng ánh xạ cột riêng (--map).",
            "Check the headings, or give a column map of your own (--map).",
        ),
    ),
    "VNX-11": (
        Words("Hai cột cùng mang một ý nghĩa.", "Two columns have the same meaning."),
        Words("Đổi tên hoặc bỏ một trong hai cột.", "Rename or remove one of them."),
    ),
}  # fmt: skip
"""What is wrong and what to do, by code."""


class Fault(msgspec.Struct, frozen=True, gc=False):
    """A fault. `file` counts the files of a load from 1; `column` is the heading as it stands in the sheet."""

    file: int
    sheet: str
    row: int
    column: str
    value: str
    code: str
    message: Words
    expected: Words
    remedy: Words


class Unread(Exception):
    """A cell that cannot be read; says what was expected."""

    def __init__(self, vi: str, en: str, code: str = "VNX-01") -> None:
        self.expected = Words(vi, en)
        self.code = code
        super().__init__(en)


def fault(
    code: str, place: tuple[int, str, int], column: str = "", value: object = "", expected: Words | None = None
) -> Fault:
    """A fault of MESSAGES at a place (file, sheet, row)."""
    message, remedy = MESSAGES[code]
    shown = "" if value is None else str(value)[:120]
    return Fault(*place, column[:120], shown, code, message, expected or Words("", ""), remedy)
