"""DOC, ATT: licences, laws that control goods, attachments, codes of materials and products."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Attachment, Declaration, Item, Licence
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    LIMITS,
    SETS,
    vnaccs,
)

_MOST_LAWS = LIMITS["other laws"]
_MOST_LICENCES = LIMITS["licences"]
_MOST_ATTACHMENTS = LIMITS["attachments"]
_NO_LICENCE = Licence()
_PROCESSING = SETS["processing"]
_CONTRACT = SETS["contract as a licence"]
_CODED = SETS["goods under a registered code"]
_PRODUCTS = SETS["product under a registered code"]


@BOOK.rule(
    "DEC-DOC-01", source=DICTIONARY, since=FIRST, path="other_laws",
    published=vnaccs("IDA S0070; EDA S0070"),
    vi="Mã văn bản pháp quy khác phải có trong danh mục.",
    do="Correct the code.",
    do_vi="Sửa mã.",
)  # fmt: skip
def other_laws_are_listed(d: Declaration, x: Desk) -> bool:
    """Codes of other laws that control the goods are in the list."""
    return d.other_laws == () or x.lists["other_law"].issuperset(d.other_laws)


@BOOK.rule(
    "DEC-DOC-03", source=DICTIONARY_AND_GUIDE, since=FIRST, path="other_laws",
    published=vnaccs("IDA S0004 S0203; EDA S0004 S0203"),
    vi="Có tối đa 5 mã văn bản pháp quy khác, không trùng nhau.",
    do="Remove repeats; keep five.",
    do_vi="Bỏ mã trùng; giữ tối đa năm mã.",
)  # fmt: skip
def other_laws_fill_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 5 codes of other laws, without repeat."""
    return d.other_laws == () or len(set(d.other_laws)) == len(d.other_laws) <= _MOST_LAWS


@BOOK.rule(
    "EXP-DOC-17", source=DICTIONARY_AND_GUIDE, since=FIRST, path="other_laws", scope="item",
    published=vnaccs("EDA S0070 S0004 S0203"),
    vi="Mỗi dòng hàng xuất khẩu có tối đa 5 mã văn bản pháp quy khác, thuộc danh mục, không trùng nhau.",
    do="Correct the codes, remove repeats, keep five.",
    do_vi="Sửa mã, bỏ mã trùng, giữ tối đa năm mã.",
)  # fmt: skip
def other_laws_of_the_line_are_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """An export item has at most 5 codes of other laws, all listed, without repeat."""
    return i.other_laws == () or (
        x.lists["other_law"].issuperset(i.other_laws) and len(set(i.other_laws)) == len(i.other_laws) <= _MOST_LAWS
    )


@BOOK.rule(
    "DEC-DOC-04", source=DICTIONARY, since=FIRST, path="number", scope="licence",
    published=vnaccs("IDA S0169; EDA S0169"),
    vi="Phân loại giấy phép và số giấy phép phải đi cùng nhau.",
    do="Complete the pair.",
    do_vi="Khai đủ phân loại và số giấy phép.",
)  # fmt: skip
def licence_is_whole(element: Licence, d: Declaration, x: Desk) -> bool:
    """A licence has both its kind and its number."""
    return (element.kind == "") == (element.number == "")


@BOOK.rule(
    "DEC-DOC-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="licences",
    published=vnaccs("IDA S0006; EDA S0006"),
    vi="Có tối đa 5 giấy phép, không để trống giữa chừng.",
    do="Close the gaps; keep five.",
    do_vi="Khai liền nhau; giữ tối đa năm giấy phép.",
)  # fmt: skip
def licences_fill_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 5 licences, without gap."""
    return d.licences == () or (len(d.licences) <= _MOST_LICENCES and _NO_LICENCE not in d.licences)


@BOOK.rule(
    "DEC-DOC-06", source=DICTIONARY, since=FIRST, path="kind", scope="licence",
    published=vnaccs("IDA S0215 S0218 E8600; EDA S0218 E8600; IDC E8600"),
    vi="Phân loại giấy phép phải có trong danh mục.",
    do="Choose another kind of licence.",
    do_vi="Chọn phân loại giấy phép khác.",
)  # fmt: skip
def licence_kind_is_listed(element: Licence, d: Declaration, x: Desk) -> bool:
    """The kind of licence is in the list."""
    return element.kind == "" or element.kind in x.lists["licence_kind"]


@BOOK.rule(
    "EXP-DOC-10", source=GUIDE, since=FIRST, path="licences",
    vi="Loại hình E52 phải khai hợp đồng gia công ở ô giấy phép.",
    do="Enter the processing contract as a licence: its kind and its number.",
    do_vi="Khai hợp đồng gia công như giấy phép: phân loại và số.",
)  # fmt: skip
def processed_goods_name_their_contract(d: Declaration, x: Desk) -> bool:
    """Products processed for a foreign trader (E52) name the processing contract as a licence."""
    return d.licences != () or d.procedure not in _CONTRACT


@BOOK.rule(
    "IMP-DOC-12", source=DICTIONARY_AND_GUIDE, since=FIRST, path="viewing_result",
    published=vnaccs("IDA S0202"),
    vi="Kết quả xem hàng trước, nếu khai, là A, B hoặc C.",
    do="Choose A nothing unusual, B something unusual, C asks customs for a check.",
    do_vi="Chọn A bình thường, B bất thường, C đề nghị hải quan kiểm tra.",
)  # fmt: skip
def viewing_result_is_listed(d: Declaration, x: Desk) -> bool:
    """The result of viewing the goods beforehand, when entered, is A, B or C."""
    return d.viewing_result == "" or d.viewing_result in x.lists["viewing_result"]


@BOOK.rule(
    "DEC-DOC-14", source=GUIDE, since=FIRST, path="notes", severity="warn",
    vi="Loại hình gia công ghi số và ngày hợp đồng gia công ở phần ghi chú.",
    do="Write the number and day of the processing contract into the notes.",
    do_vi="Ghi số và ngày hợp đồng gia công vào phần ghi chú.",
)  # fmt: skip
def processing_contract_is_noted(d: Declaration, x: Desk) -> bool:
    """Processing types carry number and day of the processing contract in the notes."""
    return d.notes != "" or d.procedure not in _PROCESSING


@BOOK.rule(
    "DEC-DOC-15", source=GUIDE, since=FIRST, path="management_code", scope="item", severity="warn",
    vi="Mã quản lý riêng của hàng gia công, sản xuất xuất khẩu, chế xuất khi nhập khẩu có 7 ký tự,"
       " ký tự đầu là 1 (nguyên liệu), 2 (sản phẩm), 3 (thiết bị) hoặc 4 (hàng mẫu).",
    do="Enter 1 material, 2 product, 3 equipment or 4 sample, then the six characters of the office.",
    do_vi="Nhập 1, 2, 3 hoặc 4, tiếp theo là 6 ký tự của cơ quan nơi đăng ký danh mục.",
)  # fmt: skip
def management_code_has_its_shape(i: Item, d: Declaration, x: Desk) -> bool:
    """On import for processing, its code has 7 characters and begins with 1, 2, 3 or 4."""
    return (
        i.management_code == "" or d.direction == "export" or d.procedure not in _CODED
        or (len(i.management_code) == 7 and i.management_code[0] in "1234")
    )  # fmt: skip


@BOOK.rule(
    "EXP-DOC-16", source=GUIDE, since=FIRST, path="management_code", scope="item",
    vi="Loại hình E42, E52, E62 phải có mã quản lý riêng của sản phẩm.",
    do="Enter the registered code of the product.",
    do_vi="Nhập mã sản phẩm đã đăng ký.",
)  # fmt: skip
def product_has_its_code(i: Item, d: Declaration, x: Desk) -> bool:
    """Products of E42, E52 and E62 carry the registered code of the product."""
    return i.management_code != "" or d.procedure not in _PRODUCTS


@BOOK.rule(
    "ATT-ATT-01", source=DICTIONARY, since=FIRST, path="number", scope="attachment",
    published=vnaccs("IDA R1056 R1057; EDA R1056"),
    vi="Phân loại đính kèm và số tiếp nhận phải đi cùng nhau.",
    do="Complete the pair, or remove it.",
    do_vi="Khai đủ phân loại và số tiếp nhận, hoặc bỏ.",
)  # fmt: skip
def attachment_is_whole(element: Attachment, d: Declaration, x: Desk) -> bool:
    """An attachment has both its kind and its reception number."""
    return element.kind != "" and element.number != ""


@BOOK.rule(
    "ATT-ATT-06", source=DICTIONARY, since=FIRST, path="kind", scope="attachment",
    published=vnaccs("IDA S1131"),
    vi="Phân loại đính kèm phải có trong danh mục (INV, BOL, AWB, INS, CON, DM, ALL, ETC).",
    do="Choose a kind from the list.",
    do_vi="Chọn phân loại trong danh mục.",
)  # fmt: skip
def attachment_kind_is_listed(element: Attachment, d: Declaration, x: Desk) -> bool:
    """The kind of attachment is INV, BOL, AWB, INS, CON, DM, ALL or ETC."""
    return element.kind == "" or element.kind in x.lists["attachment_kind"]


@BOOK.rule(
    "ATT-ATT-07", source=DICTIONARY, since=FIRST, path="attachments", published=vnaccs("IDA S1077"),
    vi="Có tối đa 3 tệp đính kèm.",
    do="Put the papers together into three attachments.",
    do_vi="Gộp chứng từ thành tối đa ba tệp đính kèm.",
)  # fmt: skip
def attachments_fit_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 3 attachments."""
    return len(d.attachments) <= _MOST_ATTACHMENTS
