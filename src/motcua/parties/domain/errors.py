"""What parties refuses."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class BadTaxCode(Refusal):
    """A tax code of another form."""

    code = "PTY-E01"
    words = Words(
        "Mã số thuế “%(tax_code)s” không đúng: cần 10 chữ số, 10 chữ số kèm 3 chữ số đơn vị phụ thuộc, hoặc 12 chữ số.",
        "Tax code “%(tax_code)s” is not right: 10 digits, 10 with 3 more of a dependent unit, or 12 digits.",
    )


class BadLevel(Refusal):
    """A compliance level outside 1 to 5."""

    code = "PTY-E02"
    words = Words(
        "Mức tuân thủ %(level)s của %(tax_code)s không nằm trong khoảng 1 đến 5.",
        "Compliance level %(level)s of %(tax_code)s is not between 1 and 5.",
    )


class AlreadyRegistered(Refusal):
    """A tax code that stands in the register, or twice in one request."""

    code = "PTY-E03"
    words = Words("Mã số thuế %(tax_codes)s đã có trong danh bạ.", "Tax code %(tax_codes)s is already registered.")


class UnknownParty(Refusal):
    """A tax code that does not stand in the register."""

    code = "PTY-E04"
    words = Words("Không có doanh nghiệp mã số thuế %(tax_codes)s.", "No party has the tax code %(tax_codes)s.")


class NeedsReason(Refusal):
    """A change of standing without a reason."""

    code = "PTY-E05"
    words = Words(
        "Phải ghi lý do khi thay đổi tình trạng hoặc mức tuân thủ của %(tax_code)s.",
        "A change of standing of %(tax_code)s needs a reason.",
    )


class RegisteredBeforeFounded(Refusal):
    """A party registered before it was founded."""

    code = "PTY-E06"
    words = Words(
        "%(tax_code)s đăng ký ngày %(registered_on)s, trước ngày thành lập %(founded_on)s.",
        "%(tax_code)s was registered on %(registered_on)s, before it was founded on %(founded_on)s.",
    )
