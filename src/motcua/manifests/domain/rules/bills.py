"""Bills of the cargo manifest, their parties, goods and containers; the container list."""

from typing import Any

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import LIMITS
from motcua.manifests.domain.message import (
    CargoManifest,
    ContainerList,
    CrewList,
    Document,
    GeneralDeclaration,
    HouseBills,
    PassengerList,
)
from motcua.manifests.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs
from motcua.manifests.domain.shapes import Bill, BillParty, Container

Bills = CargoManifest | HouseBills
FULL, EMPTY = "5", "4"
TRANSIT = "28"
ROW = ("description", "packages", "package_unit", "gross_weight", "weight_unit")


def in_vietnam(port: str, x: Desk) -> bool:
    """Whether a port is a known one of Viet Nam; codes such as VNZZZ are placeholders."""
    return x.ports.get(port) == "VN"


@BOOK.rule(
    "MAN-MAN-02", source=DICTIONARY, since=FIRST, path="discharge_port", scope="bill",
    published=vnaccs("MFR S0014 S0016; DMF S0007"),
    vi="Tàu nhập cảnh: cảng dỡ hàng là cảng Việt Nam, trừ hàng quá cảnh ở lại trên tàu.",
    do="Correct the port.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def unloaded_in_vietnam(b: Bill, d: Bills, x: Desk) -> bool:
    """On entry the port of discharge is in Viet Nam, unless the goods stay aboard in transit."""
    return d.direction != "I" or in_vietnam(b.discharge_port, x) or b.transit_reason == "POS"


@BOOK.rule(
    "MAN-MAN-03", source=DICTIONARY, since=FIRST, path="loading_port", scope="bill",
    published=vnaccs("MFR S0021 S0023"),
    vi="Tàu xuất cảnh: cảng xếp hàng là cảng Việt Nam, trừ hàng quá cảnh ở lại trên tàu.",
    do="Correct the port.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def loaded_in_vietnam(b: Bill, d: Bills, x: Desk) -> bool:
    """On exit the port of loading is in Viet Nam, unless the goods stay aboard in transit."""
    return d.direction != "E" or in_vietnam(b.loading_port, x) or b.transit_reason == "POS"


@BOOK.rule(
    "MAN-MAN-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="containers", scope="bill",
    published=vnaccs("MFR R0003 R0004"),
    vi="Mỗi dòng có số vận đơn hoặc container; container không trùng trong một vận đơn.",
    do="Complete it.", do_vi="Khai đủ.",
)  # fmt: skip
def record_has_a_bill_or_a_container(b: Bill, d: Bills, x: Desk) -> bool:
    """Each record has a bill or a container, and no container twice."""
    return bool(b.number or b.containers) and len({c.number for c in b.containers}) == len(b.containers)


@BOOK.rule(
    "MAN-MAN-31", source=OURS, since=FIRST, path="port", scope="document",
    vi="Cảng của chuyến là cảng Việt Nam.",
    do="Correct the port.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def call_is_at_a_vietnamese_port(d: Document, x: Desk) -> bool:
    """The port of the call is in Viet Nam."""
    judged_elsewhere = isinstance(d, GeneralDeclaration | CrewList | PassengerList)
    return judged_elsewhere or d.port == "" or in_vietnam(d.port, x)


def complete(t: BillParty) -> bool:
    """Whether a party has a name, a country and one line of its address."""
    return bool(t.name and t.country and (t.building or t.street or t.district or t.city))


@BOOK.rule(
    "MAN-MAN-07", source=DICTIONARY, since=FIRST, path="name", scope="party",
    published=vnaccs("MFR R0005 R0006 R0007 R0008 R0011 R0012"),
    vi="Người gửi, người nhận: có tên, nước và một dòng địa chỉ.",
    do="Complete the party.", do_vi="Khai đủ bên này.",
)  # fmt: skip
def parties_are_complete(t: BillParty, role: str, b: Bill, d: Bills, x: Desk) -> bool:
    """Consignor and consignee have a name, a country and one line of address."""
    return b.number == "" or complete(t)


@BOOK.rule(
    "MAN-MAN-08", source=DICTIONARY_AND_GUIDE, since=FIRST, path="notify", scope="bill",
    published=vnaccs("MFR R0013 R0014 R0015 R0016"),
    vi="Có 1 hoặc 2 bên được thông báo, mỗi bên có tên, nước và địa chỉ.",
    do="Complete the parties to be notified.", do_vi="Khai đủ bên được thông báo.",
)  # fmt: skip
def somebody_is_notified(b: Bill, d: Bills, x: Desk) -> bool:
    """One or two parties are to be notified, each with name, country and address."""
    return b.number == "" or (0 < len(b.notify) <= LIMITS["notify parties"] and all(map(complete, b.notify)))


@BOOK.rule(
    "MAN-MAN-09", source=DICTIONARY_AND_GUIDE, since=FIRST, path="goods", scope="bill", published=vnaccs("MFR R0020"),
    vi="Mỗi vận đơn có 1 đến 20 dòng hàng.",
    do="Add or join rows.", do_vi="Thêm hoặc gộp dòng.",
)  # fmt: skip
def bill_has_its_goods(b: Bill, d: Bills, x: Desk) -> bool:
    """A bill has 1 to 20 goods rows."""
    return b.number == "" or 0 < len(b.goods) <= LIMITS["goods rows"]


@BOOK.rule(
    "MAN-MAN-21", source=DICTIONARY_AND_GUIDE, since=FIRST, path="", scope="goods", published=vnaccs("MFR R0020"),
    vi="Mỗi dòng hàng có mô tả, số kiện, trọng lượng và các đơn vị.",
    do="Complete the row.", do_vi="Khai đủ dòng hàng.",
)  # fmt: skip
def goods_row_is_complete(value: Any, name: str, b: Bill, d: Bills, x: Desk) -> bool:
    """A goods row has description, packages, gross weight and their units."""
    return value not in ("", None)


@BOOK.rule(
    "MAN-MAN-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="delivery", scope="container",
    published=vnaccs("MFR R0022 R0023 R0024 R0028 R0029 R0030"),
    vi="Container đầy: có số vận đơn, hình thức giao và người đóng hàng.",
    do="Complete the container.", do_vi="Khai đủ container.",
)  # fmt: skip
def full_container_is_complete(c: Container, b: Bill, d: Bills, x: Desk) -> bool:
    """A full container has a bill, a delivery type and who stuffed it."""
    return c.status != FULL or bool(b.number and c.delivery and c.stuffing)


@BOOK.rule(
    "MAN-MAN-11", source=DICTIONARY, since=FIRST, path="delivery", scope="container",
    published=vnaccs("MFR R0025 R0026 R0027"),
    vi="Container rỗng: không khai vận đơn, hình thức giao, người đóng hàng.",
    do="Clear them.", do_vi="Bỏ các chỉ tiêu đó.",
)  # fmt: skip
def empty_container_has_none(c: Container, b: Bill, d: Bills, x: Desk) -> bool:
    """An empty container has no bill, delivery type or stuffing."""
    return c.status != EMPTY or not (b.number or c.delivery or c.stuffing)


@BOOK.rule(
    "MAN-MAN-12", source=DICTIONARY, since=FIRST, path="number", scope="bill",
    published=vnaccs("MFR E0008 E0009 E0010 E0011 E0012 E0013"),
    vi="Vận đơn chưa có trong bản khai cùng chiều, không là vận đơn thứ cấp, trừ hàng trung chuyển (KRR 28).",
    do="Correct the number.", do_vi="Sửa lại số vận đơn.",
)  # fmt: skip
def bill_is_new(b: Bill, d: Bills, x: Desk) -> bool:
    """A bill is new in its direction and no house bill, unless it is transhipped (KRR 28)."""
    return b.transit == TRANSIT or x.elsewhere.get(b.number, frozenset()).isdisjoint({d.direction, "H"})


@BOOK.rule(
    "MAN-MAN-13", source=DICTIONARY, since=FIRST, path="bills", scope="cargo",
    published=vnaccs("MFR E0004 E0006 E0007"),
    vi="Một container không vừa đầy vừa rỗng trong một bản khai.",
    do="Correct the container.", do_vi="Sửa lại container.",
)  # fmt: skip
def container_is_full_or_empty(d: CargoManifest, x: Desk) -> bool:
    """No container is both full and empty in one manifest."""
    told = {(c.number, c.status) for b in d.bills for c in b.containers}
    return len({number for number, _ in told}) == len(told)


@BOOK.rule(
    "MAN-MAN-14", source=DICTIONARY_AND_GUIDE, since=FIRST, path="transit_days", scope="bill",
    published=vnaccs("MFR S0066"),
    vi="Trung chuyển, quá cảnh: có lý do và thời gian từ 1 đến 30 ngày; hàng khác thì không khai.",
    do="Enter reason and days.", do_vi="Khai lý do và số ngày.",
)  # fmt: skip
def transit_has_reason_and_days(b: Bill, d: Bills, x: Desk) -> bool:
    """Transhipment and transit have a reason and 1 to 30 days; other goods have neither."""
    if b.transit == "":
        return b.transit_reason == "" and b.transit_days is None
    return b.transit_reason != "" and 0 < (b.transit_days or 0) <= LIMITS["transit days"]


@BOOK.rule(
    "MAN-MAN-19", source=DICTIONARY, since=FIRST, path="containers", scope="containers",
    published=vnaccs("DCL R0001 R0002 R0034 R0035"),
    vi="Danh sách container có ít nhất một container, không trùng.",
    do="Complete the list.", do_vi="Khai đủ danh sách.",
)  # fmt: skip
def container_list_holds_some(d: ContainerList, x: Desk) -> bool:
    """A container list has at least one container, and none twice."""
    return 0 < len(d.containers) == len({c.number for c in d.containers})


@BOOK.rule(
    "MAN-MAN-22", source=OURS, since=FIRST, path="bills", scope="cargo",
    vi="Không có vận đơn nào trùng trong một bản khai hàng hóa.",
    do="Remove the repetition.", do_vi="Bỏ vận đơn trùng.",
)  # fmt: skip
def bills_are_not_repeated(d: CargoManifest, x: Desk) -> bool:
    """No bill stands twice in a manifest."""
    numbers = [b.number for b in d.bills if b.number]
    return len(set(numbers)) == len(numbers)


@BOOK.rule(
    "MAN-MAN-23", source="VNACCS message MFR", since=FIRST, path="containers", scope="bill",
    vi="Mỗi vận đơn tối đa 100 container, mỗi container có số và tối đa 6 số chì.",
    do="Split the bill.", do_vi="Tách vận đơn.",
)  # fmt: skip
def containers_fit(b: Bill, d: Bills, x: Desk) -> bool:
    """A bill has at most 100 containers, each with a number and at most 6 seals."""
    return len(b.containers) <= LIMITS["containers"] and all(
        c.number and len(c.seals) <= LIMITS["seals"] for c in b.containers
    )
