"""Refusals of the ground: outages and their probes, addresses for notices."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class BadInterval(Refusal):
    """An outage that cannot have been."""

    code = "GRD-E40"
    words = Words(
        "Khoảng thời gian từ %(began)s đến %(ended)s không hợp lệ: phải kết thúc sau khi bắt đầu, không quá"
        " %(most)s ngày và không nằm trong tương lai. Sửa thời điểm rồi gửi lại.",
        "The interval from %(began)s to %(ended)s cannot be: it must end after it begins, last %(most)s days at the"
        " most and not lie in the future. Mend the moments and send it again.",
    )


class RuledBefore(Refusal):
    """Somebody has decided about this outage already."""

    code = "GRD-E41"
    words = Words(
        "Sự cố này đã được xem xét xong (%(verdict)s). Tải lại trang để xem kết quả.",
        "This outage has been decided already (%(verdict)s). Load the page again to see by whom.",
    )


class FourEyes(Refusal):
    """Whoever adds an outage does not confirm it."""

    code = "GRD-E42"
    words = Words(
        "Người bổ sung sự cố không được tự xác nhận. Đề nghị người khác có thẩm quyền xác nhận.",
        "Whoever added an outage cannot confirm it. Ask another who may confirm.",
    )


class UnknownProbe(Refusal):
    """No probe of that key is registered, or it was retired."""

    code = "GRD-E43"
    words = Words(
        "Khóa %(key)s không phải của thiết bị giám sát nào đang đăng ký. Quản trị hệ thống đăng ký khóa ở trang"
        " Sự cố hệ thống.",
        "The key %(key)s belongs to no probe in force. An administrator registers it on the page of outages.",
    )


class WrongSignature(Refusal):
    """A report that its probe did not sign."""

    code = "GRD-E44"
    words = Words(
        "Chữ ký không đúng với nội dung báo cáo. Ký lại đúng bản văn quy định rồi gửi lại.",
        "The signature is not one of this report. Sign the statement as it is described and send it again.",
    )


class UnknownService(Refusal):
    """No service of that name is watched."""

    code = "GRD-E45"
    words = Words(
        "Không có dịch vụ “%(service)s”. Chọn một trong: %(known)s.",
        "There is no service “%(service)s”. Take one of: %(known)s.",
    )


class BadAddress(Refusal):
    """An address to which nothing can be sent."""

    code = "GRD-E46"
    words = Words(
        "Không gửi được tới “%(address)s”: cần địa chỉ thư điện tử đúng dạng, hoặc địa chỉ https:// có tên máy chủ,"
        " chưa đăng ký, và không quá %(most)s địa chỉ. Sửa địa chỉ hoặc bỏ một địa chỉ cũ.",
        "Nothing can be sent to “%(address)s”: give a well-formed mail address or an https:// address with the name of"
        " a host, not registered yet, %(most)s addresses at the most. Mend it, or remove an old one.",
    )


class PrivateAddress(Refusal):
    """An address inside a network that must not be reached from here."""

    code = "GRD-E47"
    words = Words(
        "Máy chủ “%(host)s” ở địa chỉ nội bộ hoặc không tìm thấy; hệ thống chỉ gửi ra mạng công cộng. Dùng tên máy chủ"
        " công khai.",
        "The host “%(host)s” has a private address or none; we send to the public network only. Name a public host.",
    )


class WrongCode(Refusal):
    """The code that was mailed is another one."""

    code = "GRD-E48"
    words = Words(
        "Mã xác nhận không đúng. Xem lại thư, hoặc bỏ địa chỉ rồi đăng ký lại để nhận mã mới.",
        "This is not the code that was mailed. Look again, or remove the address and register it anew.",
    )


class NoReason(Refusal):
    """A decision without a reason."""

    code = "GRD-E49"
    words = Words("Cần nêu lý do, ít nhất %(least)s ký tự.", "Give a reason of %(least)s letters at least.")
