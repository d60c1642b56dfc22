"""Every refusal of the tariff, word for word: what was met, what is possible, what to do."""

from collections.abc import Callable

import pytest
from tests.domain.tariff.tariff_factories import COAL, SCHEDULES, day, entry, line, schedule

from motcua.kernel.dated import NotInForce
from motcua.kernel.refusals import Refusal
from motcua.tariff.domain import Book, HeldRate, UnknownLine
from motcua.tariff.domain.choosing import held, only
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.errors import EndedLine, FutureLine
from motcua.tariff.domain.exchange import Exchange

ON = day("2023-05-02")
CHINA = frozenset({"CN"})
OLD, NEW, OTHER, LONE = "85171200", "85171300", "85171400", "85171500"
BEGINS = day("2022-12-01")


def refused(ask: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as told:
        ask()
    return told.value


SMALL = Book(
    [([line(), line(OTHER)], [
        entry("MFN", 20_000), entry("ATIGA"), entry("VAT", 100_000), entry("VAT", 50_000, condition="claimed"),
        entry("ABSOLUTE", kind="specific", amount=1, unit="PCE", claim="TD02"),
        entry("ABSOLUTE", kind="specific", amount=2, unit="PCE", claim="TD01"),
        entry("ANTIDUMPING", 20_000, origins=CHINA, claim="GB002"),
        entry("ANTIDUMPING", 30_000, origins=CHINA, claim="GB001"),
        entry("ANTIDUMPING", 30_000, code=OTHER, origins=frozenset({"KR"}), claim="GB003"),
        entry("EXCISE", -1, kind="held", condition="theo nồng độ cồn"),
    ])],
    [schedule("MFN", table="B01"), schedule("ATIGA", "preference", "B04", "ID"), schedule("VAT", "tax"),
     schedule("EXCISE", "tax"), schedule("ABSOLUTE", table="B15"), schedule("ANTIDUMPING", "remedy"),
     schedule("LATER", "preference", "B99")],
    Exchange({}), {"V10": 100_000, "V8": 80_000, "V5": 50_000}, day("2022-01-01"),
)  # fmt: skip
TODAY = SMALL.on(ON)


@pytest.mark.parametrize(("ask", "vi", "en"), [
    (lambda: TODAY.import_rate("99999999", "ID", "B01"),
     "Mã hàng 99999999 không có trong danh mục ngày 2023-05-02. Hãy tra cứu mã đang có hiệu lực.",
     "Code 99999999 is not in the nomenclature on 2023-05-02. Look up the code in force."),
    (lambda: TODAY.import_rate(COAL, "CN", "B04"),
     "Biểu ATIGA không có thuế suất cho mã 27011900 xuất xứ CN ngày 2023-05-02. "
     "Hãy khai biểu B01 hoặc biểu khác mà hàng đủ điều kiện.",
     "Schedule ATIGA gives no rate for 27011900 of origin CN on 2023-05-02. "
     "Declare table B01 or another one that the goods qualify for."),
    (lambda: TODAY.import_rate(OTHER, "", "B01"),
     "Biểu MFN không có thuế suất cho mã 85171400 xuất xứ ? ngày 2023-05-02. "
     "Hãy khai biểu B01 hoặc biểu khác mà hàng đủ điều kiện.",
     "Schedule MFN gives no rate for 85171400 of origin ? on 2023-05-02. "
     "Declare table B01 or another one that the goods qualify for."),
    (lambda: TODAY.excise(COAL),
     "Biểu EXCISE ghi “theo nồng độ cồn” cho mã 27011900: không đủ để xác định một thuế suất. "
     "Hãy nêu dòng hàng chi tiết hơn hoặc hỏi cơ quan hải quan.",
     "Schedule EXCISE prints “theo nồng độ cồn” for 27011900: this does not settle one rate. "
     "Name the sub-line or ask customs."),
    (lambda: TODAY.import_rate(COAL, "ID", "B77"),
     "Mã biểu thuế B77 không có. Có thể khai: B01, B04, B15, B99.",
     "There is no tariff table B77. Possible: B01, B04, B15, B99."),
    (lambda: TODAY.rate("NONE", COAL),
     "Mã biểu thuế NONE không có. Có thể khai: ABSOLUTE, ANTIDUMPING, ATIGA, EXCISE, LATER, MFN, VAT.",
     "There is no tariff table NONE. Possible: ABSOLUTE, ANTIDUMPING, ATIGA, EXCISE, LATER, MFN, VAT."),
    (lambda: TODAY.vat(COAL, "V8"),
     "Mã thuế GTGT V8 không áp dụng cho mã hàng 27011900 ngày 2023-05-02. Có thể khai: V10, V5.",
     "VAT code V8 does not apply to 27011900 on 2023-05-02. Possible: V10, V5."),
    (lambda: TODAY.need_exchange("EUR"),
     "Chưa có tỷ giá tính thuế cho tuần của ngày 2023-05-02 (EUR). Hãy nạp tỷ giá trước khi đăng ký.",
     "No exchange rate is known for the week of 2023-05-02 (EUR). Load it before registering."),
    (lambda: TODAY.import_rate(COAL, "ID", "B15"),
     "Biểu ABSOLUTE có nhiều mức cho mã 27011900. Hãy khai một trong các mã: TD01, TD02.",
     "Schedule ABSOLUTE has several rates for 27011900. Declare one of the codes: TD01, TD02."),
    (lambda: TODAY.remedy("ANTIDUMPING", COAL, "CN", ("GB003",)),
     "Mã GB003 của biểu ANTIDUMPING không dành cho mã hàng 27011900 xuất xứ CN. Có thể khai: GB001, GB002.",
     "Code GB003 of schedule ANTIDUMPING is not for 27011900 of origin CN. Possible: GB001, GB002."),
    (lambda: TODAY.remedy("ANTIDUMPING", COAL, "", ("GB003",)),
     "Mã GB003 của biểu ANTIDUMPING không dành cho mã hàng 27011900 xuất xứ ?. Có thể khai: –.",
     "Code GB003 of schedule ANTIDUMPING is not for 27011900 of origin ?. Possible: –."),
    (lambda: TODAY.rate("LATER", COAL),
     "Chưa có quy định nào về LATER có hiệu lực ngày 2023-05-02.", "Nothing on LATER was in force on 2023-05-02."),
    (lambda: TODAY.vat(OTHER),
     "Chưa có quy định nào về GTGT/VAT 85171400 có hiệu lực ngày 2023-05-02.",
     "Nothing on GTGT/VAT 85171400 was in force on 2023-05-02."),
    (lambda: SMALL.on(day("2021-12-31")),
     "Chưa có quy định nào về biểu thuế / tariff có hiệu lực ngày 2021-12-31.",
     "Nothing on biểu thuế / tariff was in force on 2021-12-31."),
])  # fmt: skip
def test_a_refusal_names_what_was_met_and_what_to_do(ask: Callable[[], object], vi: str, en: str) -> None:
    told = refused(ask)
    assert (told.in_language("vi"), told.in_language("en")) == (vi, en)


@pytest.mark.parametrize("tax", ["excise", "environment", "export"])
@pytest.mark.parametrize("code", [OTHER, f"{OTHER}10"])
def test_of_a_loaded_line_that_a_tax_has_not_spoken_of_the_tax_and_the_code_are_named(tax: str, code: str) -> None:
    loaded = Book([([line()], [entry("MFN")]), ([line(OTHER)], [])], SCHEDULES, Exchange({}), {}, day("2022-01-01"))
    told = refused(lambda: getattr(loaded.on(ON), tax)(code))
    assert isinstance(told, NotInForce)
    assert told.in_language("en") == f"Nothing on {tax.upper()} {code} was in force on 2023-05-02."


@pytest.mark.parametrize("tax", ["excise", "environment", "export", "vat"])
def test_a_tax_that_divides_a_line_is_named_with_its_sub_lines(tax: str) -> None:
    divided = Book(
        [([line()], [entry(tax.upper(), 1, code=f"{COAL}{end}") for end in ("10", "90")])], SCHEDULES, Exchange({}), {},
        day("2022-01-01"),
    )  # fmt: skip
    told = refused(lambda: getattr(divided.on(ON), tax)(COAL)).in_language("en")
    assert told.startswith(f"Schedule {tax.upper()} prints “{COAL}10, {COAL}90” for {COAL}:")


def test_a_vat_rate_that_no_code_stands_for_is_told_as_a_question() -> None:
    odd = Book([([line()], [entry("VAT", 70_000)])], SCHEDULES, Exchange({}), {"V8": 80_000}, day("2022-01-01"))
    assert refused(lambda: odd.on(ON).vat(COAL, "V8")).in_language("en").endswith("Possible: ?.")


def test_an_unknown_code_is_named_whatever_was_asked() -> None:
    for ask in (lambda: TODAY.vat("99999999"), lambda: TODAY.excise("99999999")):
        assert refused(ask).in_language("en").startswith("Code 99999999 is not in the nomenclature on 2023-05-02.")


def test_a_schedule_that_has_ended_gives_no_rate_and_is_no_error() -> None:
    ended = Book(
        [([line()], [entry("MFN", 1, "2022-02-01", "2022-12-31")])], SCHEDULES, Exchange({}), {}, day("2022-01-01")
    )
    assert ended.on(ON).rate("MFN", COAL) is None
    assert ended.opens_at("MFN") == day("2022-02-01")
    assert ended.opens_at("ATIGA") is None
    assert isinstance(refused(lambda: ended.on(day("2022-01-31")).rate("MFN", COAL)), NotInForce)


@pytest.mark.parametrize(("destination", "found"), [("LA", False), ("CN", True), ("", True)])
def test_a_destination_left_out_of_the_export_table_pays_no_export_duty(destination: str, found: bool) -> None:
    left_out = entry("EXPORT", 50_000, excluded=frozenset({"LA"}))
    today = Book([([line()], [left_out])], SCHEDULES, Exchange({}), {}, day("2022-01-01")).on(ON)
    assert today.export(COAL, destination) is (left_out if found else None)


def test_the_week_of_a_day_is_told_with_that_day_and_its_source() -> None:
    rates = Exchange({day("2023-04-27"): {"USD": 1}}, "the bank")
    week = rates.told(ON)
    assert (week.day, week.source, rates.source) == (ON, "the bank", "the bank")
    assert Exchange({}).source == ""


CHANGED = Book(
    [([line(OLD, until=day("2022-11-30")), line(NEW, since=BEGINS), line(OTHER, since=BEGINS),
       line(LONE, until=day("2022-06-30")), line("85171600", since=BEGINS)], [entry("MFN")])],
    SCHEDULES, Exchange({}), {}, day("2022-01-01"),
    [Correlation(OLD, NEW, BEGINS), Correlation(OLD, OTHER, BEGINS), Correlation("85171100", NEW, BEGINS),
     Correlation("85179999", OTHER, BEGINS)],
)  # fmt: skip


def test_an_ended_code_names_its_last_day_and_its_successors() -> None:
    told = refused(lambda: CHANGED.on(BEGINS).import_rate(OLD, "CN", "B01"))
    assert isinstance(told, EndedLine)
    assert told.in_language("en") == (
        "Code 85171200 ended after 2022-11-30. Since then its goods are 85171300, 85171400: declare one of these."
    )


def test_a_code_to_come_names_its_first_day_and_its_predecessors() -> None:
    told = refused(lambda: CHANGED.on(day("2022-11-30")).import_rate(NEW, "CN", "B01"))
    assert isinstance(told, FutureLine)
    assert told.in_language("en") == (
        "Code 85171300 begins on 2022-12-01. Before that day its goods are 85171200, 85171100."
    )


@pytest.mark.parametrize(("code", "on"), [
    (LONE, "2023-05-02"),         # ended, and nothing stands for it
    ("85171600", "2022-11-30"),   # to come, and nothing stood for it
    ("85179999", "2023-05-02"),   # named as an old code, and never a line of the book
    (NEW, "2021-12-01"),
])  # fmt: skip
def test_a_code_without_known_kin_or_days_is_simply_unknown(code: str, on: str) -> None:
    if day(on) < CHANGED.opens:
        assert isinstance(refused(lambda: CHANGED.on(day(on))), NotInForce)
        return
    told = refused(lambda: CHANGED.on(day(on)).import_rate(code, "CN", "B01"))
    assert type(told) is UnknownLine


def test_a_claimed_or_side_rate_never_settles_what_a_line_bears() -> None:
    plain, claimed = entry("VAT", 100_000), entry("VAT", 50_000, claim="V5")
    aside, both = entry("VAT", 80_000, condition="claimed"), entry("VAT", 80_000, condition="claimed", claim="V8")
    assert only([claimed, aside, both, plain]) is plain
    with pytest.raises(HeldRate, match="xi măng"):
        only([entry("VAT", 5, condition="xi măng"), entry("VAT", 6, condition="khác")])
    with pytest.raises(HeldRate):
        only([claimed])


def test_the_only_rate_of_a_line_may_be_held_itself() -> None:
    with pytest.raises(HeldRate, match="5/10"):
        only([entry("VAT", -1, kind="held", condition="5/10")])


def test_a_held_rate_is_named_as_asked_or_else_as_it_stands() -> None:
    found = entry("MFN", -1, kind="held", condition="0/5")
    assert held(found).in_language("en").startswith(f"Schedule MFN prints “0/5” for {COAL}:")
    asked = held(found, "ATIGA", OTHER, "10, 20")
    assert asked.in_language("en").startswith(f"Schedule ATIGA prints “10, 20” for {OTHER}:")
