"""What declarations refuse, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownDeclaration(Refusal):
    """No declaration of that number."""

    code = "DCL-E10"
    words = Words("Không có tờ khai %(number)s.", "There is no declaration %(number)s.")


class NotAmendable(Refusal):
    """The amended message changes what a new version may not change."""

    code = "DCL-E11"
    words = Words(
        "Không sửa được %(field)s của tờ khai đã đăng ký; hãy hủy và khai lại.",
        "%(field)s of a registered declaration cannot be amended; cancel it and lodge anew.",
    )


class Faulty(Refusal):
    """The amended message does not pass the rules."""

    code = "DCL-E12"
    words = Words("Bản khai bổ sung chưa đạt: %(codes)s.", "The amended declaration does not pass: %(codes)s.")


class NoReasonToAsk(Refusal):
    """The reason is not one of those on which a trader may ask for cancellation, or not for this direction."""

    code = "DCL-E13"
    words = Words(
        "Lý do “%(reason)s” không phải lý do người khai được đề nghị hủy tờ khai này. Có thể dùng: %(possible)s.",
        "“%(reason)s” is not a reason for which a trader may ask to cancel this declaration. Possible: %(possible)s.",
    )


class AskedBefore(Refusal):
    """A request to cancel this declaration waits for its answer."""

    code = "DCL-E14"
    words = Words(
        "Tờ khai %(number)s đã có đề nghị hủy đang chờ trả lời.",
        "A request to cancel declaration %(number)s waits for its answer.",
    )


class UnknownRequest(Refusal):
    """There is no such request, or it has been decided."""

    code = "DCL-E15"
    words = Words(
        "Không có đề nghị hủy nào đang chờ của tờ khai %(number)s.",
        "No request to cancel declaration %(number)s waits.",
    )


class NeedsNote(Refusal):
    """A request is denied without saying why."""

    code = "DCL-E16"
    words = Words(
        "Không chấp nhận thì phải nêu lý do để người khai biết.", "To deny a request, say why; the trader is told."
    )
