"""What loading refuses, foreseen: each says what to do."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class EmptyFile(Refusal):
    """The file has nothing in it."""

    code = "TAR-L01"
    words = Words(
        "Tệp %(name)s trống. Hãy xuất lại rồi gửi tệp có dữ liệu.",
        "The file %(name)s is empty. Export it again and send one with data.",
    )


class LargeFile(Refusal):
    """The file is larger than is read."""

    code = "TAR-L02"
    words = Words(
        "Tệp %(name)s lớn hơn %(most)s MB. Hãy chia tệp theo biểu hoặc theo chương rồi nạp lần lượt.",
        "The file %(name)s is larger than %(most)s MB. Divide it by schedule or chapter and load one after the other.",
    )


class SwollenWorkbook(Refusal):
    """A workbook that grows too much when unpacked, or whose cells lie too far out."""

    code = "TAR-L03"
    words = Words(
        "Sổ tính %(name)s giải nén ra quá lớn hoặc có ô ở quá xa (%(what)s). Hãy xóa hàng, cột thừa, "
        "hoặc lưu thành CSV.",
        "The workbook %(name)s unpacks to too much or has a cell too far out (%(what)s). Delete spare rows and "
        "columns, or save it as CSV.",
    )


class TariffChanged(Refusal):
    """Another table was loaded or taken back since the preview."""

    code = "TAR-L04"
    words = Words(
        "Biểu thuế đã thay đổi từ lúc xem trước (%(seen)s → %(now)s). Hãy xem lại bản xem trước rồi nạp.",
        "The tariff has changed since the preview (%(seen)s → %(now)s). Look at the preview again, then load.",
    )


class NothingToLoad(Refusal):
    """Nothing in the file can be stored."""

    code = "TAR-L05"
    words = Words(
        "Tệp %(name)s không có dòng nào nạp được. Hãy kiểm tra tên cột và trang tính.",
        "Nothing in the file %(name)s can be loaded. Check its headings and the sheet.",
    )


class LoadTakenBack(Refusal):
    """These bytes were loaded and taken back."""

    code = "TAR-L06"
    words = Words(
        "Lần gửi này đã được nạp (%(load)s) rồi rút. Muốn nạp lại, hãy gửi tệp lần nữa.",
        "This upload was loaded (%(load)s) and taken back. To load it again, send the file again.",
    )


class WrongTerms(Refusal):
    """What is said of the table cannot be."""

    code = "TAR-L07"
    words = Words("%(what)s: “%(value)s” không hợp lệ. %(remedy)s", "%(what)s: “%(value)s” cannot be. %(remedy)s")


class NoReason(Refusal):
    """A load is taken back without saying why."""

    code = "TAR-L08"
    words = Words(
        "Cần ghi lý do rút (tối đa %(most)s ký tự).", "Say why the load is taken back (%(most)s letters at the most)."
    )
