"""What this part refuses, in words."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class OwnWork(Refusal):
    """An auditor works, or worked lately, at the office that is audited."""

    code = "AUD-E01"
    words = Words(
        "%(who)s làm việc tại %(office)s (hiện nay hoặc trong %(months)s tháng trước cuộc đánh giá) nên không đánh giá"
        " được đơn vị này. Chọn đánh giá viên của đơn vị khác.",
        "%(who)s works at %(office)s, or did within the %(months)s months before the audit, and cannot audit it."
        " Choose an auditor of another office.",
    )  # fmt: skip


class OwnProcedure(Refusal):
    """An auditor wrote, reviewed or approved a procedure that is audited."""

    code = "AUD-E02"
    words = Words(
        "%(who)s đã soạn, xem xét hoặc duyệt quy trình %(code)s nên không đánh giá được quy trình này.",
        "%(who)s wrote, reviewed or approved procedure %(code)s and cannot audit it.",
    )


class NoLead(Refusal):
    """The audit has no lead auditor among its auditors."""

    code = "AUD-E03"
    words = Words(
        "Trưởng đoàn phải là một trong các đánh giá viên đã chọn.", "The lead must be one of the chosen auditors."
    )


class Unknown(Refusal):
    """Something named is not there."""

    code = "AUD-E04"
    words = Words("Không có %(what)s. Kiểm tra lại.", "There is no %(what)s. Check it.")


class Missing(Refusal):
    """A text that has to be given is empty."""

    code = "AUD-E05"
    words = Words("Chưa ghi %(vi)s.", "Not given: %(en)s.")


class DueWrong(Refusal):
    """A due day is no working day, past, or too far away."""

    code = "AUD-E06"
    words = Words(
        "Hạn %(due)s phải là ngày làm việc, từ %(first)s đến %(last)s.",
        "The due day %(due)s must be a working day from %(first)s to %(last)s.",
    )


class NotAnother(Refusal):
    """Who did the work, or belongs to the office, wants to verify it."""

    code = "AUD-E07"
    words = Words(
        "Người xác nhận phải là người khác: không phải người chịu trách nhiệm, người trả lời, người báo đã làm, và"
        " không thuộc đơn vị.",
        "Somebody else has to verify: not who owns it, answered it or reported it as done, and nobody of the office.",
    )


class StillOpen(Refusal):
    """Something that depends on it is not over."""

    code = "AUD-E08"
    words = Words("Chưa đóng được: còn %(numbers)s.", "Cannot be closed: %(numbers)s is still open.")


class ChecklistOpen(Refusal):
    """Lines of the checklist have no result, or no evidence where one is needed."""

    code = "AUD-E09"
    words = Words(
        "Bảng câu hỏi còn dòng chưa ghi kết quả hoặc bằng chứng: %(items)s.",
        "Lines of the checklist lack a result or evidence: %(items)s.",
    )


class NotGrounded(Refusal):
    """Nothing in the year supports a declaration of conformity."""

    code = "AUD-E10"
    words = Words(
        "Chưa công bố được cho năm %(year)s: cần ít nhất một cuộc đánh giá đã báo cáo và một cuộc xem xét của lãnh đạo"
        " đã duyệt.",
        "Conformity cannot be declared for %(year)s: at least one audit reported and one review approved are needed.",
    )


class OwnApproval(Refusal):
    """Who wrote it wants to approve it."""

    code = "AUD-E11"
    words = Words("Người lập không tự duyệt; cần người khác duyệt.", "Who wrote it does not approve it: another must.")


class Changed(Refusal):
    """It is not as its maker saw it."""

    code = "AUD-E12"
    words = Words(
        "%(number)s vừa được người khác thay đổi. Mở lại để xem rồi quyết định.",
        "%(number)s has been changed by somebody else. Open it again and decide.",
    )


class Twice(Refusal):
    """There is one already."""

    code = "AUD-E13"
    words = Words("Đã có %(what)s.", "There is already %(what)s.")


class TooLong(Refusal):
    """A text is longer than what is kept."""

    code = "AUD-E15"
    words = Words(
        "Nội dung dài %(length)s ký tự, chỉ lưu được %(most)s. Rút ngắn rồi gửi lại.",
        "The text has %(length)s letters, of which only %(most)s can be kept. Shorten it, then send it again.",
    )


class HasAudit(Refusal):
    """A visit that was planned is left out of its programme, or put elsewhere."""

    code = "AUD-E16"
    words = Words(
        "Cuộc số %(no)s đã có kế hoạch %(number)s: giữ nguyên đơn vị và tháng, hoặc hủy %(number)s trước.",
        "Audit %(no)s is planned as %(number)s: keep its office and month, or cancel %(number)s first.",
    )


class NotYet(Refusal):
    """It is not the time for it."""

    code = "AUD-E14"
    words = Words("Chưa đến lúc: %(vi)s.", "Not yet: %(en)s.")
