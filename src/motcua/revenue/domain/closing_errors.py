"""What closing and reconciling refuse, foreseen."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class DayNotOver(Refusal):
    """A day is closed when it is over."""

    code = "REV-E40"
    words = Words(
        "Ngày %(day)s chưa kết thúc nên chưa khóa sổ được; hãy chọn ngày trước hôm nay.",
        "%(day)s is not over and cannot be closed yet; choose a day before today.",
    )


class ReasonNeeded(Refusal):
    """A day that does not agree with the treasury is closed with a reason only."""

    code = "REV-E41"
    words = Words(
        "Ngày %(day)s còn %(count)s chênh lệch chưa giải trình hoặc chưa có tệp của kho bạc. Hãy giải trình, hoặc ghi "
        "lý do và ký khóa sổ.",
        "%(day)s has %(count)s differences that nobody has explained, or no file of the treasury. Explain them, or "
        "give a reason and sign the closing.",
    )


class FileFaulty(Refusal):
    """The treasury's file has faults; nothing of it was taken."""

    code = "REV-E43"
    words = Words(
        "Tệp của kho bạc có %(count)s lỗi, chưa ghi nhận gì. Lỗi đầu: %(first)s.",
        "The treasury's file has %(count)s faults and nothing was taken. The first: %(first)s.",
    )


class NoDifference(Refusal):
    """There is no such difference on that day."""

    code = "REV-E44"
    words = Words(
        "Không có chênh lệch nào mang mã “%(reference)s” trong ngày %(day)s.",
        "There is no difference with the reference “%(reference)s” on %(day)s.",
    )


class NotCorrectable(Refusal):
    """Only money that the treasury has and we do not is taken in by a new entry."""

    code = "REV-E45"
    words = Words(
        "Chỉ ghi bút toán mới cho tiền kho bạc có mà sổ chưa có; chênh lệch này hãy giải trình.",
        "A new entry takes in only money that the treasury has and the ledger has not; explain this difference.",
    )


class PlanUnfit(Refusal):
    """A plan of instalments that cannot be."""

    code = "REV-E46"
    words = Words("Kế hoạch nộp dần không hợp lệ: %(why)s.", "The plan of instalments does not fit: %(why)s.")


class PlanWaits(Refusal):
    """The debt has a plan already."""

    code = "REV-E47"
    words = Words(
        "Khoản nợ này đã có kế hoạch nộp dần đang chờ hoặc đang thực hiện.",
        "This debt has a plan of instalments that waits or runs.",
    )


class Unsent(Refusal):
    """No file came, or one that is too large."""

    code = "REV-E48"
    words = Words("Chưa nhận được tệp: %(why)s.", "No file was taken: %(why)s.")
