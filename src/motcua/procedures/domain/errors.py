"""What this room refuses."""

from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words


class OwnWork(Refusal):
    """Who wrote a version does not review it; who wrote or reviewed it does not approve it."""

    code = "PRC-E01"
    words = Words(
        "Người đã soạn thảo hoặc xem xét %(code)s lần %(no)s không được tự %(act_vi)s. Chuyển cho người khác.",
        "Who wrote or reviewed %(code)s version %(no)s cannot also %(act_en)s it. Leave it to another person.",
    )


class AlreadyOpen(Refusal):
    """Another version of the procedure is being written."""

    code = "PRC-E02"
    words = Words(
        "%(code)s đã có lần ban hành %(no)s chưa ban hành xong. Sửa bản đó hoặc hủy bỏ nó trước.",
        "Version %(no)s of %(code)s is still being prepared. Change that one, or withdraw it first.",
    )


class NothingNew(Refusal):
    """The text is the same as before."""

    code = "PRC-E03"
    words = Words(
        "Nội dung của %(code)s không khác lần trước. Sửa nội dung rồi lưu.",
        "The text of %(code)s is the same as before. Change it, then save.",
    )


class NeedsReason(Refusal):
    """An act that is reported to others needs a reason."""

    code = "PRC-E04"
    words = Words("Ghi lý do (ít nhất 5 ký tự).", "Give a reason (at least 5 characters).")


class BeginsTooEarly(Refusal):
    """The day of effect lies before today, or not after what it replaces began."""

    code = "PRC-E05"
    words = Words(
        "%(code)s không thể có hiệu lực từ %(day)s. Ngày sớm nhất: %(first)s.",
        "%(code)s cannot be in force from %(day)s. The first possible day is %(first)s.",
    )


class Faulty(Refusal):
    """The text breaks rules that every procedure keeps."""

    code = "PRC-E06"
    words = Words(
        "%(code)s còn %(count)s lỗi, lỗi đầu tiên: %(first_vi)s Sửa bản thảo rồi gửi lại.",
        "%(code)s still has faults (%(count)s). The first: %(first_en)s Mend the draft first.",
    )


class OtherCode(Refusal):
    """A version keeps the code of its procedure."""

    code = "PRC-E07"
    words = Words(
        "Bản này thuộc quy trình %(code)s, không đổi mã thành %(other)s. Soạn quy trình mới cho mã khác.",
        "This version belongs to %(code)s; its code cannot become %(other)s. Write a new procedure for another code.",
    )


class NotInForce(Refusal):
    """Distribution and acknowledgement are of versions that were put in force."""

    code = "PRC-E08"
    words = Words(
        "%(code)s lần %(no)s chưa được ban hành nên chưa phân phối hoặc xác nhận đã đọc.",
        "%(code)s version %(no)s has not been put in force, so it cannot be distributed or acknowledged yet.",
    )


class ChangedSince(Refusal):
    """The version is no longer as its page showed it: its text, or how it stands."""

    code = "PRC-E09"
    words = Words(
        "%(code)s lần %(no)s đã thay đổi sau khi trang được mở. Mở lại, đọc nội dung mới rồi thực hiện.",
        "%(code)s version %(no)s changed after its page was opened. Open it again and read what it says now.",
    )


class EndsTooEarly(Refusal):
    """Dossiers of a day follow one version: what counts today counts until its end."""

    code = "PRC-E10"
    words = Words(
        "%(code)s không thể hết hiệu lực từ %(day)s. Ngày sớm nhất: %(first)s.",
        "%(code)s cannot cease to be in force from %(day)s. The first possible day is %(first)s.",
    )


class NoSuchDay(Refusal):
    """A day of effect outside the days with which the house reckons."""

    code = "PRC-E11"
    words = Words(
        "%(day)s không phải ngày hiệu lực hợp lệ. Chọn ngày từ %(first)s đến %(last)s.",
        "%(day)s cannot be a day of effect. Choose a day from %(first)s to %(last)s.",
    )


class BegunMeanwhile(Refusal):
    """Two persons began a version of one procedure at the same moment; the first has it."""

    code = "PRC-E12"
    words = Words(
        "Người khác vừa soạn một lần ban hành của %(code)s cùng lúc. Mở lại quy trình để xem bản đó.",
        "Somebody else began a version of %(code)s at the same moment. Open the procedure again to see it.",
    )


class NotYours(NotAllowed):
    """The act belongs to posts that the actor does not hold."""

    code = "PRC-E13"
    words = Words(
        "%(who)s không có quyền thực hiện việc này. Việc này dành cho: %(posts_vi)s.",
        "%(who)s has no right to do this. It is for: %(posts_en)s.",
    )
