"""Goods from a spreadsheet on the pages: shown row by row, taken, and everything that is refused."""

import io
import re
from html import unescape

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.rooms.site.form_pages import EVIL, Enter, address, post, text

from motcua.declarations.domain.drafting import files
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Draft

TITLES = ["Mã HS", "Mô tả hàng hóa", "Xuất xứ", "Số lượng", "Đơn vị tính", "Đơn giá", "Đồng tiền đơn giá",
          "ĐVT của đơn giá", "Trị giá hóa đơn", "Mã biểu thuế"]  # fmt: skip
GOOD = ["61091010", "Áo phông nam", "CN", "2.500", "PCE", "3,5", "USD", "PCE", "8.750", "B01"]

pytestmark = pytest.mark.usefixtures("straight")


def table(*rows: list[str]) -> str:
    return "\n".join("\t".join(row) for row in (TITLES, *rows))


def taken(page: str) -> str:
    found = re.search(r'<textarea name="table"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_a_pasted_sheet_is_shown_row_by_row_before_it_is_taken(trader: Client, draft: Draft) -> None:
    wrong = [*GOOD[:3], "nhiều", *GOOD[4:]]
    answer = post(trader, draft, "goods/sheet/", pasted=table(GOOD, wrong, [EVIL, *GOOD[1:]], GOOD))
    page = text(answer)
    assert "2 dòng đạt, 2 dòng có lỗi" in page
    assert "3 Số lượng nhiều" in page
    assert "Nhập một số, ví dụ 1.234,5." in page
    assert "<script>alert" not in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).items == 2
    carried = taken(answer.content.decode())
    assert post(trader, draft, "goods/sheet/take", table=carried, how="append").status_code == 302
    assert Draft.objects.get(pk=draft.pk).items == 4
    assert load(Draft.objects.get(pk=draft.pk).body).items[3]["quantity"] == "2.500"
    post(trader, draft, "goods/sheet/take", table=carried, how="replace")
    assert Draft.objects.get(pk=draft.pk).items == 2


def test_a_preview_of_an_old_window_takes_nothing(trader: Client, draft: Draft) -> None:
    carried = taken(post(trader, draft, "goods/sheet/", pasted=table(GOOD)).content.decode())
    old = {"revision": draft.revision, "form": "tab-1", "table": carried, "how": "replace"}
    post(trader, draft, "transport/", marks="A")
    assert trader.post(address(draft, "goods/sheet/take"), old)["Location"] == address(draft, "goods/sheet/")
    assert Draft.objects.get(pk=draft.pk).items == 2


def test_the_template_filled_in_and_uploaded_comes_back_whole(trader: Client, draft: Draft) -> None:
    before = load(draft.body).items
    answer = trader.get(address(draft, "goods/template.xlsx"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Mã HS", "Mô tả hàng hóa"]
    file = SimpleUploadedFile("goods.xlsx", answer.content)
    preview = post(trader, draft, "goods/sheet/", file=file)
    assert "2 dòng đạt" in text(preview)
    post(trader, draft, "goods/sheet/take", table=taken(preview.content.decode()), how="replace")
    assert load(Draft.objects.get(pk=draft.pk).body).items == before


def test_no_text_in_the_template_is_a_formula(trader: Client, draft: Draft) -> None:
    post(trader, draft, "goods/1/", description='=HYPERLINK("http://evil.example")', later="1")
    content = trader.get(address(draft, "goods/template.xlsx")).content
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_formulas_of_an_upload_are_read_as_values(trader: Client, draft: Draft) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, GOOD)
        sheet.write_formula(1, 8, "=D2*F2", None, 8750)
    answer = post(trader, draft, "goods/sheet/", file=SimpleUploadedFile("g.xlsx", buffer.getvalue()))
    assert "1 dòng đạt" in text(answer)
    assert "\t8750\t" in taken(answer.content.decode())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "dán bảng hoặc chọn tệp"), (b"\xff\xff\xff", "lưu lại dạng XLSX"), (b"PK\x03\x04", "lưu lại dạng XLSX"),
     ("Mã HS;Tên\n1;Áo".encode("cp1258", "replace"), "UTF-8"), (b"a,b\n1,2", "dòng tiêu đề cột"),
     (table().encode(), "không có dòng hàng nào"), (table(*[GOOD] * 1000).encode(), "1000 dòng hàng")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_with_a_way_on(
    trader: Client, draft: Draft, content: bytes, said: str
) -> None:
    answer = post(trader, draft, "goods/sheet/", file=SimpleUploadedFile("g.csv", content))
    assert answer.status_code == 400
    assert said in text(answer)
    assert "Chưa lấy dòng nào" in text(answer)


def test_a_huge_upload_is_refused_before_it_is_read(trader: Client, draft: Draft) -> None:
    huge = SimpleUploadedFile("g.xlsx", b"PK" + bytes(files.LARGEST + (1 << 17)))
    answer = post(trader, draft, "goods/sheet/", file=huge)
    assert answer.status_code == 400
    assert "tối đa 3 MB" in text(answer)


def test_the_sheet_form_asks_for_its_token(draft: Draft, enter: Enter) -> None:
    strict = Client(enforce_csrf_checks=True)
    from motcua.people.models import Account

    strict.force_login(Account.objects.get(username__startswith="trader"))
    assert strict.post(address(draft, "goods/sheet/"), {"revision": 1, "pasted": table(GOOD)}).status_code == 403
