"""What reports refuses, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownChoice(Refusal):
    """A word of a target that is in none of the lists."""

    code = "REP-E01"
    words = Words(
        "“%(told)s” không có trong danh sách cho mục %(field)s. Chọn một giá trị trong danh sách.",
        "“%(told)s” is not in the list for %(field)s. Choose one of the list.",
    )


class WrongPeriod(Refusal):
    """A period that is no year, quarter or month."""

    code = "REP-E02"
    words = Words(
        "Kỳ “%(told)s” không đọc được. Viết năm 2024, quý 2024-Q1 hoặc tháng 2024-03, từ năm 2020 đến 2099.",
        "The period “%(told)s” cannot be read. Write a year 2024, a quarter 2024-Q1 or a month 2024-03, 2020 to 2099.",
    )


class WrongValue(Refusal):
    """A value that the kind of target cannot have."""

    code = "REP-E03"
    words = Words(
        "Giá trị “%(told)s” không hợp lệ: số thu là số đồng nguyên lớn hơn 0; tỷ lệ từ 0 đến 100 %%; tăng trưởng "
        "không quá 1.000 %%; để trống khi chưa giao số cụ thể.",
        "The value “%(told)s” cannot be: revenue is whole dong above 0, a rate lies from 0 to 100%%, growth is at most "
        "1,000%%; leave it empty where no number was given.",
    )


class NoSource(Refusal):
    """A target without the act or paper that set it, or with one too long."""

    code = "REP-E04"
    words = Words(
        "Ghi nguồn của chỉ tiêu (văn bản, báo cáo), không quá %(most)s ký tự.",
        "Name the paper that set the target, in at most %(most)s characters.",
    )


class NoNumber(Refusal):
    """Neither a number nor words that say what is asked."""

    code = "REP-E05"
    words = Words(
        "Chỉ tiêu chưa giao số cụ thể phải có lời mô tả điều kiện, không quá %(most)s ký tự.",
        "A target without a number says its condition in words, in at most %(most)s characters.",
    )


class AlreadySet(Refusal):
    """The same target stands with another value."""

    code = "REP-E06"
    words = Words(
        "Chỉ tiêu %(target)s đã có. Mở chỉ tiêu đó và chọn “Sửa chỉ tiêu”.",
        "The target %(target)s is set already. Open it and choose “Change the target”.",
    )


class Changed(Refusal):
    """Somebody changed the target since it was read."""

    code = "REP-E07"
    words = Words(
        "Chỉ tiêu %(target)s vừa được người khác sửa. Tải lại trang rồi sửa tiếp.",
        "The target %(target)s was changed by somebody else meanwhile. Load the page again.",
    )


class NoReason(Refusal):
    """A change or an end without its reason."""

    code = "REP-E08"
    words = Words("Ghi lý do (không quá %(most)s ký tự).", "Write the reason (at most %(most)s characters).")


class WrongLine(Refusal):
    """A line of a file of targets that cannot be taken; nothing of the file was."""

    code = "REP-E09"
    words = Words(
        "Dòng %(line)s: %(why)s Không nạp dòng nào; sửa tệp rồi nạp lại.",
        "Line %(line)s: %(why)s Nothing was loaded; correct the file and load it again.",
    )

    def in_language(self, language: str) -> str:
        """The sentence, with the reason in the same language."""
        why = self.facts["why"]
        told = why.in_language(language) if isinstance(why, (Words, Refusal)) else why
        return self.words.in_language(language) % {**self.facts, "why": told}


class WrongFile(Refusal):
    """What was sent is no file of targets."""

    code = "REP-E10"
    words = Words(
        "Không đọc được tệp: cần CSV mã UTF-8, dòng đầu là %(columns)s, tối đa %(most)s dòng.",
        "The file cannot be read: CSV in UTF-8 is needed, its first line %(columns)s, at most %(most)s lines.",
    )


class Ended(Refusal):
    """The target was ended."""

    code = "REP-E11"
    words = Words("Chỉ tiêu %(target)s đã bãi bỏ.", "The target %(target)s was ended.")


class NotYetOver(Refusal):
    """A report to a day that has not come."""

    code = "REP-E12"
    words = Words(
        "Ngày %(day)s chưa tới, chưa lập được báo cáo đến ngày đó. Chọn hôm nay hoặc một ngày trước.",
        "%(day)s has not come, so no report can reach it. Choose today or a day before.",
    )


class NotAReport(Refusal):
    """A file that is no annual report as JSON."""

    code = "REP-E13"
    words = Words(
        "%(what)s không phải báo cáo năm dạng JSON. Lập tệp bằng motcua report annual --format json.",
        "%(what)s is no annual report as JSON. Make it with motcua report annual --format json.",
    )


class NoText(Refusal):
    """There is nothing to check."""

    code = "REP-E14"
    words = Words(
        "Chưa có văn bản nào. Dán văn bản hoặc chọn một tệp .txt, .docx.",
        "There is no text yet. Paste a text or choose a .txt or .docx file.",
    )


class TextTooLong(Refusal):
    """More than is read at once."""

    code = "REP-E15"
    words = Words(
        "Văn bản dài quá %(most)s ký tự. Chia thành nhiều phần rồi kiểm tra từng phần.",
        "The text is longer than %(most)s characters. Divide it and check the parts one by one.",
    )


class UnreadableText(Refusal):
    """The bytes are no text."""

    code = "REP-E16"
    words = Words(
        "Không đọc được tệp: cần văn bản UTF-8 hoặc tệp .docx không khóa. Lưu lại bằng UTF-8 hoặc .docx rồi thử lại.",
        "The file cannot be read: it must be text in UTF-8 or an unlocked .docx. Save it so and try again.",
    )
