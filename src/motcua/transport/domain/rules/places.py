"""Where a transport begins and ends."""

from motcua.reference.domain import DEPARTMENT
from motcua.transport.domain.context import Desk
from motcua.transport.domain.message import End, Transport, place_of
from motcua.transport.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs

HERE = DEPARTMENT[:2]
"""Codes of this department's offices and supervised places begin so."""


@BOOK.rule(
    "BTR-BTR-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="area", scope="end",
    published=vnaccs("OLA R0008 R0009 R0021 R0022"),
    vi="Nơi đi và nơi đến, mỗi nơi khai đúng một trong hai: khu vực giám sát hoặc cầu cảng.",
    do="Fill one and clear the other.", do_vi="Khai một chỉ tiêu, bỏ chỉ tiêu kia.",
)  # fmt: skip
def end_is_an_area_or_a_berth(e: End, t: Transport, x: Desk) -> bool:
    """Departure and arrival each have a supervised area or a berth, and not both."""
    return (e.area == "") != (e.berth == "")


@BOOK.rule(
    "BTR-BTR-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="port", scope="end",
    published=vnaccs("OLA R0015 R0024 R0028"),
    vi="Chuyển cảng (PT), hoặc nơi là cầu cảng, phải khai mã cảng.",
    do="Enter the port.", do_vi="Nhập mã cảng.",
)  # fmt: skip
def port_is_named(e: End, t: Transport, x: Desk) -> bool:
    """From port to port (PT), and where a berth is used, the port is named."""
    return e.port != "" or (t.kind != "PT" and e.berth == "")


@BOOK.rule(
    "BTR-BTR-08", source=DICTIONARY, since=FIRST, path="from_area", scope="transport",
    published=vnaccs("OLA R0012 R0014"),
    vi="Nơi đi thuộc cơ quan hải quan đã khai.",
    do="Choose the office of that place, or a place of that office.",
    do_vi="Chọn đúng cơ quan của địa điểm, hoặc địa điểm của cơ quan.",
)  # fmt: skip
def departure_belongs_to_the_office(t: Transport, x: Desk) -> bool:
    """The place of departure belongs to the office of departure."""
    return x.places.get(t.from_area, t.office) == t.office


@BOOK.rule(
    "BTR-BTR-09", source=DICTIONARY, since=FIRST, path="to_area", scope="transport", published=vnaccs("OLA R0110"),
    vi="Nơi đi và nơi đến khác nhau.",
    do="Correct one of them.", do_vi="Sửa lại một trong hai.",
)  # fmt: skip
def ends_differ(t: Transport, x: Desk) -> bool:
    """The places of departure and arrival differ."""
    return place_of(t.ends()[0]) == "" or place_of(t.ends()[0]) != place_of(t.ends()[1])


@BOOK.rule(
    "BTR-BTR-37", source=OURS, since=FIRST, path="area", scope="end",
    vi="Khu vực giám sát của Quảng Ninh (mã bắt đầu bằng 20) có trong danh mục; nơi khác thì khai cả tên.",
    do="Choose a listed place, or name the place of another department.",
    do_vi="Chọn địa điểm trong danh mục, hoặc ghi tên địa điểm của tỉnh khác.",
)  # fmt: skip
def area_is_known(e: End, t: Transport, x: Desk) -> bool:
    """A supervised area of this department is listed; one elsewhere is told with its name."""
    return e.area == "" or e.area in x.places or (not e.area.startswith(HERE) and e.name != "" and e.side == "to")
