"""Marks: the service characters of an interchange, told by its UNA or agreed in the standard."""

import msgspec

from motcua.kernel.words import Words

UNA = b"UNA"
ADVICE = 9
"""Bytes of a service string advice."""
FORBIDDEN = frozenset('"\\')


class Marks(msgspec.Struct, frozen=True):
    """What divides components, elements and segments, what releases a mark from its meaning, and the decimal mark.

    `repetition` is a space where none is used; no message that is read here repeats an element.
    """

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = " "
    terminator: str = "'"

    @property
    def dividing(self) -> str:
        """The marks that divide, and what releases; release is a space where none is used."""
        return self.terminator + self.element + self.component + self.release

    @property
    def usable(self) -> bool:
        """Whether these characters can serve: no letters, digits, quotes or controls, and each only once."""
        used = [mark for mark in self.dividing if mark != " "]
        fit = all(" " < mark < "\x7f" and not mark.isalnum() and mark not in FORBIDDEN for mark in used)
        return fit and len(set(used)) == len(used) and " " not in self.dividing[:3]

    @property
    def advice(self) -> str:
        """The service string advice that tells these marks."""
        middle = self.component + self.element + self.decimal + self.release + self.repetition
        return f"UNA{middle}{self.terminator}"


USUAL = Marks()
USUAL_4 = Marks(repetition="*")
"""The marks of syntax version 4 where no UNA tells others."""


def told(advice: bytes) -> Marks:
    """The marks of nine bytes that begin with UNA."""
    return Marks(*list(advice[3:ADVICE].decode("latin-1")))


CHARSETS = {
    "UNOA": "ascii", "UNOB": "ascii", "UNOC": "iso8859-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5",
    "UNOF": "iso8859-7", "UNOG": "iso8859-3", "UNOH": "iso8859-4", "UNOI": "iso8859-6", "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9", "UNOW": "utf-8", "UNOY": "utf-8",
}  # fmt: skip
"""The levels that are read, and their characters. UNOA is taken with small letters, as the world uses it."""
VERSIONS = ("1", "2", "3", "4")

CODES: dict[str, Words] = {
    "2": Words("Không hỗ trợ phiên bản hoặc bộ ký tự này của cú pháp", "Syntax version or level not supported"),
    "7": Words("Thông điệp không gửi cho cơ quan này", "Interchange recipient not actual recipient"),
    "12": Words("Giá trị không hợp lệ", "Invalid value"),
    "13": Words("Thiếu phần bắt buộc", "Missing"),
    "14": Words("Giá trị này không được dùng ở đây", "Value not supported in this position"),
    "15": Words("Đoạn này không được dùng ở đây", "Not supported in this position"),
    "16": Words("Quá nhiều thành phần", "Too many constituents"),
    "18": Words("Không rõ lỗi gì", "Unspecified error"),
    "19": Words("Dấu thập phân sai", "Invalid decimal notation"),
    "20": Words("Ký tự này không dùng làm dấu phân cách được", "Character invalid as service character"),
    "21": Words("Có ký tự không được phép", "Invalid character"),
    "23": Words("Không biết bên gửi này", "Unknown interchange sender"),
    "26": Words("Đã nhận trước đó", "Duplicate detected"),
    "28": Words("Số tham chiếu đầu và cuối không khớp", "References do not match"),
    "29": Words("Số đếm không khớp với số nhận được", "Control count does not match number of instances received"),
    "30": Words("Lẫn nhóm với thông điệp ngoài nhóm", "Functional groups and messages mixed"),
    "32": Words("Bên trong không có gì", "Lower level empty"),
    "33": Words("Đoạn đứng ngoài mọi thông điệp", "Invalid occurrence outside message, package or group"),
    "35": Words("Đoạn lặp lại quá nhiều lần", "Too many segment repetitions"),
    "36": Words("Nhóm đoạn lặp lại quá nhiều lần", "Too many segment group repetitions"),
    "37": Words("Sai loại ký tự: cần chữ số", "Invalid type of character"),
    "38": Words("Thiếu chữ số trước dấu thập phân", "Missing digit in front of decimal sign"),
    "39": Words("Giá trị quá dài", "Data element too long"),
    "40": Words("Giá trị quá ngắn", "Data element too short"),
    "45": Words("Thừa dấu phân cách ở cuối", "Trailing separator"),
}
"""What data element 0085 says, of its codes those that are found here."""
