"""Whatever is sent, the answer is a problem with a place and a code, never a fault of ours; nothing is half stored."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import SOAK
from tests.rooms.door.conftest import Ask, body, sequenced

from motcua.declarations.domain.fields import fields
from motcua.declarations.models import Declaration, Item, Version
from motcua.ground.models import Message
from motcua.ground.queries.verification import verify
from motcua.ground.services import files

LODGE = "/api/declarations"
PLAIN = json.loads(body())
pytestmark = pytest.mark.django_db


def written(literal: bytes = b"", **changes: Any) -> bytes:
    """The good declaration with changes; `"@"` stands for the literal."""
    return (
        json.dumps({**PLAIN, **changes}, ensure_ascii=False).encode("utf-8", "surrogatepass").replace(b'"@"', literal)
    )


def refused(ask: Ask, raw: bytes) -> Any:
    """The problem told for it, which is also what is kept; nothing was registered."""
    answer = ask(LODGE, raw)
    assert answer.status_code in (400, 422), (answer.status_code, answer.content[:300])
    assert answer["Content-Type"] == "application/problem+json"
    assert not Declaration.objects.exists()
    row = Message.objects.latest("id")
    assert files.slice(row.file, row.start, row.length) == raw
    assert (row.status, row.errors) == (answer.status_code, answer.told["errors_total"])
    return answer.told


NO_JSON = {
    "empty": b"", "blank": b"  \n ", "cut short": body()[:-1], "cut in a number": body()[:300], "two": body() + body(),
    "a trailing comma": b'{"direction":"import",}', "a NUL": b'{"direction":"imp\0ort"}',
    "latin 1": b'{"notes":"\xe9"}',
    "utf-16": body().decode().encode("utf-16"), "a byte order mark": b"\xef\xbb\xbf" + body(),
    "half a surrogate": b'{"direction":"import","notes":"\\ud800"}', "deep": b'{"a":' * 50_000,
    "deep and whole": b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "NaN": written(b"NaN", invoice_total="@"),
    "infinite": written(b"-Infinity", invoice_total="@"), "hex": written(b"0x10", packages="@"),
}  # fmt: skip


@pytest.mark.parametrize("raw", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json_is_told_so(ask: Ask, raw: bytes) -> None:
    told = refused(ask, raw)
    assert [each["code"] for each in told["errors"]] == ["DCL-E01"]
    assert told["code"] == "API-400"


@pytest.mark.parametrize(
    "raw", [b"null", b"1", b'"text"', b"true", b"{}", b'{"direction":"sideways"}', b'{"direction":null}']
)
def test_json_of_another_shape_is_told_so(ask: Ask, raw: bytes) -> None:
    assert refused(ask, raw)["errors"][0]["code"] == "DCL-E01"


@pytest.mark.parametrize("wrong", [None, 5, True, "x", [], {}, [1], [{}], [None], {"a": 1}])
@pytest.mark.parametrize("name", ["items", "packages", "bills", "invoice_total", "arrival_on", "party_id", "licences"])
def test_a_field_of_another_kind_is_told_at_its_place(ask: Ask, name: str, wrong: Any) -> None:
    answer = ask(LODGE, written(**{name: wrong}))
    assert answer.status_code in (201, 400, 422)
    if answer.status_code != 201:
        assert any(each["path"].startswith(f"/{name}") for each in answer.told["errors"]), answer.told["errors"]


@pytest.mark.parametrize("number", [
    "1" + "0" * 30, "-1", "1e30", "1e400", "1e999999999", "1e-999999999", "0." + "0" * 30 + "1", "9" * 4000, "-0",
    '"NaN"', '"sNaN"', '"Infinity"', '"-Infinity"', '"1E+400"', '"١٢"', '""', '" 5"',
])  # fmt: skip
@pytest.mark.parametrize("name", ["invoice_total", "gross_weight", "freight", "export_value"])
def test_an_amount_out_of_range_is_told_at_its_place(ask: Ask, name: str, number: str) -> None:
    answer = ask(LODGE, written(number.encode(), **{name: "@"}))
    assert answer.status_code in (201, 400, 422), answer.content[:300]
    if answer.status_code == 201:
        assert all(abs(value) < 2**63 for value in Version.objects.values_list("invoice_total_e4", flat=True))


@pytest.mark.parametrize("number", ["1" + "0" * 30, "-5", "0.1", "1e400", "9" * 5000, "true", "null", '"5"'])
def test_a_count_out_of_range_is_told(ask: Ask, number: str) -> None:
    assert ask(LODGE, written(number.encode(), packages="@")).status_code in (201, 400, 422)


@pytest.mark.parametrize("day", [
    "0001-01-01", "9999-12-31", "2023-02-29", "2023-13-01", "23-05-04", "2023-05-04T00:00:00", "10000-01-01",
    "0000-01-01", "",
])  # fmt: skip
@pytest.mark.parametrize(
    "name", [field.name for field in fields().values() if field.kind == "day" and "." not in field.name]
)
def test_a_day_out_of_range_is_told_or_stored_as_it_is(ask: Ask, name: str, day: str) -> None:
    answer = ask(LODGE, written(**{name: day}))
    assert answer.status_code in (201, 400, 422), answer.content[:300]
    if answer.status_code == 201:
        assert ask(f"{LODGE}/{answer.told['number']}").status_code == 200


TEXTS = [field for field in fields().values() if field.kind in ("code", "text") and "." not in field.name]


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "x" * 5000, "\ud800", "\u202e<script>", "‮", "' OR 1=1 --", "%s%n", "\x1b[31m"]
)
@pytest.mark.parametrize("name", [field.name for field in TEXTS])
def test_no_text_breaks_anything(ask: Ask, name: str, text: str) -> None:
    answer = ask(LODGE, written(**{name: text}))
    assert answer.status_code in (201, 400, 422), answer.content[:300]
    assert ask(LODGE, written(items=[{**PLAIN["items"][0], "description": text, "unit": text, "hs_code": text}] * 2)
               ).status_code in (400, 422)  # fmt: skip


def test_repeated_names_are_read_as_the_last(ask: Ask) -> None:
    raw = b'{"reference":"one",' + body()[1:]
    assert ask(LODGE, raw).status_code == 201
    assert Version.objects.get().reference == PLAIN["reference"]


def test_names_that_nobody_knows_are_left_alone(ask: Ask) -> None:
    assert ask(LODGE, b'{"surprise":[{"a":1}],' + body()[1:]).status_code == 201


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "multipart/form-data; boundary=x", "x" * 5000])
def test_the_kind_of_content_does_not_matter(ask: Ask, kind: str) -> None:
    assert ask(LODGE, body(), kind=kind).status_code == 201


LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.dates().map(str),
    st.decimals().map(str),
)
ANY = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
NAMES = st.sampled_from([field.name for field in fields().values() if "." not in field.name])
ROW_NAMES = st.sampled_from(
    [field.name.partition(".")[2] for field in fields().values() if field.name.startswith("items.")]
)


@settings(
    max_examples=2_000 if SOAK else 150, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    st.dictionaries(NAMES, st.one_of(ANY, st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,9})?", fullmatch=True)), max_size=4),
    st.dictionaries(ROW_NAMES, ANY, max_size=3),
)
def test_a_declaration_spoiled_anywhere_is_answered(ask: Ask, header: dict[str, Any], row: dict[str, Any]) -> None:
    spoiled = {**PLAIN, **header}
    if row:
        spoiled["items"] = [{**PLAIN["items"][0], **row}, *PLAIN["items"][1:]]
    raw = json.dumps(spoiled).encode()
    for path in (LODGE, f"{LODGE}?dry_run=1", "/api/messages"):
        answer = ask(path, raw)
        assert answer.status_code < 500, (answer.status_code, raw)


@settings(
    max_examples=2_000 if SOAK else 100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(ask: Ask, raw: bytes) -> None:
    for path in (LODGE, f"{LODGE}?dry_run=1", "/api/messages"):
        assert ask(path, raw, kind="application/octet-stream").status_code < 500


def test_after_all_kinds_of_bad_input_the_tables_agree(ask: Ask) -> None:
    for raw in NO_JSON.values():
        ask(LODGE, raw)
    for day in ("0001-01-01", "9999-12-31"):
        ask(LODGE, written(invoice_on=day, reference=day))
    sequenced()
    assert verify().faults == []
    assert Declaration.objects.count() == Version.objects.count()
    assert Item.objects.values("declaration_id").distinct().count() == Declaration.objects.count()
    assert connection.is_usable()
    assert date.min.year == 1
