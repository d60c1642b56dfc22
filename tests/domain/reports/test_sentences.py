"""Each sentence of the report as it is printed, and what takes its place beside its boundaries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.domain.reports.made_reports import cap, figure, grown, line, made, share, target

from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, Line, Report
from motcua.reports.domain.telling import Plan, as_json, sections

BILLION = 10**9


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(report: Report, part: str, *plans: Plan, language: str = "vi") -> list[str]:
    """The sentences of a section, with plain spaces."""
    (found,) = [each for each in sections(report, plans) if each.id == part]
    return [plain(each.words.in_language(language)) for each in found.sentences]


@dataclass(frozen=True)
class Case:
    """Figures and what a section says of them, in both languages."""

    part: str
    figures: tuple[Figure, ...]
    vi: tuple[str, ...]
    en: tuple[str, ...]


def counted(**values: Any) -> tuple[Figure, ...]:
    """Figures by id: `S8_dossiers` is S8.dossiers."""
    return tuple(figure(name.replace("_", ".", 1), value) for name, value in values.items())


def outages(count: int, minutes: int, lost: int) -> tuple[Figure, ...]:
    """Outages, their minutes, and how many of a hundred thousand seconds were lost."""
    return (*counted(S5_outages=count, S5_outage_minutes=minutes), share("S5.availability", 100_000 - lost, 100_000))


CASES = (
    Case("S2", (*counted(S2_declarations=139_912, S2_enterprises=1_565), grown("S2.declarations_growth", 175, 100),
                grown("S2.enterprises_growth", 3, 4), grown("S2.turnover_usd_growth", 10_006, 10_000),
                figure("S2.turnover_usd", 1, "USD", "15,38 tỷ USD")),
         ("Làm thủ tục cho gần 140.000 tờ khai của 1.565 doanh nghiệp, tổng kim ngạch 15,38 tỷ USD.",
          "So với cả năm trước, số tờ khai tăng 75,0 %.", "Số doanh nghiệp giảm 25,0 %.", "Kim ngạch tăng 0,06 %."),
         ("Nearly 140,000 declarations of 1,565 enterprises were handled, with a turnover of 15,38 tỷ USD.",
          "On the whole year before, declarations are up 75.0%.", "The number of enterprises is down 25.0%.",
          "Turnover is up 0.06%.")),
    Case("S3", (*counted(S3_vehicles=343_117, S3_passengers=4_000_200), grown("S3.vehicles_growth", 277, 100),
                grown("S3.passengers_growth", 7, 7)),
         ("Làm thủ tục xuất cảnh, nhập cảnh cho hơn 343.000 lượt phương tiện.",
          "So với cả năm trước, số lượt phương tiện tăng 177,0 %.",
          "Làm thủ tục xuất cảnh, nhập cảnh cho hơn 4.000.000 lượt hành khách.",
          "So với cả năm trước, số lượt hành khách không đổi."),
         ("More than 343,000 vehicles crossed the border.", "On the whole year before, vehicles are up 177.0%.",
          "More than 4,000,000 passengers crossed the border.", "On the whole year before, passengers are unchanged.")),
    Case("S3", (*counted(S3_vehicles=5), grown("S3.vehicles_growth", 5, 0)),
         ("Làm thủ tục xuất cảnh, nhập cảnh cho 5 lượt phương tiện.",), ("5 vehicles crossed the border.",)),
    Case("S4", counted(S4_indicators_ahead=10, S4_indicators=10), ("Vượt tiến độ cả 10 chỉ tiêu kiểm soát.",),
         ("All of the 10 control targets are ahead.",)),
    Case("S4", counted(S4_indicators_ahead=7, S4_indicators=8),
         ("Vượt tiến độ 7/8 chỉ tiêu kiểm soát, còn 1 chỉ tiêu chưa vượt.",),
         ("Control targets ahead: 7 of 8; not ahead: 1.",)),
    Case("S4", counted(S4_indicators_ahead=0, S4_indicators=0), (), ()),
    Case("S4", counted(S4_indicators_ahead=8), (), ()),
    Case("S5", outages(0, 0, 0), ("Trong kỳ không có sự cố làm dừng hệ thống nào được xác nhận.",),
         ("No outage that stops work was confirmed.",)),
    Case("S5", (*outages(2, 90, 5_400), *counted(S5_messages=1)),
         ("Xác nhận 2 sự cố làm dừng hệ thống, tổng cộng 90 phút.", "Hệ thống sẵn sàng 94,600 % thời gian.",
          "Sổ tiếp nhận giữ nguyên bản 1 thông điệp của các chương trình kết nối."),
         ("2 outages confirmed, 90 minutes in all.", "The systems were there 94.600% of the time.",
          "The post book keeps 1 message of connected programs as they came.")),
    Case("S5", outages(1, 0, 40),
         ("Xác nhận 1 sự cố làm dừng hệ thống, tổng cộng chưa tới 1 phút.", "Hệ thống sẵn sàng 99,960 % thời gian."),
         ("1 outage confirmed, less than 1 minute in all.", "The systems were there 99.960% of the time.")),
    Case("S6", counted(S6_manifest_movements=3_333),
         ("Phương tiện xuất cảnh, nhập cảnh làm thủ tục qua E-Manifest: 3.333.",),
         ("Movements of ships by e-manifest: 3,333.",)),
    Case("S7", counted(S7_form_d=641), ("Số C/O mẫu D nhận qua Cơ chế một cửa ASEAN: 641.",),
         ("Certificates of origin form D received by the ASEAN single window: 641.",)),
    Case("S8", counted(S8_dossiers=3_337, S8_enterprises=550),
         ("Tiếp nhận 3.337 hồ sơ dịch vụ công trực tuyến HQ36a của 550 doanh nghiệp.",),
         ("3,337 dossiers of online services received from 550 enterprises.",)),
    Case("S8", counted(S8_dossiers=3_337), (), ()),
    Case("S9", counted(S9_procedures_administrative=104, S9_procedures_internal=9, S9_internal_areas=4),
         ("Đang áp dụng 104 quy trình ISO cho thủ tục hành chính và 9 quy trình ISO quản lý nội bộ ở 4 lĩnh vực.",),
         ("In force: 104 ISO procedures for administrative formalities, and 9 ISO procedures for internal work in 4"
          " areas.",)),
    Case("S10", counted(S10_questions=374, S10_conferences_department=2, S10_conferences_branch=12,
                        S10_answered_on_spot=54, S10_visits=1),
         ("Bộ phận hỗ trợ giải quyết xong 374 vướng mắc của doanh nghiệp.",
          "Tổ chức 2 hội nghị đối thoại cấp Cục và 12 hội nghị cấp Chi cục, giải đáp tại chỗ 54 vướng mắc.",
          "Cử 1 đoàn công tác đến làm việc tại doanh nghiệp."),
         ("The support desk settled 374 questions of traders.",
          "2 conferences of the department and 12 conferences of branches were held; 54 questions answered on the"
          " spot.", "1 working visit to enterprises.")),
    Case("S10", counted(S10_visits=0), (), ()),
    Case("S11", (*counted(S11_invited=1_114, S11_invited_in_province=365, S11_answers=780),
                 share("S11.response_rate", 780, 1_114), share("S11.satisfied", 772, 780),
                 figure("S11.first_branch", "20BB", text="Móng Cái"), figure("S11.first_score", 95.76)),
         ("Khảo sát trực tuyến mời 1.114 doanh nghiệp.",
          "Trong đó 365 doanh nghiệp trong tỉnh, 749 doanh nghiệp ngoài tỉnh.",
          "Nhận 780 phiếu trả lời, tỷ lệ phản hồi 70,02 %.",
          "Tỷ lệ doanh nghiệp hài lòng hoặc rất hài lòng: 98,97 %.", "Đứng đầu là Móng Cái với 95,76 điểm."),
         ("The online survey invited 1,114 enterprises.", "Of these, 365 are in the province and 749 outside.",
          "780 answers came, a response rate of 70.02%.", "Satisfied or very satisfied: 98.97%.",
          "First is Móng Cái with 95.76 points.")),
    Case("S11", (figure("S11.first_branch", "", text="–"), figure("S11.first_score", 95.76)), (), ()),
    Case("S11", counted(S11_invited=10), ("Khảo sát trực tuyến mời 10 doanh nghiệp.",),
         ("The online survey invited 10 enterprises.",)),
    Case("S11", (*counted(S11_invited=10, S11_answers=0), share("S11.response_rate", 0, 10),
                 share("S11.satisfied", 0, 0)),
         ("Khảo sát trực tuyến mời 10 doanh nghiệp.", "Nhận 0 phiếu trả lời, tỷ lệ phản hồi 0,00 %."),
         ("The online survey invited 10 enterprises.", "0 answers came, a response rate of 0.00%.")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.part)
def test_a_section_says_its_figures(case: Case) -> None:
    report = made(*case.figures)
    assert told(report, case.part) == list(case.vi)
    assert told(report, case.part, language="en") == list(case.en)
    known = {each.id for each in report.figures}
    (found,) = [each for each in sections(report) if each.id == case.part]
    assert all(each.figures and set(each.figures) <= known for each in found.sentences)


def test_without_figures_nothing_is_said() -> None:
    silent = [each.id for each in sections(made()) if not each.sentences]
    assert silent == [*(f"S{number}" for number in range(3, 12)), "S13"]


def money(done: int, *asked: int, as_of: date = date(2023, 12, 22), coming: int | None = None) -> Report:
    """A report of so much revenue with targets, and a forecast where one is given."""
    targets = tuple(target(name, value) for name, value in zip(("một", "hai"), asked, strict=False))
    figures = [share(f"S1.target.{each.id}", done, each.value) for each in targets]
    figures += [figure("S1.forecast", coming, "VND")] if coming is not None else []
    return made(*figures, targets=targets, total=line("total", done), as_of=as_of)


def test_a_target_is_told_with_what_is_short() -> None:
    assert told(money(16_000 * BILLION - 1, 16_000 * BILLION, 11_500 * BILLION), "S1") == [
        "Thu ngân sách nhà nước đạt 15.999.999.999.999 đ.",
        "Chỉ tiêu mốc một (16.000 tỷ đồng): chưa đạt, bằng gần 100,00 %, còn thiếu 1 đ.",
        "Chỉ tiêu mốc hai (11.500 tỷ đồng): vượt, bằng 139,13 %.",
    ]
    assert told(money(16_000 * BILLION, 16_000 * BILLION), "S1", language="en") == [
        "Budget revenue came to VND 16,000.00 billion.",
        "Target, mark một (VND 16,000 billion): just reached, at 100.00%.",
    ]


def test_revenue_is_told_beside_the_whole_year_and_the_same_days_where_there_were_any() -> None:
    report = made(grown("S1.revenue_growth", 97, 100), grown("S1.revenue_growth_same_period", 209, 200))
    assert told(report, "S1")[1:] == [
        "So với cả năm trước, số thu giảm 3,0 %.", "So với cùng kỳ năm trước, số thu tăng 4,5 %.",
    ]  # fmt: skip
    assert told(report, "S1", language="en")[1:] == [
        "On the whole year before, revenue is down 3.0%.", "On the same period, revenue is up 4.5%.",
    ]  # fmt: skip
    assert told(made(grown("S1.revenue_growth", 97, 0)), "S1") == ["Thu ngân sách nhà nước đạt 0 đ."]


def test_a_target_that_was_not_reckoned_and_a_best_month_that_brought_nothing_are_not_told() -> None:
    months = (line("2023-01", 0), line("2023-02", -5))
    assert len(told(made(targets=(target("một", 5),), months=months), "S1")) == 1


@pytest.mark.parametrize(
    ("coming", "said"),
    [
        (16_000 * BILLION, ["Dự báo thu cả năm 2023: 16.000 tỷ đồng.",
                            "Theo dự báo này, mọi chỉ tiêu thu của năm đều đạt."]),
        (16_000 * BILLION - 3 * BILLION // 10,
         ["Dự báo thu cả năm 2023: 15.999,70 tỷ đồng.",
          "Theo dự báo này, không đạt chỉ tiêu mốc một, thiếu 300.000.000 đ."]),
        (11_000 * BILLION, ["Dự báo thu cả năm 2023: 11.000 tỷ đồng.",
                            "Theo dự báo này, không đạt chỉ tiêu mốc một, thiếu 5.000,00 tỷ đồng.",
                            "Theo dự báo này, không đạt chỉ tiêu mốc hai, thiếu 500,00 tỷ đồng."]),
    ],
)  # fmt: skip
def test_the_forecast_is_told_beside_every_target(coming: int, said: list[str]) -> None:
    report = money(1, 16_000 * BILLION, 11_500 * BILLION, coming=coming)
    assert told(report, "S1")[3:] == said
    assert len(told(money(1, coming=coming), "S1")[1:]) == 1


@pytest.mark.parametrize(("as_of", "said"), [(date(2023, 12, 30), 2), (date(2023, 12, 31), 0)])
def test_of_a_year_that_is_over_nothing_is_forecast(as_of: date, said: int) -> None:
    assert len(told(money(1, 1, coming=5, as_of=as_of), "S1")[2:]) == said


BRANCHES = (line("20BB", 600 * BILLION, 500 * BILLION, 50), line("20CF", 300 * BILLION, 400 * BILLION, 40),
            line("20CG", 100 * BILLION, 100 * BILLION, 10))  # fmt: skip


def changed(**lines: Line) -> tuple[Line, ...]:
    """The branches, some of them otherwise."""
    return tuple(lines.get(f"x{each.key}", each) for each in BRANCHES)


def test_branches_and_months_are_told_by_what_sets_them_apart() -> None:
    months = (line("2023-01", 5 * BILLION), line("2023-02", 7 * BILLION))
    report = made(branches=BRANCHES, months=months, total=line("total", 1_000 * BILLION, 0, 100))
    assert told(report, "S1")[1:] == [
        "Chi cục 20BB thu nhiều nhất: 600,00 tỷ đồng, chiếm 60,0 % số thu toàn cục.",
        "So với cùng kỳ, Chi cục 20BB tăng mạnh nhất: tăng 20,0 %.",
        "So với cùng kỳ, Chi cục 20CF giảm sâu nhất: giảm 25,0 %.",
        "Chi cục 2023-02 có số thu cao nhất: 7,00 tỷ đồng.",
    ]
    assert told(report, "S2", language="en")[1:] == ["Branch 20BB had the most declarations, 50.0% of all."]


@pytest.mark.parametrize(
    ("branches", "said"),
    [
        (changed(x20CF=line("20CF", 600 * BILLION, 800 * BILLION)), "nhiều nhất: 0, mạnh nhất: 1, sâu nhất: 1"),
        (changed(x20BB=line("20BB", 600 * BILLION, 0)), "nhiều nhất: 1, mạnh nhất: 0, sâu nhất: 1"),
        (changed(x20CF=line("20CF", 300 * BILLION, 0)), "nhiều nhất: 1, mạnh nhất: 1, sâu nhất: 0"),
        (changed(x20CF=line("20CF", 300 * BILLION, 300 * BILLION)), "nhiều nhất: 1, mạnh nhất: 1, sâu nhất: 0"),
        (changed(x20CF=line("20CF", 360 * BILLION, 300 * BILLION)), "nhiều nhất: 1, mạnh nhất: 0, sâu nhất: 0"),
        ((line("20BB", 1_005, 1_000), line("20CF", 995, 1_000)), "nhiều nhất: 1, mạnh nhất: 1, sâu nhất: 1"),
        ((line("20BB", 0, 5, 0), line("20CF", -1, 5, -1)), "nhiều nhất: 0, mạnh nhất: 0, sâu nhất: 1"),
    ],
)
def test_a_branch_is_named_where_it_alone_is_first(branches: tuple[Line, ...], said: str) -> None:
    text = " ".join(told(made(branches=branches, total=line("total", 10**12)), "S1"))
    assert ", ".join(f"{word}: {text.count(word)}" for word in ("nhiều nhất", "mạnh nhất", "sâu nhất")) == said


def test_a_single_dong_is_told() -> None:
    report = made(branches=(line("20BB", 1), line("20CF")), months=(line("2023-01", 1), line("2023-02")))
    assert told(report, "S1") == [
        "Thu ngân sách nhà nước đạt 1 đ.", "Chi cục 20BB thu nhiều nhất: 1 đ, chiếm 100,0 % số thu toàn cục.",
        "Chi cục 2023-01 có số thu cao nhất: 1 đ.",
    ]  # fmt: skip


def test_a_share_of_a_department_that_took_in_nothing_is_not_told() -> None:
    report = made(branches=BRANCHES, total=line("total", 0, 0, 0))
    assert not any("chiếm" in each for part in ("S1", "S2") for each in told(report, part))


@pytest.mark.parametrize(
    ("red", "said"),
    [
        (42_000, ["4,20 %", "nằm trong mức đó"]),
        (42_001, ["hơn 4,20 %", "cao hơn mức đó"]),
        (41_999, ["gần 4,20 %", "nằm trong mức đó"]),
        (0, ["0,00 %", "nằm trong mức đó"]),
    ],
)
def test_the_rate_at_the_cap_is_within_it(red: int, said: list[str]) -> None:
    assert told(made(share("S13.inspection_rate", red, 10**6)), "S13", cap(42_000)) == [
        f"Tỷ lệ kiểm tra thực tế hàng hóa năm 2023: {said[0]} số tờ khai.",
        f"Chỉ tiêu năm 2024: không quá 4,2 %; kết quả năm 2023 {said[1]}.",
    ]


def test_a_plan_that_nothing_can_be_held_against_is_told_in_its_words() -> None:
    plans = (Plan("revenue", 5, Words("thu nhiều", "more money")), cap(50_000),
             Plan("inspection_rate", None, Words("ít hơn", "fewer")))  # fmt: skip
    nothing = made(share("S13.inspection_rate", 0, 0))
    assert told(nothing, "S13", *plans) == [
        "Nhiệm vụ năm 2024: thu nhiều.", "Nhiệm vụ năm 2024: không quá mức.", "Nhiệm vụ năm 2024: ít hơn.",
    ]  # fmt: skip
    assert told(made(share("S13.inspection_rate", 1, 10)), "S13", *plans, language="en") == [
        "In 2023 goods were physically inspected for 10.00% of declarations.", "Set for 2024: more money.",
        "Target for 2024: at most 5%; the result of 2023 is above it.", "Set for 2024: fewer.",
    ]  # fmt: skip


def test_the_report_says_how_many_figures_it_has_and_their_fingerprint() -> None:
    report = made(figure("S7.form_d", 1))
    assert told(report, "S12", language="en") == [
        "The report is made from the records themselves: 5 figures, each of which opens the rows behind it.",
        f"Fingerprint of the figures: {report.fingerprint[:12]}.",
    ]


def test_sections_stand_in_their_order_and_hold_their_own_figures() -> None:
    report = made(figure("S7.form_d", 1), figure("S13.inspection_rate", 5.0, "percent"))
    found = sections(report)
    assert [each.id for each in found] == [f"S{number}" for number in range(1, 14)]
    assert {each.id: [held.id for held in each.figures] for each in found if each.figures} == {
        "S1": ["S1.revenue"], "S2": ["S2.declarations", "S2.enterprises", "S2.turnover_usd"], "S7": ["S7.form_d"],
        "S13": ["S13.inspection_rate"],
    }  # fmt: skip
    (seventh,) = [each for each in as_json(found, "en") if each["id"] == "S7"]
    assert seventh == {
        "id": "S7", "title": "Certificates of origin form D",
        "sentences": [{"text": "Certificates of origin form D received by the ASEAN single window: 1.",
                       "figures": ["S7.form_d"]}],
    }  # fmt: skip
