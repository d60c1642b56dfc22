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


class MandateOfOneself(Refusal):
    """A mandate to the principal itself."""

    code = "PTY-E10"
    words = Words(
        "Doanh nghiệp %(tax_code)s không thể ủy quyền cho chính mình. Chọn một đại lý khác.",
        "%(tax_code)s cannot give itself a mandate. Choose another party as the agent.",
    )


class NothingInMandate(Refusal):
    """A mandate without an act, or with an unknown one."""

    code = "PTY-E11"
    words = Words(
        "Ủy quyền phải có ít nhất một việc được làm. Chọn việc mà đại lý được làm.",
        "A mandate needs at least one thing that may be done. Choose what the agent may do.",
    )


class BadMandate(Refusal):
    """Days the wrong way round, or too far apart."""

    code = "PTY-E12"
    words = Words(
        "Ngày cuối của ủy quyền phải từ ngày đầu trở đi và không quá %(days)s ngày sau đó.",
        "The last day of a mandate is its first day or later, at most %(days)s days after it.",
    )


class NoAgent(Refusal):
    """The other party is no registered customs agent."""

    code = "PTY-E13"
    words = Words(
        "%(tax_code)s chưa được công nhận là đại lý làm thủ tục hải quan vào ngày %(day)s. "
        "Kiểm tra mã số thuế, hoặc đề nghị đại lý đăng ký với cơ quan hải quan.",
        "%(tax_code)s is no registered customs agent on %(day)s. "
        "Check the tax code, or ask the agent to register with customs.",
    )


class UnknownMandate(Refusal):
    """There is no such mandate, or it is not this actor's."""

    code = "PTY-E14"
    words = Words("Không có ủy quyền số %(mandate)s.", "There is no mandate %(mandate)s.")


class MandateDecided(Refusal):
    """The mandate has been accepted, refused or ended before."""

    code = "PTY-E15"
    words = Words(
        "Ủy quyền này không còn ở trạng thái đó: %(state_vi)s. Tải lại trang.",
        "The mandate no longer stands so: %(state_en)s. Load the page again.",
    )


class AgentBefore(Refusal):
    """The party is an agent already."""

    code = "PTY-E16"
    words = Words("%(tax_code)s đã là đại lý hải quan.", "%(tax_code)s is a customs agent already.")
