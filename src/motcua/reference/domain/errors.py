"""What reference refuses."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class UnknownCode(Refusal):
    """The code does not stand in the list on that day."""

    code = "REF-E01"
    words = Words(
        "Mã “%(code)s” không có trong danh mục “%(list)s” ngày %(day)s.",
        "Code “%(code)s” is not in the list “%(list)s” on %(day)s.",
    )


class UnknownList(Refusal):
    """There is no code list of that name."""

    code = "REF-E02"
    words = Words("Không có danh mục “%(list)s”.", "There is no code list “%(list)s”.")


class NoConversion(Refusal):
    """Two units measure different things, or one of them has no fixed size."""

    code = "REF-E03"
    words = Words(
        "Không thể quy đổi từ đơn vị %(source)s sang %(target)s.",
        "Units cannot be converted from %(source)s to %(target)s.",
    )


class UnknownOffice(Refusal):
    """No office of that code on that day."""

    code = "REF-E04"
    words = Words(
        "Không có đơn vị hải quan mã “%(code)s” ngày %(day)s.", "There was no customs office “%(code)s” on %(day)s."
    )
