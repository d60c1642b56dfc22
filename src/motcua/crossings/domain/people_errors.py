"""What is refused where people cross, by name."""

from collections.abc import Sequence

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class FaultyRows(Refusal):
    """Rows that do not pass; `findings` are all of them, each with its place."""

    code = "PAX-E01"
    words = Words(
        "Có %(count)s lỗi (%(codes)s). Chưa ghi gì; hãy sửa các dòng được nêu rồi gửi lại.",
        "%(count)s faults (%(codes)s). Nothing has been written; mend the rows named and send them again.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(count=len(self.findings), codes=", ".join(dict.fromkeys(each.code for each in findings)))


class BelowZero(Refusal):
    """A correction would leave fewer than nobody in a quarter hour."""

    code = "PAX-E02"
    words = Words(
        "Không trừ được: %(slot)s chỉ còn %(left)s lượt. Hãy kiểm tra cửa khẩu, giờ, chiều và loại giấy tờ.",
        "This cannot be taken away: %(slot)s counts %(left)s. Check the gate, hour, direction and papers.",
    )


class NeedsReason(Refusal):
    """A correction or a reading that has to be given a reason."""

    code = "PAX-E03"
    words = Words("Phải nêu lý do.", "A reason is needed.")


class NothingToWrite(Refusal):
    """A call without a row."""

    code = "PAX-E04"
    words = Words("Không có dòng nào để ghi.", "There is no row to write.")


class UnreadableCount(Refusal):
    """A message that is no list of counts or declarations."""

    code = "PAX-E05"
    words = Words("Không đọc được nội dung: %(why)s.", "This cannot be read: %(why)s.")


class NoTitles(Refusal):
    """A sheet without the columns that are needed."""

    code = "PAX-E06"
    words = Words(
        "Bảng thiếu cột: %(missing)s. Hãy dùng bảng mẫu.", "The sheet lacks columns: %(missing)s. Use the template."
    )


class NeedsPerson(Refusal):
    """A control result without the person that it concerns."""

    code = "PAX-E10"
    words = Words(
        "Kết quả kiểm tra này phải ghi người liên quan: họ tên và số giấy tờ.",
        "This result needs the person concerned: name and number of the document.",
    )


class NeedsGoods(Refusal):
    """A control result on baggage or money that names none."""

    code = "PAX-E11"
    words = Words("Phải ghi ít nhất một loại hàng hoặc tiền.", "At least one kind of goods or money is needed.")


class NothingToRecord(Refusal):
    """What was brought lies within the allowances, so that no person is recorded."""

    code = "PAX-E12"
    words = Words(
        "Hành lý trong định mức, không có gì phải khai: không được ghi thông tin cá nhân.",
        "All of it is within the allowances and nothing is to be declared: no person is recorded.",
    )


class NotOpen(Refusal):
    """What is no longer to be paid or left."""

    code = "PAX-E13"
    words = Words(
        "Kết quả %(number)s không còn khoản nào chờ nộp.", "Nothing is waiting to be paid on result %(number)s."
    )


class Erased(Refusal):
    """A person whose data have been erased."""

    code = "PAX-E14"
    words = Words("Thông tin cá nhân đã được xóa ngày %(day)s.", "The personal data were erased on %(day)s.")


class OverMonth(Refusal):
    """A resident who has used all days of the month."""

    code = "PAX-E20"
    words = Words(
        "Dòng %(row)s: cư dân đã dùng đủ %(most)s ngày trong tháng. Chuyển sang khai tờ khai thông thường.",
        "Row %(row)s: this resident has used all %(most)s days of the month. Refer to an ordinary declaration.",
    )


class OverDay(Refusal):
    """A resident's goods above what is left of the day's allowance."""

    code = "PAX-E21"
    words = Words(
        "Dòng %(row)s: vượt định mức ngày, chỉ còn %(left)s đồng. Chọn nộp thuế phần vượt hoặc khai tờ khai thường.",
        "Row %(row)s: above the day's allowance, %(left)s dong are left. Tax the part above or refer it.",
    )


class NoCode(Refusal):
    """Goods above an allowance that cannot be taxed without their code."""

    code = "PAX-E22"
    words = Words(
        "Dòng %(row)s: muốn thu thuế phần vượt thì mọi mặt hàng phải có mã HS và tính được thuế (%(why)s).",
        "Row %(row)s: to tax the part above, all goods need an HS code that can be reckoned (%(why)s).",
    )
