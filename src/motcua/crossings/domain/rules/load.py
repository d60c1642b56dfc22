"""Containers, passengers, customs declarations."""

from motcua.crossings.domain.context import Desk
from motcua.crossings.domain.gates import CODES, limit
from motcua.crossings.domain.message import Vehicle, VehicleBox
from motcua.crossings.domain.plates import fold
from motcua.crossings.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs
from motcua.ground.domain.numbers import NotANumber, parse

_LONGEST_BOX, _LONGEST_SEAL = 12, 15
_MOST_PASSENGERS = 9_999
_LIST = "64"
_FULL, _EMPTY = "5", "4"


@BOOK.rule(
    "VEH-VEH-12A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="fullness", scope="box",
    published=vnaccs("TIR S0113 S0115 S0117 S0119"), vi="Container phải khai rỗng hay có hàng, cỡ, loại và chủ sở hữu.",
    do="Complete them.", do_vi="Khai đủ các chỉ tiêu.",
)  # fmt: skip
def box_is_described(c: VehicleBox, v: Vehicle, x: Desk) -> bool:
    """A container tells its number, whether it is full, its size, type and ownership."""
    return c.fullness in CODES["fullness"] and all((fold(c.number), c.size, c.type, c.ownership))


@BOOK.rule(
    "VEH-VEH-12B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="delivery", scope="box",
    published=vnaccs("TIR S0125 S0127 S0128 S0130"),
    vi="Container có hàng khai thêm hình thức giao nhận và đóng hàng; container rỗng bỏ trống.",
    do="Complete them, or clear them.", do_vi="Khai đủ, hoặc bỏ trống.",
)  # fmt: skip
def full_box_tells_its_stuffing(c: VehicleBox, v: Vehicle, x: Desk) -> bool:
    """A full container adds delivery and stuffing, an empty one has neither."""
    if c.fullness == _FULL:
        return c.delivery != "" and c.stuffing != ""
    return c.fullness != _EMPTY or (c.delivery == "" and c.stuffing == "")


@BOOK.rule(
    "VEH-VEH-12C", source=DICTIONARY, since=FIRST, path="containers", scope="vehicle",
    published=vnaccs("TIR R0002"), vi="Tối đa 4 container, không trùng số, mỗi container tối đa 6 số chì.",
    do="Remove what is too much.", do_vi="Bỏ phần thừa.",
)  # fmt: skip
def boxes_fit(v: Vehicle, x: Desk) -> bool:
    """At most 4 containers, none twice, each with at most 6 seals."""
    names = [fold(box.number) for box in v.containers]
    return (
        len(names) <= limit("containers", x.day) and len(set(names)) == len(names)
        and all(len(box.number) <= _LONGEST_BOX and len(box.seals) <= limit("seals", x.day) for box in v.containers)
        and all(0 < len(seal) <= _LONGEST_SEAL for box in v.containers for seal in box.seals)
    )  # fmt: skip


@BOOK.rule(
    "VEH-VEH-13A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="passenger_list", scope="vehicle",
    published=vnaccs("TIR S0085 S0087"),
    vi="Xe chở người khai số danh sách hành khách (loại 64) hoặc số người; không khai cả hai.",
    do="Enter one of the two.", do_vi="Nhập một trong hai.",
)  # fmt: skip
def passengers_are_listed_or_counted(v: Vehicle, x: Desk) -> bool:
    """Passengers are told by the number of their list or by their count, not both; a vehicle of persons tells one."""
    counted, listed = v.passengers is not None, v.passenger_list != ""
    if listed and not _is_list(v.passenger_list):
        return False
    if counted and not 0 <= (v.passengers or 0) <= _MOST_PASSENGERS:
        return False
    return counted != listed if v.kind == "persons" else not (counted and listed)


def _is_list(number: str) -> bool:
    try:
        return parse(number).document_type == _LIST
    except NotANumber:
        return False


@BOOK.rule(
    "VEH-VEH-13B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="passenger_list", scope="vehicle",
    published=vnaccs("TIR E0020-E0029"), vi="Danh sách hành khách khớp biển số, cửa khẩu, ngày và hướng.",
    do="Name the right list.", do_vi="Nêu đúng danh sách.",
)  # fmt: skip
def passenger_list_agrees(v: Vehicle, x: Desk) -> bool:
    """A list that is known agrees in plate, gate, day and direction."""
    return x.list_agrees is not False


@BOOK.rule(
    "VEH-VEH-19", source=OURS, since=FIRST, path="declarations", scope="vehicle",
    vi="Xe có hàng nêu số tờ khai hải quan (tối đa 20); xe không hàng thì không nêu.",
    do="Enter the numbers, or say that it is empty.", do_vi="Nhập số tờ khai, hoặc khai xe không hàng.",
)  # fmt: skip
def goods_name_their_declarations(v: Vehicle, x: Desk) -> bool:
    """A laden vehicle names at most 20 customs declarations by their numbers; one without goods names none."""
    told = len(v.declarations)
    return (0 < told <= limit("declarations", x.day) if v.laden else told == 0) and all(map(_is_number, v.declarations))


def _is_number(text: str) -> bool:
    try:
        return parse(text) is not None
    except NotANumber:
        return False
