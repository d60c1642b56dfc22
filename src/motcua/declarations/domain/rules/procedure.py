"""PRC: procedure type, office, days, splitting."""

from datetime import timedelta

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    LAW_ON_CUSTOMS,
    LIMITS,
    OURS,
    SETS,
    vnaccs,
)

_COMBINED_IMPORT = SETS["import with combined transport"]
_COMBINED_EXPORT = SETS["export with combined transport"]
_MOST_ITEMS = LIMITS["items"]
_TO_REGISTER = timedelta(days=LIMITS["days from arrival to registration"])
_TO_ARRIVE = timedelta(days=LIMITS["days from registration to arrival"])
_STAY = timedelta(days=LIMITS["days of stay in temporary import for trade"])


@BOOK.rule(
    "DEC-PRC-01", source=DICTIONARY, since=FIRST, path="procedure",
    published=vnaccs("IDA S0055; EDA S0055"),
    vi="Mã loại hình phải có, đúng chiều nhập khẩu hoặc xuất khẩu và có hiệu lực ngày đăng ký.",
    do="Choose a procedure type of this direction that is in force on the day.",
    do_vi="Chọn mã loại hình đúng chiều và còn hiệu lực trong ngày.",
)  # fmt: skip
def procedure_is_listed(d: Declaration, x: Desk) -> bool:
    """The procedure type is filled, of the declaration's direction, and in force on the day."""
    return (p := x.procedures.get(d.procedure)) is not None and p.direction == d.direction


@BOOK.rule(
    "IMP-PRC-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="limit_on", published=vnaccs("IDA R1003"),
    vi="Loại hình tạm nhập phải có thời hạn tái xuất.",
    do="Enter the last lawful day of stay.",
    do_vi="Nhập ngày cuối cùng được lưu lại Việt Nam.",
)  # fmt: skip
def temporary_import_has_a_limit(d: Declaration, x: Desk) -> bool:
    """The day by which goods are re-exported is filled for temporary import."""
    return d.limit_on is not None or (p := x.procedures.get(d.procedure)) is None or not p.needs_limit


@BOOK.rule(
    "IMP-PRC-03", source=DICTIONARY, since=FIRST, path="limit_on", published=vnaccs("IDA R1002"),
    vi="Loại hình không phải tạm nhập không có thời hạn tái xuất.",
    do="Clear the day, or choose a procedure type of temporary import.",
    do_vi="Bỏ thời hạn tái xuất, hoặc chọn loại hình tạm nhập.",
)  # fmt: skip
def other_import_has_no_limit(d: Declaration, x: Desk) -> bool:
    """The day by which goods are re-exported is empty for every import that is not temporary."""
    return d.limit_on is None or (p := x.procedures.get(d.procedure)) is None or p.needs_limit or p.temporary


@BOOK.rule(
    "IMP-PRC-04", source=DICTIONARY, since=FIRST, path="limit_on",
    published=vnaccs("IDA S1006 S1129; IDC E1111"),
    vi="Thời hạn tái xuất không ở trong quá khứ.",
    do="Enter the day of registration or a later day.",
    do_vi="Nhập ngày đăng ký hoặc ngày sau đó.",
)  # fmt: skip
def re_export_is_not_past(d: Declaration, x: Desk) -> bool:
    """The day by which goods are re-exported is not before the day of registration."""
    return d.limit_on is None or d.limit_on >= x.day


@BOOK.rule(
    "EXP-PRC-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="limit_on",
    published=vnaccs("EDA R1002 R1003"),
    vi="Thời hạn tái nhập phải có khi tạm xuất và để trống với loại hình khác.",
    do="Fill the day for temporary export; clear it otherwise.",
    do_vi="Nhập thời hạn khi tạm xuất; bỏ trống với loại hình khác.",
)  # fmt: skip
def re_import_limit_fits_the_procedure(d: Declaration, x: Desk) -> bool:
    """The day by which goods are re-imported is filled for temporary export and empty otherwise."""
    return (p := x.procedures.get(d.procedure)) is None or (d.limit_on is not None) == p.needs_limit


@BOOK.rule(
    "EXP-PRC-06", source=DICTIONARY, since=FIRST, path="limit_on", published=vnaccs("EDA S1138; EDC E1111"),
    vi="Thời hạn tái nhập không ở trong quá khứ.",
    do="Enter the day of registration or a later day.",
    do_vi="Nhập ngày đăng ký hoặc ngày sau đó.",
)  # fmt: skip
def re_import_is_not_past(d: Declaration, x: Desk) -> bool:
    """The day by which goods are re-imported is not before the day of registration."""
    return d.limit_on is None or d.limit_on >= x.day


@BOOK.rule(
    "DEC-PRC-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="office",
    published=vnaccs("IDA S1118 S0054; EDA S0054"),
    vi="Phải có mã cơ quan hải quan, và cơ quan đó đang nhận tờ khai.",
    do="Enter the code of an office that receives declarations on this day.",
    do_vi="Nhập mã cơ quan hải quan đang nhận tờ khai.",
)  # fmt: skip
def office_receives(d: Declaration, x: Desk) -> bool:
    """The customs office is filled and receives declarations on the day."""
    return d.office in x.offices


@BOOK.rule(
    "DEC-PRC-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="cargo_class",
    published=vnaccs("IDA S1004; EDA S1004"),
    vi="Mã phân loại hàng hóa, nếu khai, là một chữ từ A đến K.",
    do="Choose a letter from A to K, or leave it empty for ordinary goods.",
    do_vi="Chọn một chữ từ A đến K, hoặc để trống với hàng thông thường.",
)  # fmt: skip
def cargo_class_is_listed(d: Declaration, x: Desk) -> bool:
    """The class of cargo, when entered, is a letter from A to K."""
    return d.cargo_class == "" or d.cargo_class in x.lists["cargo_class"]


@BOOK.rule(
    "DEC-PRC-11", source=DICTIONARY_AND_GUIDE, since=FIRST, path="transport_mode",
    published=vnaccs("IDA S1005; EDA S1005"),
    vi="Mã phương thức vận chuyển là 1, 2, 3, 4, 5, 6 hoặc 9.",
    do="Choose 1 air, 2 sea container, 3 sea bulk, 4 truck, 5 rail, 6 river or 9 other.",
    do_vi="Chọn 1 hàng không, 2 biển (container), 3 biển (hàng rời), 4 xe tải, 5 sắt, 6 sông, 9 khác.",
)  # fmt: skip
def transport_mode_is_listed(d: Declaration, x: Desk) -> bool:
    """The mode of transport is 1, 2, 3, 4, 5, 6 or 9."""
    return d.transport_mode in x.lists["transport_mode"]


@BOOK.rule(
    "DEC-PRC-12", source=DICTIONARY_AND_GUIDE, since=FIRST, path="declared_on",
    published=vnaccs("IDA S1007 S1135; EDA S1151"),
    vi="Ngày khai báo dự kiến, nếu khai, không ở trong quá khứ.",
    do="Clear the day, or enter the day of registration or a later one.",
    do_vi="Bỏ trống, hoặc nhập ngày đăng ký hay ngày sau đó.",
)  # fmt: skip
def declaration_day_is_not_past(d: Declaration, x: Desk) -> bool:
    """The planned day of declaration, when entered, is not before the day of registration."""
    return d.declared_on is None or d.declared_on >= x.day


@BOOK.rule(
    "IMP-PRC-13", source=DICTIONARY_AND_GUIDE, since=FIRST, path="stored_since",
    published=vnaccs("IDA S0141 S1061"),
    vi="Ngày đưa hàng vào kho ngoại quan lần đầu không ở trong tương lai.",
    do="Enter the first day of storage; of several entries, the earliest.",
    do_vi="Nhập ngày đưa vào kho lần đầu; nếu có nhiều lần, lấy ngày sớm nhất.",
)  # fmt: skip
def storage_has_begun(d: Declaration, x: Desk) -> bool:
    """The first day in a bonded warehouse is not after the day of registration."""
    return d.stored_since is None or d.stored_since <= x.day


@BOOK.rule(
    "IMP-PRC-14", source=DICTIONARY, since=FIRST, path="transport_start_on", published=vnaccs("IDA R1058"),
    vi="Vận chuyển khai gộp chỉ dùng với loại hình E11, E13, E21, E23, E31, E33, C11, C21.",
    do="Clear the transport block, or lodge a separate transport declaration.",
    do_vi="Bỏ phần vận chuyển, hoặc khai tờ khai vận chuyển độc lập.",
)  # fmt: skip
def import_may_combine_transport(d: Declaration, x: Desk) -> bool:
    """Transport under control is declared together only with E11, E13, E21, E23, E31, E33, C11 and C21."""
    return d.transport_start_on is None or d.procedure in _COMBINED_IMPORT or d.procedure not in x.procedures


@BOOK.rule(
    "EXP-PRC-15", source=DICTIONARY, since=FIRST, path="transport_start_on", published=vnaccs("EDA R1058"),
    vi="Vận chuyển khai gộp khi xuất khẩu không dùng với loại hình B12.",
    do="Clear the transport block, or lodge a separate transport declaration.",
    do_vi="Bỏ phần vận chuyển, hoặc khai tờ khai vận chuyển độc lập.",
)  # fmt: skip
def export_may_combine_transport(d: Declaration, x: Desk) -> bool:
    """Transport under control is declared together with every export in use but B12."""
    return d.transport_start_on is None or d.procedure in _COMBINED_EXPORT or d.procedure not in x.procedures


@BOOK.rule(
    "DEC-PRC-16", source=DICTIONARY, since=FIRST, path="items", published=vnaccs("IDA E0379; EDA E0379"),
    vi="Tờ khai có ít nhất 1 dòng hàng.",
    do="Add the goods.",
    do_vi="Khai bổ sung dòng hàng.",
)  # fmt: skip
def there_are_goods(d: Declaration, x: Desk) -> bool:
    """A declaration has at least 1 goods item."""
    return d.items != ()


@BOOK.rule(
    "DEC-PRC-17", source=DICTIONARY, since=FIRST, path="first_number",
    published=vnaccs("IDA R1028 R1030 R1032 R1033; EDA R1028 R1030"),
    vi="Số tờ khai đầu tiên, số thứ tự nhánh và tổng số tờ khai phải khai đủ cả ba hoặc không khai.",
    do="Fill all three, or clear all three.",
    do_vi="Khai đủ cả ba chỉ tiêu, hoặc bỏ trống cả ba.",
)  # fmt: skip
def split_is_complete(d: Declaration, x: Desk) -> bool:
    """First declaration number, ordinal and total of a split shipment are all filled or all empty."""
    return (d.first_number == "") == (d.split_number is None) == (d.split_total is None)


@BOOK.rule(
    "DEC-PRC-18", source=DICTIONARY_AND_GUIDE, since=FIRST, path="split_number",
    published=vnaccs("IDA R1029; EDA R1029"),
    vi="Khi số tờ khai đầu tiên là F thì số thứ tự nhánh là 1.",
    do="Enter 1 on the first part; later parts carry the number of the first instead of F.",
    do_vi="Nhập 1 ở tờ khai đầu; các tờ sau ghi số tờ khai đầu thay cho F.",
)  # fmt: skip
def first_part_is_one(d: Declaration, x: Desk) -> bool:
    """With F as first declaration number the ordinal is 1."""
    return d.first_number != "F" or d.split_number is None or d.split_number == 1


@BOOK.rule(
    "DEC-PRC-19", source=DICTIONARY, since=FIRST, path="split_total",
    published=vnaccs("IDA R1031 S1000 S1001 S1002; EDA R1031"),
    vi="Số thứ tự nhánh từ 1 đến tổng số tờ khai của lô hàng.",
    do="Correct the ordinal or the total.",
    do_vi="Sửa số thứ tự hoặc tổng số tờ khai.",
)  # fmt: skip
def part_is_within_the_total(d: Declaration, x: Desk) -> bool:
    """The ordinal of a part is between 1 and the number of parts."""
    return d.split_number is None or d.split_total is None or 1 <= d.split_number <= d.split_total


@BOOK.rule(
    "EXP-PRC-21", source=DICTIONARY_AND_GUIDE, since=FIRST, path="hs_code", scope="item",
    published=vnaccs("EDA E1061"),
    vi="Dầu thô (nhóm 2709) không khai chung tờ khai với hàng khác.",
    do="Declare crude oil separately.",
    do_vi="Khai dầu thô trên tờ khai riêng.",
)  # fmt: skip
def crude_oil_stands_alone(i: Item, d: Declaration, x: Desk) -> bool:
    """Crude oil (heading 2709) is not declared together with other goods."""
    return len(d.items) == 1 or i.hs_code[:4] != "2709" or all(o.hs_code[:4] == "2709" for o in d.items)


@BOOK.rule(
    "DEC-PRC-24", source=LAW_ON_CUSTOMS, since="2015-01-01", path="arrival_on", severity="warn",
    vi="Tờ khai nhập khẩu được đăng ký trong 30 ngày kể từ ngày hàng đến cửa khẩu.",
    do="Register in time; a late declaration goes to the violations desk.",
    do_vi="Đăng ký đúng hạn; tờ khai chậm được chuyển bộ phận xử lý vi phạm.",
)  # fmt: skip
def import_is_registered_in_time(d: Declaration, x: Desk) -> bool:
    """An import declaration is registered within 30 days of the goods' arrival."""
    return d.arrival_on is None or d.arrival_on >= x.day or x.day - d.arrival_on <= _TO_REGISTER


@BOOK.rule(
    "DEC-PRC-25", source=OURS, since=FIRST, path="items",
    vi="Tờ khai có tối đa 999 dòng hàng; tờ khai gửi VNACCS được tách mỗi 50 dòng.",
    do="Split the shipment into several declarations.",
    do_vi="Tách lô hàng thành nhiều tờ khai.",
)  # fmt: skip
def goods_fit_one_declaration(d: Declaration, x: Desk) -> bool:
    """A declaration has at most 999 goods items."""
    return len(d.items) <= _MOST_ITEMS


@BOOK.rule(
    "IMP-PRC-26", source="Decree 69/2018/NĐ-CP", since="2018-05-15", path="limit_on", severity="warn",
    vi="Hàng kinh doanh tạm nhập, tái xuất (G11) lưu lại Việt Nam không quá 60 ngày khi chưa gia hạn.",
    do="Enter a day within 60 days; ask for an extension later if one is needed.",
    do_vi="Nhập thời hạn trong 60 ngày; nếu cần, đề nghị gia hạn sau.",
)  # fmt: skip
def trade_by_re_export_stays_sixty_days(d: Declaration, x: Desk) -> bool:
    """Goods in trade by re-export (G11) stay at most 60 days unless extended."""
    return d.procedure != "G11" or d.limit_on is None or d.limit_on - x.day <= _STAY


@BOOK.rule(
    "DEC-PRC-27", source=DICTIONARY_AND_GUIDE, since=FIRST, path="first_number",
    published=vnaccs("IDA S1000; EDA S1000"),
    vi="Số tờ khai đầu tiên là chữ F hoặc số tờ khai 12 chữ số (10… nhập khẩu, 30… xuất khẩu).",
    do="Enter F on the first part, and the first part's number of 12 digits on the later ones.",
    do_vi="Nhập F ở tờ khai đầu, số tờ khai đầu gồm 12 chữ số ở các tờ sau.",
)  # fmt: skip
def first_number_is_a_number(d: Declaration, x: Desk) -> bool:
    """The first declaration number is F, or 12 digits that begin with 10 on import and 30 on export."""
    return d.first_number in ("", "F") or (
        len(d.first_number) == 12 and d.first_number.isdecimal() and d.first_number.isascii()
        and d.first_number[:2] == ("10" if d.direction == "import" else "30")
        and int(d.first_number[2:10]) % 7 == int(d.first_number[10])
    )  # fmt: skip


@BOOK.rule(
    "DEC-PRC-28", source=OURS, since=FIRST, path="warehouse", severity="warn",
    vi="Địa điểm lưu kho thuộc cơ quan hải quan đăng ký tờ khai (bốn ký tự đầu giống nhau).",
    do="Check the office or the place; goods of another office's place are checked there.",
    do_vi="Kiểm tra lại cơ quan hoặc địa điểm; hàng ở địa điểm của cơ quan khác do nơi đó kiểm tra.",
)  # fmt: skip
def goods_wait_at_the_office(d: Declaration, x: Desk) -> bool:
    """The place of storage belongs to the office of registration: the first four characters agree."""
    return d.warehouse[:4] == d.office or d.warehouse not in x.lists["warehouse"] or d.office not in x.offices


@BOOK.rule(
    "IMP-PRC-29", source=LAW_ON_CUSTOMS, since="2015-01-01", path="arrival_on", severity="warn",
    vi="Hàng nhập khẩu đến trong 15 ngày kể từ ngày đăng ký, là thời gian tờ khai có giá trị.",
    do="Register nearer to the arrival; a declaration lapses when the goods have not come in 15 days.",
    do_vi="Đăng ký gần ngày hàng đến hơn; quá 15 ngày hàng chưa đến, tờ khai bị hủy.",
)  # fmt: skip
def goods_arrive_while_the_declaration_is_valid(d: Declaration, x: Desk) -> bool:
    """Imported goods arrive within 15 days of registration, while the declaration is valid."""
    return d.arrival_on is None or d.arrival_on <= x.day or d.arrival_on - x.day <= _TO_ARRIVE
