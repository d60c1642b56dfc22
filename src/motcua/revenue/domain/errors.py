"""What revenue refuses, foreseen."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NoObligation(Refusal):
    """Nothing was ever charged on that declaration."""

    code = "REV-E01"
    words = Words(
        "Tờ khai %(declaration)s chưa phát sinh số thuế phải nộp.",
        "Nothing has been charged on declaration %(declaration)s.",
    )


class OtherPayment(Refusal):
    """The bank's reference was used for another payment."""

    code = "REV-E02"
    words = Words(
        "Mã giao dịch %(reference)s của ngân hàng %(bank)s đã dùng cho một khoản nộp khác.",
        "Reference %(reference)s of bank %(bank)s was used for another payment.",
    )


class NotPositive(Refusal):
    """An amount must be above zero."""

    code = "REV-E03"
    words = Words("Số tiền %(amount)s phải lớn hơn 0.", "The amount %(amount)s must be above zero.")


class NotHeld(Refusal):
    """More is asked for than is held."""

    code = "REV-E04"
    words = Words(
        "Tiền nộp thừa còn %(held)s đồng, không đủ %(amount)s đồng.",
        "%(held)s dong are held, which is less than %(amount)s dong.",
    )
