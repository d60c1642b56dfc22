"""The messages of another customs service: all are read, none is lost, and the schema has nothing against ours."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.domain.gateways.wco_factories import canonical, declaration_of, schema

from motcua.declarations.domain.message import Declaration, read, write
from motcua.gateways.wco import domain as wco
from motcua.gateways.wco.domain.understanding import Understood, understand

DROPPED: list[str] = []
"""Paths of the samples that do not come back. None."""


@pytest.fixture
def messages(samples: Path) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in sorted((samples / "wco" / "declarations").rglob("*.xml"))]


def parsed(raw: bytes) -> Any:
    try:
        return etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return None


@pytest.fixture
def valid(samples: Path, messages: list[tuple[Path, bytes]]) -> list[tuple[Path, bytes]]:
    """The files whose declaration is valid by the schema."""
    inner = schema(samples, "declaration/WCO_DEC_2_DMS.xsd")
    found = []
    for path, raw in messages:
        root = parsed(raw)
        declares = root is not None and root.find("{urn:wco:datamodel:WCO:DEC-DMS:2}Declaration") is not None
        if declares and inner.validate(declaration_of(raw)):
            found.append((path, raw))
    return found


def understood(raw: bytes) -> Understood:
    (found,) = understand(raw)
    return found


def test_there_are_112_valid_declarations_among_285_messages(
    messages: list[tuple[Path, bytes]], valid: list[tuple[Path, bytes]]
) -> None:
    assert (len(messages), len(valid)) == (285, 112)


def test_each_valid_declaration_comes_back_the_same_and_valid(samples: Path, valid: list[tuple[Path, bytes]]) -> None:
    inner = schema(samples, "declaration/WCO_DEC_2_DMS.xsd")
    dropped, added = [], []
    for path, raw in valid:
        declaration = understood(raw).declaration
        assert isinstance(declaration, Declaration), path
        stored = read(write(declaration))
        assert isinstance(stored, Declaration)
        again = wco.write(stored)
        assert inner.validate(declaration_of(again)), (path, inner.error_log.last_error)
        before, after = Counter(canonical(etree.fromstring(raw))), Counter(canonical(etree.fromstring(again)))
        dropped += [line for line, _, _ in before - after]
        added += [line for line, _, _ in after - before]
    assert (dropped, added) == (DROPPED, [])


def test_the_others_are_known_by_kind_and_function(messages: list[tuple[Path, bytes]]) -> None:
    kinds = Counter(understood(raw).kind for _, raw in messages)
    assert kinds == {
        "notification": 151, "declaration": 106, "not WCO": 17, "amendment": 8, "presentation": 2, "unreadable": 1,
    }  # fmt: skip
    assert all(found.function and found.reference for found in _notifications(messages))


def _notifications(messages: list[tuple[Path, bytes]]) -> Iterator[Understood]:
    return (found for _, raw in messages if (found := understood(raw)).kind == "notification")


def test_what_is_not_lodged_is_answered_with_a_reason(messages: list[tuple[Path, bytes]]) -> None:
    for path, raw in messages:
        found = understood(raw)
        if found.kind != "declaration":
            assert found.against, path
            assert found.against[0].finding.code.startswith("WCO-E"), path


def test_the_malformed_one_is_refused_with_line_and_column(messages: list[tuple[Path, bytes]]) -> None:
    malformed = [(path, raw) for path, raw in messages if parsed(raw) is None]
    assert [path.name for path, _ in malformed] == ["TT_IM084a.xml"]
    (told,) = understood(malformed[0][1]).against
    assert (told.finding.code, told.line, told.column) == ("WCO-E01", 164, 7)


def test_what_is_not_of_the_wco_is_refused_by_name(messages: list[tuple[Path, bytes]]) -> None:
    names = {understood(raw).against[0].finding.value for _, raw in messages if understood(raw).kind == "not WCO"}
    assert {str(name).rpartition("}")[2] for name in names} == {
        "DeclarationVersionResponse", "InventoryLinkingExportsInboundRequest",
        "InventoryLinkingImportsValidateMovementResponse", "inventoryLinkingConsolidationRequest",
        "inventoryLinkingImportsGoodsArrival", "inventoryLinkingMovementRequest",
    }  # fmt: skip


def test_every_place_asked_of_a_sample_has_a_pointer_and_a_line(valid: list[tuple[Path, bytes]]) -> None:
    for _, raw in valid:
        sources = understood(raw).sources
        assert sources is not None
        for path in [*sources.paths(), "/arrival_on", "/items/0/unit_price", "/licences/0/kind"]:
            spot = sources.at(path)
            assert spot.pointer.startswith("42A")
            assert spot.line >= 1
