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


class UnknownAct(BadPost):
    """A post for an enterprise with nothing that may be done, or something unknown."""

    code = "PPL-E20"
    words = Words(
        "Chọn ít nhất một việc được làm; không có việc “%(act)s”.",
        "Choose at least one thing that may be done; there is no act “%(act)s”.",
    )


class NotOfTheEnterprise(Refusal):
    """The post is not one of this enterprise, or not this actor's to end."""

    code = "PPL-E21"
    words = Words("Không có người dùng này trong doanh nghiệp.", "The enterprise has no such user.")


class LastManager(Refusal):
    """The last user who manages the enterprise."""

    code = "PPL-E22"
    words = Words(
        "Đây là người quản lý cuối cùng của doanh nghiệp. Giao quyền quản lý cho người khác trước.",
        "This is the last manager of the enterprise. Give somebody else the right to manage first.",
    )


class BadInvitation(Refusal):
    """A link that opens nothing: unknown, used, withdrawn or too old. Which one is not told."""

    code = "PPL-E23"
    words = Words(
        "Liên kết mời không còn dùng được. Đề nghị người quản lý của doanh nghiệp mời lại.",
        "The invitation opens nothing any more. Ask the manager of the enterprise for a new one.",
    )


class TooManyInvitations(Refusal):
    """An enterprise with many invitations that wait."""

    code = "PPL-E24"
    words = Words(
        "Doanh nghiệp đang có %(most)s lời mời chưa dùng. Rút bớt lời mời cũ trước.",
        "The enterprise has %(most)s unused invitations. Withdraw old ones first.",
    )


class BadDelegation(Refusal):
    """Delegated to oneself, without a reason, for days the wrong way round or too far apart."""

    code = "PPL-E25"
    words = Words(
        "Ủy quyền khi vắng mặt phải cho người khác, có lý do, từ ngày đầu đến ngày cuối không quá %(days)s ngày.",
        "A delegation goes to somebody else, with a reason, and lasts at most %(days)s days.",
    )


class NotDelegable(Refusal):
    """A post in which nobody stands in: a trader's or an administrator's, or one not held on those days."""

    code = "PPL-E26"
    words = Words(
        "Vị trí này không thể ủy quyền trong những ngày đó.", "Nobody can stand in for this post on those days."
    )


class NoDelegate(Refusal):
    """The delegate holds no post of the department on those days, or acts for an enterprise."""

    code = "PPL-E27"
    words = Words(
        "%(name)s không phải công chức đang công tác trong những ngày đó. Chọn người khác.",
        "%(name)s holds no post of the department on all those days. Choose somebody else.",
    )


class DelegatedBefore(Refusal):
    """Somebody stands in for that post on some of those days already."""

    code = "PPL-E28"
    words = Words(
        "Đã có người thay vị trí này từ %(since)s đến %(until)s. Chấm dứt ủy quyền đó trước.",
        "Somebody stands in for this post from %(since)s to %(until)s. End that delegation first.",
    )


class UnknownDelegation(Refusal):
    """There is no such delegation, or it is not this actor's, or not in force."""

    code = "PPL-E29"
    words = Words("Không có ủy quyền khi vắng mặt số %(delegation)s.", "There is no delegation %(delegation)s.")


class WrongCode(Refusal):
    """A one-time code that is wrong or was used; a factor that did not answer rightly."""

    code = "PPL-E30"
    words = Words(
        "Mã không đúng hoặc đã dùng. Nhập mã mới nhất trên thiết bị, hoặc một mã khôi phục chưa dùng.",
        "The code is wrong or was used. Enter the newest one of your device, or an unused recovery code.",
    )


class UnknownFactor(Refusal):
    """There is no such second factor of this account."""

    code = "PPL-E31"
    words = Words("Tài khoản không có yếu tố thứ hai này.", "The account has no such second factor.")


class LastFactor(Refusal):
    """The last second factor of somebody who must have one."""

    code = "PPL-E32"
    words = Words(
        "Vai trò của anh/chị phải có yếu tố thứ hai. Thêm yếu tố khác trước khi bỏ yếu tố này.",
        "Your role needs a second factor. Add another one before you remove this.",
    )


class FactorThere(Refusal):
    """The account has an authenticator application, or too many passkeys."""

    code = "PPL-E33"
    words = Words(
        "Tài khoản đã có ứng dụng tạo mã, hoặc đã đủ số khóa truy cập. Bỏ một yếu tố cũ trước.",
        "The account has an authenticator application, or as many passkeys as it may. Remove an old one first.",
    )


class BadPasskey(Refusal):
    """A passkey that could not be registered or did not answer rightly."""

    code = "PPL-E34"
    words = Words(
        "Khóa truy cập không trả lời đúng. Thử lại, hoặc dùng mật khẩu và mã.",
        "The passkey did not answer rightly. Try again, or use password and code.",
    )


class NothingToReset(Refusal):
    """No reset waits, or one waits already, or there is no factor to take away."""

    code = "PPL-E35"
    words = Words(
        "Không có gì để đặt lại, hoặc đã có đề nghị đang chờ. Tải lại trang.",
        "There is nothing to reset, or a request waits already. Load the page again.",
    )


class FourEyes(Refusal):
    """Somebody who asked may not agree, and nobody decides on the own account."""

    code = "PPL-E36"
    words = Words(
        "Người đề nghị và người duyệt phải là hai quản trị viên khác nhau, không ai duyệt cho chính mình.",
        "Who asks and who agrees are two administrators, and neither is the person concerned.",
    )


class NeedsWords(Refusal):
    """Nothing was said where a reason is needed."""

    code = "PPL-E37"
    words = Words("Ghi lý do.", "Give a reason.")


class OfOneself(Refusal):
    """Nobody gives a right to the own account."""

    code = "PPL-E38"
    words = Words(
        "Không ai tự giao quyền cho mình. Đề nghị một quản trị viên khác.",
        "Nobody gives a right to the own account. Ask another administrator.",
    )


class BadPreference(Refusal):
    """A preference that is not among the choices."""

    code = "PPL-E39"
    words = Words("Không có lựa chọn “%(value)s”.", "There is no choice “%(value)s”.")


class UnknownVisit(Refusal):
    """There is no such session of this account."""

    code = "PPL-E40"
    words = Words("Phiên này đã kết thúc.", "That session has ended.")
