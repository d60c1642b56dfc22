"""What people refuses."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class BadPost(Refusal):
    """A post that cannot be; each reason is a class of its own."""


class UnknownRole(BadPost):
    """There is no such role."""

    code = "PPL-E01"
    words = Words("Không có vai trò “%(role)s”.", "There is no role “%(role)s”.")


class NeedsParty(BadPost):
    """A trader without a tax code."""

    code = "PPL-E07"
    words = Words("Vai trò “%(role)s” phải gắn với một mã số thuế.", "The role “%(role)s” needs a tax code.")


class TakesNoParty(BadPost):
    """A tax code with a role of the customs."""

    code = "PPL-E08"
    words = Words("Vai trò “%(role)s” không gắn với mã số thuế.", "The role “%(role)s” takes no tax code.")


class NeedsOffice(BadPost):
    """A role that is held at one office, without it."""

    code = "PPL-E09"
    words = Words("Vai trò “%(role)s” phải gắn với một đơn vị.", "The role “%(role)s” needs an office.")


class TakesNoOffice(BadPost):
    """A trader at a customs office."""

    code = "PPL-E10"
    words = Words("Vai trò “%(role)s” không thuộc đơn vị hải quan nào.", "The role “%(role)s” takes no office.")


class EndsBeforeItBegins(BadPost):
    """The last day comes before the first."""

    code = "PPL-E11"
    words = Words(
        "Ngày cuối %(until)s đứng trước ngày đầu %(since)s.",
        "The last day %(until)s comes before the first day %(since)s.",
    )


class UnknownPost(Refusal):
    """There is no such post."""

    code = "PPL-E02"
    words = Words("Không có vị trí số %(post)s.", "There is no post %(post)s.")


class AlreadyEnded(Refusal):
    """The post has been ended before."""

    code = "PPL-E03"
    words = Words("Vị trí số %(post)s đã kết thúc ngày %(day)s.", "Post %(post)s was ended on %(day)s.")


class NameTaken(Refusal):
    """Another account has this name."""

    code = "PPL-E04"
    words = Words("Tên tài khoản “%(username)s” đã được dùng.", "The account name “%(username)s” is taken.")


class WeakPassword(Refusal):
    """The password is too short or is the account's own name."""

    code = "PPL-E05"
    words = Words(
        "Mật khẩu phải có ít nhất %(least)s ký tự và không chứa tên tài khoản.",
        "A password needs at least %(least)s characters and must not contain the account name.",
    )


class AccountClosed(Refusal):
    """The account has been closed and gets no more posts."""

    code = "PPL-E06"
    words = Words("Tài khoản “%(username)s” đã đóng.", "The account “%(username)s” is closed.")


class BadToken(Refusal):
    """A token without name or scope, or for too long."""

    code = "PPL-E12"
    words = Words(
        "Mã kết nối cần có tên, ít nhất một phạm vi, và thời hạn từ 0 đến %(days)s ngày.",
        "A token needs a name, at least one scope, and a term of 0 to %(days)s days.",
    )


class UnknownScope(Refusal):
    """There is no such scope."""

    code = "PPL-E13"
    words = Words("Không có phạm vi “%(scope)s”.", "There is no scope “%(scope)s”.")


class TokenNameTaken(Refusal):
    """Another token of the enterprise has this name and is in force."""

    code = "PPL-E14"
    words = Words(
        "Doanh nghiệp đã có mã kết nối tên “%(name)s” chưa thu hồi. Đặt tên khác, hoặc thu hồi mã cũ.",
        "The enterprise has a token named “%(name)s” that is not revoked. Choose another name, or revoke the old one.",
    )


class UnknownToken(Refusal):
    """There is no such token, or it is not this actor's to touch."""

    code = "PPL-E15"
    words = Words("Không có mã kết nối số %(token)s.", "There is no token %(token)s.")


class TokenRevokedBefore(Refusal):
    """The token has been revoked before."""

    code = "PPL-E16"
    words = Words("Mã kết nối “%(name)s” đã được thu hồi.", "The token “%(name)s” has been revoked.")
