"""What is refused at the gate of the supervised area, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class NothingToPass(Refusal):
    """A record of passage that names neither containers nor a quantity."""

    code = "DCL-E70"
    words = Words(
        "Chọn ít nhất một container hoặc nhập số lượng của tờ khai %(number)s qua khu vực giám sát.",
        "Tick at least one container, or enter the quantity, of declaration %(number)s that passes.",
    )


class PassedAlready(Refusal):
    """A container passes the supervised area once."""

    code = "DCL-E71"
    words = Words(
        "Container %(container)s của tờ khai %(number)s đã qua khu vực giám sát (lần ghi %(no)s); bỏ chọn nó.",
        "Container %(container)s of declaration %(number)s has passed already (record %(no)s); untick it.",
    )


class NoPassingBox(Refusal):
    """A container that the declaration does not name, and leaves no room for."""

    code = "DCL-E72"
    words = Words(
        "Container %(container)s không thuộc tờ khai %(number)s, hoặc số container sai chữ số kiểm tra; đối chiếu trên "
        "vỏ container.",
        "Container %(container)s is none of declaration %(number)s, or its check digit is wrong; compare it with the "
        "container.",
    )


class MoreThanDeclared(Refusal):
    """More is to pass than is left of what was declared."""

    code = "DCL-E73"
    words = Words(
        "Số lượng qua khu vực giám sát của tờ khai %(number)s phải lớn hơn 0 và không quá phần còn lại: %(left)s "
        "%(unit)s (số kiện là số nguyên).",
        "What passes of declaration %(number)s is above 0 and at most what is left: %(left)s %(unit)s (packages are "
        "whole).",
    )


class RecordedMeanwhile(Refusal):
    """Somebody recorded a quantity since the page was shown."""

    code = "DCL-E74"
    words = Words(
        "Đã có lần ghi khác của tờ khai %(number)s sau khi trang này mở ra; chưa ghi gì. Xem lại phần còn lại.",
        "Something of declaration %(number)s was recorded since this page was opened; nothing was stored. Look at what "
        "is left.",
    )


class NoPartToTakeBack(Refusal):
    """No record of passage of that number stands."""

    code = "DCL-E75"
    words = Words(
        "Tờ khai %(number)s không có lần ghi %(no)s còn hiệu lực; có thể đã được rút.",
        "No record %(no)s of declaration %(number)s stands; it may have been taken back already.",
    )


class PartlyPassed(Refusal):
    """A declaration ends without clearance while some of its goods have left."""

    code = "DCL-E76"
    words = Words(
        "Một phần hàng của tờ khai %(number)s đã qua khu vực giám sát nên không hủy được; ghi nhầm thì rút lần ghi đó.",
        "Some goods of declaration %(number)s have passed the supervised area, so it cannot be cancelled; a mistaken "
        "record is taken back first.",
    )


class PassedMoreThanAmended(Refusal):
    """An amendment takes away what has passed."""

    code = "DCL-E77"
    words = Words(
        "Hàng của tờ khai %(number)s đã qua khu vực giám sát nhiều hơn bản sửa đổi cho phép: %(passed)s. Giữ nguyên "
        "phần đã qua trong bản khai bổ sung.",
        "More of declaration %(number)s has passed than the amendment leaves: %(passed)s. Keep what has passed in the "
        "amendment.",
    )


class OtherMeasure(Refusal):
    """Goods that are counted by container are recorded by quantity, or the other way round."""

    code = "DCL-E78"
    words = Words(
        "Tờ khai %(number)s tính theo container hoặc theo số lượng, không lẫn nhau; ghi đúng cách tờ khai đã khai.",
        "Declaration %(number)s passes either by container or by quantity; record it as it was declared.",
    )


class HeldForAnother(Refusal):
    """A container also holds goods of a declaration that may not pass yet."""

    code = "DCL-E79"
    words = Words(
        "Container %(container)s còn chứa hàng của tờ khai %(other)s chưa được thông quan, giải phóng hoặc (hàng nhập "
        "khẩu) đưa về bảo quản; chưa thể qua khu vực giám sát.",
        "Container %(container)s also holds goods of declaration %(other)s, which is not yet cleared, released, or as "
        "an import let go to a store; it cannot pass.",
    )


class StoredExport(Refusal):
    """Exports are stored on this side; let out of the supervised area they would be gone."""

    code = "DCL-E83"
    words = Words(
        "Hàng xuất khẩu của tờ khai %(number)s đang bảo quản thì chưa được qua khu vực giám sát; hãy kết thúc "
        "bảo quản.",
        "The export goods of declaration %(number)s are in storage and may not leave; end the storage first.",
    )
