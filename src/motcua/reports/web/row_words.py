"""What rows behind figures are called: their columns, and the codes that stand in them, by the section of the report.

A column of the same name is another thing in another room: `state` of a certificate is none of a declaration.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from motcua.control.domain.watching.indicators import UNITS
from motcua.crossings.domain import passengers, people_data
from motcua.crossings.domain.gates import CODES
from motcua.crossings.domain.gates import GATES as VEHICLE_GATES
from motcua.declarations.domain.life import CHANNEL_WORDS, STATE_WORDS
from motcua.duties.domain.explaining import NAMES
from motcua.helpdesk.domain.tables import DOMAINS
from motcua.kernel.words import Words
from motcua.manifests.domain.life import DIRECTION_WORDS
from motcua.origin.domain.life import STATE_WORDS as CERTIFICATE_WORDS
from motcua.procedures.domain.wording import area
from motcua.reference.domain.calling import called, office

HEADS = {
    "day": Words("Ngày", "Day"), "registered_on": Words("Ngày đăng ký", "Registered on"),
    "at": Words("Thời điểm", "Moment"), "kind": Words("Loại", "Kind"), "tax": Words("Sắc thuế", "Tax"),
    "office": Words("Chi cục", "Branch"), "party": Words("Mã số thuế", "Tax code"),
    "number": Words("Tờ khai", "Declaration"), "declaration_id": Words("Tờ khai", "Declaration"),
    "amount": Words("Số tiền (đồng)", "Amount (dong)"), "expected": Words("Dự kiến", "Expected"),
    "procedure": Words("Loại hình", "Procedure"),
    "channel": Words("Luồng", "Channel"), "state": Words("Trạng thái", "State"),
    "value_usd_e4": Words("Trị giá (USD)", "Value (USD)"), "tax_total": Words("Thuế (đồng)", "Tax (dong)"),
    "declarations": Words("Số tờ khai", "Declarations"), "leaf": Words("Lá của nhật ký", "Leaf of the log"),
    "no": Words("Số", "No."),
    "gate": Words("Cửa khẩu", "Gate"), "direction": Words("Chiều", "Direction"), "country": Words("Nước", "Country"),
    "plate": Words("Biển số", "Plate"), "laden": Words("Có hàng", "With goods"),
    "nationality": Words("Quốc tịch", "Nationality"), "document": Words("Giấy tờ", "Papers"),
    "cleared_on": Words("Ngày thông quan", "Cleared on"), "port": Words("Cảng", "Port"),
    "call_sign": Words("Hô hiệu", "Call sign"), "vessel_name": Words("Tên tàu", "Ship"),
    "voyage": Words("Số chuyến", "Voyage"), "carrier": Words("Hãng vận tải", "Carrier"),
    "reference": Words("Số C/O", "Certificate"), "issued_on": Words("Ngày cấp", "Issued on"),
    "received_at": Words("Nhận lúc", "Received at"), "consignee": Words("Người nhập khẩu", "Importer"),
    "place": Words("Thứ tự", "Place"), "indicator": Words("Chỉ tiêu", "Indicator"), "unit": Words("Đơn vị", "Unit"),
    "target": Words("Chỉ tiêu giao", "Target"), "done": Words("Đã làm", "Done"), "due": Words("Phải đạt", "Due"),
    "year_before": Words("Cùng kỳ", "Year before"), "ahead": Words("Vượt tiến độ", "Ahead"),
    "dossier": Words("Hồ sơ", "Dossier"), "dossiers": Words("Số hồ sơ", "Dossiers"),
    "question": Words("Câu hỏi", "Question"), "text": Words("Nội dung", "Words"),
    "conference": Words("Hội nghị", "Conference"), "visit": Words("Buổi làm việc", "Visit"),
    "title": Words("Tên", "Title"), "purpose": Words("Mục đích", "Purpose"), "code": Words("Mã", "Code"),
    "area": Words("Lĩnh vực", "Area"), "domain": Words("Lĩnh vực", "Domain"), "count": Words("Số lượng", "Count"),
    "outage": Words("Sự cố", "Outage"), "message": Words("Thông điệp", "Message"),
    "began": Words("Từ", "From"), "ended": Words("Đến", "To"),
    "round": Words("Đợt khảo sát", "Round"), "stratum": Words("Tầng mẫu", "Stratum"),
    "frame": Words("Khung mẫu", "Frame"), "invited": Words("Mời", "Invited"), "answered": Words("Trả lời", "Answered"),
    "score": Words("Điểm", "Points"), "band": Words("Nhóm hạng", "Rank band"),
}  # fmt: skip
_HEADS = {("S6", "number"): Words("Hồ sơ tàu", "Ship's dossier")}
Said = Callable[[Any, date], Words]
_YES, _NO = Words("Có", "Yes"), Words("Không", "No")
_FLAG = {0: _NO, 1: _YES, "no": _NO, "yes": _YES}


def _by(table: Mapping[Any, Words]) -> Said:
    return lambda code, _day: table.get(code, Words(str(code), str(code)))


_COUNTRY: Said = partial(called, "country")
"""By code and day."""
_SAID: Mapping[tuple[str, str], Said] = {
    ("", "office"): office, ("", "channel"): _by({**CHANNEL_WORDS, 0: Words("–", "–")}),
    ("", "state"): _by(STATE_WORDS), ("", "tax"): _by(NAMES),
    ("", "kind"): _by({"pay": Words("Nộp", "Paid"), "refund": Words("Hoàn", "Refunded")}),
    ("S1", "expected"): _by(_FLAG),
    ("S3", "gate"): _by({code: each.words for code, each in (*people_data.GATES.items(), *VEHICLE_GATES.items())}),
    ("S3", "direction"): _by(passengers.DIRECTIONS), ("S3", "kind"): _by(CODES["kind"]), ("S3", "country"): _COUNTRY,
    ("S3", "nationality"): _COUNTRY, ("S3", "laden"): _by(_FLAG),
    ("S3", "document"): _by({code: each.words for code, each in people_data.PAPERS.items()}),
    ("S4", "unit"): _by(UNITS), ("S4", "ahead"): _by(_FLAG),
    ("S6", "direction"): _by(DIRECTION_WORDS),
    ("S7", "country"): _COUNTRY, ("S7", "state"): _by(CERTIFICATE_WORDS),
    ("S9", "area"): lambda code, _day: area(code), ("S10", "domain"): _by(DOMAINS),
}  # fmt: skip


def head(section: str, name: str) -> Words:
    """What a column is called."""
    return _HEADS.get((section, name)) or HEADS[name]


def said(section: str, name: str, code: Any, day: date) -> Words | None:
    """What a code means in a column on a day; None where the column holds none."""
    found = _SAID.get((section, name)) or _SAID.get(("", name))
    return None if found is None else found(code, day)
