"""The description tells the truth: every operation, checked against what the door answers."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from tests.conftest import SOAK
from tests.rooms.door.conftest import Ask, body, sequenced

from motcua.declarations.domain.fields import fields
from motcua.site.door.operations import OPERATIONS

schemathesis = pytest.importorskip("schemathesis")
pytestmark = pytest.mark.django_db
EXAMPLES = 300 if SOAK else 15


def described(ask: Ask) -> dict[str, Any]:
    return dict(ask("/api/openapi.json", token=None).told)


def test_it_names_every_operation_with_its_scope_and_answers(ask: Ask) -> None:
    told = described(ask)
    assert told["openapi"] == "3.1.0"
    found = {
        (method, path.removeprefix("/api/")): each
        for path, methods in told["paths"].items()
        for method, each in methods.items()
    }
    assert set(found) == {(operation.method, operation.path) for operation in OPERATIONS}
    for operation in OPERATIONS:
        each = found[operation.method, operation.path]
        assert each["operationId"] == operation.id
        assert bool(each["security"]) == bool(operation.scope)
        assert {str(status) for status in operation.gives} <= set(each["responses"])


def test_it_explains_every_field_of_a_declaration(ask: Ask) -> None:
    schemas = described(ask)["components"]["schemas"]
    plain = [field for field in fields().values() if "." not in field.name]
    told = schemas["Declaration"]["properties"]
    assert [
        field.name for field in plain if "$ref" not in told[field.name] and "description" not in told[field.name]
    ] == []
    assert schemas["Item"]["properties"]["hs_code"]["title"] == fields()["items.hs_code"].words.vi


def test_every_reference_leads_somewhere(ask: Ask) -> None:
    told = described(ask)
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(told)))
    assert names == set(told["components"]["schemas"])


_read: list[Any] = []


@pytest.fixture
def described_schema(ask: Ask) -> Any:
    """The description as schemathesis reads it, once a process. It names no application, whose source would be searched
    for constants each time: what is asked goes through `ask`."""
    if not _read:
        _read.append(schemathesis.openapi.from_dict(described(ask)))
    return _read[0]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_whatever_the_description_allows_is_answered_as_it_says(
    ask: Ask, give: Callable[..., str], described_schema: Any, operation: Any
) -> None:
    number = ask("/api/declarations", body()).told["number"]
    sequenced()
    secret = give()
    one = described_schema[f"/api/{operation.path}"][operation.method.upper()]
    tried: list[int] = []

    @hypothesis_settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=not SOAK,
    )
    @_given(one.as_strategy())
    def try_one(case: Any) -> None:
        if "{number}" in operation.path and len(tried) % 2:
            case.path_parameters = {**(case.path_parameters or {}), "number": number}
        path = case.formatted_path
        query = {name: str(value) for name, value in (case.query or {}).items()}
        raw = _sent(case, operation)
        headers = {name.replace("-", "_"): str(value) for name, value in (case.headers or {}).items()}
        answer = ask(_with(path, query), raw, token=secret if operation.scope else None, **headers)
        tried.append(answer.status_code)
        assert answer.status_code < 500, (path, query, raw, answer.content[:300])
        _as_described(one, answer)

    try_one()
    assert tried


def _given(strategy: Any) -> Any:
    from hypothesis import given

    return given(strategy)


def _sent(case: Any, operation: Any) -> bytes | None:
    if operation.method != "post":
        return None
    if isinstance(case.body, bytes):
        return case.body
    try:
        return json.dumps(case.body).encode()
    except (TypeError, ValueError):
        return str(case.body).encode("utf-8", "replace")


def _with(path: str, query: dict[str, str]) -> str:
    from urllib.parse import urlencode

    return f"{path}?{urlencode(query)}" if query else path


def _as_described(one: Any, answer: Any) -> None:
    """The status is among those described, and the body is of the type described for it."""
    import jsonschema

    responses = one.definition.raw["responses"]
    assert str(answer.status_code) in responses, (answer.status_code, answer.content[:200])
    content = responses[str(answer.status_code)].get("content", {})
    kind = answer["Content-Type"].partition(";")[0]
    assert kind in content or "*/*" in content, (kind, answer.status_code)
    if kind in content and answer.told is not None:
        root = one.schema.raw_schema
        jsonschema.Draft202012Validator({**content[kind]["schema"], "components": root["components"]}).validate(
            answer.told
        )
