"""What the tariff refuses, foreseen: each with a code and a sentence that says what to do."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownLine(Refusal):
    """No such line of the nomenclature on that day."""

    code = "TAR-E01"
    words = Words(
        "Mã hàng %(code)s không có trong danh mục ngày %(day)s. Hãy tra cứu mã đang có hiệu lực.",
        "Code %(code)s is not in the nomenclature on %(day)s. Look up the code in force.",
    )


class EndedLine(UnknownLine):
    """A line of an edition of the nomenclature that another has replaced."""

    code = "TAR-E20"
    words = Words(
        "Mã hàng %(code)s hết hiệu lực sau ngày %(until)s. Từ ngày đó hàng thuộc mã %(possible)s: hãy chọn một mã.",
        "Code %(code)s ended after %(until)s. Since then its goods are %(possible)s: declare one of these.",
    )


class FutureLine(UnknownLine):
    """A line that is not yet in force."""

    code = "TAR-E21"
    words = Words(
        "Mã hàng %(code)s chỉ có hiệu lực từ ngày %(since)s. Trước ngày đó hàng thuộc mã %(possible)s.",
        "Code %(code)s begins on %(since)s. Before that day its goods are %(possible)s.",
    )


class ClaimNeeded(Refusal):
    """The schedule has rates for this line that only a code of the declarant picks."""

    code = "TAR-E22"
    words = Words(
        "Biểu %(schedule)s có nhiều mức cho mã %(code)s. Hãy khai một trong các mã: %(possible)s.",
        "Schedule %(schedule)s has several rates for %(code)s. Declare one of the codes: %(possible)s.",
    )


class ClaimNotOffered(Refusal):
    """The code named belongs to a rate that is not for these goods."""

    code = "TAR-E23"
    words = Words(
        "Mã %(claim)s của biểu %(schedule)s không dành cho mã hàng %(code)s xuất xứ %(origin)s. "
        "Có thể khai: %(possible)s.",
        "Code %(claim)s of schedule %(schedule)s is not for %(code)s of origin %(origin)s. Possible: %(possible)s.",
    )


class NoPreference(Refusal):
    """The schedule gives this line, from this origin, no rate."""

    code = "TAR-E02"
    words = Words(
        "Biểu %(schedule)s không có thuế suất cho mã %(code)s xuất xứ %(origin)s ngày %(day)s. "
        "Hãy khai biểu B01 hoặc biểu khác mà hàng đủ điều kiện.",
        "Schedule %(schedule)s gives no rate for %(code)s of origin %(origin)s on %(day)s. "
        "Declare table B01 or another one that the goods qualify for.",
    )


class HeldRate(Refusal):
    """The table alone cannot choose the rate: the line is split, or the text is a condition."""

    code = "TAR-E03"
    words = Words(
        "Biểu %(schedule)s ghi “%(printed)s” cho mã %(code)s: không đủ để xác định một thuế suất. "
        "Hãy nêu dòng hàng chi tiết hơn hoặc hỏi cơ quan hải quan.",
        "Schedule %(schedule)s prints “%(printed)s” for %(code)s: this does not settle one rate. "
        "Name the sub-line or ask customs.",
    )


class UnknownTable(Refusal):
    """No such tariff table code."""

    code = "TAR-E04"
    words = Words(
        "Mã biểu thuế %(table)s không có. Có thể khai: %(possible)s.",
        "There is no tariff table %(table)s. Possible: %(possible)s.",
    )


class VatNotOffered(Refusal):
    """The VAT code claimed is not one that the line can have on that day."""

    code = "TAR-E05"
    words = Words(
        "Mã thuế GTGT %(claimed)s không áp dụng cho mã hàng %(code)s ngày %(day)s. Có thể khai: %(possible)s.",
        "VAT code %(claimed)s does not apply to %(code)s on %(day)s. Possible: %(possible)s.",
    )


class NoExchangeRate(Refusal):
    """No exchange rate is known for the week of that day."""

    code = "TAR-E06"
    words = Words(
        "Chưa có tỷ giá tính thuế cho tuần của ngày %(day)s. Hãy nạp tỷ giá trước khi đăng ký.",
        "No exchange rate is known for the week of %(day)s. Load it before registering.",
    )


class FaultyTable(Refusal):
    """The file has rows that cannot be taken; nothing is loaded."""

    code = "TAR-E07"
    words = Words(
        "Tệp có %(count)s lỗi, lỗi đầu tiên ở dòng %(row)s: %(first)s. Hãy sửa, hoặc nạp và bỏ qua các dòng lỗi.",
        "The file has %(count)s faults, the first in row %(row)s: %(first)s. Mend it, or load without those rows.",
    )


class UnreadableFile(Refusal):
    """The file is no table that can be read."""

    code = "TAR-E08"
    words = Words(
        "Không đọc được tệp %(name)s: %(why)s. Nhận CSV (UTF-8) và XLSX.",
        "The file %(name)s cannot be read: %(why)s. CSV (UTF-8) and XLSX are taken.",
    )


class NothingToTakeBack(Refusal):
    """No such load, or it has been taken back."""

    code = "TAR-E09"
    words = Words("Không có lần nạp %(load)s đang có hiệu lực.", "There is no load %(load)s that counts.")
