"""The general declaration and what goes with it: ship, ports, berth, lists, stores, dangerous goods, health."""

from itertools import pairwise

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.message import GeneralDeclaration, HealthDeclaration
from motcua.manifests.domain.rules.bills import in_vietnam
from motcua.manifests.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, GUIDE, OURS, vnaccs
from motcua.manifests.domain.shapes import Dangerous, Store


@BOOK.rule(
    "VES-VES-01", source=DICTIONARY, since=FIRST, path="call_sign", scope="general",
    published=vnaccs("VIT E0002 E0003"),
    vi="Tàu đã đăng ký thông tin cơ bản và chưa bị hủy.",
    do="Have the vessel registered.", do_vi="Đăng ký thông tin tàu.",
)  # fmt: skip
def vessel_is_registered(d: GeneralDeclaration, x: Desk) -> bool:
    """The vessel is registered and not struck off."""
    return d.call_sign == "" or d.call_sign in x.vessels


@BOOK.rule(
    "VES-VES-02", source=DICTIONARY, since=FIRST, path="port", scope="general", published=vnaccs("VIT S0069 S0073"),
    vi="Cảng đến hoặc đi và các cảng trong nước là cảng Việt Nam, không dùng mã tạm.",
    do="Correct the ports.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def domestic_ports_are_vietnamese(d: GeneralDeclaration, x: Desk) -> bool:
    """The port of the call and domestic ports are in Viet Nam, and no placeholders."""
    ports = [d.port, *(each.port for each in d.domestic_before), *d.domestic_after]
    return all(in_vietnam(port, x) for port in ports if port)


@BOOK.rule(
    "VES-VES-03", source=DICTIONARY, since=FIRST, path="foreign_ports", scope="general",
    published=vnaccs("VIT S0052 S0057"),
    vi="Cảng trước và cảng kế tiếp ở nước ngoài là cảng nước ngoài.",
    do="Correct the ports.", do_vi="Sửa lại cảng.",
)  # fmt: skip
def foreign_ports_are_foreign(d: GeneralDeclaration, x: Desk) -> bool:
    """Foreign ports before and after are foreign."""
    return all(not port.startswith("VN") for port in (d.next_port, *(each.port for each in d.foreign_ports)))


@BOOK.rule(
    "VES-VES-04", source=DICTIONARY_AND_GUIDE, since=FIRST, path="crew_processing", scope="general",
    published=vnaccs("VIT R0001 R0006; VOT R0004 R0009"),
    vi="Thuyền viên: mã 10 phải có số danh sách, mã 38 phải có số người.",
    do="Enter the list number or the count.", do_vi="Khai số danh sách hoặc số người.",
)  # fmt: skip
def crew_comes_by_list_or_count(d: GeneralDeclaration, x: Desk) -> bool:
    """The crew: 10 needs the number of the list, 38 the count."""
    return (d.crew_processing == "10" and d.crew_list != "") or (d.crew_processing == "38" and bool(d.crew_count))


@BOOK.rule(
    "VES-VES-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="passenger_processing", scope="general",
    published=vnaccs("VIT R0008; VOT R0011 R0013"),
    vi="Hành khách: mã 10 có số danh sách, mã 38 có số người, mã NOT không khai gì.",
    do="Enter the list number, the count, or none.", do_vi="Khai số danh sách, số người, hoặc không khai.",
)  # fmt: skip
def passengers_come_by_list_count_or_not(d: GeneralDeclaration, x: Desk) -> bool:
    """Passengers: 10 has a list, 38 a count, NOT neither."""
    return {
        "10": d.passenger_list != "", "38": bool(d.passenger_count),
        "NOT": not d.passenger_list and not d.passenger_count,
    }.get(d.passenger_processing, False)  # fmt: skip


@BOOK.rule(
    "VES-VES-06", source=DICTIONARY, since=FIRST, path="crew_list", scope="general",
    published=vnaccs("VIT E0011 E0012 E0013 E0014 E0015 E0016; VOT E0013 E0020 E0022 E0029"),
    vi="Danh sách thuyền viên, hành khách được nêu còn hiệu lực và trùng tàu, cảng, hậu tố, chuyến, chiều.",
    do="Name the current lists of this voyage.", do_vi="Nêu danh sách hiện hành của chuyến này.",
)  # fmt: skip
def lists_are_current_and_agree(d: GeneralDeclaration, x: Desk) -> bool:
    """Lists that are named are current and agree in vessel, port, suffix, voyage and direction."""
    return all(number in x.lists for number in (d.crew_list, d.passenger_list) if number)


@BOOK.rule(
    "VES-VES-07", source=DICTIONARY, since=FIRST, path="berth", scope="general",
    published=vnaccs("VIT R0015 R0016 R0017 R0018 R0019 R0020 R0021 R0022 R0023"),
    vi="Tàu nhập cảnh: có nơi neo hoặc cầu bến, mỗi nơi có ngày giờ; cập cầu thì có ngày rời cầu.",
    do="Complete place, day and hour.", do_vi="Khai đủ nơi, ngày và giờ.",
)  # fmt: skip
def ship_lies_somewhere(d: GeneralDeclaration, x: Desk) -> bool:
    """On entry there is an anchorage or a berth, each with day and hour, and a day of undocking with a berth."""
    anchored = bool(d.anchorage) == (d.anchored_on is not None) == bool(d.anchored_time)
    berthed = bool(d.berth) == (d.berthed_on is not None) == bool(d.berthed_time)
    left = not d.berth or d.unberthed_on is not None
    return d.direction != "I" or (bool(d.anchorage or d.berth) and anchored and berthed and left)


@BOOK.rule(
    "VES-VES-08", source=GUIDE, since=FIRST, path="berthed_on", scope="general",
    published=vnaccs("VIT R0024 R0025 R0026 R0027"),
    vi="Theo thứ tự thời gian: neo, cập cầu, rời cầu.",
    do="Correct the days and hours.", do_vi="Sửa lại ngày giờ.",
)  # fmt: skip
def anchoring_berthing_and_leaving_follow_each_other(d: GeneralDeclaration, x: Desk) -> bool:
    """Anchoring, berthing and unberthing follow each other in time."""
    told = [at for at in (d.anchored_at, d.berthed_at, d.unberthed_at) if at is not None]
    return all(earlier <= later for earlier, later in pairwise(told))


@BOOK.rule(
    "VES-VES-09", source=DICTIONARY, since=FIRST, path="quantity", scope="store",
    published=vnaccs("VIT R0030 R0031 R0032 R0033 R0034 R0035 R0036"),
    vi="Dự trữ của tàu: mã hoặc tên, số lượng và đơn vị đi cùng nhau.",
    do="Complete the row.", do_vi="Khai đủ dòng.",
)  # fmt: skip
def stores_are_complete(r: Store, d: object, x: Desk) -> bool:
    """Ship's stores have a code or a name, with quantity and unit."""
    return bool((r.code or r.name) and r.quantity is not None and r.unit)


@BOOK.rule(
    "VES-VES-14", source=OURS, since=FIRST, path="un_number", scope="hazard",
    vi="Hàng nguy hiểm có loại, số UN (4 chữ số) và tổng trọng lượng.",
    do="Complete the row.", do_vi="Khai đủ dòng.",
)  # fmt: skip
def hazards_are_complete(r: Dangerous, d: object, x: Desk) -> bool:
    """Dangerous goods have a class, a UN number of four digits and a gross weight."""
    number = r.un_number.isascii() and r.un_number.isdigit() and len(r.un_number) == 4  # noqa: PLR2004
    return number and r.hazard_class != "" and r.gross_weight is not None


@BOOK.rule(
    "VES-VES-15", source=OURS, since=FIRST, path="stowaways", scope="health",
    vi="Trả lời có về người trốn, người chết, người ốm thì khai số người; trả lời không thì không khai.",
    do="Enter the numbers.", do_vi="Khai số người.",
)  # fmt: skip
def health_counts_follow_the_answers(d: HealthDeclaration, x: Desk) -> bool:
    """Where there are stowaways, deaths or more ill than usual, they are counted; else they are not."""
    pairs = ((d.stowaways, d.stowaway_count), (d.deaths, d.death_count), (d.above_normal, d.ill_count))
    return all((answer == "1") == bool(count) for answer, count in pairs)
