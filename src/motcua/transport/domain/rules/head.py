"""Direction, office, transporter, contract, days, containers and texts."""

from motcua.ground.domain.numbers import NotANumber, parse
from motcua.transport.domain.boxes import fit
from motcua.transport.domain.context import Desk
from motcua.transport.domain.data import FIELDS, LIMITS
from motcua.transport.domain.message import Cargo, Transport
from motcua.transport.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, MESSAGE, OURS, vnaccs

_TEXTS = tuple((each.name, each.length) for each in FIELDS.values() if each.kind in ("text", "long", "code"))
_CARGO = tuple((name.partition(".")[2], length) for name, length in _TEXTS if name.startswith("cargo."))
_HEAD = tuple((name, length) for name, length in _TEXTS if "." not in name)


@BOOK.rule(
    "BTR-BTR-01A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="direction", scope="transport",
    published=vnaccs("OLA S0003"),
    vi="Hướng vận chuyển là I (nhập khẩu), E (xuất khẩu) hoặc C (khác).",
    do="Choose I, E or C.", do_vi="Chọn I, E hoặc C.",
)  # fmt: skip
def direction_is_listed(t: Transport, x: Desk) -> bool:
    """The direction is I import, E export or C other."""
    return t.direction in x.lists["transport_direction"]


@BOOK.rule(
    "BTR-BTR-01B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="purpose", scope="transport",
    published=vnaccs("OLA R0005"),
    vi="Mục đích vận chuyển có trong danh mục và thuộc hướng đã khai.",
    do="Choose a purpose of this direction.", do_vi="Chọn mục đích thuộc hướng vận chuyển đó.",
)  # fmt: skip
def purpose_belongs_to_the_direction(t: Transport, x: Desk) -> bool:
    """The purpose is listed and belongs to the direction."""
    return t.purpose in x.purposes and x.purposes[t.purpose] in (t.direction, "")


@BOOK.rule(
    "BTR-BTR-02", source=DICTIONARY, since=FIRST, path="office", scope="transport",
    published=vnaccs("OLA S0005 S0100"),
    vi="Cơ quan hải quan nơi đi có trong danh mục và tiếp nhận tờ khai vận chuyển.",
    do="Choose the office of the place of departure.", do_vi="Chọn cơ quan hải quan nơi hàng đi.",
)  # fmt: skip
def office_handles_transports(t: Transport, x: Desk) -> bool:
    """The customs office is one of this department that handles transport declarations."""
    return t.office in x.offices


@BOOK.rule(
    "BTR-BTR-03", source=DICTIONARY_AND_GUIDE, since=FIRST, path="transporter", scope="transport",
    published=vnaccs("OLA S0007 R0001 R0002"),
    vi="Có mã người vận chuyển; người vận chuyển chưa đăng ký thì khai cả tên và địa chỉ.",
    do="Enter the tax code, and for an unregistered transporter name and address.",
    do_vi="Nhập mã số thuế; nếu chưa đăng ký thì nhập thêm tên, địa chỉ.",
)  # fmt: skip
def transporter_is_named(t: Transport, x: Desk) -> bool:
    """The transporter's code is filled; who is not registered is named with an address too."""
    return t.transporter != "" and (
        t.transporter in x.known or (t.transporter_name != "" and t.transporter_address != "")
    )


@BOOK.rule(
    "BTR-BTR-04", source=DICTIONARY_AND_GUIDE, since=FIRST, path="contract", scope="transport",
    published=vnaccs("OLA R0003 R0004"),
    vi="Số, ngày và ngày hết hạn hợp đồng vận chuyển khai đủ cả ba hoặc bỏ trống; hàng quá cảnh phải khai.",
    do="Complete the three, or clear them.", do_vi="Khai đủ cả ba chỉ tiêu, hoặc bỏ trống.",
)  # fmt: skip
def contract_is_whole(t: Transport, x: Desk) -> bool:
    """Number, day and last day of the contract go together; a transit has them."""
    return len({t.contract == "", t.contract_on is None, t.contract_until is None}) == 1 and (
        t.kind != "KR" or t.contract != ""
    )


@BOOK.rule(
    "BTR-BTR-05A", source=DICTIONARY, since=FIRST, path="start_on", scope="transport", published=vnaccs("OLA S0029"),
    vi="Ngày dự kiến đi là hôm nay hoặc sau hôm nay, giờ từ 0 đến 23.",
    do="Enter today or a later day.", do_vi="Nhập hôm nay hoặc ngày sau.",
)  # fmt: skip
def start_is_not_past(t: Transport, x: Desk) -> bool:
    """The planned departure is filled, today or later, at an hour of the day."""
    return t.start_at is not None and t.start_on is not None and t.start_on >= x.day


@BOOK.rule(
    "BTR-BTR-05B", source=DICTIONARY, since=FIRST, path="end_on", scope="transport", published=vnaccs("OLA R0007"),
    vi="Thời điểm dự kiến đến không trước thời điểm dự kiến đi.",
    do="Enter a later day or hour.", do_vi="Nhập ngày hoặc giờ muộn hơn.",
)  # fmt: skip
def end_is_not_before_the_start(t: Transport, x: Desk) -> bool:
    """The planned arrival is filled and not before the departure."""
    return t.end_at is not None and (t.start_at is None or t.end_at >= t.start_at)


@BOOK.rule(
    "BTR-BTR-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="notes", scope="transport",
    published=vnaccs("OLA R0034"),
    vi="Hàng kiểm dịch hoặc hàng có điều kiện (QU) ghi địa điểm kiểm dịch ở phần ghi chú.",
    do="Enter the place of quarantine.", do_vi="Nhập địa điểm kiểm dịch.",
)  # fmt: skip
def quarantine_names_its_place(t: Transport, x: Desk) -> bool:
    """Quarantine or conditional goods (QU) name the place of quarantine in the remarks."""
    return t.kind != "QU" or t.notes.strip() != ""


@BOOK.rule(
    "BTR-BTR-19A", source=DICTIONARY, since=FIRST, path="containers", scope="transport",
    published=vnaccs("OLA R0111"),
    vi="Đường biển, đường không, đường sắt phải khai ít nhất một container, toa hoặc kiện.",
    do="Add the numbers.", do_vi="Khai thêm số container, toa hoặc kiện.",
)  # fmt: skip
def boxes_are_named(t: Transport, x: Desk) -> bool:
    """By sea, air and rail at least one container, package or wagon is named."""
    return t.means not in x.boxed or len(t.containers) > 0


@BOOK.rule(
    "BTR-BTR-19B", source=DICTIONARY, since=FIRST, path="containers", scope="transport",
    published=vnaccs("OLA R0090"),
    vi="Số container, toa, kiện không trùng nhau.",
    do="Remove the repetition.", do_vi="Bỏ số bị trùng.",
)  # fmt: skip
def boxes_are_not_repeated(t: Transport, x: Desk) -> bool:
    """No container, package or wagon is named twice."""
    return len({box.number for box in t.containers}) == len(t.containers)


@BOOK.rule(
    "BTR-BTR-31", source=MESSAGE, since=FIRST, path="means", scope="transport",
    vi="Phương tiện vận chuyển có trong danh mục.",
    do="Choose a means of the list.", do_vi="Chọn phương tiện trong danh mục.",
)  # fmt: skip
def means_is_listed(t: Transport, x: Desk) -> bool:
    """The means of transport is listed."""
    return t.means in x.lists["transport_means"]


@BOOK.rule(
    "BTR-BTR-32", source=MESSAGE, since=FIRST, path="kind", scope="transport",
    vi="Loại hình vận chuyển có trong danh mục.",
    do="Choose a kind of the list.", do_vi="Chọn loại hình trong danh mục.",
)  # fmt: skip
def kind_is_listed(t: Transport, x: Desk) -> bool:
    """The kind of transport is listed."""
    return t.kind in x.lists["transport_kind"]


@BOOK.rule(
    "BTR-BTR-33", source=MESSAGE, since=FIRST, path="containers", scope="transport",
    vi="Tối đa 100 container, mỗi container tối đa 6 số chì; số container dài tối đa 17, số chì tối đa 15 ký tự.",
    do="Declare the rest as another transport.", do_vi="Khai phần còn lại ở tờ khai vận chuyển khác.",
)  # fmt: skip
def boxes_fit_their_slots(t: Transport, x: Desk) -> bool:
    """At most 100 containers of at most 17 characters, each with at most 6 seals of at most 15."""
    return fit(t.containers)


@BOOK.rule(
    "BTR-BTR-34", source=MESSAGE, since=FIRST, path="declarations", scope="transport",
    vi="Tối đa 50 số tờ khai xuất khẩu, mỗi số 12 chữ số hợp lệ.",
    do="Correct the numbers.", do_vi="Sửa lại các số.",
)  # fmt: skip
def declarations_are_numbers(t: Transport, x: Desk) -> bool:
    """At most 50 export declarations are named, each by a number of 12 digits."""
    return len(t.declarations) <= LIMITS["export declarations"] and all(map(_is_number, t.declarations))


def _is_number(text: str) -> bool:
    try:
        parse(text)
    except NotANumber:
        return False
    return True


@BOOK.rule(
    "BTR-BTR-35", source=OURS, since=FIRST, path="", scope="transport",
    vi="Mỗi chỉ tiêu vừa độ dài của nó và không có ký tự điều khiển.",
    do="Shorten the texts; write each on one line.", do_vi="Rút gọn; viết mỗi chỉ tiêu trên một dòng.",
)  # fmt: skip
def texts_fit(t: Transport, x: Desk) -> bool:
    """Every text fits its field and has no control characters."""
    return _fits(t, _HEAD) and all(_fits(c, _CARGO) for c in t.cargo)


def _fits(held: Transport | Cargo, fields: tuple[tuple[str, int], ...]) -> bool:
    return all(len(text := getattr(held, name)) <= length and text.isprintable() for name, length in fields)


@BOOK.rule(
    "BTR-BTR-36", source=OURS, since=FIRST, path="party", scope="transport",
    vi="Người khai là doanh nghiệp đã đăng ký.",
    do="Enter the tax code of a registered enterprise.", do_vi="Nhập mã số thuế của doanh nghiệp đã đăng ký.",
)  # fmt: skip
def declarant_is_registered(t: Transport, x: Desk) -> bool:
    """The declarant is a registered enterprise."""
    return t.party in x.known
