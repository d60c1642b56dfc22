"""What indicators, notes, registers, watch lists, plans and returns refuse, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class ChangedSince(Refusal):
    """It is no longer as its page showed it."""

    code = "CTL-W01"
    words = Words(
        "%(number)s đã thay đổi sau khi mở trang. Tải lại trang rồi làm tiếp.",
        "%(number)s has changed since the page was opened. Load it again and go on from there.",
    )


class NeedsWords(Refusal):
    """Something has to be said."""

    code = "CTL-W02"
    words = Words("Phải ghi nội dung: %(what)s.", "This has to be said: %(what)s.")


class NotAGrade(Refusal):
    """The source's class or the grades are none that are used."""

    code = "CTL-W03"
    words = Words(
        "Loại nguồn hoặc mức đánh giá không hợp lệ. Chọn loại nguồn, độ tin cậy A–F và độ xác thực 1–6.",
        "The class of the source or a grade is none of ours. Choose a class, a reliability A–F, a credibility 1–6.",
    )


class NotToCome(Refusal):
    """A day lies ahead on which something is said to have happened."""

    code = "CTL-W04"
    words = Words(
        "Chưa đến ngày %(day)s. Chỉ ghi việc đã diễn ra.", "%(day)s has not come. Only what happened is recorded."
    )


class NotWatchable(Refusal):
    """What is to be watched cannot be read."""

    code = "CTL-W05"
    words = Words(
        "Không đọc được “%(value)s”. Ghi mã số thuế 10 hoặc 13 số, mã HS 2–8 số, mã nước 2 chữ, biển số hoặc số"
        " container 4 chữ 7 số.",
        "“%(value)s” cannot be read. Give a tax code of 10 or 13 digits, an HS code of 2 to 8, a country of 2 letters,"
        " a plate, or a container of 4 letters and 7 digits.",
    )


class WrongDays(Refusal):
    """Days are not in their order, or too far apart."""

    code = "CTL-W06"
    words = Words(
        "Ngày cuối phải từ ngày đầu trở đi, chưa qua, và không quá %(most)s ngày sau ngày đầu.",
        "The last day is not before the first, has not passed, and lies at most %(most)s days after the first.",
    )


class SecondPerson(Refusal):
    """Who proposed an entry does not decide on it."""

    code = "CTL-W07"
    words = Words(
        "Người đề xuất %(number)s không tự duyệt. Đề nghị lãnh đạo khác duyệt.",
        "Who proposed %(number)s does not decide on it. Ask another head or leader.",
    )


class NotAnIndicator(Refusal):
    """There is no such indicator, or its target cannot be one."""

    code = "CTL-W08"
    words = Words(
        "Chỉ tiêu “%(code)s” không có hoặc số giao không hợp lệ. Ghi số nguyên từ 0.",
        "“%(code)s” is no indicator, or its target cannot be one. Give whole numbers from 0.",
    )


class NothingChanged(Refusal):
    """What is set or counted is what was kept before."""

    code = "CTL-W09"
    words = Words(
        "Không có gì khác số đã ghi nên không ghi thêm. Sửa số trước, rồi gửi lại.",
        "Nothing differs from what is kept, and nothing was added. Change a number first.",
    )


class MonthNotOver(Refusal):
    """A month is closed once it is over."""

    code = "CTL-W10"
    words = Words(
        "Tháng %(month)s chưa kết thúc. Chốt báo cáo từ ngày %(day)s.",
        "%(month)s is not over. Its return can be closed from %(day)s.",
    )


class NotClosed(Refusal):
    """What was never closed is not corrected."""

    code = "CTL-W11"
    words = Words(
        "Báo cáo tháng %(month)s chưa chốt nên chưa có gì để sửa. Chốt tháng trước.",
        "The return of %(month)s was not closed, so there is nothing to correct. Close the month first.",
    )


class NoHandler(Refusal):
    """The account holds no post of control."""

    code = "CTL-W12"
    words = Words(
        "Người được giao không thuộc lực lượng kiểm soát. Chọn công chức kiểm soát.",
        "Who is named holds no post of control. Choose an officer of control.",
    )


class TooLong(Refusal):
    """A text is longer than is kept."""

    code = "CTL-W13"
    words = Words(
        "%(what)s dài quá %(most)s ký tự. Rút ngắn rồi gửi lại.",
        "%(what)s is longer than %(most)s characters. Shorten it and send it again.",
    )


class NotACount(Refusal):
    """Hours or counts that cannot be."""

    code = "CTL-W14"
    words = Words(
        "Số “%(count)s” không hợp lệ. Ghi số nguyên từ 0 đến %(most)s.",
        "“%(count)s” cannot be. Give a whole number from 0 to %(most)s.",
    )


class TooLongAgo(Refusal):
    """A day lies so far back that it is a slip."""

    code = "CTL-W15"
    words = Words(
        "Ngày %(day)s cách đây quá %(most)s ngày. Sửa ngày.", "%(day)s lies more than %(most)s days back. Correct it."
    )
