"""The tables of the gateway agree with the declaration, with each other and with the published schema."""

import re
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.message import Declaration, Item
from motcua.gateways.wco.domain.plan import plan, types
from motcua.gateways.wco.domain.statements import codes, fits_code, understood
from motcua.gateways.wco.domain.tables import ITEM, elements, mapping

XS = "{http://www.w3.org/2001/XMLSchema}"


def leaves(struct: type[msgspec.Struct], before: str = "") -> set[str]:
    """Every field of a struct with those of its rows: `licences[].kind`."""
    found = set()
    for name, kind in types(struct).items():
        inner = getattr(kind, "__args__", (kind,))[0]
        listed = getattr(kind, "__origin__", None) is tuple
        path = f"{before}{name}{'[]' if listed else ''}"
        if listed and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            found |= leaves(inner, f"{path}.")
        elif name != "kept":
            found.add(path)
    return found


@pytest.mark.parametrize("direction", ["import", "export"])
def test_every_field_has_its_row_for_both_directions(direction: str) -> None:
    told = {row.field for row in mapping() if row.direction in ("", direction)}
    lines = {f"foreign_address.{place}" for place in (1, 3, 4)}
    assert told - lines == leaves(Declaration) - {"foreign_address[]"}
    assert lines <= told


def test_every_place_is_an_element_of_the_model() -> None:
    for direction in ("import", "export"):
        made = plan(direction)
        assert all(place.steps for field in (*made.head, *made.item) for place in field.places)
    assert {"Declaration", f"Declaration/{ITEM}"} <= set(elements())


@pytest.mark.parametrize("direction", ["import", "export"])
@pytest.mark.parametrize("items", [False, True])
def test_every_statement_has_a_code_of_its_own_that_fits(direction: str, items: bool) -> None:
    told = dict(codes(direction, items=items))
    assert len(told) == len({field.name for field in told.values()}) or "foreign_line.n" in told
    for code, field in told.items():
        assert fits_code(re.sub(r"\.n\b", ".99", code))
        found = understood(re.sub(r"\.n\b", ".2", code), direction, items=items)
        assert found is not None
        assert (found.field.list_ or found.field.name) == (field.list_ or field.name)


@pytest.mark.parametrize("code", ["", "no_such", "office.1", "lic.0.kind", "lic.1.nothing", "lic..kind", "items", "١"])
def test_a_code_that_names_no_field_is_not_ours(code: str) -> None:
    assert understood(code, "import", items=False) is None


def test_the_fields_manual_names_the_same_places() -> None:
    told: dict[str, list[str]] = {}
    for row in mapping():
        name = row.field.replace("[]", "")
        places = told.setdefault(re.sub(r"\.\d+$", "", name), [])
        if row.path and row.path not in places:
            places.append(row.path)
    assert {name: field.wco for name, field in fields().items()} == {
        name: "; ".join(places) or "AdditionalInformation" for name, places in told.items()
    }


def test_elements_stand_in_the_order_of_the_schema(samples: Path) -> None:
    root = etree.parse(samples / "wco" / "schemas" / "declaration" / "WCO_DEC_2_DMS.xsd").getroot()
    declaration = next(each for each in root if each.get("name") == "Declaration" and each.tag == f"{XS}complexType")
    found = dict(_walk(declaration, "Declaration", {each.get("name"): each for each in root}))
    ours = {path: element.most for path, element in elements().items() if path != "Declaration"}
    assert list(found) == list(ours)
    assert found == ours


def _walk(complex_: object, path: str, named: dict) -> list[tuple[str, int]]:
    found = []
    for element in complex_.iterfind(f"{XS}sequence/{XS}element"):
        most, below = element.get("maxOccurs", "1"), f"{path}/{element.get('name')}"
        found.append((below, 0 if most == "unbounded" else int(most)))
        inner = element.find(f"{XS}complexType")
        if inner is None and not (element.get("type") or "").startswith("ds:"):
            inner = named.get((element.get("type") or "").rpartition(":")[2])
        found += _walk(inner, below, named) if inner is not None else []
    return found


def test_a_goods_item_has_a_place_of_its_own_for_its_first_fields() -> None:
    assert types(Item)["hs_code"] is str
    assert [field.name for field in plan("import").item][:2] == ["hs_code", "description"]
