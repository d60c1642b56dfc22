"""What cases and the seizure store refuse, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NeedsWords(Refusal):
    """An act needs a reason or a text."""

    code = "VV-E01"
    words = Words("Chưa ghi nội dung hoặc lý do. Ghi rồi gửi lại.", "Say what or why it is done, and send it again.")


class NotListed(Refusal):
    """A code that the tables do not have."""

    code = "VV-E02"
    words = Words(
        "“%(told)s” không có trong danh mục. Chọn trong danh sách.", "“%(told)s” is in no list. Choose from the list."
    )


class Changed(Refusal):
    """Somebody acted on it since it was seen."""

    code = "VV-E03"
    words = Words(
        "Có người vừa xử lý hồ sơ này. Xem lại rồi làm tiếp.",
        "Somebody has just acted on this file. Look at it again, then go on.",
    )


class SamePerson(Refusal):
    """The one who made the record decides."""

    code = "VV-E04"
    words = Words(
        "Người lập biên bản hoặc thụ lý không được ra quyết định. Để người khác có thẩm quyền quyết định.",
        "Who made the record or handles the case does not decide. Let another person with authority decide.",
    )


class AboveAuthority(Refusal):
    """The fine or the value confiscated is above what this office may decide."""

    code = "VV-E05"
    words = Words(
        "Mức phạt hoặc trị giá tịch thu vượt thẩm quyền %(who)s. Trình cấp trên.",
        "The fine or the value confiscated is above the authority of: %(who)s. Pass it up.",
    )


class OutOfRange(Refusal):
    """The fine is outside the range of the violation."""

    code = "VV-E06"
    words = Words(
        "Tiền phạt của mọi đối tượng cộng lại phải từ %(least)s đến %(most)s đồng. Sửa mức phạt.",
        "The fine of all subjects together is %(least)s to %(most)s dong. Correct it.",
    )


class NothingDecided(Refusal):
    """A decision that neither fines nor confiscates nor orders anything."""

    code = "VV-E07"
    words = Words(
        "Quyết định phải có tiền phạt, tịch thu hoặc biện pháp khắc phục.",
        "A decision fines, confiscates or orders a remedy.",
    )


class NotPaid(Refusal):
    """The decision is not executed before the fine is paid."""

    code = "VV-E08"
    words = Words("Còn %(left)s đồng chưa nộp. Ghi nhận tiền nộp trước.", "%(left)s dong are unpaid. Record payments.")


class ExhibitsHeld(Refusal):
    """Exhibits are still in the store."""

    code = "VV-E09"
    words = Words(
        "Còn %(count)s tang vật trong kho. Xử lý hết tang vật trước.",
        "%(count)s exhibits are still in the store. Deal with them first.",
    )


class TooMuch(Refusal):
    """More money than is owed, or none."""

    code = "VV-E10"
    words = Words(
        "Số tiền phải lớn hơn 0 và không quá số còn phải nộp (%(left)s đồng).",
        "The amount is above 0 and not above what is still owed (%(left)s dong).",
    )


class PaidBefore(Refusal):
    """A bank's reference comes twice."""

    code = "VV-E11"
    words = Words(
        "Chứng từ ngân hàng %(reference)s đã được ghi nhận.", "The bank's reference %(reference)s was recorded before."
    )


class TooEarly(Refusal):
    """A day of the law has not come."""

    code = "VV-E12"
    words = Words("Chưa đến ngày %(day)s. Việc này chỉ làm từ ngày đó.", "Not before %(day)s.")


class NoSubject(Refusal):
    """A sanction needs somebody to sanction."""

    code = "VV-E13"
    words = Words(
        "Hồ sơ chưa có đối tượng bị xử phạt. Thêm đối tượng trước.", "The file has no subject. Add one first."
    )


class NotTheReceiver(Refusal):
    """An exhibit is taken by whom it is handed to, and given by who holds it."""

    code = "VV-E14"
    words = Words(
        "Chỉ người đang giữ được giao và chỉ người được giao ký nhận tang vật.",
        "Only who holds the exhibit hands it over, and only whom it is handed to receives it.",
    )


class SealDiffers(Refusal):
    """The receiver sees another seal than the one recorded."""

    code = "VV-E15"
    words = Words(
        "Số niêm phong thấy được khác số đã ghi (%(seal)s). Không nhận và lập biên bản.",
        "The seal seen is not the one recorded (%(seal)s). Refuse it and make a record.",
    )


class ComplaintStands(Refusal):
    """A complaint is open already, or none is."""

    code = "VV-E16"
    words = Words(
        "Mỗi lúc chỉ có một khiếu nại đang giải quyết; không có khiếu nại thì không có gì để giải quyết.",
        "One complaint is open at a time; without one there is nothing to settle.",
    )


class FromLater(Refusal):
    """Something is said to have happened after now."""

    code = "VV-E17"
    words = Words("Thời điểm %(at)s ở tương lai. Sửa ngày giờ.", "%(at)s lies in the future. Correct it.")


class TooLong(Refusal):
    """More was written than is kept, or a sum that is none."""

    code = "VV-E18"
    words = Words(
        "Nội dung dài quá %(most)s ký tự hoặc số quá lớn. Rút ngắn rồi gửi lại.",
        "The text is longer than %(most)s characters, or a number too large. Shorten it and send it again.",
    )


class NotCounted(Refusal):
    """An inventory that counts nothing, or what is not in that store."""

    code = "VV-E19"
    words = Words(
        "Kiểm kê phải đếm tang vật của đúng kho đã chọn.", "An inventory counts exhibits of the store it is made in."
    )


class Erased(Refusal):
    """The person's data were erased."""

    code = "VV-E20"
    words = Words("Thông tin cá nhân đã bị xóa.", "The personal data were erased.")


class NotExtended(Refusal):
    """Nothing is in custody, or no longer, or it was extended to the longest time before."""

    code = "VV-E21"
    words = Words(
        "Không kéo dài được: chưa tạm giữ, đã hết hạn, hoặc đã kéo dài đến mức tối đa. Trả lại hoặc ra quyết định.",
        "Not extended: nothing is held, custody is over, or it lasts the longest time. Give back or decide.",
    )


class ComplaintOpen(Refusal):
    """A file is not closed while a complaint waits."""

    code = "VV-E22"
    words = Words(
        "Còn khiếu nại chưa giải quyết. Giải quyết khiếu nại rồi đóng hồ sơ.",
        "A complaint is not settled. Settle it, then close the file.",
    )


class NotExecuted(Refusal):
    """Exhibits are not sold or destroyed before the decision is executed."""

    code = "VV-E23"
    words = Words(
        "Tang vật chỉ được bán, tiêu hủy sau khi thi hành quyết định. Ghi thi hành trước, hoặc chọn cách xử lý khác.",
        "Exhibits are sold or destroyed after the decision is executed. Execute it first, or deal with them otherwise.",
    )


class LinkTaken(Refusal):
    """A case of it exists that this person does not read."""

    code = "VV-E24"
    words = Words(
        "Đã có hồ sơ của %(link)s mà anh/chị chưa được đọc. Báo lãnh đạo đơn vị, hoặc mở không ghi số tờ khai.",
        "There is a file of %(link)s that you do not read. Tell the head of the office, or leave the declaration out.",
    )
