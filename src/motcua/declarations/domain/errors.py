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
