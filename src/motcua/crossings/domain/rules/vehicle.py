"""Number, gate, moment, the vehicle itself, its owner, its drivers."""

from motcua.crossings.domain.context import Desk
from motcua.crossings.domain.gates import CODES, DIRECTIONS, limit
from motcua.crossings.domain.message import Driver, Vehicle
from motcua.crossings.domain.plates import fold
from motcua.crossings.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs

_TEXTS = {
    "reference": 35, "make": 35, "plate": 35, "colour": 35, "chassis": 25, "engine": 25, "owner": 70,
    "owner_address": 105, "permit": 35, "permit_agency": 17, "area": 996, "remarks": 140, "passenger_list": 12,
}  # fmt: skip
_DRIVER_TEXTS = {"name": 70, "passport": 35, "border_pass": 35, "pass_place": 17, "address": 105}
_MOST_SEATS = 999


@BOOK.rule(
    "VEH-VEH-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="number", scope="vehicle",
    published=vnaccs("TIR S0003 S0004"),
    vi="Số tờ khai chỉ ghi khi sửa hoặc hủy, không ghi khi đăng ký mới.",
    do="Correct the number, or clear it.", do_vi="Sửa số, hoặc bỏ trống.",
)  # fmt: skip
def number_goes_with_a_correction(v: Vehicle, x: Desk) -> bool:
    """A number is given for a correction, and is that of what is corrected; never for a registration."""
    return v.number[:11] in ("", x.correcting[:11]) if x.correcting else v.number == ""


@BOOK.rule(
    "VEH-VEH-02A", source=DICTIONARY, since=FIRST, path="gate", scope="vehicle",
    published=vnaccs("TIR S0009"), vi="Cửa khẩu có trong danh mục và đang hoạt động.",
    do="Choose a gate.", do_vi="Chọn cửa khẩu.",
)  # fmt: skip
def gate_is_kept(v: Vehicle, x: Desk) -> bool:
    """The gate is one that is kept on that day."""
    return v.gate in x.gates


@BOOK.rule(
    "VEH-VEH-02B", source=DICTIONARY, since=FIRST, path="expected_on", scope="vehicle",
    published=vnaccs("TIR S0015 S0017"), vi="Khai ngày và giờ dự kiến qua cửa khẩu, từ hôm nay trở đi.",
    do="Complete day and time.", do_vi="Khai đủ ngày, giờ.",
)  # fmt: skip
def moment_is_told(v: Vehicle, x: Desk) -> bool:
    """Day and time of crossing are told, today or later."""
    return v.expected_at is not None and v.expected_on is not None and v.expected_on >= x.day


@BOOK.rule(
    "VEH-VEH-02C", source=DICTIONARY, since=FIRST, path="direction", scope="vehicle",
    vi="Hướng là nhập cảnh (in) hoặc xuất cảnh (out).", do="Choose one.", do_vi="Chọn một hướng.",
)  # fmt: skip
def direction_is_told(v: Vehicle, x: Desk) -> bool:
    """The vehicle comes in or goes out."""
    return v.direction in DIRECTIONS


@BOOK.rule(
    "VEH-VEH-03A", source=DICTIONARY, since=FIRST, path="plate", scope="vehicle",
    published=vnaccs("TIR S0046"), vi="Phải khai biển số.", do="Enter the plate.", do_vi="Nhập biển số.",
)  # fmt: skip
def plate_is_told(v: Vehicle, x: Desk) -> bool:
    """The plate is told."""
    return fold(v.plate) != ""


@BOOK.rule(
    "VEH-VEH-03B", source=DICTIONARY, since=FIRST, path="country", scope="vehicle",
    published=vnaccs("TIR S0048"), vi="Nước đăng ký có trong danh mục.", do="Choose a country.",
    do_vi="Chọn nước đăng ký.",
)  # fmt: skip
def country_is_listed(v: Vehicle, x: Desk) -> bool:
    """The country of registration is listed."""
    return v.country in x.countries


@BOOK.rule(
    "VEH-VEH-03C", source=DICTIONARY, since=FIRST, path="type", scope="vehicle",
    published=vnaccs("TIR S0042 S0044 S0050 S0054 S0056"),
    vi="Khai đủ loại xe, nhãn hiệu, màu, số khung, số máy.", do="Complete them.", do_vi="Khai đủ các chỉ tiêu.",
)  # fmt: skip
def vehicle_is_described(v: Vehicle, x: Desk) -> bool:
    """Type, make, colour, chassis and engine are told."""
    return v.type in CODES["type"] and all((v.make, v.colour, v.chassis, v.engine))


@BOOK.rule(
    "VEH-VEH-03D", source=DICTIONARY, since=FIRST, path="seats", scope="vehicle",
    published=vnaccs("TIR S0052"), vi="Số chỗ ngồi từ 1 đến 999.", do="Enter the seats.", do_vi="Nhập số chỗ ngồi.",
)  # fmt: skip
def seats_are_counted(v: Vehicle, x: Desk) -> bool:
    """It has 1 to 999 seats."""
    return v.seats is not None and 1 <= v.seats <= _MOST_SEATS


@BOOK.rule(
    "VEH-VEH-03E", source=OURS, since=FIRST, path="kind", scope="vehicle",
    vi="Xe chở hàng hoặc chở người; chỉ xe chở hàng mới có hàng.", do="Choose one.", do_vi="Chọn một loại.",
)  # fmt: skip
def kind_is_told(v: Vehicle, x: Desk) -> bool:
    """It carries goods or persons, and only a vehicle of goods is laden."""
    return v.kind in CODES["kind"] and (v.kind == "goods" or not v.laden)


@BOOK.rule(
    "VEH-VEH-03F", source=OURS, since=FIRST, path="party", scope="vehicle",
    vi="Người vận chuyển là doanh nghiệp đã đăng ký.", do="Enter the tax code of a registered enterprise.",
    do_vi="Nhập mã số thuế của doanh nghiệp đã đăng ký.",
)  # fmt: skip
def carrier_is_registered(v: Vehicle, x: Desk) -> bool:
    """The carrier is a registered enterprise."""
    return v.party in x.known


@BOOK.rule(
    "VEH-VEH-03G", source=OURS, since=FIRST, path="", scope="vehicle",
    vi="Mỗi chỉ tiêu vừa độ dài của nó và không có ký tự điều khiển.",
    do="Shorten the texts; write each on one line.", do_vi="Rút gọn; viết mỗi chỉ tiêu trên một dòng.",
)  # fmt: skip
def texts_fit(v: Vehicle, x: Desk) -> bool:
    """Every text fits its field and has no control characters."""
    return _fit(v, _TEXTS) and all(_fit(driver, _DRIVER_TEXTS) for driver in v.drivers)


def _fit(held: object, lengths: dict[str, int]) -> bool:
    return all(len(text := getattr(held, name)) <= most and text.isprintable() for name, most in lengths.items())


@BOOK.rule(
    "VEH-VEH-04A", source=DICTIONARY, since=FIRST, path="drivers", scope="vehicle",
    published=vnaccs("TIR S0131"), vi="Khai từ 1 đến 5 lái xe.", do="Add or remove drivers.",
    do_vi="Thêm hoặc bớt lái xe.",
)  # fmt: skip
def drivers_are_named(v: Vehicle, x: Desk) -> bool:
    """There are 1 to 5 drivers."""
    return 1 <= len(v.drivers) <= limit("drivers", x.day)


@BOOK.rule(
    "VEH-VEH-04B", source=DICTIONARY, since=FIRST, path="name", scope="driver",
    published=vnaccs("TIR S0025 S0026 S0028"), vi="Mỗi lái xe có họ tên, quốc tịch và loại giấy tờ (P, V, A, F).",
    do="Complete them.", do_vi="Khai đủ các chỉ tiêu.",
)  # fmt: skip
def driver_is_described(r: Driver, v: Vehicle, x: Desk) -> bool:
    """Each driver has a name, a nationality and a kind of document (P, V, A or F)."""
    return r.name != "" and r.nationality in x.countries and r.document in CODES["document"]


@BOOK.rule(
    "VEH-VEH-05A", source=DICTIONARY, since=FIRST, path="passport", scope="driver",
    published=vnaccs("TIR S0032-S0038"),
    vi="Có số hộ chiếu, trừ khi có giấy thông hành; giấy thông hành có ngày và nơi cấp.",
    do="Complete one of the two.", do_vi="Khai đủ một trong hai giấy tờ.",
)  # fmt: skip
def driver_has_papers(r: Driver, v: Vehicle, x: Desk) -> bool:
    """A passport number is told unless there is a border pass; a pass has its day and place of issue."""
    if r.border_pass:
        return r.pass_on is not None and r.pass_on <= x.day and r.pass_place != ""
    return r.passport != "" and r.pass_on is None and r.pass_place == ""


@BOOK.rule(
    "VEH-VEH-05B", source=DICTIONARY, since=FIRST, path="drivers", scope="vehicle",
    published=vnaccs("TIR R0003 R0004"), vi="Số hộ chiếu, số giấy thông hành không trùng nhau.",
    do="Remove the repetition.", do_vi="Bỏ số bị trùng.",
)  # fmt: skip
def papers_are_not_repeated(v: Vehicle, x: Desk) -> bool:
    """No two drivers have one passport or one border pass."""
    passports = [r.passport for r in v.drivers if r.passport]
    passes = [r.border_pass for r in v.drivers if r.border_pass]
    return len(set(passports)) == len(passports) and len(set(passes)) == len(passes)


@BOOK.rule(
    "VEH-VEH-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="owner", scope="vehicle",
    published=vnaccs("TIR S0059 S0061 S0063 S0064"),
    vi="Tên chủ phương tiện đi cùng quốc tịch và địa chỉ; có cái này phải có cái kia.",
    do="Complete the three, or clear them.", do_vi="Khai đủ cả ba, hoặc bỏ trống.",
)  # fmt: skip
def owner_is_whole(v: Vehicle, x: Desk) -> bool:
    """The owner's name brings nationality and address, and they need the name."""
    return len({v.owner == "", v.owner_country == "", v.owner_address == ""}) == 1 and (
        v.owner_country == "" or v.owner_country in x.countries
    )


@BOOK.rule(
    "VEH-VEH-16", source=DICTIONARY, since=FIRST, path="plate", scope="vehicle", published=vnaccs("TIR E0002"),
    vi="Mỗi biển số, nước, cửa khẩu, ngày và hướng chỉ một tờ khai.", do="Correct the declaration that stands.",
    do_vi="Sửa tờ khai đã có.",
)  # fmt: skip
def declared_once(v: Vehicle, x: Desk) -> bool:
    """There is one declaration for a plate, country, gate, day and direction."""
    return x.twin == ""
