"""The OpenAPI 3.1 document, written from the operations and their types."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from motcua.declarations.domain.fields import fields
from motcua.design.domain.api import Call, Operation, Parameter, Told
from motcua.design.domain.problems import KINDS, MEDIA_TYPE, Problem
from motcua.kernel.words import Words
from motcua.people.domain import SCOPES

_REF = "#/components/schemas/{name}"
_ANY_PROBLEM = ("not-found", "method", "too-many", "busy", "broken")
_WITH_TOKEN = ("unauthorized", "forbidden")
_WITH_BODY = ("slow", "length", "too-large")
_TYPES = {str: {"type": "string"}, int: {"type": "integer", "minimum": 0}, date: {"type": "string", "format": "date"}}


_PLACES = {
    "number": "^[0-9]{12}$", "load": "^[0-9]{1,19}$", "code": "^[0-9]{8}([0-9]{2})?$", "no": "^[0-9]{1,4}$",
    "stay": "^[0-9]{1,19}-[0-9]{1,9}$", "year": "^[0-9]{4}$", "run": "^[0-9]{1,19}$",
    "document": "^[0-9]{12}$", "form": "^(edi|xml)$",
}  # fmt: skip
"""How the parts of an address that differ are written."""


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole document."""
    listed = list(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        paths.setdefault(f"/api/{operation.path}", {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "motcua", "version": version("motcua"),
            "description": "Một cửa hải quan cho chương trình của doanh nghiệp. / Customs' one window for programs.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": _schemas(listed),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": _scopes()}},
        },
    }  # fmt: skip


def operation(others: Iterable[Operation]) -> Operation:
    """The operation that tells the document of `others` and of itself; it is written once."""
    written: list[bytes] = []

    def describe(_: Call) -> Told:
        if not written:
            written.append(msgspec.json.encode(document((*others, itself))))
        return Told(written[0])

    itself = Operation(
        "showDescription", "get", "openapi.json", "openapi",
        Words("Tài liệu này (OpenAPI 3.1)", "This description (OpenAPI 3.1)"), describe, gives={200: None},
    )  # fmt: skip
    return itself


def name_of(kind: Any) -> str:
    """What a type is called in the document."""
    if get_origin(kind) is list:
        return f"[{name_of(get_args(kind)[0])}]"
    if _is_choice(kind):
        return names_of(kind)
    return "…" if kind in (bytes, None) else str(kind.__name__)


def _is_choice(kind: Any) -> bool:
    """Whether it is one of several types, however that was written."""
    return isinstance(kind, UnionType) or get_origin(kind) is Union


def names_of(kind: Any) -> str:
    """What a type or a choice of types is called."""
    return " | ".join(map(name_of, get_args(kind))) if _is_choice(kind) else name_of(kind)


def _scopes() -> str:
    return "; ".join(f"`{name}`: {words.vi} / {words.en}" for name, words in SCOPES.items())


def _both(words: Words) -> str:
    return f"{words.vi} / {words.en}" if words.vi else ""


def _operation(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.id, "summary": _both(operation.summary), "description": _both(operation.about),
        "parameters": [*_in_path(operation.path), *map(_parameter, operation.parameters)],
        "responses": _responses(operation), "security": [{"token": []}] if operation.scope else [],
    }  # fmt: skip
    if operation.scope:
        told["description"] = f"{told['description']}\n\nScope: `{operation.scope}`".strip()
    if operation.takes:
        told["requestBody"] = {"required": True, "content": _taken(operation)}
    return told


def _in_path(address: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": _PLACES[name]}}
        for name in re.findall(r"{(\w+)}", address)
    ]


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES[parameter.kind])
    if parameter.name == "Idempotency-Key":
        schema |= {"minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"}
    return {"name": parameter.name, "in": parameter.place, "description": _both(parameter.words), "schema": schema}


def _taken(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {}
    choices = [_schema(kind) for kind in operation.takes if kind is not bytes]
    if choices:
        content["application/json"] = {"schema": choices[0] if len(choices) == 1 else {"anyOf": choices}}
    if bytes in operation.takes:
        content[operation.medium] = {"schema": {}}
    return content


def _responses(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status, kind in operation.gives.items():
        found[str(status)] = {"description": _STATUS.get(status, "OK"), "content": _given(kind)}
    names = [*_ANY_PROBLEM, *operation.problems, *(_WITH_TOKEN if operation.scope else ())]
    for name in dict.fromkeys([*names, *(_WITH_BODY if operation.largest else ())]):
        status = str(KINDS[name].status)
        answer = found.setdefault(status, {"description": _both(KINDS[name].title), "content": {}})
        answer["content"][MEDIA_TYPE] = {"schema": _schema(Problem)}
    return found


_STATUS = {201: "Registered", 202: "Taken down", 207: "Some accepted, some refused", 422: "Refused"}


def _given(kind: Any) -> dict[str, Any]:
    if kind is bytes:
        return {"*/*": {"schema": {}}}
    choices = get_args(kind) if _is_choice(kind) else (kind,)
    schemas = [_schema(choice) for choice in choices if choice is not None] or [{"type": "object"}]
    return {"application/json": {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}}


def _schema(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is list:
        return {"type": "array", "items": _schema(get_args(kind)[0]), "minItems": 1}
    if _is_choice(kind):
        return {"anyOf": [_schema(choice) for choice in get_args(kind)]}
    return {"$ref": _REF.format(name=kind.__name__)}


def _types(operations: Iterable[Operation]) -> list[Any]:
    found: dict[str, Any] = {Problem.__name__: Problem}
    for operation in operations:
        for kind in (*operation.takes, *operation.gives.values()):
            for each in _structs(kind):
                if found.setdefault(each.__name__, each) is not each:
                    raise ValueError(f"two records of operations are called {each.__name__}")
    return list(found.values())


def _structs(kind: Any) -> Iterator[Any]:
    """The records named in a type, a list or a choice of types."""
    if inner := get_args(kind):
        for each in inner:
            yield from _structs(each)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    _, found = msgspec.json.schema_components(_types(operations), ref_template=_REF)
    for schema in found.values():
        for field in schema.get("properties", {}).values():
            _numbers_too(field)
    _name_fields(found)
    return found


def _numbers_too(schema: Any) -> None:
    """A decimal may be written as a JSON number or as a text."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            schema.update({"type": ["string", "number"]})
        for inner in [*schema.get("anyOf", ()), schema.get("items")]:
            _numbers_too(inner)


def _name_fields(schemas: dict[str, Any]) -> None:
    """Titles of the declaration's fields in both languages, from `fields.csv`."""
    for name, field in fields().items():
        path = name.split(".")
        properties = schemas["Declaration"]["properties"]
        for part in path[:-1]:
            properties = schemas[properties[part]["items"]["$ref"].rsplit("/", 1)[-1]]["properties"]
        schema = properties[path[-1]]
        if "$ref" not in schema:
            note = f" ({field.note})" if field.note else ""
            schema["title"] = field.words.vi
            schema["description"] = f"{field.words.vi} / {field.words.en}{note}"
            if field.kind in ("code", "text") and field.length:
                schema["maxLength"] = field.length
