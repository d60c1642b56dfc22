"""What scoring refuses, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class WrongRule(Refusal):
    """A rule of a round that cannot be reckoned with."""

    code = "SVY-E90"
    words = Words(
        "Quy tắc chấm điểm không dùng được: %(what)s. Sửa quy tắc của đợt khảo sát.",
        "The rule of scoring cannot be used: %(what)s. Correct the rule of the round.",
    )


class WrongSheet(Refusal):
    """An answer, a stratum or a frame that does not belong to the round."""

    code = "SVY-E91"
    words = Words(
        "Phiếu hoặc khung mẫu không khớp với đợt khảo sát: %(what)s.",
        "A sheet or the frame does not fit the round: %(what)s.",
    )


class NoInternalScore(Refusal):
    """The rule counts the department's own score, and an office has none."""

    code = "SVY-E92"
    words = Words(
        "Thiếu điểm tự đánh giá của đơn vị %(office)s. Nhập điểm từ 0 đến 100 rồi tính lại.",
        "Office %(office)s has no score of the department's own. Enter one from 0 to 100 and compute again.",
    )


class WrongPackage(Refusal):
    """A package that cannot be read or recomputed."""

    code = "SVY-E93"
    words = Words(
        "Không đọc được gói dữ liệu: %(what)s. Tải lại gói từ trang kết quả.",
        "The package cannot be read: %(what)s. Download it again from the page of results.",
    )
