"""TRN, first part: packages, weight, bills, containers."""

from motcua.declarations.domain import boxes
from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GRAM,
    LIMITS,
    NIL,
    OURS,
    WHOLE,
    vnaccs,
)

_WITH_BILL = frozenset("1235")
_WITHOUT_CONTAINER = frozenset("13")
_MOST_BILLS = LIMITS["bills"]
_MOST_CONTAINERS = LIMITS["containers"]
_BILL = LIMITS["bill"]
_WAYBILL = LIMITS["air waybill"]
_HEAVIEST = WHOLE * 1_000_000


@BOOK.rule(
    "DEC-TRN-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="packages",
    published=vnaccs("IDA S1008 S1009; EDA S1008"),
    vi="Số lượng kiện là số nguyên từ 1 đến 99.999.999; hàng không đếm được bằng kiện thì khai 1.",
    do="Enter the total of the bill or packing list; 1 for goods that are not countable in packages.",
    do_vi="Nhập tổng số kiện theo vận đơn hoặc phiếu đóng gói; khai 1 với hàng rời.",
)  # fmt: skip
def packages_are_counted(d: Declaration, x: Desk) -> bool:
    """The number of packages is from 1 to 99,999,999; 1 for goods not countable in packages."""
    return d.packages is not None and 0 < d.packages < 100_000_000


@BOOK.rule(
    "DEC-TRN-02", source=DICTIONARY, since=FIRST, path="package_unit",
    published=vnaccs("IDA S1010 S1011; EDA S1010"),
    vi="Mã đơn vị tính kiện phải có và thuộc danh mục (UN/ECE khuyến nghị 21).",
    do="Choose the kind of package from the list.",
    do_vi="Chọn loại kiện trong danh mục.",
)  # fmt: skip
def package_unit_is_listed(d: Declaration, x: Desk) -> bool:
    """The kind of package is filled and in the list (subset of UN/ECE Recommendation 21)."""
    return d.package_unit in x.lists["package_unit"]


@BOOK.rule(
    "DEC-TRN-03", source=DICTIONARY_AND_GUIDE, since=FIRST, path="gross_weight",
    published=vnaccs("IDA S1012 S1014; EDA S1012 S1014"),
    vi="Phải có tổng trọng lượng hàng và đơn vị, trừ phương thức vận chuyển 9.",
    do="Enter the gross weight of the bill or packing list and its unit.",
    do_vi="Nhập tổng trọng lượng theo vận đơn hoặc phiếu đóng gói và đơn vị.",
)  # fmt: skip
def goods_are_weighed(d: Declaration, x: Desk) -> bool:
    """Gross weight and its unit are filled unless the mode of transport is 9."""
    return d.gross_weight is not None or d.weight_unit != "" or d.transport_mode == "9"


@BOOK.rule(
    "DEC-TRN-04", source=DICTIONARY, since=FIRST, path="weight_unit",
    published=vnaccs("IDA R1027; EDA R1027"),
    vi="Tổng trọng lượng và đơn vị trọng lượng phải khai cả hai hoặc bỏ trống cả hai.",
    do="Complete the pair.",
    do_vi="Khai đủ cả hai chỉ tiêu.",
)  # fmt: skip
def weight_and_unit_go_together(d: Declaration, x: Desk) -> bool:
    """Gross weight and its unit are both filled or both empty."""
    return (d.gross_weight is None) == (d.weight_unit == "")


@BOOK.rule(
    "DEC-TRN-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="gross_weight",
    published=vnaccs("IDA S1013; EDA S1013"),
    vi="Tổng trọng lượng lớn hơn 0, tối đa 6 chữ số nguyên và 3 chữ số thập phân.",
    do="Correct the number; heavier goods are given in tonnes (TNE).",
    do_vi="Sửa lại số; hàng nặng hơn thì khai bằng tấn (TNE).",
)  # fmt: skip
def weight_fits_its_field(d: Declaration, x: Desk) -> bool:
    """Gross weight is above 0 and has at most 6 whole digits and 3 decimals."""
    return d.gross_weight is None or (NIL < d.gross_weight < _HEAVIEST and not d.gross_weight % GRAM)


@BOOK.rule(
    "DEC-TRN-35", source=DICTIONARY_AND_GUIDE, since=FIRST, path="weight_unit",
    published=vnaccs("IDA S1015; EDA S1015"),
    vi="Đơn vị trọng lượng là KGM, TNE hoặc LBR.",
    do="Choose KGM (kilogram), TNE (tonne) or LBR (pound).",
    do_vi="Chọn KGM (kilôgam), TNE (tấn) hoặc LBR (pao).",
)  # fmt: skip
def weight_unit_is_listed(d: Declaration, x: Desk) -> bool:
    """The unit of gross weight is KGM, TNE or LBR."""
    return d.weight_unit == "" or d.weight_unit in x.lists["weight_unit"]


@BOOK.rule(
    "IMP-TRN-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="bills", published=vnaccs("IDA S0008"),
    vi="Đường không, đường biển và đường sắt phải có ít nhất một số vận đơn.",
    do="Enter the bill: carrier code first, then the number.",
    do_vi="Nhập số vận đơn: mã hãng vận chuyển trước, số vận đơn sau.",
)  # fmt: skip
def bill_is_named(d: Declaration, x: Desk) -> bool:
    """At least one bill number is filled for air, sea and rail."""
    return d.bills != () or d.transport_mode not in _WITH_BILL


@BOOK.rule(
    "IMP-TRN-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="bills",
    published=vnaccs("IDA S0009 R0047"),
    vi="Có tối đa 5 số vận đơn, không để trống giữa chừng và không trùng nhau.",
    do="Close the gaps, remove repeats; put further bills into the notes.",
    do_vi="Khai liền nhau, bỏ số trùng; vận đơn thứ sáu trở đi ghi ở phần ghi chú.",
)  # fmt: skip
def bills_fill_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 5 bill numbers, without gap and without repeat."""
    return d.bills == () or (
        "" not in d.bills and len(d.bills) <= _MOST_BILLS
        and (len(d.bills) == 1 or len(set(d.bills)) == len(d.bills))
    )  # fmt: skip


@BOOK.rule(
    "DEC-TRN-08", source=DICTIONARY_AND_GUIDE, since=FIRST, path="", scope="bill",
    published=vnaccs("IDA S0276; EDA S0276"),
    vi="Số vận đơn hàng không có tối đa 20 ký tự, vận đơn khác tối đa 35 ký tự.",
    do="Correct the number.",
    do_vi="Sửa lại số vận đơn.",
)  # fmt: skip
def bill_fits_its_field(b: str, d: Declaration, x: Desk) -> bool:
    """An air waybill number has at most 20 characters, any other bill number at most 35."""
    return len(b) <= (_WAYBILL if d.transport_mode == "1" else _BILL)


@BOOK.rule(
    "EXP-TRN-36", source="VNACCS message EDA", since=FIRST, path="bills",
    vi="Tờ khai xuất khẩu có tối đa một số vận đơn (số quản lý hàng hóa).",
    do="Keep one number; put the others into the notes.",
    do_vi="Giữ một số; các số khác ghi ở phần ghi chú.",
)  # fmt: skip
def export_has_one_cargo_number(d: Declaration, x: Desk) -> bool:
    """An export declaration names at most one bill or cargo number."""
    return len(d.bills) <= 1


@BOOK.rule(
    "IMP-TRN-24", source=DICTIONARY, since=FIRST, path="container_count", published=vnaccs("IDA R1091"),
    vi="Phải có số lượng container khi phương thức vận chuyển là 2 (đường biển, container).",
    do="Enter the number of containers.",
    do_vi="Nhập số lượng container.",
)  # fmt: skip
def containers_are_counted(d: Declaration, x: Desk) -> bool:
    """The number of containers is filled when the mode of transport is 2, sea container."""
    return d.container_count is not None or d.transport_mode != "2"


@BOOK.rule(
    "IMP-TRN-25", source=DICTIONARY, since=FIRST, path="container_count",
    published=vnaccs("IDA S1028 S1029 S1140"),
    vi="Số lượng container từ 1 đến 999; để trống với đường không và hàng rời.",
    do="Correct the number, or clear it for air and bulk.",
    do_vi="Sửa lại số, hoặc bỏ trống với đường không và hàng rời.",
)  # fmt: skip
def container_count_fits_the_mode(d: Declaration, x: Desk) -> bool:
    """The number of containers is from 1 to 999, and empty for air and for sea bulk."""
    return d.container_count is None or (0 < d.container_count < 1000 and d.transport_mode not in _WITHOUT_CONTAINER)


@BOOK.rule(
    "EXP-TRN-26", source=DICTIONARY, since=FIRST, path="containers", published=vnaccs("EDA S1137 R1099"),
    vi="Có tối đa 50 số container, không để trống giữa chừng và không trùng nhau.",
    do="Close the gaps and remove repeats; put further numbers into an attachment.",
    do_vi="Khai liền nhau, bỏ số trùng; từ số thứ 51 khai bằng tệp đính kèm.",
)  # fmt: skip
def containers_fill_their_slots(d: Declaration, x: Desk) -> bool:
    """There are at most 50 container numbers, without gap and without repeat."""
    return d.containers == () or (
        "" not in d.containers and len(d.containers) <= _MOST_CONTAINERS
        and len(set(d.containers)) == len(d.containers)
    )  # fmt: skip


@BOOK.rule(
    "DEC-TRN-29", source="ISO 6346", since=FIRST, path="", scope="container", severity="warn",
    vi="Số container có 4 chữ cái, 7 chữ số và chữ số kiểm tra đúng theo ISO 6346.",
    do="Compare the number with the bill or the container.",
    do_vi="Đối chiếu số container với vận đơn hoặc trên vỏ container.",
)  # fmt: skip
def container_has_its_check_digit(c: str, d: Declaration, x: Desk) -> bool:
    """A container number has 4 capital letters and 7 digits with the check digit of ISO 6346."""
    return c == "" or boxes.is_numbered(c)


@BOOK.rule(
    "DEC-TRN-40", source=OURS, since=FIRST, path="container_count", severity="warn",
    vi="Số lượng container bằng số các container được nêu tên, nếu khai cả hai.",
    do="Correct the count or the list.",
    do_vi="Sửa số lượng hoặc danh sách container.",
)  # fmt: skip
def count_agrees_with_the_list(d: Declaration, x: Desk) -> bool:
    """The number of containers equals the container numbers listed, where both are given."""
    return d.containers == () or d.container_count is None or len(d.containers) == d.container_count
