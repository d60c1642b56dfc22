"""Pouring: the plain values of a document into the segments of a message, in the order of its structure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.directory import Structure, structure
from motcua.gateways.edifact.domain.mapping import Mapped, Part, Plan, Template
from motcua.gateways.edifact.domain.writing import segment

Values = Mapping[str, Any]


class _Way(NamedTuple):
    """What holds in the whole message: 0 on entry and 1 on exit, and the function of the message."""

    side: int
    function: str


def pour(values: Values, mapped: Mapped, function: str = "9") -> list[Segment]:
    """The segments between UNH and UNT."""
    found = structure(mapped.type, mapped.directory)
    assert found is not None
    way = _Way(1 if values.get("direction") == "E" else 0, function)
    return _group(values, mapped.plan, 0, way, found)


def _group(values: Values, plan: Plan, number: int, way: _Way, found: Structure) -> list[Segment]:
    """A group: its segments and the groups within, each at its place in the structure."""
    placed: list[tuple[int, list[Segment]]] = []
    for template in plan.templates:
        place = _places(found)[plan.group, template.tag]
        placed += [(place, [each]) for each in _segments(values, template, number, way)]
    for inner in plan.plans:
        place = _openings(found)[inner.group]
        placed += [(place, body) for body in _inner(values, inner, way, found)]
    placed.sort(key=lambda each: each[0])
    return [each for _, body in placed for each in body]


def _inner(values: Values, plan: Plan, way: _Way, found: Structure) -> Iterator[list[Segment]]:
    if plan.many:
        for number, row in enumerate(values.get(plan.name, ()), 1):
            yield _open(row, plan, 0 if row.get("%none") else number, way, found)
        return
    held = values.get(plan.name, {}) if plan.name else values
    opener = plan.templates[0]
    if opener.repeats:
        yield from ([each] for each in _segments(held, opener, 0, way))
    elif _filled(held, plan):
        yield _open(held, plan, 0, way, found)


def _open(values: Values, plan: Plan, number: int, way: _Way, found: Structure) -> list[Segment]:
    """A group that is there, also where its first segment has nothing to say."""
    body = _group(values, plan, number, way, found)
    opener = plan.templates[0]
    if any(_written(part, values) for part in opener.parts):
        return body
    return [_segment(opener, values, number, way), *body]


def _filled(values: Values, plan: Plan) -> bool:
    """Whether there is anything to say in a group."""
    if any(_written(part, values) for template in plan.templates for part in template.parts):
        return True
    return any(bool(values.get(inner.name)) if inner.name else _filled(values, inner) for inner in plan.plans)


def _written(part: Part, values: Values) -> bool:
    if part.kind == "function":
        return True
    if part.kind == "moment":
        return bool(values.get(f"{part.name}_on"))
    return bool(part.name) and part.name != "#" and values.get(part.name) not in (None, "", [], ())


def _segments(values: Values, template: Template, number: int, way: _Way) -> Iterator[Segment]:
    if template.repeats:
        name = next(part.name for part in template.parts if part.kind == "each")
        for value in values.get(name, ()):
            yield _segment(template, {name: value}, number, way)
    elif any(_written(part, values) for part in template.parts):
        yield _segment(template, values, number, way)


def _segment(template: Template, values: Values, number: int, way: _Way) -> Segment:
    elements: dict[int, dict[int, str]] = {}
    for part in template.parts:
        row = elements.setdefault(part.element, {})
        for more, text in enumerate(_texts(part, values, number, way)):
            row[part.component + more] = text
    for element, row in elements.items():
        _mend(row, [part for part in template.parts if part.element == element])
    last = max(elements, default=0)
    return segment(template.tag, *[_element(elements.get(number, {})) for number in range(1, last + 1)])


_SAYING = ("value", "lines", "list", "pair", "each", "date", "moment")


def _mend(row: dict[int, str], parts: Sequence[Part]) -> None:
    """An element says nothing where it has no value; a mandatory first component is never empty in one that has."""
    saying = [part for part in parts if part.kind in _SAYING]
    said = any(row[part.component + more] for part in saying for more in range(part.many))
    if saying and not said and not any(part.kind in ("key", "ways") for part in parts):
        row.clear()
    if saying and saying[0].kind == "pair":
        kept = [text for text in row.values() if text]
        row.clear()
        row |= dict(enumerate(kept))
    for part in saying:
        goes_on = any(text for place, text in row.items() if place > part.component)
        if part.dashed and not row.get(part.component) and (part.dashed == "!" or goes_on):
            row[part.component] = "-"


def _element(row: Mapping[int, str]) -> Sequence[str]:
    return [row.get(number, "") for number in range(max(row, default=0) + 1)]


def _texts(part: Part, values: Values, number: int, way: _Way) -> Sequence[str]:
    match part.kind:
        case "key" | "text":
            return (part.text,)
        case "ways":
            return (part.ways[way.side],)
        case "number":
            return (str(number),)
        case "function":
            return (way.function,)
        case "date":
            return _date(str(values.get(part.name, "")))
        case "moment":
            return _date(str(values.get(f"{part.name}_on", "")), str(values.get(f"{part.name}_time", "")))
        case _:
            return _texts_of(part, values.get(part.name, ""))


def _texts_of(part: Part, value: Any) -> Sequence[str]:
    if part.kind == "list":
        return _lines(",".join(value), part)
    text = ("1" if value else "") if isinstance(value, bool) else str(value)
    if part.kind == "lines":
        return _lines(text, part)
    if part.kind == "pair":
        return (f"{part.text}={text}" if text else "",)
    return (text,)


def _lines(text: str, part: Part) -> Sequence[str]:
    return [text[start : start + part.width] for start in range(0, part.many * part.width, part.width)]


def _date(day: str, clock: str = "") -> Sequence[str]:
    if not day:
        return ("", "")
    plain = day.replace("-", "")
    return (plain + clock.replace(":", ""), "203") if clock else (plain, "102")


@cache
def _known(kind: str, directory: str, association: str) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    found = structure(kind, directory, association)
    assert found is not None
    places: dict[tuple[str, str], int] = {}
    for node in found.nodes:
        places.setdefault((node.group, node.tag), node.place)
    return places, {node.group: node.place for node in found.nodes if node.opens}


def _places(found: Structure) -> dict[tuple[str, str], int]:
    return _known(found.type, found.directory, found.association)[0]


def _openings(found: Structure) -> dict[str, int]:
    return _known(found.type, found.directory, found.association)[1]
