"""Press texts against the figures of the report, and the files that texts come in."""

import io
import zipfile
from datetime import date

import docx
import pytest

from motcua.kernel.words import Words
from motcua.reports.domain.errors import NoText, TextTooLong, UnreadableText
from motcua.reports.domain.figures import Figure, Line, Report, Selected
from motcua.reports.domain.press import papers
from motcua.reports.domain.press.checking import LARGEST, Claim, check, claims
from motcua.reports.domain.press.subjects import compared

NOBODY = Line("total", Words("", ""), 0, 0, 0, 0, 0, 0, 0)
HERE = "Năm 2023, Hải quan Quảng Ninh "


def report(**figures: float) -> Report:
    """A report of 2023 with some figures; `S1_revenue` is S1.revenue."""
    held = tuple(
        Figure(name.replace("_", ".", 1), Words("Số này", "This figure"), value, "", Words("", ""), "")
        for name, value in figures.items()
    )
    return Report(2023, date(2023, 12, 22), held, (), (), NOBODY, Selected(0, 0, 0))


def told(text: str, *, vouched: bool = True, **figures: float) -> list[Claim]:
    """The claims of a text beside a report."""
    return claims(compared(check(text), report(**figures), vouched=vouched), "vi")


def test_a_figure_of_the_report_confirms_rounds_or_contradicts() -> None:
    """By unit, words and year."""
    text = f"{HERE}thu ngân sách 512,4 tỷ đồng, làm thủ tục cho gần 8.000 tờ khai và 3.100 hành khách."
    found = told(text, S1_revenue=512_400_000_000, S2_declarations=7_950, S3_passengers=2_000)
    assert [each.verdict for each in found] == ["confirmed", "rounded", "contradicted"]
    assert found[2].expected == 2000
    assert found[0].because == "Số liệu của hệ thống, Số này (S1.revenue): 512,4 tỷ đồng; khớp với “512,4 tỷ đồng”."


def test_without_a_day_a_difference_is_told_and_nothing_is_contradicted() -> None:
    """The data may be of another day than the text."""
    text = f"{HERE}thu ngân sách 512,4 tỷ đồng, làm thủ tục cho 7.950 tờ khai và 3.100 hành khách."
    found = told(text, vouched=False, S1_revenue=512_400_000_000, S2_declarations=7_950, S3_passengers=2_000)
    assert [each.verdict for each in found] == ["confirmed", "confirmed", "unchecked"]
    assert "2.000 hành khách; khác “3.100 hành khách”" in found[2].because


def test_where_most_figures_differ_the_report_is_of_something_else() -> None:
    """A small demonstration does not contradict a text of the whole department."""
    text = f"{HERE}thu ngân sách 512,4 tỷ đồng, làm thủ tục cho 7.950 tờ khai."
    found = told(text, S1_revenue=5_000_000_000, S2_declarations=80)
    assert [each.verdict for each in found] == ["unchecked", "unchecked"]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, Hải quan Lạng Sơn làm thủ tục cho 9.000 tờ khai.",
        "Năm 2022, Hải quan Quảng Ninh làm thủ tục cho 9.000 tờ khai.",
        "Quý III năm 2023, Hải quan Quảng Ninh làm thủ tục cho 9.000 tờ khai.",
        "Năm 2023, một Chi cục của Hải quan Quảng Ninh làm thủ tục cho 9.000 tờ khai.",
        "Năm 2023, Hải quan Quảng Ninh dự kiến làm thủ tục cho 9.000 tờ khai.",
        "Năm 2023, Hải quan Quảng Ninh có 9.000 tờ khai luồng xanh.",
    ],
)
def test_another_department_year_quarter_branch_forecast_or_part_is_not_compared(text: str) -> None:
    """Only what is surely the same thing is."""
    assert told(text, S2_declarations=8_000)[0].verdict == "unchecked"


def test_a_growth_is_compared_with_the_growth_it_names() -> None:
    """On the whole year before, or on the same period."""
    text = f"{HERE}làm thủ tục cho 8.000 tờ khai (tăng 75% so với năm 2022, tăng 80% về tờ khai so với cùng kỳ)."
    found = told(text, S2_declarations=8_000, S2_declarations_growth=75.2, S2_declarations_growth_same_period=79.96)
    assert [(each.text, each.verdict) for each in found] == [
        ("8.000 tờ khai", "confirmed"), ("75%", "rounded"), ("80%", "confirmed"),
    ]  # fmt: skip


def test_a_document_is_read_paragraph_by_paragraph_with_its_tables() -> None:
    """Its words, not what was deleted."""
    made = docx.Document()
    made.add_paragraph("Có 560/800 phiếu (75%) đánh giá tốt.")
    made.add_table(1, 1).cell(0, 0).text = "Đã thu 5 tỷ đồng"
    kept = io.BytesIO()
    made.save(kept)
    assert papers.text_of(kept.getvalue()).split("\n")[:2] == [
        "Có 560/800 phiếu (75%) đánh giá tốt.", "Đã thu 5 tỷ đồng",
    ]  # fmt: skip


def test_the_rows_of_a_table_are_read_between_bars_and_their_growth_is_judged() -> None:
    """The head says which year is which; a wrong growth is told."""
    made = docx.Document()
    table = made.add_table(3, 4)
    rows = (
        ("Chỉ tiêu", "Năm 2022", "Năm 2023", "Tăng, giảm"), ("Tờ khai", "6.000 tờ khai", "6.600 tờ khai", "10%"),
        ("Xử lý", "120 vụ", "96 vụ", "-25%"),
    )  # fmt: skip
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            table.cell(number, place).text = words
    table.cell(2, 0).add_paragraph("vi phạm")
    kept = io.BytesIO()
    made.save(kept)
    text = papers.text_of(kept.getvalue())
    assert text.split("\n")[1:4] == [
        "Tờ khai | 6.000 tờ khai | 6.600 tờ khai | 10%", "Xử lý", "vi phạm | 120 vụ | 96 vụ | -25%",
    ]  # fmt: skip
    found = claims(check(text), "vi")
    assert [(each.text, each.verdict, each.expected) for each in found if each.unit == "%"] == [
        ("10%", "confirmed", 10), ("25%", "contradicted", 20),
    ]  # fmt: skip


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plain_file_is_read_in_the_usual_codings(coding: str) -> None:
    """As editors save it."""
    assert papers.text_of("Thu 5 tỷ đồng".encode(coding)) == "Thu 5 tỷ đồng"


def packed(name: str, content: str) -> bytes:
    """An archive with one member."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, content)
    return kept.getvalue()


def test_a_document_that_is_one_paragraph_is_read() -> None:
    """Whatever its root is."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f'<w:p xmlns:w="{space}"><w:r><w:t>Thu 5 tỷ đồng</w:t></w:r></w:p>'
    assert papers.text_of(packed("word/document.xml", content)) == "Thu 5 tỷ đồng\n"


@pytest.mark.parametrize(
    "content",
    [
        b"\xc3\x28", b"5\0", b"PK\x03\x04", packed("a.txt", "5"), packed("word/document.xml", "<a>"),
        packed("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(content: bytes) -> None:
    """With words, whatever the bytes."""
    with pytest.raises(UnreadableText):
        papers.text_of(content)


def test_an_empty_text_and_one_that_is_too_long_are_refused() -> None:
    """At the boundary it is still read."""
    with pytest.raises(NoText):
        papers.text_of(b" \n")
    assert papers.fit("a" * LARGEST)
    with pytest.raises(TextTooLong):
        papers.fit("a" * (LARGEST + 1))
    with pytest.raises(TextTooLong):
        papers.text_of(b"a" * (papers.LARGEST_FILE + 1))


def test_control_indicators_and_the_survey_are_compared_with_the_report() -> None:
    """Ahead of ten, invited, in the province, answers, their rate, the satisfied, the first branch."""
    text = (
        f"{HERE}vượt tiến độ 9/10 chỉ tiêu kiểm soát được Tổng cục giao. Cục khảo sát CDCI đối với 820 doanh nghiệp "
        "(300 doanh nghiệp trong tỉnh và 500 doanh nghiệp ngoài tỉnh). Số phiếu thu về là 611 phiếu (tỷ lệ phản hồi "
        "75%). Có 97,5% doanh nghiệp hài lòng. Dẫn đầu CDCI là Chi cục Hải quan cửa khẩu Bắc Phong Sinh với 93,1 điểm."
    )
    found = told(
        text, S4_indicators_ahead=9, S11_invited=800, S11_invited_in_province=300, S11_answers=611,
        S11_response_rate=76.5, S11_satisfied=97.5, S11_first_score=93.2,
    )  # fmt: skip
    assert [(each.text, each.verdict, each.expected) for each in found] == [
        ("9/10 chỉ tiêu", "confirmed", 9), ("820 doanh nghiệp", "contradicted", 800),
        ("300 doanh nghiệp", "confirmed", 300), ("500 doanh nghiệp", "unchecked", None),
        ("611 phiếu", "confirmed", 611), ("75%", "rounded", 74.51), ("97,5%", "confirmed", 97.5),
        ("93,1 điểm", "contradicted", 93.2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh khảo sát DDCI đối với 900 doanh nghiệp.",
        "Cục khảo sát 900 doanh nghiệp ngoài tỉnh.",
        "Cục phát ra 900 phiếu.",
        "Chi cục Móng Cái vượt tiến độ 8/9 chỉ tiêu kiểm soát.",
        "Cục vượt tiến độ 8/9 chỉ tiêu cải cách.",
        "Có 80% doanh nghiệp không hài lòng.",
        "Chi cục B dẫn đầu toàn ngành với 90 điểm.",
    ],
)
def test_another_survey_or_other_indicators_are_not_compared(text: str) -> None:
    """Neither the province's survey, nor what was sent, nor a branch."""
    found = told(
        f"{HERE}báo cáo. {text}", S4_indicators_ahead=10, S11_invited=800, S11_invited_in_province=300,
        S11_answers=600, S11_response_rate=75, S11_satisfied=97.5, S11_first_score=93.2,
    )  # fmt: skip
    assert [each.verdict for each in found] == ["unchecked"]
    assert found[0].expected is None
