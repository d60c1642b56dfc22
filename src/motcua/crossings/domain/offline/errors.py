"""What is refused where the line is cut, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class BadDocument(Refusal):
    """It is no list and no batch, or a part of it is missing."""

    code = "GAT-E01"
    words = Words(
        "Tệp không đọc được hoặc bị thiếu (%(why)s). Chép lại tệp rồi thử lại.",
        "The file cannot be read, or a part is missing (%(why)s). Copy it again and try once more.",
    )


class BadSignature(Refusal):
    """It was not signed by the key that should have signed it."""

    code = "GAT-E02"
    words = Words(
        "Chữ ký không khớp với khóa %(key)s. Không dùng tệp này; báo quản trị.",
        "The signature is not by the key %(key)s. Do not use this file; tell the administrator.",
    )


class BadChain(Refusal):
    """A record does not follow the one before it."""

    code = "GAT-E03"
    words = Words(
        "Bản ghi số %(number)s không nối tiếp bản ghi trước: thứ tự hoặc nội dung đã bị thay đổi.",
        "Record %(number)s does not follow the one before it: order or content was changed.",
    )


class Forked(Refusal):
    """A number comes again with another content."""

    code = "GAT-E04"
    words = Words(
        "Bản ghi số %(number)s đã nhận với nội dung khác: hai thiết bị dùng chung một khóa. Chấm dứt khóa này, đăng ký "
        "khóa mới.",
        "Record %(number)s was taken with another content: two devices use one key. End it and register a new key.",
    )


class OtherGate(Refusal):
    """A list for another installation."""

    code = "GAT-E05"
    words = Words(
        "Danh sách này của điểm %(named)s, không phải của thiết bị này.",
        "This list is for installation %(named)s, not for this device.",
    )


class OlderList(Refusal):
    """A list that is older than the one in use."""

    code = "GAT-E06"
    words = Words(
        "Danh sách số %(number)s cũ hơn danh sách đang dùng (số %(held)s).",
        "List %(number)s is older than the one in use (%(held)s).",
    )


class NoList(Refusal):
    """Nothing is decided without a list."""

    code = "GAT-E07"
    words = Words(
        "Chưa có danh sách. Nạp tệp danh sách, hoặc ghi nhận theo trách nhiệm của công chức (không có danh sách).",
        "There is no list. Load one, or record on the officer's own responsibility (without list).",
    )


class ListExpired(Refusal):
    """The list has run out."""

    code = "GAT-E08"
    words = Words(
        "Danh sách số %(number)s đã hết hạn. Tải danh sách mới; nếu không thể, công chức ghi nhận theo trách nhiệm của "
        "mình (không có danh sách) và bản ghi sẽ được xem lại khi gộp.",
        "List %(number)s has expired. Load a new one; if that is impossible, the officer records on his or her own "
        "responsibility (without list), and the record is reviewed when it is merged.",
    )


class Spent(Refusal):
    """What may pass once has passed."""

    code = "GAT-E09"
    words = Words(
        "%(what)s đã qua theo bản ghi số %(number)s của điểm này. Nếu lô hàng đi nhiều xe, chọn “một phần lô hàng”.",
        "%(what)s passed here before, by record %(number)s. If the goods come on several vehicles, choose “part of the "
        "consignment”.",
    )


class NotOnList(Refusal):
    """An announcement that the list does not name."""

    code = "GAT-E10"
    words = Words("Danh sách không có khai báo %(number)s.", "The list names no announcement %(number)s.")


class WrongCode(Refusal):
    """Name and code do not belong together."""

    code = "GAT-E11"
    words = Words(
        "Mã không đúng hoặc đã hết hạn. Còn %(left)s lần thử.", "The code is wrong or has expired. %(left)s tries left."
    )


class TooManyTries(Refusal):
    """Too many wrong codes."""

    code = "GAT-E12"
    words = Words(
        "Sai quá nhiều lần. Thử lại sau %(minutes)s phút.", "Too many wrong codes. Try again in %(minutes)s minutes."
    )


class UnknownInstallation(Refusal):
    """No installation of that number, or it has ended."""

    code = "GAT-E13"
    words = Words(
        "Điểm ngoại tuyến %(number)s chưa đăng ký hoặc đã chấm dứt.",
        "Gate installation %(number)s is not registered, or has ended.",
    )


class KeyKnown(Refusal):
    """That key is registered already."""

    code = "GAT-E14"
    words = Words("Khóa này đã đăng ký.", "This key is registered already.")


class BadInstallation(Refusal):
    """Name, gate, key or days are not right."""

    code = "GAT-E15"
    words = Words(
        "Chưa đúng (%(why)s): cần tên, cửa khẩu, khóa Ed25519 64 chữ số hex, ngày cuối không trước ngày đầu.",
        "Not right (%(why)s): a name, a gate, an Ed25519 key of 64 hex digits, and a last day not before the first are "
        "needed.",
    )


class Decided(Refusal):
    """A disputed record is decided once."""

    code = "GAT-E16"
    words = Words("Bản ghi số %(number)s đã được quyết định.", "Record %(number)s has been decided.")


class StaleRequest(Refusal):
    """A request that was made long ago may be somebody else's."""

    code = "GAT-E17"
    words = Words(
        "Yêu cầu không còn mới. Hỏi lại giờ của hệ thống rồi gửi lại.",
        "The request is not fresh. Ask for the time here and send it again.",
    )


class NoGap(Refusal):
    """Only what is missing can be given up."""

    code = "GAT-E18"
    words = Words("Không có bản ghi nào đang thiếu.", "No record is missing.")


class LineDown(Refusal):
    """The department does not answer, or not as it should."""

    code = "GAT-E19"
    words = Words(
        "Chưa liên lạc được với hệ thống (%(why)s). Tiếp tục ghi nhận; bản ghi được giữ tại thiết bị.",
        "The department does not answer (%(why)s). Go on recording; records are kept on this device.",
    )


class NotPrepared(Refusal):
    """This is no gate installation yet, or one already."""

    code = "GAT-E20"
    words = Words("Thiết bị: %(why)s.", "This device: %(why)s.")


class WithoutReason(Refusal):
    """On the own responsibility only with a reason."""

    code = "GAT-E21"
    words = Words(
        "Ghi nhận không có danh sách phải nêu lý do.", "Recording without a list needs a reason."
    )  # fmt: skip
