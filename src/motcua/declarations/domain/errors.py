"""What declarations refuse, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownDeclaration(Refusal):
    """No declaration of that number."""

    code = "DCL-E10"
    words = Words("Không có tờ khai %(number)s.", "There is no declaration %(number)s.")


class NotAmendable(Refusal):
    """The amended message changes what a new version may not change."""

    code = "DCL-E11"
    words = Words(
        "Không sửa được %(field)s của tờ khai đã đăng ký; hãy hủy và khai lại.",
        "%(field)s of a registered declaration cannot be amended; cancel it and lodge anew.",
    )


class Faulty(Refusal):
    """The amended message does not pass the rules."""

    code = "DCL-E12"
    words = Words("Bản khai bổ sung chưa đạt: %(codes)s.", "The amended declaration does not pass: %(codes)s.")


class NoReasonToAsk(Refusal):
    """The reason is not one of those on which a trader may ask for cancellation, or not for this direction."""

    code = "DCL-E13"
    words = Words(
        "Lý do “%(reason)s” không phải lý do người khai được đề nghị hủy tờ khai này. Có thể dùng: %(possible)s.",
        "“%(reason)s” is not a reason for which a trader may ask to cancel this declaration. Possible: %(possible)s.",
    )


class AskedBefore(Refusal):
    """A request to cancel this declaration waits for its answer."""

    code = "DCL-E14"
    words = Words(
        "Tờ khai %(number)s đã có đề nghị hủy đang chờ trả lời.",
        "A request to cancel declaration %(number)s waits for its answer.",
    )


class UnknownRequest(Refusal):
    """There is no such request, or it has been decided."""

    code = "DCL-E15"
    words = Words(
        "Không có đề nghị hủy nào đang chờ của tờ khai %(number)s.",
        "No request to cancel declaration %(number)s waits.",
    )


class NeedsNote(Refusal):
    """A request is denied without saying why."""

    code = "DCL-E16"
    words = Words(
        "Không chấp nhận thì phải nêu lý do để người khai biết.", "To deny a request, say why; the trader is told."
    )


class NeedsReason(Refusal):
    """A decision that touches the declarant is taken without saying why."""

    code = "DCL-E17"
    words = Words(
        "Phải nêu lý do hoặc nội dung: người khai sẽ được thông báo.",
        "Say why, or what is asked; the declarant is told.",
    )


class NotSettled(Refusal):
    """Goods are to be released while what was declared is neither paid nor guaranteed."""

    code = "DCL-E18"
    words = Words(
        "Tờ khai %(number)s còn nợ thuế theo khai báo: phải nộp hoặc bảo lãnh trước khi giải phóng hàng.",
        "Declaration %(number)s still owes the tax as declared: it is paid or guaranteed before release.",
    )


class NotYetLapsed(Refusal):
    """A declaration is to lapse before its days are over."""

    code = "DCL-E19"
    words = Words(
        "Tờ khai %(number)s còn giá trị làm thủ tục đến hết ngày %(day)s.",
        "Declaration %(number)s is good for procedures to the end of %(day)s.",
    )


class PassedBefore(Refusal):
    """Goods pass the supervised area once."""

    code = "DCL-E84"
    words = Words(
        "Hàng của tờ khai %(number)s đã qua khu vực giám sát.",
        "The goods of declaration %(number)s have passed the supervised area.",
    )


class ChangedSince(Refusal):
    """Somebody has taken a step since the page was shown."""

    code = "DCL-E21"
    words = Words(
        "Tờ khai %(number)s đã có bước mới sau khi trang này được mở; chưa có gì được ghi. Xem lại rồi quyết định.",
        "Declaration %(number)s has moved on since this page was opened; nothing was stored. Look again and decide.",
    )


class TakenBefore(Refusal):
    """Another officer has the declaration on the desk."""

    code = "DCL-E22"
    words = Words(
        "Tờ khai %(number)s đang do %(who)s xử lý. Người đó hoặc lãnh đạo chi cục có thể chuyển giao.",
        "Declaration %(number)s is with %(who)s. That officer or the head of branch can hand it over.",
    )


class NotOfTheBranch(Refusal):
    """Only an officer of the branch can be given its declarations."""

    code = "DCL-E23"
    words = Words(
        "Người được giao phải là công chức của chi cục %(office)s đang giữ nhiệm vụ.",
        "The one it is given to must be an officer of branch %(office)s with a post today.",
    )


class NothingToTake(Refusal):
    """The queue of the branch is empty."""

    code = "DCL-E24"
    words = Words("Không còn tờ khai nào chờ nhận ở chi cục.", "No declaration waits to be taken in the branch.")


class RecordContradicts(Refusal):
    """The record of an inspection contradicts itself or the declaration."""

    code = "DCL-E25"
    words = Words(
        "Biên bản mâu thuẫn ở ô “%(field)s”: kết luận đúng khai báo thì không dòng nào được khác; có khác thì phải nêu "
        "dòng hoặc ghi chú; tỷ lệ từ 1 đến 100 %%; lấy mẫu thì ghi mẫu.",
        "The record contradicts itself at “%(field)s”: as declared means that no line differs; a difference names its "
        "line or has a note; the rate is 1 to 100%%; an analysis names its samples.",
    )


class RecordWaits(Refusal):
    """A record waits for the second officer."""

    code = "DCL-E26"
    words = Words(
        "Biên bản kiểm tra của tờ khai %(number)s đang chờ công chức thứ hai ký.",
        "The inspection record of declaration %(number)s waits for the second officer.",
    )


class NoRecordWaits(Refusal):
    """There is no record to be signed."""

    code = "DCL-E27"
    words = Words(
        "Không có biên bản kiểm tra nào của tờ khai %(number)s chờ ký.",
        "No inspection record of declaration %(number)s waits to be signed.",
    )


class OwnRecord(Refusal):
    """The officer who wrote a record does not sign it as the second."""

    code = "DCL-E28"
    words = Words(
        "Người lập biên bản không được ký lần thứ hai; cần một công chức khác của chi cục.",
        "Who wrote the record does not sign it a second time; another officer of the branch does.",
    )


class LodgedElsewhere(Refusal):
    """This installation is a companion: declarations are lodged at VNACCS."""

    code = "DCL-E30"
    words = Words(
        "Hệ thống này đồng hành cùng VNACCS, không tiếp nhận tờ khai. Hãy khai và đăng ký tại VNACCS; "
        "kết quả sẽ được nạp về đây.",
        "This installation is a companion of VNACCS and takes no declarations. Lodge at VNACCS; "
        "what it registers is loaded here.",
    )


class NumberTaken(Refusal):
    """A number that was given here comes back as another system's."""

    code = "DCL-E31"
    words = Words(
        "Số %(number)s là của một tờ khai đăng ký tại hệ thống này; bản ghi từ bên ngoài không được nhận.",
        "Number %(number)s belongs to a declaration registered here; a record from outside is not taken.",
    )


class OtherContents(Refusal):
    """The same number and branch, with other contents."""

    code = "DCL-E32"
    words = Words(
        "Tờ khai %(number)s đã được ghi nhận với nội dung khác. Bản khai bổ sung phải mang số nhánh mới "
        "(chữ số cuối của số tờ khai); hãy kiểm tra lại tệp.",
        "Declaration %(number)s is recorded with other contents. An amendment bears a new branch "
        "(the last digit of its number); check the file.",
    )


class OlderVersion(Refusal):
    """A branch below the newest one that is known, and not known itself."""

    code = "DCL-E33"
    words = Words(
        "Tờ khai %(number)s cũ hơn bản đã ghi nhận; hãy nạp các bản theo thứ tự.",
        "Declaration %(number)s is older than what is recorded; load versions in their order.",
    )


class NoMomentOfAmendment(Refusal):
    """A new version without its day."""

    code = "DCL-E34"
    words = Words(
        "Bản khai bổ sung %(number)s thiếu ngày sửa đổi; hãy điền cột này rồi nạp lại.",
        "The amended declaration %(number)s has no day of amendment; fill it in and load again.",
    )


class NotRecorded(Refusal):
    """A channel or payment of a declaration that has not been loaded."""

    code = "DCL-E35"
    words = Words(
        "Chưa có tờ khai %(number)s; hãy nạp tờ khai trước, rồi nạp lại dòng này.",
        "Declaration %(number)s is not here; load the declaration first, then this row again.",
    )


class DecidedHere(Refusal):
    """A channel or payment of a declaration that was registered here."""

    code = "DCL-E36"
    words = Words(
        "Tờ khai %(number)s đăng ký tại hệ thống này: luồng và khoản nộp của tờ khai được ghi tại đây.",
        "Declaration %(number)s was registered here: its channel and payments are kept here.",
    )


class OtherMoment(Refusal):
    """A step that is known with another moment, or after a later one."""

    code = "DCL-E37"
    words = Words(
        "Tờ khai %(number)s: bước “%(step)s” đã được ghi nhận khác (%(known)s); hãy kiểm tra lại tệp.",
        "Declaration %(number)s: the step “%(step)s” is recorded otherwise (%(known)s); check the file.",
    )


class NoMomentOfChannel(Refusal):
    """A channel that differs from the one known, without its moment."""

    code = "DCL-E38"
    words = Words(
        "Tờ khai %(number)s đổi luồng nhưng thiếu ngày phân luồng; hãy điền cột này rồi nạp lại.",
        "Declaration %(number)s changes its channel without the moment of it; fill it in and load again.",
    )


class BeforeRegistration(Refusal):
    """A step whose moment lies before the registration."""

    code = "DCL-E39"
    words = Words(
        "Tờ khai %(number)s: bước “%(step)s” có thời điểm trước khi đăng ký (%(known)s); hãy kiểm tra lại tệp.",
        "Declaration %(number)s: the step “%(step)s” lies before its registration (%(known)s); check the file.",
    )


class StepImpossible(Refusal):
    """A step that a declaration cannot take where it stands."""

    code = "DCL-E40"
    words = Words(
        "Tờ khai %(number)s đang ở trạng thái “%(state)s” nên không ghi nhận được bước “%(step)s”; hãy nạp các bước "
        "trước đó, hoặc kiểm tra lại tệp.",
        "Declaration %(number)s stands at “%(state)s” and cannot take the step “%(step)s”; load the steps before it, "
        "or check the file.",
    )


class Implausible(Refusal):
    """A rate or value that is far from what its day says: most often thousands and decimals mixed up."""

    code = "DCL-E41"
    words = Words(
        "Tờ khai %(number)s: %(what)s (%(theirs)s) khác xa mức của ngày đăng ký (khoảng %(ours)s); hãy kiểm tra "
        "dấu ngăn cách hàng nghìn và phần lẻ trong tệp.",
        "Declaration %(number)s: %(what)s (%(theirs)s) is far from that of its day (about %(ours)s); check the marks "
        "for thousands and decimals in the file.",
    )


class OwnDeclaration(Refusal):
    """An officer decides on what they, or whom they stand in for, lodged, or on a party they act for."""

    code = "DCL-E63"
    words = Words(
        "Anh/chị đã tham gia khai tờ khai %(number)s hoặc đại diện cho doanh nghiệp đó nên không được quyết định. "
        "Chuyển cho công chức khác của Chi cục.",
        "You took part in lodging declaration %(number)s, or act for its enterprise, and cannot decide on it. "
        "Hand it to another officer of the branch.",
    )


class NotHit(Refusal):
    """No outage moved a deadline of this declaration."""

    code = "DCL-E65"
    words = Words(
        "Sự cố này không làm thay đổi hạn nào của tờ khai %(number)s nên không cấp giấy xác nhận. Xem mục Sự cố của "
        "tờ khai.",
        "This outage moved no deadline of declaration %(number)s, so there is nothing to certify. See the outages of "
        "the declaration.",
    )


class AmendedElsewhere(Refusal):
    """Another system registered the declaration and decides about it."""

    code = "DCL-E42"
    words = Words(
        "Tờ khai %(number)s đăng ký tại VNACCS: hãy khai bổ sung tại VNACCS, hệ thống này chỉ ghi nhận.",
        "Declaration %(number)s was registered at VNACCS: amend it there; here it is only recorded.",
    )


class TooManyAmendments(Refusal):
    """The number of a declaration has room for nine amendments."""

    code = "DCL-E43"
    words = Words(
        "Tờ khai %(number)s đã khai bổ sung %(most)s lần, không thêm được nữa; hãy liên hệ chi cục.",
        "Declaration %(number)s has been amended %(most)s times and takes no more; go to the branch.",
    )


class ProposalWaits(Refusal):
    """A proposed amendment waits for its decision."""

    code = "DCL-E44"
    words = Words(
        "Tờ khai %(number)s đang có bản khai bổ sung chờ quyết định; hãy rút bản đó hoặc chờ trả lời.",
        "An amendment of declaration %(number)s waits for its decision; withdraw that one, or wait for the answer.",
    )


class NoProposal(Refusal):
    """No proposed amendment of that number waits."""

    code = "DCL-E45"
    words = Words(
        "Không có bản khai bổ sung nào đang chờ của tờ khai %(number)s; có thể đã được quyết định.",
        "No amendment of declaration %(number)s waits; it may have been decided meanwhile.",
    )


class NothingChanged(Refusal):
    """The amended message says what the declaration says already."""

    code = "DCL-E46"
    words = Words(
        "Bản khai bổ sung không khác tờ khai %(number)s; hãy sửa nội dung trước khi gửi.",
        "The amendment says the same as declaration %(number)s; change something before sending it.",
    )


class OtherVersion(Refusal):
    """The amendment was made from a version that is no longer in force."""

    code = "DCL-E47"
    words = Words(
        "Tờ khai %(number)s nay là phiên bản %(version)s, khác bản đã dùng để sửa; hãy bắt đầu lại từ bản hiện hành.",
        "Declaration %(number)s is now at version %(version)s, not the one that was changed; begin again from that.",
    )


class NeitherAmended(Refusal):
    """What can neither be amended nor cancelled any more."""

    code = "DCL-E48"
    words = Words(
        "Không sửa được %(field)s khi hàng đã thông quan và ra khỏi khu vực giám sát, cũng không hủy được tờ khai; "
        "hãy liên hệ chi cục.",
        "%(field)s cannot be amended once goods were cleared and have left supervision, nor can the declaration be "
        "cancelled; go to the branch.",
    )


class OwnProposal(Refusal):
    """Nobody decides on what they proposed."""

    code = "DCL-E49"
    words = Words(
        "Người gửi bản khai bổ sung không được quyết định bản đó; công chức khác quyết định.",
        "Who proposed an amendment does not decide on it; another officer does.",
    )


class UnknownContent(Refusal):
    """A file that is none of the kinds that are taken, whatever its name says."""

    code = "DCL-E50"
    words = Words(
        "Tệp “%(name)s” không phải PDF, PNG, JPEG, TIFF, XLSX, DOCX hoặc XML (xét theo nội dung); hãy chọn tệp khác.",
        "“%(name)s” is no PDF, PNG, JPEG, TIFF, XLSX, DOCX or XML (by its content); choose another file.",
    )


class PaperTooLarge(Refusal):
    """A file that is empty or larger than is taken."""

    code = "DCL-E51"
    words = Words(
        "Tệp “%(name)s” trống hoặc lớn hơn %(most)s MB; hãy quét với độ phân giải thấp hơn hoặc chia tệp.",
        "“%(name)s” is empty or larger than %(most)s MB; scan it at a lower resolution or split it.",
    )


class TooManyPapers(Refusal):
    """More papers than one declaration takes."""

    code = "DCL-E52"
    words = Words(
        "Tờ khai %(number)s đã có %(most)s chứng từ, không nhận thêm; hãy gộp nhiều trang vào một tệp.",
        "Declaration %(number)s has %(most)s papers and takes no more; join pages into one file.",
    )


class CarriesMacros(Refusal):
    """A document that carries a program."""

    code = "DCL-E53"
    words = Words(
        "Tệp “%(name)s” có chứa macro; hãy lưu lại không có macro.",
        "“%(name)s” carries macros; save it without them.",
    )


class HeldAlready(Refusal):
    """A paper is asked for that the declarant has handed in already."""

    code = "DCL-E54"
    words = Words(
        "Đã có chứng từ này: %(papers)s. Nếu vẫn cần, đánh dấu “Vẫn yêu cầu lại” và nói rõ thiếu gì.",
        "These papers are held already: %(papers)s. If they are still needed, tick “Ask again all the same” and say "
        "what is missing.",
    )
