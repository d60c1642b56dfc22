"""What filling in a dossier refuses, by name."""

from motcua.dossiers.domain.drafting import STALE
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.procedures.domain.form.faults import Fault


class Stale(Refusal):
    """The draft is no longer as the page knew it."""

    code = "DOS-E31"
    words = STALE


class Lodged(Refusal):
    """A draft that was lodged is changed no more."""

    code = "DOS-E32"
    words = Words("Bản nháp này đã nộp, không sửa được nữa.", "This draft was lodged and is changed no more.")


class TooManyDrafts(Refusal):
    """An enterprise has too many drafts."""

    code = "DOS-E33"
    words = Words("Đã có %(most)s bản nháp chưa nộp. Xóa bớt rồi tạo mới.",
                  "There are %(most)s drafts not lodged. Delete some first.")  # fmt: skip


class TooManyFiles(Refusal):
    """A draft has too many files."""

    code = "DOS-E34"
    words = Words("Một hồ sơ có nhiều nhất %(most)s tệp.", "A dossier has at most %(most)s files.")


class NotOnline(Refusal):
    """The procedure is not filed on the site."""

    code = "DOS-E35"
    words = Words("Thủ tục %(code)s chưa có đơn điện tử. Nộp tại bộ phận một cửa.",
                  "Procedure %(code)s has no form on the site. Lodge at the one-stop desk.")  # fmt: skip


class NotAskedFor(Refusal):
    """No supplement is waited for."""

    code = "DOS-E36"
    words = Words(
        "Hồ sơ %(number)s không ở trạng thái chờ bổ sung.", "Dossier %(number)s does not wait for a supplement."
    )


class TooLong(Refusal):
    """What was typed is more than a dossier holds."""

    code = "DOS-E37"
    words = Words("Nội dung nhập quá dài cho một hồ sơ. Rút gọn rồi lưu lại; nội dung chưa được lưu.",
                  "What was typed is too long for a dossier. Shorten it and save again; it was not saved.")  # fmt: skip


class BrokenPackage(Refusal):
    """A package made offline cannot be taken; `fault` has its place."""

    code = "DOS-E38"
    words = Words("Gói hồ sơ không nhận được (%(place)s): %(vi)s", "The package cannot be taken (%(place)s): %(en)s")

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(place=fault.path or "ZIP", vi=fault.words.vi, en=fault.words.en)
