"""What this room refuses, and how it says so."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NoToken(Refusal):
    """The cap leaves no inspection to spend."""

    code = "RSK-E01"
    words = Words(
        "Chưa thể chuyển luồng đỏ tờ khai %(number)s: đã dùng hết số lượt kiểm tra thực tế trong giới hạn.",
        "Declaration %(number)s cannot be sent to inspection yet: the cap leaves no inspection to spend.",
    )


class AlreadyRed(Refusal):
    """The declaration is already in the red channel."""

    code = "RSK-E02"
    words = Words("Tờ khai %(number)s đã ở luồng đỏ.", "Declaration %(number)s is red already.")


class NotLower(Refusal):
    """The channel asked for is not below the present one."""

    code = "RSK-E03"
    words = Words(
        "Luồng mới của tờ khai %(number)s phải thấp hơn luồng hiện tại.",
        "The new channel of declaration %(number)s must be lower than its present one.",
    )


class NotAsked(Refusal):
    """No request of a profile waits on this declaration."""

    code = "RSK-E04"
    words = Words(
        "Tờ khai %(number)s không có đề nghị kiểm tra nào đang chờ.",
        "No request for inspection waits on declaration %(number)s.",
    )


class TooEarly(Refusal):
    """The secret of a day is not shown before its delay has passed."""

    code = "RSK-E05"
    words = Words(
        "Khoá bốc thăm ngày %(day)s chỉ được công bố từ ngày %(from_day)s.",
        "The secret of %(day)s is not shown before %(from_day)s.",
    )


class OutcomeKnown(Refusal):
    """The result of this check has been recorded before."""

    code = "RSK-E06"
    words = Words(
        "Kết quả kiểm tra tờ khai %(number)s đã được ghi nhận.",
        "The result of checking declaration %(number)s has been recorded already.",
    )


class NotChecked(Refusal):
    """A green declaration has no check whose result could be recorded."""

    code = "RSK-E07"
    words = Words(
        "Tờ khai %(number)s ở luồng xanh, không có kết quả kiểm tra để ghi.",
        "Declaration %(number)s is green; there is no check to record.",
    )


class ReasonMissing(Refusal):
    """What is decided needs a reason in words."""

    code = "RSK-E08"
    words = Words("Phải nêu lý do.", "A reason is needed.")


class SeedTooLate(Refusal):
    """The demonstration's seed is given before the first secret."""

    code = "RSK-E09"
    words = Words(
        "Không thể đặt hạt giống sau khi đã có khoá bốc thăm.",
        "The seed cannot be set once there is a secret.",
    )


class TooFewLessons(Refusal):
    """There are not enough inspections with a finding to learn from."""

    code = "RSK-E31"
    words = Words(
        "Chưa đủ kết quả kiểm tra thực tế để huấn luyện: có %(rows)s kết quả, %(hits)s vi phạm; cần ít nhất "
        "%(least_rows)s và %(least_hits)s.",
        "Too few physical inspections to learn from: %(rows)s, of which %(hits)s found a violation; at least "
        "%(least_rows)s and %(least_hits)s are needed.",
    )


class MoveNotOpen(Refusal):
    """The version is not where this could be done with it."""

    code = "RSK-E32"
    words = Words(
        "Phiên bản %(no)s hiện là “%(standing_vi)s”: không thực hiện được việc này.",
        "Version %(no)s is now “%(standing_en)s”: this cannot be done with it.",
    )


class OtherFeatures(Refusal):
    """The version judges by features that are no longer made."""

    code = "RSK-E33"
    words = Words(
        "Phiên bản %(no)s dùng bộ đặc trưng cũ, không thể đưa vào dùng; hãy huấn luyện phiên bản mới.",
        "Version %(no)s judges by features that are no longer made; train a new version.",
    )


class SetMissing(Refusal):
    """The published set is not where it was said to be."""

    code = "RSK-E34"
    words = Words(
        "Không đọc được bộ dữ liệu công khai trong %(where)s (%(why)s); cần ba tệp df_syn_*_eng.csv.",
        "The published set in %(where)s cannot be read (%(why)s); its files df_syn_*_eng.csv are expected there.",
    )


class SecondOfficer(Refusal):
    """Whoever wrote or proposed a profile does not decide on it."""

    code = "RSK-E10"
    words = Words(
        "Người viết hoặc đề xuất hồ sơ %(profile)s không được duyệt; cần một công chức quản lý rủi ro khác.",
        "Whoever wrote or proposed profile %(profile)s does not decide on it; another risk officer does.",
    )


class NotTheAuthor(Refusal):
    """A version is proposed and withdrawn by who wrote it."""

    code = "RSK-E11"
    words = Words(
        "Chỉ người viết mới đề xuất hoặc rút phiên bản này của hồ sơ %(profile)s.",
        "Only its author proposes or withdraws this version of profile %(profile)s.",
    )


class ProfileWrong(Refusal):
    """A profile that cannot be: what is wrong, and what was expected."""

    code = "RSK-E12"
    words = Words("%(field)s: %(expected)s", "%(field)s: %(expected)s")

    def in_language(self, language: str) -> str:
        """The sentence, with what was expected in the same language."""
        told = self.facts["expected"]
        said = told.in_language(language) if isinstance(told, Words) else told
        return f"{self.facts['field']}: {said}"


class LawStands(Refusal):
    """What the law orders is packaged data: it is neither replaced nor retired on the site."""

    code = "RSK-E13"
    words = Words(
        "%(profile)s do pháp luật quy định: không sửa, không ngừng áp dụng trên trang này.",
        "%(profile)s is ordered by law: it is neither changed nor retired here.",
    )


class TooLate(Refusal):
    """The last day of a profile has passed before it could begin."""

    code = "RSK-E14"
    words = Words(
        "Hồ sơ %(profile)s chỉ có thể có hiệu lực từ %(day)s, sau ngày cuối %(until)s của nó.",
        "Profile %(profile)s could begin on %(day)s at the earliest, after its last day %(until)s.",
    )


class NotTried(Refusal):
    """A profile is proposed with a dry run over past months."""

    code = "RSK-E15"
    words = Words(
        "Chọn các tháng để chạy thử trước khi đề xuất: không có tờ khai nào từ %(since)s đến %(until)s.",
        "Choose months for the dry run before proposing: there is no declaration from %(since)s to %(until)s.",
    )


class NoteTooLong(Refusal):
    """What is said of a decision is kept whole or not at all."""

    code = "RSK-E17"
    words = Words("Lý do, ghi chú không quá %(most)s ký tự.", "A reason or note has %(most)s characters at most.")


class NotInUse(Refusal):
    """Only a profile in force, or about to be, is retired."""

    code = "RSK-E16"
    words = Words("Hồ sơ %(profile)s không còn được áp dụng.", "Profile %(profile)s is not in use.")
