"""What a message says: into fields, kept, or told as unreadable with its place."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from tests.counting import calls
from tests.domain.gateways.wco_factories import message, only, reading

from motcua.declarations.domain.message import (
    KEPT_CHARACTERS,
    KEPT_MOST,
    MOST_MISREAD,
    MOST_ROWS,
    Kept,
    Misread,
    read,
    write,
)
from motcua.gateways.wco.domain.understanding import understand

DECLARATION = "<Declaration><FunctionCode>9</FunctionCode><TypeCode>IM</TypeCode>{}</Declaration>"
ITEM = "<GoodsShipment><GovernmentAgencyGoodsItem>{}</GovernmentAgencyGoodsItem></GoodsShipment>"


def said(inside: str) -> bytes:
    return DECLARATION.format(inside).encode()


def test_fields_of_an_other_system_are_read() -> None:
    found = reading(message("other-system")).declaration
    assert (found.direction, found.procedure, found.currency, found.valuation_code) == ("import", "A11", "USD", "6")
    assert found.invoice_total == Decimal("17050.00")
    assert found.bills == ("DXMC231221",)
    assert found.foreign_address == ("1 EXAMPLE ROAD", "", "DONGXING")
    assert [item.hs_code for item in found.items] == ["61091010", "85094000"]
    assert [(item.quantity, item.unit) for item in found.items] == [(2500, "PCE"), (415, "PCE")]


def test_what_has_no_field_is_kept_in_its_place() -> None:
    kept = {each.path: each.value for each in reading(message("other-system")).declaration.kept}
    assert kept["/Declaration/BorderTransportMeans/RegistrationNationalityCode"] == "VN"
    assert kept["/Declaration/AdditionalDocument[1]/ID"] == "BROKER-FILE-11"
    goods = "/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[1=1]/Commodity"
    assert kept[f"{goods}/Classification[2=1]/IdentificationTypeCode"] == "HS"
    assert kept[f"{goods}/DutyTaxFee[1=1]/Payment/MethodCode"] == "E"


def test_our_own_message_needs_nothing_kept() -> None:
    assert reading(message("import")).declaration.kept == ()


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("20231222", "102", date(2023, 12, 22)),
        ("20231221165959Z", "304", date(2023, 12, 21)),
        ("20231221170000Z", "304", date(2023, 12, 22)),
        ("20231222003000+08", "304", date(2023, 12, 21)),
        ("20231222010000+08", "304", date(2023, 12, 22)),
        ("20231222235959", "304", date(2023, 12, 22)),
        ("202312220930", "203", date(2023, 12, 22)),
    ],
)
def test_a_moment_is_the_day_that_it_is_in_viet_nam(text: str, form: str, day: date) -> None:
    raw = said(f"<IssueDateTime><DateTimeString formatCode='{form}'>{text}</DateTimeString></IssueDateTime>")
    assert reading(raw).declaration.declared_on == day


@pytest.mark.parametrize("text", ["20230229", "2023-12-22", "20231222250000Z", "٢٠٢٣١٢٢٢", "00000101000000+01"])
def test_what_is_no_day_is_told_and_kept(text: str) -> None:
    form = "102" if len(text) == 8 else "304"
    raw = said(f"<IssueDateTime><DateTimeString formatCode='{form}'>{text}</DateTimeString></IssueDateTime>")
    found = reading(raw)
    assert [each.path for each in found.misread] == ["/declared_on"]
    assert Kept("/Declaration/IssueDateTime/DateTimeString", text, (("formatCode", form),)) in found.declaration.kept


@pytest.mark.parametrize("text", ["1 000", "1,5", "1e5", "--1", "NaN", "0x10", "1" * 17, "0.1234", "١"])
def test_what_is_no_amount_of_the_model_is_told(text: str) -> None:
    found = reading(said(f"<InvoiceAmount currencyID='USD'>{text}</InvoiceAmount>"))
    assert [(each.path, each.value) for each in found.misread] == [("/invoice_total", text)]
    assert found.declaration.invoice_total is None


@pytest.mark.parametrize("text", ["0", "-1.5", "+2", ".5", "1" * 16, "0.1230000"])
def test_every_decimal_of_the_model_is_read(text: str) -> None:
    assert reading(said(f"<InvoiceAmount>{text}</InvoiceAmount>")).declaration.invoice_total == Decimal(text)


def test_every_value_that_cannot_be_read_is_told_at_once_with_pointer_path_and_line() -> None:
    (found,) = understand(message("many-faults"))
    told = {each.finding.path: each for each in found.against}
    assert list(told) == [
        "/declared_on", "/direction", "/office", "/invoice_total", "/currency", "/packages", "/arrival_on",
        "/items/1/quantity", "/items/1/unit", "/items/1/origin",
    ]  # fmt: skip
    quantity = told["/items/1/quantity"]
    assert quantity.spot is not None
    assert quantity.spot.pointer == "42A/67A/68A[2]/23A/65A/130"
    assert quantity.spot.xpath.endswith("/GovernmentAgencyGoodsItem[2]/Commodity/GoodsMeasure/TariffQuantity")
    assert (quantity.line, quantity.finding.value) == (26, "1e5")
    assert told["/arrival_on"].spot is not None
    assert told["/arrival_on"].spot.pointer == "42A/03A[1]/225"


def test_a_fault_found_by_a_rule_points_to_its_element_and_a_missing_field_to_where_it_would_stand() -> None:
    sources = reading(message("refused")).sources
    assert sources.at("/gross_weight").pointer == "42A/131"
    assert sources.at("/items/1/hs_code").pointer == "42A/67A/68A[2]/23A/21A[1]/145"
    missing = sources.at("/items/0/certificate")
    assert missing.pointer == "42A/67A/68A[1]/02A/D005"
    assert missing.xpath.endswith("/GovernmentAgencyGoodsItem[1]/AdditionalDocument[CategoryCode='VNC']/ID")
    assert sources.at("/").pointer == "42A"
    assert sources.at("/no_such_field").pointer == "42A"


def test_all_that_is_read_has_a_place() -> None:
    sources = reading(message("other-system")).sources
    lines = {path: sources.at(path).line for path in sources.paths()}
    assert lines["/reference"] == 12
    assert lines["/items/0/hs_code"] == 120
    assert all(line > 1 for line in lines.values())


@pytest.mark.parametrize(
    ("type_", "inside", "direction", "told"),
    [
        ("IMD", "", "import", True), ("EXY", "", "export", True), ("COA", "", "import", False),
        ("COA", "<ExitOffice><ID>X</ID></ExitOffice>", "export", False), ("", "", "import", False),
    ],
)  # fmt: skip
def test_the_direction_follows_the_type_or_the_office_of_exit(
    type_: str, inside: str, direction: str, told: bool
) -> None:
    raw = said(inside).replace(b"<TypeCode>IM</TypeCode>", f"<TypeCode>{type_}</TypeCode>".encode() if type_ else b"")
    found = reading(raw)
    assert found.declaration.direction == direction
    assert ("/direction" in [each.path for each in found.misread]) is (bool(type_) and not told)


def test_one_value_told_twice_is_a_fault() -> None:
    statement = (
        "<AdditionalInformation><StatementCode>{}</StatementCode><StatementDescription>{}</StatementDescription>"
        "<StatementTypeCode>VNX</StatementTypeCode></AdditionalInformation>"
    )
    office = "<DeclarationOfficeID>20BB</DeclarationOfficeID>" + statement.format("office", "20BC")
    assert [each.path for each in reading(said(office)).misread] == ["/office"]
    twice = statement.format("notes", "một") + statement.format("notes", "hai")
    assert [each.path for each in reading(said(twice)).misread] == ["/notes"]


def test_anothers_statements_are_kept_and_ours_of_unknown_name_too() -> None:
    raw = said(
        "<AdditionalInformation><StatementCode>no_such</StatementCode><StatementDescription>x</StatementDescription>"
        "<StatementTypeCode>VNX</StatementTypeCode></AdditionalInformation>"
    )
    assert Kept("/Declaration/AdditionalInformation[1]/StatementCode", "no_such") in reading(raw).declaration.kept


def test_more_than_may_be_kept_is_refused_and_not_cut() -> None:
    raw = said("<Foo/>" * (KEPT_MOST + 1))
    assert [each.path for each in reading(raw).misread] == ["/kept"]
    raw = said(f"<Foo>{'x' * (KEPT_CHARACTERS + 1)}</Foo>")
    assert [each.path for each in reading(raw).misread] == ["/kept"]
    raw = said(f"<Foo>{'x' * KEPT_CHARACTERS}</Foo>")
    assert reading(raw).misread == ()


@pytest.mark.parametrize(("rows", "codes"), [(MOST_ROWS, []), (MOST_ROWS + 1, ["WCO-E08"])])
def test_a_list_without_end_is_refused_unjudged_and_still_understood(rows: int, codes: list[str]) -> None:
    goods = "<GovernmentAgencyGoodsItem/>" * rows
    (found,) = understand(said(f"<GoodsShipment>{goods}</GoodsShipment>"))
    assert [each.finding.code for each in found.against] == codes
    assert found.judged is not bool(codes)
    assert found.declaration is not None
    assert len(found.declaration.items) == rows


def faulty(count: int) -> bytes:
    goods = "<GovernmentAgencyGoodsItem><CustomsValueAmount>x</CustomsValueAmount></GovernmentAgencyGoodsItem>"
    return said(f"<GoodsShipment>{goods * count}</GoodsShipment>")


def test_ten_thousand_faults_are_found_their_places_with_no_more_work_for_each() -> None:
    (found,) = understand(faulty(10_000))
    assert len(found.against) == MOST_MISREAD + 1
    assert found.against[-1].spot is not None
    assert found.against[-1].spot.pointer == f"42A/67A/68A[{MOST_MISREAD}]/108"
    half, whole = (calls(partial(understand, faulty(count))) for count in (5_000, 10_000))
    assert whole < 2.1 * half


def test_a_kept_value_survives_as_json_and_a_strange_one_is_refused_there() -> None:
    found = reading(message("other-system")).declaration
    assert read(write(found)) == found
    for kept in (
        '{"path":"/a b"}', '{"path":"x"}', '{"path":"/A","value":"%s"}' % ("x" * 4001),
        '{"path":"/A","attributes":[["a b",""]]}',
    ):  # fmt: skip
        told = read(b'{"direction":"import","kept":[%s]}' % kept.encode())
        assert isinstance(told, list)
        assert [type(each) for each in told] == [Misread]
        assert told[0].path == "/kept"


def test_a_message_of_a_hostile_shape_is_read_without_a_crash() -> None:
    for inside in (
        "<GoodsShipment/>", "<GoodsShipment>text</GoodsShipment>", ITEM.format(""), ITEM.format("<Commodity/>"),
        "<TypeCode>EX</TypeCode>", "<ID><ID><ID/></ID></ID>", "<Importer a='1'/>", "<x:Foo xmlns:x='http://x/y'/>",
        "<AdditionalInformation/>", "<AdditionalDocument><CategoryCode>VNB</CategoryCode></AdditionalDocument>",
    ):  # fmt: skip
        found = reading(said(inside))
        assert found.declaration.direction == "import"
        assert found.sources.at("/items/0/hs_code").points


def test_a_document_tells_whether_it_declares() -> None:
    assert only(message("amendment")).declares
    assert not only(message("answer")).declares
