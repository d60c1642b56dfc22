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


class GuaranteeKnown(Refusal):
    """The name of the guarantee stands for another promise."""

    code = "REV-E20"
    words = Words(
        "Chứng từ bảo lãnh số %(number)s đã đăng ký với nội dung khác; hãy kiểm tra lại ngân hàng, năm, ký hiệu, số.",
        "Guarantee %(number)s is registered with other contents; check bank, year, symbol and number.",
    )


class GuaranteeWrong(Refusal):
    """A guarantee, or a change of one, that cannot be."""

    code = "REV-E21"
    words = Words(
        "Nội dung bảo lãnh không hợp lệ (%(why)s): ngày sau phải muộn hơn, số tiền phải lớn hơn số cũ, và bảo lãnh "
        "riêng phải ghi vận đơn, hóa đơn hoặc tờ khai.",
        "The guarantee cannot be so (%(why)s): a new last day must be later, a new amount larger, and an individual "
        "guarantee names a bill, an invoice or a declaration.",
    )


class GuaranteeEnded(Refusal):
    """The guarantee has ended."""

    code = "REV-E22"
    words = Words("Bảo lãnh số %(number)s đã chấm dứt.", "Guarantee %(number)s has ended.")


class SuspenseDone(Refusal):
    """Money in suspense that was matched or returned already, or never was there."""

    code = "REV-E23"
    words = Words(
        "Khoản tiền này không còn chờ đối chiếu; hãy tải lại danh sách.",
        "This money no longer waits to be matched; load the list again.",
    )


class NotMatching(Refusal):
    """Money cannot be matched to that declaration."""

    code = "REV-E24"
    words = Words(
        "Không đối chiếu được với tờ khai %(number)s: %(why)s.",
        "It cannot be matched to declaration %(number)s: %(why)s.",
    )

    def in_language(self, language: str) -> str:
        """The sentence, with the reason in the same language."""
        why = self.facts["why"]
        told = why.in_language(language) if isinstance(why, Words) else why
        return self.words.in_language(language) % {**self.facts, "why": told}


class SecondOfficer(Refusal):
    """Whoever asked or proposed does not decide."""

    code = "REV-E25"
    words = Words(
        "Người đã đề nghị hoặc đề xuất không được quyết định; cần một công chức khác.",
        "Whoever asked or proposed may not decide; a second officer is needed.",
    )


class RefundWaits(Refusal):
    """A request for the same money waits already."""

    code = "REV-E26"
    words = Words(
        "Đã có đề nghị hoàn khoản này đang chờ quyết định.", "A request for the same money waits for its decision."
    )


class NotOwed(Refusal):
    """A debt that is not open cannot be classed."""

    code = "REV-E27"
    words = Words("Tờ khai %(declaration)s không còn nợ.", "Declaration %(declaration)s owes nothing.")


class UnknownClass(Refusal):
    """A class of debt that officers do not set."""

    code = "REV-E28"
    words = Words("Không có nhóm nợ “%(code)s”.", "There is no class of debt “%(code)s”.")


class NotSecured(Refusal):
    """The guarantee does not bear what the declaration owes."""

    code = "REV-E29"
    words = Words("Bảo lãnh không bảo đảm được số thuế: %(codes)s", "The guarantee does not secure the tax: %(codes)s")
