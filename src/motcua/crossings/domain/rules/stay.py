"""Temporary entry and exit: permission, days, planned re-exit, extension, return."""

from datetime import timedelta

from motcua.crossings.domain.context import Desk
from motcua.crossings.domain.gates import CODES, HOME
from motcua.crossings.domain.message import Extension, Vehicle
from motcua.crossings.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, LAW, OURS, vnaccs
from motcua.crossings.domain.stays import allowed_days, opens


def begins(v: Vehicle) -> bool:
    """Whether it declares a stay that begins: a foreigner comes, or one of ours leaves, for a time."""
    return v.temporary and opens(v.country, v.direction)


@BOOK.rule(
    "VEH-VEH-07", source=DICTIONARY, since=FIRST, path="permit", scope="vehicle",
    published=vnaccs("TIR S0065 S0067 S0069 S0071 S0072"),
    vi="Lưu lại tạm thời phải có số giấy phép lưu hành, ngày và cơ quan cấp.",
    do="Complete the three.", do_vi="Khai đủ cả ba.",
)  # fmt: skip
def permission_is_whole(v: Vehicle, x: Desk) -> bool:
    """A temporary stay names its permission with its day and agency; they go together."""
    told = (v.permit != "", v.permit_on is not None, v.permit_agency != "")
    return all(told) if begins(v) else len(set(told)) == 1


@BOOK.rule(
    "VEH-VEH-07B", source=OURS, since=FIRST, path="permit_until", scope="vehicle",
    vi="Ngày hết hạn giấy phép không trước ngày dự kiến qua cửa khẩu.", do="Correct the day.", do_vi="Sửa ngày.",
)  # fmt: skip
def permission_is_in_force(v: Vehicle, x: Desk) -> bool:
    """A permission that ends does so not before the vehicle crosses."""
    return v.permit_until is None or v.expected_on is None or v.permit_until >= v.expected_on


@BOOK.rule(
    "VEH-VEH-08A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="days", scope="vehicle",
    published=vnaccs("TIR S0073 S0074 S0076 S0078"),
    vi="Lưu lại tạm thời phải khai số ngày, phạm vi, ngày và cửa khẩu dự kiến tái xuất (tái nhập).",
    do="Complete the four.", do_vi="Khai đủ bốn chỉ tiêu.",
)  # fmt: skip
def stay_is_planned(v: Vehicle, x: Desk) -> bool:
    """A temporary stay tells its days, area, planned day and gate of leaving again."""
    told = (v.days is not None and v.days > 0, v.area != "", v.exit_on is not None, v.exit_gate in x.gates)
    return all(told) if begins(v) else v.days is None and v.exit_on is None and v.exit_gate == ""


@BOOK.rule(
    "VEH-VEH-08B", source=OURS, since=FIRST, path="days", scope="vehicle",
    vi="Số ngày không quá hạn mức của loại xe, hoặc không quá 99 ngày khi có giấy phép ghi ngày hết hạn.",
    do="Ask for fewer days.", do_vi="Khai ít ngày hơn.",
)  # fmt: skip
def days_are_allowed(v: Vehicle, x: Desk) -> bool:
    """The days are within what the kind is allowed, or 99 under a permission that says until when."""
    if v.days is None or v.kind not in CODES["kind"]:
        return True
    return 0 < v.days <= allowed_days(v.kind, x.day, permission=v.permit_until is not None)


@BOOK.rule(
    "VEH-VEH-08C", source=OURS, since=FIRST, path="exit_on", scope="vehicle",
    vi="Ngày dự kiến tái xuất nằm trong số ngày được lưu.", do="Correct the day or the days.",
    do_vi="Sửa ngày hoặc số ngày.",
)  # fmt: skip
def exit_is_within_the_days(v: Vehicle, x: Desk) -> bool:
    """The planned day of leaving lies within the days."""
    if v.exit_on is None or v.expected_on is None or v.days is None:
        return True
    return v.expected_on <= v.exit_on <= v.expected_on + timedelta(days=min(v.days, 99))


@BOOK.rule(
    "VEH-VEH-08D", source=DICTIONARY_AND_GUIDE, since=FIRST, path="purpose", scope="vehicle",
    vi="Mục đích là D, V, C hoặc K.", do="Choose one.", do_vi="Chọn một mục đích.",
)  # fmt: skip
def purpose_is_listed(v: Vehicle, x: Desk) -> bool:
    """The purpose is tourism (D), transport (V), duty (C) or other (K)."""
    return v.purpose in CODES["purpose"]


@BOOK.rule(
    "VEH-VEH-09", source=DICTIONARY, since=FIRST, path="returns", scope="vehicle",
    published=vnaccs("TIR S0020 S0021 E0015 E0016 E0019"),
    vi="Xe Việt Nam tái nhập phải nêu tờ khai tạm xuất đã được duyệt của chính xe đó.",
    do="Enter the number of the departure declaration.", do_vi="Nhập số tờ khai tạm xuất.",
)  # fmt: skip
def return_names_its_departure(v: Vehicle, x: Desk) -> bool:
    """A Vietnamese vehicle that returns names the declaration under which it left for a time."""
    return not (v.country == HOME and v.direction == "in") or _closes(v, x)


@BOOK.rule(
    "VEH-VEH-17", source=DICTIONARY, since=FIRST, path="returns", scope="vehicle",
    published=vnaccs("TOR E0015 E0016 E0019; TOR11 E0007"),
    vi="Xe nước ngoài tái xuất phải nêu tờ khai tạm nhập đã được duyệt của chính xe đó.",
    do="Enter the number of the arrival declaration.", do_vi="Nhập số tờ khai tạm nhập.",
)  # fmt: skip
def departure_names_its_arrival(v: Vehicle, x: Desk) -> bool:
    """A foreign vehicle that leaves names the declaration under which it came for a time."""
    return not (v.country != HOME and v.direction == "out") or _closes(v, x)


def _closes(v: Vehicle, x: Desk) -> bool:
    return v.returns[:11] == (x.opened or "")[:11]


@BOOK.rule(
    "VEH-VEH-09B", source=DICTIONARY, since=FIRST, path="returns", scope="vehicle",
    vi="Xe bắt đầu lượt lưu mới thì không nêu tờ khai cũ.", do="Clear the number.", do_vi="Bỏ số tờ khai cũ.",
)  # fmt: skip
def beginning_names_nothing(v: Vehicle, x: Desk) -> bool:
    """What begins a stay names no earlier declaration."""
    return v.returns == "" or not opens(v.country, v.direction)


@BOOK.rule(
    "VEH-VEH-10A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="document", scope="extension",
    published=vnaccs("TIR S0089 S0097 S0099 S0101 S0103"),
    vi="Gia hạn phải có số văn bản, hạn mới, cơ quan và ngày cấp (không sau hôm nay).",
    do="Complete the four.", do_vi="Khai đủ bốn chỉ tiêu.",
)  # fmt: skip
def extension_is_whole(e: Extension, x: Desk) -> bool:
    """An extension has a document, a new last day, an agency and a day of issue, not after today."""
    issued = e.issued_on is not None and e.issued_on <= x.day
    return e.document != "" and e.until is not None and e.agency != "" and issued


@BOOK.rule(
    "VEH-VEH-10B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="opening", scope="extension",
    published=vnaccs("TIR S0095"), vi="Không gia hạn ngay khi tạm nhập lần đầu.",
    do="Ask for it once the vehicle has entered.", do_vi="Đề nghị sau khi xe đã vào.",
)  # fmt: skip
def extension_follows_entry(e: Extension, x: Desk) -> bool:
    """Nothing is extended with the first temporary entry itself."""
    return not e.opening


@BOOK.rule(
    "VEH-VEH-11", source=DICTIONARY_AND_GUIDE, since=FIRST, path="reason", scope="extension",
    published=vnaccs("TIR R0001"), vi="Lý do gia hạn: S (sửa chữa), T (tai nạn), hoặc ghi rõ; chỉ một trong hai.",
    do="Enter one.", do_vi="Nhập một trong hai.",
)  # fmt: skip
def extension_has_one_reason(e: Extension, x: Desk) -> bool:
    """The reason is repair (S), accident (T), or a text: one of them."""
    return (e.reason in CODES["reason"] and e.other == "") or (e.reason == "" and e.other.strip() != "")


@BOOK.rule(
    "VEH-VEH-18", source=LAW, since=FIRST, path="returns", scope="vehicle", severity="warn",
    vi="Xe không lưu quá số ngày được phép hoặc quá hạn giấy phép, kể cả gia hạn.",
    do="Leave, or ask for an extension.", do_vi="Tái xuất, hoặc đề nghị gia hạn.",
)  # fmt: skip
def stay_is_in_time(v: Vehicle, x: Desk) -> bool:
    """A vehicle stays no longer than its days or its permission, extensions included."""
    return not x.overdue
