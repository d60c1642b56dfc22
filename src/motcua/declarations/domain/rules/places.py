"""TRN, second part: means of transport, days and places."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    vnaccs,
)

_SHIPS = frozenset("236")
_NO_SHIPS = frozenset("1459")
_MONTHS = frozenset(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"])
_UNKNOWN = "9999"


@BOOK.rule(
    "DEC-TRN-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="warehouse",
    published=vnaccs("IDA S0143; EDA S0143"),
    vi="Phải có địa điểm lưu kho hàng chờ thông quan, trừ phương thức vận chuyển 9.",
    do="Enter the supervised place where the goods wait.",
    do_vi="Nhập địa điểm chịu sự giám sát hải quan nơi hàng chờ thông quan.",
)  # fmt: skip
def storage_is_named(d: Declaration, x: Desk) -> bool:
    """The place where goods wait for clearance is filled unless the mode of transport is 9."""
    return d.warehouse != "" or d.transport_mode == "9"


@BOOK.rule(
    "DEC-TRN-11", source=DICTIONARY, since=FIRST, path="warehouse",
    published=vnaccs("IDA S0053 E0103; EDA E0103"),
    vi="Địa điểm lưu kho phải có trong danh mục và đang hoạt động.",
    do="Choose another supervised place.",
    do_vi="Chọn địa điểm khác.",
)  # fmt: skip
def storage_is_listed(d: Declaration, x: Desk) -> bool:
    """The place where goods wait is registered and open on the day."""
    return d.warehouse == "" or d.warehouse in x.lists["warehouse"]


@BOOK.rule(
    "DEC-TRN-12", source=DICTIONARY_AND_GUIDE, since=FIRST, path="vessel_code",
    published=vnaccs("IDA S1016; EDA S1016"),
    vi="Phải có hô hiệu tàu với đường biển và đường sông; khai 9999 nếu tàu chưa đăng ký.",
    do="Enter the call sign, or 9999 for a vessel that is not registered.",
    do_vi="Nhập hô hiệu, hoặc 9999 nếu tàu chưa đăng ký.",
)  # fmt: skip
def ship_has_a_call_sign(d: Declaration, x: Desk) -> bool:
    """The vessel's call sign is filled for sea and river; 9999 stands for one that is not registered."""
    return d.vessel_code != "" or d.transport_mode not in _SHIPS


@BOOK.rule(
    "DEC-TRN-13", source=DICTIONARY, since=FIRST, path="vessel_code",
    published=vnaccs("IDA S1017; EDA S1017"),
    vi="Không khai hô hiệu tàu với đường không, đường bộ, đường sắt và phương thức khác.",
    do="Clear the call sign.",
    do_vi="Bỏ trống hô hiệu.",
)  # fmt: skip
def only_ships_have_call_signs(d: Declaration, x: Desk) -> bool:
    """The vessel's call sign is empty for air, road, rail and other modes."""
    return d.vessel_code == "" or d.transport_mode not in _NO_SHIPS


@BOOK.rule(
    "DEC-TRN-14", source=DICTIONARY_AND_GUIDE, since=FIRST, path="vessel_name",
    published=vnaccs("IDA S1019 S1141; EDA S1019"),
    vi="Phải có tên phương tiện (tên tàu, chuyến bay, biển số xe, số tàu hỏa), trừ phương thức 9"
       " hoặc khi đã có hô hiệu đăng ký.",
    do="Enter the vessel's name, the flight, the truck's plate or the train's number.",
    do_vi="Nhập tên tàu, chuyến bay, biển số xe hoặc số tàu hỏa.",
)  # fmt: skip
def means_is_named(d: Declaration, x: Desk) -> bool:
    """The means of transport is named unless the mode is 9 or a registered call sign names it."""
    return (
        d.vessel_name != "" or d.transport_mode == "9"
        or (d.vessel_code != _UNKNOWN and d.transport_mode in _SHIPS)
    )  # fmt: skip


@BOOK.rule(
    "DEC-TRN-15", source=DICTIONARY_AND_GUIDE, since=FIRST, path="vessel_name",
    published=vnaccs("IDA S0197 S1020"),
    vi="Chuyến bay ghi theo mẫu AB0001/01JAN: 2 ký tự hãng, 4 chữ số, dấu /, ngày và tháng tiếng Anh.",
    do="Write airline, flight, slash, day and English month: AB0001/01JAN.",
    do_vi="Ghi mã hãng, số chuyến bay, dấu /, ngày và tháng: AB0001/01JAN.",
)  # fmt: skip
def flight_is_written_as_agreed(d: Declaration, x: Desk) -> bool:
    """A flight is written like AB0001/01JAN: airline, four digits, slash, day, English month."""
    return d.transport_mode != "1" or d.vessel_name == "" or (
        len(d.vessel_name) == 12 and d.vessel_name[:2].isalnum() and d.vessel_name[2:6].isdecimal()
        and d.vessel_name[6] == "/" and d.vessel_name[7:9].isdecimal() and d.vessel_name[9:] in _MONTHS
    )  # fmt: skip


@BOOK.rule(
    "IMP-TRN-16", source=DICTIONARY_AND_GUIDE, since=FIRST, path="arrival_on",
    published=vnaccs("IDA S1021 S1022"),
    vi="Phải có ngày hàng đến.",
    do="Take the day from the arrival notice or the bill.",
    do_vi="Nhập ngày theo thông báo hàng đến hoặc vận đơn.",
)  # fmt: skip
def arrival_is_dated(d: Declaration, x: Desk) -> bool:
    """The day of arrival is filled."""
    return d.arrival_on is not None


@BOOK.rule(
    "EXP-TRN-17", source=DICTIONARY, since=FIRST, path="departure_on", published=vnaccs("EDA S1021 S1139"),
    vi="Phải có ngày hàng đi dự kiến, không trước ngày khai báo dự kiến và không trước ngày đăng ký.",
    do="Enter the planned day of departure.",
    do_vi="Nhập ngày hàng đi dự kiến.",
)  # fmt: skip
def departure_follows_declaration(d: Declaration, x: Desk) -> bool:
    """The planned day of departure is filled, and not before the planned day of declaration (or today)."""
    return d.departure_on is not None and d.departure_on >= (d.declared_on or x.day)


@BOOK.rule(
    "IMP-TRN-18", source=DICTIONARY_AND_GUIDE, since=FIRST, path="unloading_place",
    published=vnaccs("IDA S1023"),
    vi="Phải có mã hoặc tên địa điểm dỡ hàng, trừ phương thức vận chuyển 9.",
    do="Enter the port, station or border gate where the goods were unloaded.",
    do_vi="Nhập cảng, ga hoặc cửa khẩu dỡ hàng.",
)  # fmt: skip
def unloading_is_placed(d: Declaration, x: Desk) -> bool:
    """The place of unloading is filled by code or name unless the mode of transport is 9."""
    return d.unloading_place != "" or d.unloading_name != "" or d.transport_mode == "9"


@BOOK.rule(
    "IMP-TRN-19", source=DICTIONARY_AND_GUIDE, since=FIRST, path="unloading_place",
    published=vnaccs("IDA R0178 S1024"),
    vi="Mã địa điểm dỡ hàng phải có trong danh mục; nơi không có mã thì khai tên.",
    do="Correct the code, or clear it and type the name.",
    do_vi="Sửa mã, hoặc bỏ mã và nhập tên địa điểm.",
)  # fmt: skip
def unloading_place_is_listed(d: Declaration, x: Desk) -> bool:
    """The code of the place of unloading is listed; a place without code is named instead."""
    return d.unloading_place == "" or d.unloading_place in x.lists["location"]


@BOOK.rule(
    "IMP-TRN-37", source=GUIDE, since=FIRST, path="unloading_place",
    vi="Địa điểm dỡ hàng nhập khẩu ở Việt Nam (mã bắt đầu bằng VN).",
    do="Enter the Vietnamese port, station or gate; the foreign place belongs to loading.",
    do_vi="Nhập cảng, ga, cửa khẩu Việt Nam; địa điểm nước ngoài khai ở chỉ tiêu xếp hàng.",
)  # fmt: skip
def goods_are_unloaded_in_viet_nam(d: Declaration, x: Desk) -> bool:
    """Imported goods are unloaded in Viet Nam: the code begins with VN."""
    return (
        d.unloading_place == "" or d.unloading_place[:2] == "VN"
        or d.unloading_place not in x.lists["location"]
    )  # fmt: skip


@BOOK.rule(
    "IMP-TRN-20", source=DICTIONARY_AND_GUIDE, since=FIRST, path="loading_place",
    published=vnaccs("IDA S1025 S0013 S1026 E1022"),
    vi="Phải có mã địa điểm xếp hàng trong danh mục, hoặc mã nước và ZZZ khi nơi đó không có mã.",
    do="Choose the UN/LOCODE, or write the country and ZZZ (CNZZZ).",
    do_vi="Chọn mã UN/LOCODE, hoặc ghi mã nước và ZZZ (CNZZZ).",
)  # fmt: skip
def loading_place_is_known(d: Declaration, x: Desk) -> bool:
    """The place of loading is a listed UN/LOCODE, or the country and ZZZ where it has none."""
    return d.loading_place in x.lists["location"] or (
        d.loading_place[2:] == "ZZZ" and d.loading_place[:2] in x.lists["country"]
    )


@BOOK.rule(
    "IMP-TRN-21", source=DICTIONARY_AND_GUIDE, since=FIRST, path="loading_name",
    published=vnaccs("IDA S1027"),
    vi="Phải có tên địa điểm xếp hàng khi mã không cho biết tên (mã nước và ZZZ).",
    do="Type the name of the place.",
    do_vi="Nhập tên địa điểm xếp hàng.",
)  # fmt: skip
def loading_place_without_code_is_named(d: Declaration, x: Desk) -> bool:
    """The place of loading is named where its code does not (country and ZZZ)."""
    return d.loading_name != "" or d.loading_place[2:] != "ZZZ"


@BOOK.rule(
    "EXP-TRN-22", source=DICTIONARY_AND_GUIDE, since=FIRST, path="destination_place",
    published=vnaccs("EDA S1025 S1030"),
    vi="Phải có mã địa điểm nhận hàng cuối cùng trong danh mục, hoặc mã nước (khác ZZ) và ZZZ.",
    do="Choose the UN/LOCODE, or write the country and ZZZ (CNZZZ).",
    do_vi="Chọn mã UN/LOCODE, hoặc ghi mã nước và ZZZ (CNZZZ).",
)  # fmt: skip
def destination_is_known(d: Declaration, x: Desk) -> bool:
    """The final destination is a listed UN/LOCODE, or a country (not ZZ) and ZZZ where it has none."""
    return d.destination_place in x.lists["location"] or (
        d.destination_place[2:] == "ZZZ" and d.destination_place[:2] in x.lists["country"]
        and d.destination_place[:2] != "ZZ"
    )  # fmt: skip


@BOOK.rule(
    "EXP-TRN-38", source=DICTIONARY_AND_GUIDE, since=FIRST, path="destination_name",
    published=vnaccs("EDA S1027"),
    vi="Phải có tên địa điểm nhận hàng cuối cùng khi mã không cho biết tên (mã nước và ZZZ).",
    do="Type the name of the place.",
    do_vi="Nhập tên địa điểm.",
)  # fmt: skip
def destination_without_code_is_named(d: Declaration, x: Desk) -> bool:
    """The final destination is named where its code does not (country and ZZZ)."""
    return d.destination_name != "" or d.destination_place[2:] != "ZZZ"


@BOOK.rule(
    "EXP-TRN-23", source=DICTIONARY_AND_GUIDE, since=FIRST, path="loading_place",
    published=vnaccs("EDA S1023 S1024"),
    vi="Phải có cảng, ga hoặc cửa khẩu xếp hàng trong danh mục (hoặc tên khi không có mã), trừ phương thức 9.",
    do="Enter the Vietnamese port, airport, station or gate, or its name when it has no code.",
    do_vi="Nhập cảng, sân bay, ga, cửa khẩu Việt Nam, hoặc tên khi không có mã.",
)  # fmt: skip
def port_of_loading_is_known(d: Declaration, x: Desk) -> bool:
    """The place of loading is listed, or named when it has no code, unless the mode of transport is 9."""
    return d.loading_place in x.lists["location"] or d.transport_mode == "9" or (
        d.loading_place == "" and d.loading_name != ""
    )  # fmt: skip
