"""What traders type: read, kept where it cannot be read, written back and read the same again."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.declarations import rules_desk

from motcua.declarations.domain.drafting import codes, reading, slots, writing
from motcua.declarations.domain.drafting.entered import Entered, dump, load, typed, with_changes
from motcua.declarations.domain.drafting.papers import papers
from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.message import Adjustment, Declaration, Item, Licence, OtherTax
from motcua.design.domain.numbers import is_ambiguous, read_decimal, write_decimal

DAY = date(2023, 12, 22)
PARTY = "5799900001"


def read(header: dict[str, str], *items: dict[str, str], direction: str = "import") -> reading.Reading:
    return reading.read(Entered(header, items), direction=direction, party=PARTY, day=DAY)


@pytest.mark.parametrize("direction", ["import", "export"])
def test_every_field_of_the_declaration_has_its_place_in_the_form(direction: str) -> None:
    column = "vnaccs_import" if direction == "import" else "vnaccs_export"
    known = {slot.field.name for slot in (*slots.slots(direction).values(), *slots.item_slots(direction).values())}
    asked = {name for name, field in fields().items() if getattr(field, column)}
    assert asked - known - {"party_id"} == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.650,5", "1650.5"), ("1650,5", "1650.5"), ("1,650.5", "1650.5"), ("1 650", "1650"), ("0,125", "0.125"),
     ("1.650", "1650"), ("1,650", "1650"), ("1,6500", "1.65"), ("12345,678", "12345.678")],
)  # fmt: skip
def test_a_weight_typed_in_the_ways_of_people_is_read(text: str, value: str) -> None:
    assert read({"gross_weight": text}).declaration.gross_weight == Decimal(value)


@pytest.mark.parametrize(("text", "may"), [("1.650", True), ("1,650", True), ("1.650,0", False), ("0,125", False)])
def test_a_number_that_may_be_meant_otherwise_is_told(text: str, may: bool) -> None:
    assert read({"gross_weight": text}).ambiguous == (("/gross_weight",) if may else ())


@pytest.mark.parametrize("text", ["mười tấn", "1.2.3", "1e5", "--", "12 kg"])
def test_what_is_no_number_is_kept_out_and_told_with_its_value(text: str) -> None:
    found = read({"gross_weight": text})
    assert found.declaration.gross_weight is None
    assert [(each.code, each.path, each.value) for each in found.unread] == [("DCL-E01", "/gross_weight", text)]
    assert text in found.unread[0].message.vi


@pytest.mark.parametrize(("text", "count"), [("120", 120), ("1.200", 1200), ("0", 0)])
def test_a_whole_number_is_read(text: str, count: int) -> None:
    assert read({"packages": text}).declaration.packages == count


@pytest.mark.parametrize("text", ["1,5", "9999999999", "x"])
def test_a_count_with_a_part_or_without_end_is_not_read(text: str) -> None:
    assert read({"packages": text}).unread[0].path == "/packages"


@pytest.mark.parametrize("text", ["21/12/2023", "21.12.2023", "2023-12-21"])
def test_a_day_is_read(text: str) -> None:
    assert read({"arrival_on": text}).declaration.arrival_on == date(2023, 12, 21)


@pytest.mark.parametrize("text", ["31/02/2023", "hôm qua", "21/12"])
def test_what_is_no_day_is_told(text: str) -> None:
    assert read({"arrival_on": text}).unread[0].remedy.vi.startswith("Nhập ngày")


@pytest.mark.parametrize("text", ["CN", "cn", "Trung Quốc", "trung quoc", "China", "CN · Trung Quốc", "CN Trung Quốc"])
def test_a_country_is_found_by_code_and_by_name_with_accents_or_without(text: str) -> None:
    assert read({"foreign_country": text}).declaration.foreign_country == "CN"


def test_a_name_that_fits_several_is_not_guessed() -> None:
    found = read({"foreign_country": "hàn quốc và trung quốc"})
    assert found.unread[0].path == "/foreign_country"
    assert codes.matched("country", "guinea", DAY) == "GN"
    assert codes.matched("country", "guine", DAY) == "GUINE"


def test_a_code_that_is_in_no_list_is_left_to_the_rules() -> None:
    found = read({"foreign_country": "zz"})
    assert (found.declaration.foreign_country, found.unread) == ("ZZ", ())


def test_a_tariff_code_may_have_its_dots() -> None:
    assert read({}, {"hs_code": "6109.10.10"}).declaration.items[0].hs_code == "61091010"


def test_rows_of_a_group_close_up_and_their_paths_stay_true() -> None:
    texts = with_changes({}, {"licences.1.number": "12", "licences.3.kind": "GPNK", "licences.0.kind": " "})
    assert texts == {"licences.0.number": "12", "licences.1.kind": "GPNK"}
    found = read(texts).declaration
    assert found.licences == (Licence("", "12"), Licence("GPNK", ""))
    assert slots.key_of("/licences/1", "import") == "licences.1.kind"


@pytest.mark.parametrize(
    ("path", "key"),
    [("/gross_weight", "gross_weight"), ("/bills/2", "bills"), ("/foreign_address", "foreign_address.0"),
     ("/items/7/hs_code", "hs_code"), ("/items/7/other_taxes/1/code", "other_taxes.1.code"), ("/items", ""),
     ("/party_id", ""), ("/adjustments/0/amount", "adjustments.0.amount"), ("/", "")],
)  # fmt: skip
def test_a_finding_leads_to_its_field(path: str, key: str) -> None:
    assert slots.key_of(path, "import") == key


@pytest.mark.parametrize(
    ("path", "step"),
    [("/gross_weight", "transport"), ("/items/0/hs_code", "goods"), ("/items", "goods"), ("/party_id", "parties"),
     ("/currency", "invoice"), ("/payment_term", "papers"), ("/direction", "procedure")],
)  # fmt: skip
def test_a_finding_leads_to_its_step(path: str, step: str) -> None:
    assert slots.step_of(path, "import") == step


def test_an_item_of_nothing_keeps_its_place() -> None:
    found = read({}, {}, {"hs_code": "61091010"})
    assert [item.hs_code for item in found.declaration.items] == ["", "61091010"]


def test_texts_are_kept_without_ends_and_without_what_breaks_tables() -> None:
    assert typed("  a\r\nb\x00 ") == "a\nb"
    assert len(typed("x" * 9000)) == 2000


amounts = st.decimals(0, 10**12, places=4, allow_nan=False, allow_infinity=False)
words = st.text("aáàảãạăắâấđêếôồơờưừ BCD#&<>'\"-/.,", max_size=40).map(lambda text: " ".join(text.split()))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
items = st.builds(
    Item, hs_code=st.from_regex(r"[0-9]{8}", fullmatch=True), description=words, origin=st.sampled_from(["CN", "VN"]),
    quantity=st.none() | amounts, unit=st.sampled_from(["PCE", "KGM", ""]), unit_price=st.none() | amounts,
    invoice_value=st.none() | amounts, adjustments=st.lists(st.integers(1, 5), max_size=3, unique=True).map(tuple),
    prior_line=st.none() | st.integers(1, 99),
    other_taxes=st.lists(st.builds(OtherTax, code=st.just("VB205"), reduction=st.none() | amounts), max_size=3)
    .map(tuple),
)  # fmt: skip
declarations = st.builds(
    Declaration, direction=st.just("import"), procedure=st.sampled_from(["A11", "G13"]), reference=words,
    party_id=st.just(PARTY), party_name=words, gross_weight=st.none() | amounts, arrival_on=st.none() | days,
    packages=st.none() | st.integers(0, 10**8), notes=words,
    bills=st.lists(words.filter(bool), max_size=5).map(tuple),
    foreign_address=st.lists(words, max_size=3).map(lambda lines: (*lines, "X")),
    licences=st.lists(st.builds(Licence, kind=st.just("GPNK"), number=words), max_size=5).map(tuple),
    adjustments=st.lists(
        st.builds(Adjustment, name=st.just("A"), kind=st.just("AD"), amount=st.none() | amounts), max_size=5
    ).map(tuple),
    items=st.lists(items, max_size=4).map(tuple),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(declarations)
def test_a_declaration_copied_into_a_draft_and_read_again_says_the_same(declaration: Declaration) -> None:
    texts = load(dump(writing.entered(declaration)))
    found = reading.read(texts, direction="import", party=PARTY, day=DAY)
    assert found.unread == ()
    assert found.declaration == declaration
    again = writing.entered(found.declaration)
    assert (again.header, again.items) == (texts.header, texts.items)


@given(st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False))
def test_a_number_written_is_read_the_same_and_never_ambiguous_in_its_part(value: Decimal) -> None:
    for language in ("vi", "en"):
        text = write_decimal(value, language)
        assert read_decimal(text) == value
        if value != value.to_integral_value():
            assert not is_ambiguous(text)


@given(st.dictionaries(st.sampled_from(sorted(slots.slots("import"))), st.text(max_size=60), max_size=20))
def test_whatever_is_typed_is_read_or_told_and_nothing_breaks(texts: dict[str, str]) -> None:
    entered = with_changes({}, texts)
    found = read(entered)
    for each in found.unread:
        key = slots.key_of(each.path, "import")
        assert entered[key]
    msgspec.json.encode(found.declaration)


def test_papers_name_what_the_declaration_gives_reason_for() -> None:
    base = rules_desk.declaration(rules_desk.base_names()[0])
    plain = msgspec.structs.replace(
        base, direction="import", transport_mode="1", bills=(), payment_term="A", valuation_code="1",
        other_laws=("KD",), items=(Item(tariff_table="B01"), Item(tariff_table="B05")),
    )  # fmt: skip
    told = [(paper.name.en, paper.why.en) for paper in papers(plain, rules_desk.desk())]
    assert ("Bill of lading or transport paper", "needed for this mode") in told
    assert ("Certificate of origin (C/O)", "line 2") in told
    assert {"Guarantee", "Value declaration", "Permit or result of a special check"} <= {name for name, _ in told}
