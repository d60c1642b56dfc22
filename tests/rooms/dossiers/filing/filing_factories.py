"""A procedure with a form of every shape, in force; an enterprise that files it. All of it is invented."""

from datetime import date, timedelta
from typing import Any

from tests.rooms.site.conftest import NOW

from motcua.declarations.factories import party
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.words import Words
from motcua.parties import services as parties
from motcua.procedures import factories
from motcua.procedures import services as procedures
from motcua.procedures.domain.content import Content, Paper
from motcua.procedures.domain.form.definition import Choice, Field, Form, Group, Rule, Section, When

CODE = "QT-ZZ-07"
PARTY = party(1).tax_code
OFFICE = "20BB"
PDF = b"%PDF-1.4\n% illustrative\n"
FORM = Form(
    (
        Section("applicant", Words("Người đề nghị", "Applicant"), (
            Field("company", Words("Tên doanh nghiệp", "Name of the enterprise"), "text", prefill="party.name"),
            Field("contact", Words("Người liên hệ", "Contact person"), "text", prefill="before"),
            Field("email", Words("Thư điện tử", "E-mail"), "email", required=False, prefill="party.email"),
        )),
        Section("goods", Words("Hàng hóa", "Goods"), (
            Field("kind", Words("Hình thức", "Way"), "choice", choices=(
                Choice("new", Words("Lần đầu", "First time")), Choice("again", Words("Gia hạn", "Extension")),
            )),
            Field("earlier", Words("Số văn bản trước", "Number of the earlier document"), "text",
                  when=When("kind", ("again",))),
            Field("since", Words("Từ ngày", "From"), "date"),
            Field("until", Words("Đến ngày", "Until"), "date", hint=Words("Không trước Từ ngày", "Not before From")),
            Field("total", Words("Tổng lượng", "Total quantity"), "decimal"),
            Group("lines", Words("Danh mục hàng", "List of goods"), (
                Field("name", Words("Tên hàng", "Goods"), "text"),
                Field("quantity", Words("Lượng", "Quantity"), "decimal", least="0"),
            ), least=1, most=3),
        )),
    ),
    (
        Rule("T1", "ordered", ("since", "until"), Words("Kết thúc trước khi bắt đầu.", "It ends before it begins.")),
        Rule("T2", "sum", ("total", "lines.quantity"), Words("Tổng lượng không khớp.", "The total is not the sum.")),
    ),
)  # fmt: skip
APPLICANT = {"company": party(1).name, "contact": "Nguyễn Minh Họa", "email": "lienhe@minhhoa.vn"}
GOODS = {
    "kind": "new", "since": "22/12/2023", "until": "31/12/2023", "total": "1.500,5", "lines[0].name": "Lụa",
    "lines[0].quantity": "1000", "lines[1].name": "Gạo", "lines[1].quantity": "500,5",
}  # fmt: skip
ANSWERS = {
    **APPLICANT, "kind": "new", "since": "2023-12-22", "until": "2023-12-31", "total": "1500.5",
    "lines": [{"name": "Lụa", "quantity": "1000"}, {"name": "Gạo", "quantity": "500.5"}],
}  # fmt: skip


def content(**told: Any) -> Content:
    """A procedure with that form and two papers, one of which is required."""
    papers = (
        Paper("DON", Words("Đơn đề nghị", "Application"), originals=1, copies=0),
        Paper("PHULUC", Words("Phụ lục", "Annex"), required=False),
    )
    return factories.content(**{"code": CODE, "form": FORM, "papers": papers, **told})


def in_force(*contents: Content, since: date = date(2023, 1, 1)) -> None:
    """Put procedures in force."""
    procedures.load_packaged(contents or (content(),), in_force_from=since, by=SYSTEM, at=NOW - timedelta(days=300))


def faults() -> list[str]:
    """What `motcua verify` would find."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]


def known(*numbers: int) -> None:
    """Register enterprises."""
    parties.register([party(no) for no in numbers or (1, 2)], by=SYSTEM, at=NOW - timedelta(days=400))
