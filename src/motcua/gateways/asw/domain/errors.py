"""What the window refuses, foreseen.

`status` is that of the answer, as in HTTP. Where `again` is true the same message may be taken later: the sender keeps
it in its queue, signs it anew and tries again; otherwise it becomes a dead letter there.
"""

from typing import ClassVar

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class Refused(Refusal):
    """A message that is not taken."""

    status: ClassVar[int] = 422
    again: ClassVar[bool] = False


class Unreadable(Refused):
    """It is no envelope as agreed."""

    code = "ASW-E01"
    status = 400
    words = Words(
        "Không đọc được phong bì (%(why)s); xem docs/howto/asw.md.",
        "The envelope cannot be read (%(why)s); see the manual.",
    )


class TooLarge(Refused):
    """More bytes than a message may have."""

    code = "ASW-E02"
    status = 413
    words = Words(
        "Thông điệp dài %(size)s byte, nhiều nhất là %(most)s.", "The message has %(size)s bytes; at most %(most)s."
    )  # fmt: skip


class UnknownPartner(Refused):
    """Nobody of that country is registered."""

    code = "ASW-E03"
    status = 401
    words = Words(
        "Cửa quốc gia %(country)s chưa được đăng ký tại đây.", "The window of %(country)s is not registered here."
    )  # fmt: skip


class BadSignature(Refused):
    """No registered certificate of the partner made that signature."""

    code = "ASW-E04"
    status = 401
    words = Words(
        "Chữ ký không khớp với chứng thư nào đã đăng ký của %(country)s.",
        "The signature is by no registered certificate of %(country)s.",
    )


class NotValidThen(Refused):
    """The certificate was not in force when the message was signed."""

    code = "ASW-E05"
    status = 401
    again = True
    words = Words(
        "Chứng thư %(print)s của %(country)s không có hiệu lực lúc ký (%(at)s): hiệu lực %(since)s – %(until)s. "
        "Ký lại bằng chứng thư còn hiệu lực.",
        "Certificate %(print)s of %(country)s was not in force when it signed (%(at)s): in force %(since)s – "
        "%(until)s. Sign with one that is.",
    )


class NotValidNow(Refused):
    """The certificate of the connection is not in force."""

    code = "ASW-E06"
    status = 403
    again = True
    words = Words(
        "Chứng thư kết nối %(print)s của %(country)s không có hiệu lực lúc %(at)s (%(since)s – %(until)s). Đổi chứng "
        "thư và đăng ký cái mới tại đây.",
        "Certificate %(print)s of %(country)s, by which it connects, is not in force at %(at)s (%(since)s – "
        "%(until)s). Change it, and have the new one registered here.",
    )


class OtherSender(Refused):
    """The envelope names another sender than the one that is connected."""

    code = "ASW-E07"
    status = 403
    words = Words(
        "Phong bì ghi bên gửi %(named)s nhưng bên kết nối là %(country)s.",
        "The envelope names %(named)s as its sender, but it is %(country)s that is connected.",
    )


class OtherReceiver(Refused):
    """The envelope is for somebody else."""

    code = "ASW-E08"
    words = Words(
        "Phong bì gửi cho %(named)s; đây là cửa của %(country)s.",
        "The envelope is for %(named)s; this is the window of %(country)s.",
    )


class ClockAhead(Refused):
    """It was signed in what is the future here."""

    code = "ASW-E09"
    status = 409
    again = True
    words = Words(
        "Thông điệp ghi lúc ký %(created)s nhưng tại đây mới là %(at)s; cho phép lệch %(most)s giây. Kiểm tra đồng hồ.",
        "The message says that it was signed at %(created)s, but here it is %(at)s; %(most)s seconds are allowed. "
        "Check the clocks.",
    )


class TooOld(Refused):
    """It was signed too long ago."""

    code = "ASW-E10"
    status = 409
    again = True
    words = Words(
        "Thông điệp ký lúc %(created)s, quá %(most)s ngày so với %(at)s. Ký lại.",
        "The message was signed at %(created)s, more than %(most)s days before %(at)s. Sign it anew.",
    )


class OtherContent(Refused):
    """The id of a message came before with another content."""

    code = "ASW-E11"
    status = 409
    words = Words(
        "Mã thông điệp %(id)s đã được dùng cho một nội dung khác.",
        "Message id %(id)s has been used for another content.",
    )


class WrongHash(Refused):
    """The document is not the one whose hash stands in the envelope."""

    code = "ASW-E12"
    words = Words(
        "Mã băm trong phong bì không khớp với tài liệu.", "The hash in the envelope is not that of the document."
    )


class BadDocument(Refused):
    """The document does not obey the schema."""

    code = "ASW-E13"
    words = Words(
        "Tài liệu sai lược đồ, dòng %(line)s cột %(column)s: %(why)s.",
        "The document does not obey the schema, line %(line)s column %(column)s: %(why)s.",
    )


class NoOwnCertificate(Refused):
    """This window has no certificate with which to sign and to connect."""

    code = "ASW-E20"
    status = 503
    again = True
    words = Words(
        "Cửa này không có chứng thư có hiệu lực lúc %(at)s; tạo bằng “motcua asw keys make”.",
        "This window has no certificate in force at %(at)s; make one with “motcua asw keys make”.",
    )


class NoPartner(Refused):
    """Nobody to send to: no certificate of the partner is in force."""

    code = "ASW-E21"
    status = 503
    again = True
    words = Words(
        "Không có chứng thư có hiệu lực của %(country)s; đăng ký trước khi gửi.",
        "No certificate of %(country)s is in force; register one first.",
    )


class BadCertificate(Refused):
    """It is no certificate that can be registered."""

    code = "ASW-E22"
    words = Words("Không đăng ký được chứng thư: %(why)s.", "The certificate cannot be registered: %(why)s.")


class CertificateKnown(Refused):
    """That certificate is registered already."""

    code = "ASW-E23"
    status = 409
    words = Words(
        "Chứng thư %(print)s đã được đăng ký.", "Certificate %(print)s is registered already."
    )  # fmt: skip


class CertificateGone(Refused):
    """It is not there, or has ended."""

    code = "ASW-E24"
    status = 409
    words = Words("Chứng thư không tồn tại hoặc đã chấm dứt.", "The certificate does not exist or has ended.")


class NothingToDo(Refused):
    """The message is in no state that allows this."""

    code = "ASW-E25"
    status = 409
    words = Words(
        "Thông điệp %(id)s không ở trạng thái cho phép việc này (%(state)s).",
        "Message %(id)s is not in a state that allows this (%(state)s).",
    )


class NoReason(Refused):
    """A reason is needed."""

    code = "ASW-E26"
    words = Words("Cần ghi lý do.", "A reason is needed.")


class OtherFingerprint(Refused):
    """What was heard on the telephone is not the certificate's fingerprint."""

    code = "ASW-E27"
    words = Words(
        "Dấu vân tay nghe được không phải của chứng thư này (%(print)s). Hỏi lại đối tác.",
        "What was heard is not the fingerprint of this certificate (%(print)s). Ask the partner again.",
    )
