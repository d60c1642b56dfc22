"""Papers: what a checking officer will ask for, as far as the declaration and the lists tell."""

from collections.abc import Iterator, Mapping

import msgspec

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.sets import SETS
from motcua.kernel.words import Words
from motcua.reference import domain as reference

_WITH_BILL = ("1", "2", "3", "5")
_BY_HAND = SETS["valuation by hand"]
_GUARANTEED = ("A", "B")
_GENERAL = ("", "MFN", "ORDINARY", "CH98", "QUOTA", "ABSOLUTE", "MIXED")
_SHOWN = 12


class Paper(msgspec.Struct, frozen=True):
    """A paper to have ready, and why."""

    name: Words
    why: Words


NOT_KNOWN = (
    Words(
        "Chính sách chuyên ngành của từng mã hàng chưa được nạp: anh/chị tự tra danh mục của bộ quản lý.",
        "Which goods need a permit of a ministry is not loaded: look it up in the ministry's own list.",
    ),
    Words(
        "Luồng xanh, vàng hay đỏ chỉ có sau khi nộp; chạy thử không hỏi phân luồng.",
        "Green, yellow or red is only known after lodging; a dry run never asks the selection.",
    ),
)


def papers(message: Declaration, desk: Desk) -> list[Paper]:
    """The papers that the declaration itself gives reason for."""
    return [*_of_sale(message), *_of_goods(message, desk), *_of_procedure(message, desk)]


def _of_sale(d: Declaration) -> Iterator[Paper]:
    number = d.invoice_number or d.einvoice_number
    yield Paper(
        Words("Hóa đơn thương mại", "Commercial invoice"),
        Words(f"số {number}", f"number {number}") if number else Words("chưa khai số", "number not entered"),
    )
    if d.bills or (d.direction == "import" and d.transport_mode in _WITH_BILL):
        told = ", ".join(d.bills[:3])
        yield Paper(
            Words("Vận đơn hoặc chứng từ vận tải", "Bill of lading or transport paper"),
            Words(told, told) if told else Words("bắt buộc với phương thức này", "needed for this mode"),
        )
    if d.valuation_code in _BY_HAND:
        yield Paper(
            Words("Tờ khai trị giá", "Value declaration"),
            Words(f"phương pháp trị giá {d.valuation_code}", f"valuation method {d.valuation_code}"),
        )


def _of_goods(d: Declaration, desk: Desk) -> Iterator[Paper]:
    preference = [n for n, i in enumerate(d.items, 1) if i.certificate or _is_preference(i.tariff_table)]
    if preference and d.direction == "import":
        yield Paper(Words("Chứng nhận xuất xứ (C/O)", "Certificate of origin (C/O)"), _lines(preference))
    exempt = [n for n, i in enumerate(d.items, 1) if i.exemption_list]
    if exempt:
        yield Paper(Words("Danh mục miễn thuế", "Exemption list"), _lines(exempt))
    for law in dict.fromkeys((*d.other_laws, *(code for i in d.items for code in i.other_laws))):
        entry = reference.code_list("other_law").on(desk.day).get(law)
        name = entry.words if entry else Words(law, law)
        yield Paper(Words("Giấy phép hoặc kết quả kiểm tra chuyên ngành", "Permit or result of a special check"), name)


def _is_preference(table: str) -> bool:
    """Tables of free-trade agreements; which agreement takes which paper stands in its own decree."""
    return _schedules().get(table, "") not in _GENERAL


def _schedules() -> Mapping[str, str]:
    return {entry.code: entry.extra.get("schedule", "") for entry in reference.code_list("tariff_table").entries}


def _lines(numbers: list[int]) -> Words:
    told = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
    return Words(f"dòng {told}", f"line {told}" if len(numbers) == 1 else f"lines {told}")


def _of_procedure(d: Declaration, desk: Desk) -> Iterator[Paper]:
    procedure = desk.procedures.get(d.procedure)
    if procedure and procedure.needs_contract:
        yield Paper(Words("Hợp đồng", "Contract"), _for(d))
    if procedure and procedure.needs_prior:
        yield Paper(Words("Tờ khai trước đó", "The earlier declaration"), _for(d))
    if d.payment_term in _GUARANTEED:
        yield Paper(
            Words("Chứng từ bảo lãnh", "Guarantee"), Words("thời hạn nộp thuế có bảo lãnh", "payment under guarantee")
        )


def _for(d: Declaration) -> Words:
    return Words(f"loại hình {d.procedure}", f"procedure {d.procedure}")
