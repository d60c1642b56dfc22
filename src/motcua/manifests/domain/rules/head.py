"""The head of every document: whose call, when the ship comes or goes, what a correction may not change."""

from datetime import timedelta
from typing import Any

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import LIMITS
from motcua.manifests.domain.message import Document
from motcua.manifests.domain.rules.book import BOOK, DEADLINE, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs

NEEDED = ("direction", "call_sign", "voyage", "carrier", "port", "office", "expected_on")
FIXED = ("direction", "call_sign", "voyage", "carrier", "port", "port_suffix")


@BOOK.rule(
    "MAN-MAN-01", source=DICTIONARY, since=FIRST, path="", scope="head",
    published=vnaccs("MFR S0004 S0006 S0009 S0011 S0013 S0020"),
    vi="Phải khai chiều, hô hiệu tàu, số chuyến, hãng vận chuyển, cảng, cơ quan hải quan và ngày dự kiến.",
    do="Complete it.", do_vi="Khai đủ.",
)  # fmt: skip
def head_is_filled(value: Any, name: str, d: Document, x: Desk) -> bool:
    """Direction, call sign, voyage, carrier, port, customs office and the expected day are filled."""
    return value not in ("", None) or name not in NEEDED


@BOOK.rule(
    "MAN-MAN-04", source=DICTIONARY, since=FIRST, path="vessel_name", scope="document", published=vnaccs("MFR R0001"),
    vi="Tàu chưa đăng ký thì phải khai tên tàu.",
    do="Enter the vessel's name.", do_vi="Nhập tên tàu.",
)  # fmt: skip
def unregistered_vessel_is_named(d: Document, x: Desk) -> bool:
    """A vessel whose call sign is not registered is named."""
    return d.vessel_name != "" or d.call_sign in x.vessels


@BOOK.rule(
    "MAN-MAN-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="expected_on", scope="document",
    published=vnaccs("MFR S0028; DMF S0017 S0018"),
    vi="Ngày đến hoặc đi không sớm hơn 4 ngày trước hôm nay và không muộn hơn 60 ngày nữa.",
    do="Correct the day.", do_vi="Sửa lại ngày.",
)  # fmt: skip
def expected_within_the_window(d: Document, x: Desk) -> bool:
    """The day of arrival or departure lies at most 4 days before today and at most 60 days ahead."""
    if d.expected_on is None:
        return True
    first, last = timedelta(days=LIMITS["days before"]), timedelta(days=LIMITS["days ahead"])
    return -first <= d.expected_on - x.day <= last


@BOOK.rule(
    "MAN-MAN-16", source=DICTIONARY, since=FIRST, path="", scope="correction of bills",
    published=vnaccs("CMF11 E0007 E0008 E0009 E0010 E0011"),
    vi="Khai sửa không được đổi chiều, hô hiệu, số chuyến, hãng vận chuyển, cảng và hậu tố cảng.",
    do="Cancel it and lodge anew.", do_vi="Hủy rồi nộp lại.",
)  # fmt: skip
def manifest_keeps_its_voyage(value: Any, name: str, d: Document, x: Desk) -> bool:
    """A correction keeps direction, call sign, voyage, carrier, port and port suffix."""
    return _kept(value, name, x)


@BOOK.rule(
    "VES-VES-10", source=DICTIONARY, since=FIRST, path="", scope="correction of notices",
    published=vnaccs("VIT E0007 E0008; VOT E0008 E0009 E0010 E0011"),
    vi="Khai sửa thông báo tàu giữ nguyên tàu, chuyến, hãng, cảng và hậu tố.",
    do="Cancel it and lodge anew.", do_vi="Hủy rồi nộp lại.",
)  # fmt: skip
def notice_keeps_its_voyage(value: Any, name: str, d: Document, x: Desk) -> bool:
    """A corrected notice keeps its vessel, voyage, carrier, port and suffix."""
    return _kept(value, name, x)


@BOOK.rule(
    "PER-PER-07", source=DICTIONARY, since=FIRST, path="", scope="correction of lists",
    published=vnaccs("PLR01 E0021 E0028; NLR E0009 E0016"),
    vi="Khai sửa danh sách giữ nguyên loại phương tiện, chiều, tàu, nơi, hậu tố và chuyến.",
    do="Cancel it and lodge anew.", do_vi="Hủy rồi nộp lại.",
)  # fmt: skip
def list_keeps_its_voyage(value: Any, name: str, d: Document, x: Desk) -> bool:
    """A corrected list keeps kind of transport, direction, means, place, suffix and voyage."""
    return _kept(value, name, x)


def _kept(value: Any, name: str, x: Desk) -> bool:
    return x.before is None or name not in FIXED or value == getattr(x.before, name)


@BOOK.rule(
    "MAN-MAN-17", source=DICTIONARY, since=FIRST, path="office", scope="document", published=vnaccs("DMF S0026 S0027"),
    vi="Cơ quan hải quan nhận được bản khai tàu.",
    do="Choose an office of this department.", do_vi="Chọn cơ quan hải quan của đơn vị này.",
)  # fmt: skip
def office_takes_manifests(d: Document, x: Desk) -> bool:
    """The customs office takes manifests."""
    return d.office == "" or d.office in x.offices


@BOOK.rule(
    "MAN-MAN-20", source=DEADLINE, since="2015-03-15", path="expected_on", scope="in time for cargo", severity="warn",
    vi="Bản khai hàng hóa nộp trước khi đến 12 giờ (24 giờ nếu hành trình từ 5 ngày), trước khi đi 1 giờ.",
    do="Explain why it is late.", do_vi="Giải trình lý do chậm.",
)  # fmt: skip
def manifest_in_time(d: Document, x: Desk) -> bool:
    """The cargo manifest comes 12 hours before arrival (24 on voyages of 5 days or more), 1 hour before departure."""
    return x.due is None or x.now <= x.due


@BOOK.rule(
    "VES-VES-13", source=DEADLINE, since="2015-03-15", path="expected_on", scope="in time for notices",
    severity="warn",
    vi="Bản khai chung và các chứng từ kèm nộp trước khi đến 8 giờ, trước khi đi 1 giờ.",
    do="Explain why it is late.", do_vi="Giải trình lý do chậm.",
)  # fmt: skip
def notice_in_time(d: Document, x: Desk) -> bool:
    """The general declaration and what goes with it come 8 hours before arrival, 1 hour before departure."""
    return x.due is None or x.now <= x.due


@BOOK.rule(
    "VES-VES-11", source=DICTIONARY, since=FIRST, path="reference", scope="most corrections",
    published=vnaccs("VIT E0005 E0006; VOT E0007"),
    vi="Mỗi chứng từ sửa tối đa 9 lần.",
    do="Cancel it and lodge anew.", do_vi="Hủy rồi nộp lại.",
)  # fmt: skip
def corrected_nine_times_at_most(d: Document, x: Desk) -> bool:
    """A document is corrected nine times at the most."""
    return x.corrections <= LIMITS["corrections"]


@BOOK.rule(
    "PER-PER-06", source=DICTIONARY, since=FIRST, path="reference", scope="most corrections of lists",
    published=vnaccs("PLR01 E0020; NLR E0008"),
    vi="Mỗi danh sách người sửa tối đa 9 lần.",
    do="Cancel it and lodge anew.", do_vi="Hủy rồi nộp lại.",
)  # fmt: skip
def list_corrected_nine_times_at_most(d: Document, x: Desk) -> bool:
    """A list of persons is corrected nine times at the most."""
    return x.corrections <= LIMITS["corrections"]


@BOOK.rule(
    "MAN-MAN-30", source=OURS, since=FIRST, path="carrier", scope="document",
    vi="Hãng vận chuyển đã đăng ký.",
    do="Have the carrier registered, or correct the code.", do_vi="Đăng ký hãng vận chuyển, hoặc sửa mã.",
)  # fmt: skip
def carrier_is_registered(d: Document, x: Desk) -> bool:
    """The carrier is registered."""
    return d.carrier == "" or d.carrier in x.carriers
