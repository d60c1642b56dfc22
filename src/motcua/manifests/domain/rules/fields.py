"""What holds of every value of every document: texts fit, codes are listed, countries exist, amounts are in reach."""

from decimal import Decimal

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import LIMITS, Field, listed
from motcua.manifests.domain.message import Document
from motcua.manifests.domain.rules.book import BOOK, FIRST, OURS, vnaccs

FINEST = Decimal("0.0001")
MESSAGES = "VNACCS messages MFR, NVC, VIT, VOT, NLR, PLR, DCL"


@BOOK.rule(
    "MAN-MAN-24", source=MESSAGES, since=FIRST, path="", scope="text",
    vi="Mỗi chỉ tiêu vừa độ dài của nó và không có ký tự điều khiển.",
    do="Shorten the text; write it on one line.", do_vi="Rút gọn; viết trên một dòng.",
)  # fmt: skip
def text_fits(value: str, field: Field, x: Desk) -> bool:
    """A text fits its field and has no control characters."""
    return len(value) <= field.length and value.isprintable()


@BOOK.rule(
    "MAN-MAN-25", source=MESSAGES, since=FIRST, path="", scope="code", published=vnaccs("MFR S0004 S0066"),
    vi="Mã có trong danh mục.",
    do="Choose a code of the list.", do_vi="Chọn mã trong danh mục.",
)  # fmt: skip
def code_is_listed(value: str, field: Field, x: Desk) -> bool:
    """A code is in its list."""
    return listed(field.list, value, x.day)


@BOOK.rule(
    "MAN-MAN-26", source=OURS, since=FIRST, path="", scope="country",
    vi="Mã nước có trong danh mục.",
    do="Correct the country.", do_vi="Sửa lại mã nước.",
)  # fmt: skip
def country_exists(value: str, field: Field, x: Desk) -> bool:
    """A country is listed."""
    return value == "" or value in x.countries


@BOOK.rule(
    "MAN-MAN-27", source=MESSAGES, since=FIRST, path="", scope="amount",
    vi="Số không âm, vừa số chữ số của chỉ tiêu và tối đa 4 số lẻ.",
    do="Correct the number.", do_vi="Sửa lại số.",
)  # fmt: skip
def amount_is_in_reach(value: Decimal | int | None, field: Field, x: Desk) -> bool:
    """A number is not negative, fits the digits of its field and has at most 4 decimals."""
    if value is None:
        return True
    if isinstance(value, int):
        return bool(0 <= value < 10 ** min(field.length, 13))
    told = value
    if not told.is_finite() or not 0 <= told < Decimal(10) ** min(field.length, 13):
        return False
    return told % FINEST == 0


@BOOK.rule(
    "MAN-MAN-28", source=MESSAGES, since=FIRST, path="", scope="rows",
    vi="Không nhiều dòng hơn bản tin cho phép.",
    do="Lodge the rest as another document.", do_vi="Phần còn lại khai ở chứng từ khác.",
)  # fmt: skip
def rows_fit_the_message(value: int, name: str, d: Document, x: Desk) -> bool:
    """There are no more rows than the message holds."""
    return value <= LIMITS[name]
