"""ITM: the code and description of goods."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    LIMITS,
    OURS,
    SETS,
    vnaccs,
)

_LONGEST = LIMITS["description"]
_LONGEST_CODE = LIMITS["registered code"]
_CODED = SETS["goods under a registered code"]


@BOOK.rule(
    "DEC-ITM-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="hs_code", scope="item",
    published=vnaccs("IDA S0150 S0173; EDA S0150"),
    vi="Mã số hàng hóa có đủ 8 chữ số.",
    do="Look up the code of eight digits in the tariff.",
    do_vi="Tra mã 8 chữ số trong biểu thuế.",
)  # fmt: skip
def code_has_eight_digits(i: Item, d: Declaration, x: Desk) -> bool:
    """The code of goods has 8 digits."""
    return len(i.hs_code) == 8 and i.hs_code.isdecimal() and i.hs_code.isascii()


@BOOK.rule(
    "DEC-ITM-02", source=DICTIONARY, since=FIRST, path="hs_code", scope="item",
    published=vnaccs("IDA E0115 E0414; EDA E0115; IDC E1991; EDC E1991"),
    vi="Mã số hàng hóa có trong danh mục có hiệu lực ngày đăng ký.",
    do="Choose a code in force; codes changed when the nomenclature was replaced.",
    do_vi="Chọn mã đang có hiệu lực; nhiều mã đã thay đổi theo danh mục mới.",
)  # fmt: skip
def code_is_in_force(i: Item, d: Declaration, x: Desk) -> bool:
    """The code of goods is in the nomenclature in force on the day of registration."""
    return (
        x.tariff.line(i.hs_code) is not None or len(i.hs_code) != 8 or not i.hs_code.isdecimal()
        or i.hs_code[:2] == "98"
    )  # fmt: skip


@BOOK.rule(
    "IMP-ITM-05", source=GUIDE, since=FIRST, path="hs_code", scope="item",
    vi="Hàng thuộc Chương 98 khai theo mã của Chương 1 đến 97, với mã biểu thuế B02 hoặc B17.",
    do="Enter the ordinary code and the tariff table B02 or B17.",
    do_vi="Nhập mã thông thường và mã biểu thuế B02 hoặc B17.",
)  # fmt: skip
def chapter_98_is_a_table(i: Item, d: Declaration, x: Desk) -> bool:
    """Goods of chapter 98 are declared under their code of chapters 1 to 97, with table B02 or B17."""
    return i.hs_code[:2] != "98"


@BOOK.rule(
    "DEC-ITM-06", source=DICTIONARY, since=FIRST, path="description", scope="item",
    published=vnaccs("IDA S0270 S0999; EDA S0270"),
    vi="Mô tả hàng hóa có từ 1 đến 200 ký tự, không có ký tự điều khiển.",
    do="Describe the goods in at most 200 characters, on one line.",
    do_vi="Mô tả hàng hóa trong tối đa 200 ký tự, trên một dòng.",
)  # fmt: skip
def goods_are_described(i: Item, d: Declaration, x: Desk) -> bool:
    """The description has 1 to 200 characters and no control characters."""
    return 0 < len(i.description) <= _LONGEST and i.description.isprintable()


@BOOK.rule(
    "DEC-ITM-08", source=GUIDE, since=FIRST, path="description", scope="item",
    vi="Hàng gia công, sản xuất xuất khẩu, chế xuất mô tả theo mẫu: mã đã đăng ký (tối đa 48 ký tự)#&mô tả.",
    do="Write the registered code, the two characters #&, then the description.",
    do_vi="Ghi mã đã đăng ký, hai ký tự #&, rồi mô tả.",
)  # fmt: skip
def description_begins_with_its_code(i: Item, d: Declaration, x: Desk) -> bool:
    """Goods for processing and export production: registered code (at most 48 characters), #&, description."""
    return d.procedure not in _CODED or i.description == "" or 0 < i.description.find("#&") <= _LONGEST_CODE


@BOOK.rule(
    "EXP-ITM-09", source="VNACCS practice on export origin", since=FIRST, path="description", scope="item",
    severity="warn",
    vi="Mô tả hàng xuất khẩu kết thúc bằng #&VN, #& và mã nước xuất xứ, hoặc #&KXĐ khi không xác định.",
    do="Add the ending.",
    do_vi="Bổ sung phần kết thúc.",
)  # fmt: skip
def description_ends_with_the_origin(i: Item, d: Declaration, x: Desk) -> bool:
    """The description of exports ends with #&VN, #& and the country of origin, or #&KXĐ when undetermined."""
    return (
        i.description[-4:] == "#&VN" or i.description == ""
        or (i.description[-4:-2] == "#&" and i.description[-2:] in x.lists["country"])
        or i.description[-5:] == "#&KXĐ"
    )  # fmt: skip


@BOOK.rule(
    "DEC-ITM-11", source=OURS, since=FIRST, path="items", severity="warn",
    vi="Không có hai dòng hàng cùng mã số, mô tả và xuất xứ.",
    do="Merge the items, or tell them apart in the description.",
    do_vi="Gộp các dòng hàng, hoặc mô tả rõ điểm khác nhau.",
)  # fmt: skip
def lines_differ(d: Declaration, x: Desk) -> bool:
    """No two items have the same code, description and origin."""
    return len({(i.hs_code, i.description, i.origin) for i in d.items}) == len(d.items)
