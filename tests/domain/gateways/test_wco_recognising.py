"""What bytes are: a message, several, none; and where they are wrong."""

from functools import partial

import pytest
from tests.counting import calls
from tests.domain.gateways.wco_factories import message, only

from motcua.gateways.wco.domain import Recognised, Refused, recognise
from motcua.gateways.wco.domain.recognising import DEEPEST, MOST_BYTES, MOST_ELEMENTS
from motcua.gateways.wco.domain.understanding import is_ours, is_xml, understand

BARE = b"<Declaration><FunctionCode>9</FunctionCode><TypeCode>EX</TypeCode></Declaration>"


def refused(raw: bytes) -> Refused:
    found = recognise(raw)
    assert isinstance(found, Refused)
    return found


@pytest.mark.parametrize(
    ("name", "kind", "function", "type_", "reference", "number"),
    [
        ("import", "declaration", "9", "IM", "HUONG-DAN-001", ""),
        ("export", "declaration", "9", "EX", "HUONG-DAN-002", ""),
        ("other-system", "declaration", "9", "IMA", "QN-PM-000817", ""),
        ("amendment", "amendment", "13", "COR", "QN-SUA-01", "105000000010"),
        ("cancellation", "cancellation", "13", "INV", "QN-HUY-01", "105000000010"),
        ("answer", "notification", "01", "", "QN-PM-000817", "105000000010"),
    ],
)
def test_a_message_is_known_by_kind_function_type_and_reference(
    name: str, kind: str, function: str, type_: str, reference: str, number: str
) -> None:
    found = only(message(name))
    assert (found.kind, found.function, found.type, found.reference, found.number) == (
        kind, function, type_, reference, number,
    )  # fmt: skip


def test_several_declarations_in_one_file_are_told_apart_in_their_order() -> None:
    found = recognise(message("two"))
    assert isinstance(found, Recognised)
    assert [document.reference for document in found.documents] == ["HUONG-DAN-002", "HUONG-DAN-001"]


@pytest.mark.parametrize("around", [b"%s", b"<MetaData>%s</MetaData>", b"<m:MetaData xmlns:m='urn:x'>%s</m:MetaData>"])
def test_a_declaration_is_found_bare_and_wrapped_in_any_namespace(around: bytes) -> None:
    assert only(around % BARE).type == "EX"


def test_a_function_that_is_not_known_is_told_as_such() -> None:
    assert only(BARE.replace(b">9<", b">77<")).kind == "unknown"


def test_a_declaration_inside_a_foreign_report_is_not_taken_for_one_that_is_lodged() -> None:
    found = refused(b"<Report><Details>%s</Details></Report>" % BARE)
    assert (found.code, found.value) == ("WCO-E03", "Report")


def test_what_is_not_well_formed_is_refused_with_line_and_column() -> None:
    found = refused(message("malformed"))
    assert (found.code, found.line, found.column) == ("WCO-E01", 5, 27)
    assert "TypeCod" in found.value


def test_what_is_not_of_the_wco_is_refused_by_the_name_of_its_root() -> None:
    found = refused(message("not-wco"))
    assert (found.code, found.value, found.line) == ("WCO-E03", "ASYCUDA", 2)


@pytest.mark.parametrize(
    "raw", [b"", b" ", b"\xef\xbb\xbf", b"<", b"\0\0\0\0", b"{}", b"<a>", b"\xff\xfe<", b"<a/><b/>"]
)
def test_what_is_cut_off_or_no_xml_is_refused_at_a_line(raw: bytes) -> None:
    found = refused(raw)
    assert found.code == "WCO-E01"
    assert found.line == 1


@pytest.mark.parametrize("name", ["bomb", "external-entity", "external-dtd"])
def test_a_document_type_is_refused_before_anything_is_opened_or_multiplied(name: str) -> None:
    raw = message(name)
    found = refused(raw)
    assert found.code == "WCO-E02"
    assert calls(partial(recognise, raw)) < 50
    assert "hostname" not in found.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_xml_knows_is_read(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    text = message("import").decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6].rstrip("-")}"')
    raw = (mark + text).encode(encoding)
    assert is_xml(raw)
    assert only(raw).reference == "HUONG-DAN-001"


@pytest.mark.parametrize(
    ("raw", "ours"),
    [
        (message("import"), True), (message("malformed"), True), (message("answer"), True), (BARE, True),
        (message("import").decode().replace("UTF-8", "UTF-16").encode("utf-16"), True), (BARE[:20], True),
        (message("not-wco"), False), (b"<Declarations/>", False), (b"{}", False), (b"", False), (b"<a:Response>", True),
    ],
)  # fmt: skip
def test_what_looks_like_a_message_of_the_wco_is_taken_also_if_it_is_broken(raw: bytes, ours: bool) -> None:
    assert is_ours(raw) is ours


def test_a_bomb_in_utf_16_is_refused_too() -> None:
    text = message("bomb").decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    assert refused(text.encode("utf-16")).code == "WCO-E02"


def test_an_encoding_that_lies_is_refused() -> None:
    found = refused(message("import").decode().encode("cp1258", "replace").replace(b"?>", b"?>\xff\xfe", 1))
    assert found.code == "WCO-E01"


@pytest.mark.parametrize(("depth", "taken"), [(DEEPEST, True), (DEEPEST + 1, False), (1_000, False), (100_000, False)])
def test_elements_may_be_nested_so_deep_and_no_deeper(depth: int, taken: bool) -> None:
    inside = depth - 1
    raw = BARE.replace(b"</Declaration>", b"<a>" * inside + b"</a>" * inside + b"</Declaration>")
    found = recognise(raw)
    assert isinstance(found, Recognised) is taken
    if isinstance(found, Refused):
        assert found.code in ("WCO-E04", "WCO-E01")
        assert found.line == 1


def test_more_elements_than_the_bound_are_refused() -> None:
    raw = BARE.replace(b"</Declaration>", b"<a/>" * MOST_ELEMENTS + b"</Declaration>")
    assert refused(raw).code == "WCO-E05"


def test_more_bytes_than_the_bound_are_refused_unread() -> None:
    assert refused(b"<" * (MOST_BYTES + 1)).code == "WCO-E07"


def test_a_wrapper_without_a_message_is_refused() -> None:
    assert refused(b"<MetaData><WCOTypeName>DEC</WCOTypeName></MetaData>").code == "WCO-E06"


def test_every_refusal_says_in_both_languages_what_to_do() -> None:
    for name in ("malformed", "not-wco", "bomb"):
        (found,) = understand(message(name))
        (told,) = found.against
        for words in (told.finding.message, told.finding.remedy):
            assert all(words)
            assert words.vi != words.en


def test_another_kind_of_message_is_answered_with_what_to_do_instead() -> None:
    codes = {}
    for name in ("amendment", "cancellation", "answer"):
        (found,) = understand(message(name))
        codes[name] = [told.finding.code for told in found.against]
    assert codes == {"amendment": ["WCO-E10"], "cancellation": ["WCO-E10"], "answer": ["WCO-E11"]}
