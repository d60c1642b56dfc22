"""Rows behind a figure as a page shows them: heads in words, codes by name, declarations as links."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.declarations.domain.life import CHANNEL_WORDS, STATE_WORDS, Channel, State
from motcua.declarations.queries import one
from motcua.design.domain import amounts, numbers, times
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.explaining import NAMES
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference

HEADS = {
    "day": Words("Ngày", "Day"), "registered_on": Words("Ngày đăng ký", "Registered on"),
    "at": Words("Thời điểm", "Moment"), "kind": Words("Loại", "Kind"), "tax": Words("Sắc thuế", "Tax"),
    "office": Words("Chi cục", "Branch"), "party": Words("Mã số thuế", "Tax code"),
    "number": Words("Tờ khai", "Declaration"), "declaration_id": Words("Tờ khai", "Declaration"),
    "amount": Words("Số tiền (đồng)", "Amount (dong)"), "procedure": Words("Loại hình", "Procedure"),
    "channel": Words("Luồng", "Channel"), "state": Words("Trạng thái", "State"),
    "value_usd_e4": Words("Trị giá (USD)", "Value (USD)"), "tax_total": Words("Thuế (đồng)", "Tax (dong)"),
    "declarations": Words("Số tờ khai", "Declarations"), "leaf": Words("Lá của nhật ký", "Leaf of the log"),
    "no": Words("Số", "No."),
    "dossier": Words("Hồ sơ", "Dossier"), "dossiers": Words("Số hồ sơ", "Dossiers"),
    "question": Words("Câu hỏi", "Question"), "text": Words("Nội dung", "Words"),
    "conference": Words("Hội nghị", "Conference"), "visit": Words("Buổi làm việc", "Visit"),
    "title": Words("Tên", "Title"), "purpose": Words("Mục đích", "Purpose"), "code": Words("Mã", "Code"),
    "area": Words("Lĩnh vực", "Area"), "domain": Words("Lĩnh vực", "Domain"), "count": Words("Số lượng", "Count"),
    "outage": Words("Sự cố", "Outage"), "message": Words("Thông điệp", "Message"),
    "began": Words("Từ", "From"), "ended": Words("Đến", "To"),
}  # fmt: skip
KINDS = {"pay": Words("Nộp", "Paid"), "refund": Words("Hoàn", "Refunded")}
FIGURES = ("amount", "value_usd_e4", "tax_total", "declarations", "no", "dossiers", "count")
PLACES = {
    "dossier": "/dossiers/{}/", "question": "/support/questions/{}/", "conference": "/support/conferences/{}/",
    "visit": "/support/visits/{}/",
}  # fmt: skip
"""Where what is not a declaration is shown, by its number."""


def table(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Heads and lines of rows that all have the same columns."""
    names = list(rows[0]) if rows else []
    known = one.numbers_of([row["declaration_id"] for row in rows if row.get("declaration_id")])
    return {
        "heads": [{"words": HEADS.get(name, Words(name, name)), "num": name in FIGURES} for name in names],
        "lines": [_line(names, row, known) for row in rows],
    }


def _line(names: Sequence[str], row: Mapping[str, Any], known: Mapping[int, str]) -> list[dict[str, Any]]:
    day = row.get("day") or row.get("registered_on")
    return [
        {"text": _office(row[name], day) if name == "office" else _cell(name, row[name], known), "num": name in FIGURES}
        for name in names
    ]


def _cell(name: str, value: Any, known: Mapping[int, str]) -> SafeString | str:
    if value is None or value == "":
        return amounts.NOT_APPLICABLE
    if name in ("number", "declaration_id"):
        return _linked(value if name == "number" else known.get(value, ""))
    if name in PLACES:
        return format_html('<a href="{}">{}</a>', PLACES[name].format(value), value)
    if isinstance(value, datetime):
        return times.short_moment(value, language())
    if isinstance(value, date):
        return times.day(value, language())
    if name == "value_usd_e4":
        return numbers.fixed(value, 10_000, 2, language())
    return _named(name, value)


def _linked(number: str) -> SafeString | str:
    if not number:
        return amounts.NOT_APPLICABLE
    return format_html('<a href="{}">{}</a>', reverse("declarations:one", args=[number]), number)


def _named(name: str, value: Any) -> str:
    if name == "channel":
        return say(CHANNEL_WORDS[Channel(value)]) if value else amounts.NOT_APPLICABLE
    if name == "state":
        return say(STATE_WORDS[State(value)])
    if name == "tax":
        return say(NAMES.get(value, Words(value, value)))
    if name == "kind":
        return say(KINDS.get(value, Words(value, value)))
    return numbers.grouped(value, language()) if name in FIGURES else str(value)


def _office(code: str, day: date | None) -> str:
    """What the office was called on the day of the row."""
    try:
        return say(reference.office(code, day).words) if day else code
    except Refusal:
        return code
