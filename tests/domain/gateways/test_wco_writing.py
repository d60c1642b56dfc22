"""Writing: what is read again is the same, in both directions."""

import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.conftest import SAMPLES, SOAK
from tests.domain.gateways.wco_factories import Line, canonical, declaration_of, declarations, message, reading, schema

from motcua.declarations import factories
from motcua.declarations.domain.message import Declaration, Item, Kept, Licence, read, write
from motcua.gateways.wco import domain as wco

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "tutorial" / "examples"
SCHEMA = schema(SAMPLES, "declaration/WCO_DEC_2_DMS.xsd") if SAMPLES.exists() else None


@pytest.mark.parametrize("name", ["import", "export", "refused"])
def test_a_declaration_in_json_and_its_message_say_the_same(name: str) -> None:
    declaration = read((EXAMPLES / f"{name}.json").read_bytes())
    assert isinstance(declaration, Declaration)
    assert wco.write(declaration) == message(name)
    assert reading(message(name)).declaration == declaration


@pytest.mark.parametrize("name", ["import", "export", "other-system", "amendment", "cancellation", "many-faults"])
def test_a_message_comes_back_with_every_element_value_attribute_and_order(name: str) -> None:
    raw = message(name)
    written = canonical(etree.fromstring(wco.write(reading(raw).declaration)))
    assert _local(written) == _local(canonical(etree.fromstring(raw)))


def _local(lines: list[Line]) -> list[Line]:
    """By local names: a message of another's may stand in other namespaces, or in none."""
    return sorted((re.sub(r"\{[^{}]*\}", "", path), text, attributes) for path, text, attributes in lines)


@settings(max_examples=5_000 if SOAK else 300, deadline=None, suppress_health_check=list(HealthCheck))
@given(declarations)
def test_every_field_of_any_declaration_survives_and_the_message_is_valid(declaration: Declaration) -> None:
    raw = wco.write(declaration)
    found = reading(raw)
    assert found.misread == ()
    assert found.declaration == declaration
    if SCHEMA is not None:
        assert SCHEMA.validate(declaration_of(raw)), SCHEMA.error_log.last_error


@pytest.mark.parametrize("direction", ["import", "export"])
def test_500_made_up_declarations_are_the_same_through_json_and_xml(direction: str) -> None:
    for no in range(500):
        declaration = read(write(factories.declaration(no, direction=direction, lines=1 + no % 7)))
        assert isinstance(declaration, Declaration)
        assert write(reading(wco.write(declaration)).declaration) == write(declaration)


def test_what_was_kept_stays_where_it_stood_when_a_field_changes() -> None:
    first = reading(message("other-system")).declaration
    changed = msgspec.structs.replace(first, invoice_total=Decimal("99"), bills=())
    again = reading(wco.write(changed)).declaration
    assert again.invoice_total == 99
    assert again.bills == ()
    assert [each.path for each in again.kept if "BROKER" in each.value] == ["/Declaration/AdditionalDocument[1]/ID"]


def test_what_belonged_to_a_goods_item_that_is_gone_goes_with_it() -> None:
    first = reading(message("other-system")).declaration
    again = reading(wco.write(msgspec.structs.replace(first, items=first.items[1:])))
    assert len(again.declaration.items) == 1
    assert b"<GoodsItemQuantity>1<" in wco.write(msgspec.structs.replace(first, items=first.items[1:]))


def test_a_value_that_fits_nowhere_in_the_model_is_told_in_a_statement() -> None:
    long = "Công ty " + "rất dài " * 10 + "x"
    raw = wco.write(Declaration("import", party_name=long, incoterm="C&F", licences=(Licence("GPNK", "1"),)))
    for code, text in (("party_name", long), ("incoterm", "C&amp;F"), ("lic.1.kind", "GPNK")):
        statement = f"<StatementCode>{code}</StatementCode>\n      <StatementDescription>{text}<"
        assert statement.encode() in raw


def test_letters_that_xml_cannot_hold_are_told_as_json() -> None:
    declaration = Declaration("export", notes="a\x01b\r\nc", items=(Item(description=" hai đầu trắng "),))
    assert reading(wco.write(declaration)).declaration == declaration


def test_a_number_without_end_is_not_written_out() -> None:
    declaration = Declaration("import", invoice_total=Decimal("1E+999999"))
    raw = wco.write(declaration)
    assert len(raw) < 3_000
    assert reading(raw).declaration == declaration


@pytest.mark.parametrize(
    "kept",
    [
        Kept("/Declaration/TypeCode", "EX"), Kept("-/Declaration/GoodsShipment"), Kept("/Elsewhere/ID", "x"),
        Kept("/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[9=9]/Commodity/Description", "x"),
        Kept("/Declaration/{urn:x}Foo[3]/Bar", "<&>", (("{urn:y}a", '"'), ("b", "\n"))),
    ],
)  # fmt: skip
def test_whatever_is_kept_the_message_is_well_formed_and_fields_win(kept: Kept) -> None:
    declaration = Declaration("import", office="20BB", kept=(kept,))
    found = reading(wco.write(declaration)).declaration
    assert (found.direction, found.office, found.items) == ("import", "20BB", ())
