"""Procedures for tests: small, whole and without faults. All of it is invented."""

from decimal import Decimal
from typing import Any

from motcua.kernel.actor import Actor, Post
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Basis, Content, Limit, Paper, Record, Step, Template, Term
from motcua.procedures.domain.form.definition import Field, Form, Section

WRITER = Actor(9001, "Soạn", posts=frozenset({Post("iso")}))
OTHER_WRITER = Actor(9002, "Xem", posts=frozenset({Post("iso")}))
HEAD = Actor(9003, "Trưởng", posts=frozenset({Post("head", "20BB")}))
LEADER = Actor(9004, "Lãnh đạo", posts=frozenset({Post("leader")}))
OFFICER = Actor(9005, "Công chức", posts=frozenset({Post("officer", "20BB")}))
FORM = Form((
    Section("main", Words("Nội dung", "Contents"), (
        Field("subject", Words("Việc đề nghị", "What is asked for"), "text"),
        Field("day", Words("Ngày", "Day"), "date", required=False),
    )),
))  # fmt: skip


def steps(hours: int = 16) -> tuple[Step, ...]:
    """Three steps that take so many working hours together."""
    return (
        Step(1, Words("Tiếp nhận hồ sơ", "Reception"), "reception", Decimal(1), "wh",
             Words("Giấy tiếp nhận và hẹn trả", "Receipt with the appointment"), form="01"),
        Step(2, Words("Thẩm định", "Examination"), "officer", Decimal(hours - 3), "wh",
             Words("Đề xuất", "Proposal"), branches=(Words("Thiếu hồ sơ: yêu cầu bổ sung", "Incomplete: ask"),)),
        Step(3, Words("Phê duyệt", "Decision"), "head", Decimal(2), "wh", Words("Quyết định", "Decision")),
    )  # fmt: skip


def content(code: str = "QT-ZZ-01", **told: Any) -> Content:
    """A procedure of two working days in three steps, with a form; `told` replaces parts of it."""
    parts: dict[str, Any] = {
        "kind": "administrative", "area": "taxes", "title": Words("Xác nhận thử nghiệm", "Confirmation for tests"),
        "level": "C", "applicant": Words("Doanh nghiệp", "Enterprises"),
        "limit": Limit(Decimal(2), "wd", source="giả định"), "basis": (Basis("Văn bản giả định", "Điều 1"),),
        "full": True, "purpose": Words("Thống nhất cách làm.", "One way of working."),
        "scope": Words("Toàn đơn vị.", "All offices."),
        "terms": (Term("BM", Words("Biểu mẫu", "Form sheet")),),
        "papers": (Paper("DON", Words("Đơn đề nghị", "Application"), originals=1, copies=0),),
        "place": Words("Bộ phận một cửa", "One-stop desk"), "fee": Words("Không", "None"), "fee_dong": 0,
        "steps": steps(), "result": Words("Văn bản xác nhận", "Confirmation"),
        "templates": (Template("01", Words("Giấy tiếp nhận và hẹn trả", "Receipt with the appointment")),),
        "records": (Record(Words("Hồ sơ", "Dossier"), Words("Đơn vị xử lý", "Office in charge"), 5),),
        "form": FORM,
    }  # fmt: skip
    return Content(code=code, **{**parts, **told})
