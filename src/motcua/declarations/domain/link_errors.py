"""What is refused of balances and periods of stay, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NoStay(Refusal):
    """The declaration has no period of stay that runs: it is not temporary, not yet cleared, closed or cancelled."""

    code = "DCL-E64"
    words = Words(
        "Tờ khai %(number)s không có thời hạn lưu lại đang chạy: không phải tạm nhập, tạm xuất, chưa thông quan, hoặc "
        "đã đóng.",
        "Declaration %(number)s has no period of stay that runs: it is not temporary, not yet cleared, or closed.",
    )


class DrawnUpon(Refusal):
    """An amendment declares less of a line, or other goods, than closing declarations have drawn on it."""

    code = "DCL-E66"
    words = Words(
        "Dòng %(line)s của tờ khai %(number)s đã được tờ khai khác trừ %(quantity)s: giữ nguyên mã HS, đơn vị tính và "
        "không khai ít hơn số đó.",
        "Other declarations have drawn %(quantity)s on line %(line)s of declaration %(number)s: keep its tariff code "
        "and unit, and declare no less.",
    )


class StayTooLong(Refusal):
    """A longer stay is asked for than may be granted, or one that is not longer."""

    code = "DCL-E67"
    words = Words(
        "Thời hạn mới của tờ khai %(number)s phải sau ngày %(day)s và không quá ngày %(latest)s; được gia hạn nhiều "
        "nhất %(times)s lần.",
        "The new last day of declaration %(number)s must be after %(day)s and not after %(latest)s; %(times)s "
        "extensions at the most.",
    )


class StillDrawn(Refusal):
    """A declaration is to be cancelled on which closing declarations draw."""

    code = "DCL-E68"
    words = Words(
        "Tờ khai %(number)s đang được tờ khai khác trừ số dư; hãy hủy hoặc sửa các tờ khai đó trước.",
        "Other declarations draw on declaration %(number)s; cancel or amend those first.",
    )


class MoreThanLeft(Refusal):
    """More is said to be closed elsewhere than is left of a line."""

    code = "DCL-E69"
    words = Words(
        "Dòng %(line)s của tờ khai %(number)s chỉ còn %(left)s; nhập số lớn hơn 0 và không quá số đó.",
        "Of line %(line)s of declaration %(number)s only %(left)s is left; enter more than 0 and no more than that.",
    )


class StayByRequest(Refusal):
    """An amendment makes the stay longer, which only an extension does."""

    code = "DCL-E57"
    words = Words(
        "Tờ khai %(number)s: ngày cuối của thời hạn lưu lại là %(day)s, khai bổ sung không kéo dài được; hãy đề nghị "
        "gia hạn.",
        "The last day of stay of declaration %(number)s is %(day)s; an amendment does not make it later: ask for an "
        "extension.",
    )


class ExtensionWaits(Refusal):
    """A request for a longer stay waits for its decision."""

    code = "DCL-E58"
    words = Words(
        "Tờ khai %(number)s đã có đề nghị gia hạn đang chờ trả lời.",
        "A request to extend the stay of declaration %(number)s waits for its answer.",
    )


class NoExtension(Refusal):
    """No request for a longer stay waits."""

    code = "DCL-E59"
    words = Words(
        "Không có đề nghị gia hạn nào đang chờ của tờ khai %(number)s; có thể đã được quyết định.",
        "No request to extend the stay of declaration %(number)s waits; it may have been decided meanwhile.",
    )
