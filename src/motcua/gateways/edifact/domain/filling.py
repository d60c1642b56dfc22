"""Filling: a message's groups into the plain values of a document, with the place of each and all that has none."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.envelopes import part as value_at
from motcua.gateways.edifact.domain.mapping import Part, Plan, Template
from motcua.gateways.edifact.domain.matching import Branch, Segmented

Values = dict[str, Any]


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a value stands: the segment in the interchange, the element (the tag is 0) and the component (from 0)."""

    segment: int
    element: int = 0
    component: int = 0


class Filled(msgspec.Struct):
    """What was read: values, the place of each by its path, and segments of which something was not taken."""

    values: Values
    places: dict[str, Place]
    kept: list[Segmented]
    function: str = ""


def fill(root: Branch, plan: Plan) -> Filled:
    """Read a message's tree by a plan."""
    filled = Filled({}, {}, [])
    _branch(root, plan, filled.values, "", filled)
    return filled


def _branch(branch: Branch, plan: Plan, into: Values, path: str, filled: Filled) -> None:
    used: set[int] = set()
    for each in branch.parts:
        if isinstance(each, Branch):
            _group(each, plan, into, path, filled, used)
            continue
        template = _fitting(each.segment, plan, used)
        if template is None:
            if each.segment[0][0] not in ("UNH", "UNT"):
                filled.kept.append(each)
        else:
            used.add(id(template))
            _take(template, each, into, path, filled)


def _fitting(segment: Segment, plan: Plan, used: set[int]) -> Template | None:
    return next(
        (
            each for each in plan.templates
            if fits(segment, each) and (each.repeats or id(each) not in used)
        ),
        None,
    )  # fmt: skip


def fits(segment: Segment, template: Template) -> bool:
    """Whether a segment is the one that a template means."""
    if segment[0][0] != template.tag:
        return False
    for each in template.parts:
        if each.kind == "key" and value_at(segment, each.element, each.component) != each.text:
            return False
        if each.kind == "ways" and value_at(segment, each.element, each.component) not in each.ways:
            return False
    return True


def _group(branch: Branch, plan: Plan, into: Values, path: str, filled: Filled, used: set[int]) -> None:
    first = branch.parts[0]
    assert isinstance(first, Segmented)
    inner = next(
        (
            each for each in plan.plans
            if each.group == branch.group and fits(first.segment, each.templates[0])
            and (each.many or each.templates[0].repeats or id(each) not in used)
        ),
        None,
    )  # fmt: skip
    if inner is None:
        filled.kept += flat(branch)
        return
    used.add(id(inner))
    if inner.many:
        rows = into.setdefault(inner.name, [])
        path = f"{path}/{inner.name}/{len(rows)}"
        into = {}
        rows.append(into)
    elif inner.name:
        path = f"{path}/{inner.name}"
        into = into.setdefault(inner.name, {})
    filled.places[path] = Place(first.at)
    _branch(branch, inner, into, path, filled)


def flat(branch: Branch) -> Iterator[Segmented]:
    """The segments of a group and of those within."""
    for each in branch.parts:
        if isinstance(each, Branch):
            yield from flat(each)
        else:
            yield each


def _take(template: Template, each: Segmented, into: Values, path: str, filled: Filled) -> None:
    taken = {(0, 0)}
    for part in template.parts:
        values = _values(part, each.segment)
        taken |= {(part.element, part.component + more) for more in range(part.many)}
        if any(values):
            filled.places.setdefault(f"{path}/{part.name}", Place(each.at, part.element, part.component))
            _put(part, values, into, filled)
    if any(
        value and (element, component) not in taken
        for element, components in enumerate(each.segment)
        for component, value in enumerate(components)
    ):
        filled.kept.append(each)


def _values(part: Part, segment: Segment) -> list[str]:
    """What stands at a part; of one that is told by its name, wherever in the element it stands."""
    if part.kind == "pair":
        named = segment[part.element] if part.element < len(segment) else ()
        return [next((value for value in named if value.startswith(f"{part.text}=")), "")]
    return [value_at(segment, part.element, part.component + more) for more in range(part.many)]


def _put(part: Part, values: list[str], into: Values, filled: Filled) -> None:
    value = values[0]
    match part.kind:
        case "ways":
            filled.values.setdefault("direction", "I" if value == part.ways[0] else "E")
        case "each":
            into.setdefault(part.name, []).append(value)
        case "moment":
            into[f"{part.name}_on"], clock = _moment(*values)
            into |= {f"{part.name}_time": clock} if clock else {}
            _also(part, filled)
        case "function":
            filled.function = value
        case _ if part.name:
            into[part.name] = _meant(part, values)
        case _:
            pass


def _meant(part: Part, values: list[str]) -> Any:
    """The value of a field of its own."""
    value = values[0]
    match part.kind:
        case "lines":
            return "".join(values)
        case "list":
            return [each for each in "".join(values).split(",") if each]
        case "pair":
            return value.partition("=")[2]
        case "date":
            return _moment(*values, born=part.name.startswith("born"))[0]
        case _:
            return "" if part.dashed and value == "-" else value


def _also(part: Part, filled: Filled) -> None:
    """The place of a moment is that of its day and its hour."""
    place = next(reversed(filled.places.values()))
    filled.places.setdefault(f"/{part.name}_on", place)
    filled.places.setdefault(f"/{part.name}_time", place)


_CLEAR = re.compile(r"\d+", re.ASCII)
_FORMS = {"102": 8, "101": 6, "203": 12, "201": 10, "204": 14}
"""Formats of moments that are read, and their digits: with the century where there are 8, 12 or 14."""


_PIVOT, _BORN = "69", "29"
"""The last years of two digits that are of this century; somebody born in 30 is an old man."""


def _moment(value: str, form: str, *, born: bool = False) -> tuple[str, str]:
    """A day and an hour; what has another format stands as it is, so that it is told as misread."""
    digits = _FORMS.get(form, -1) if form else len(value)
    if not _CLEAR.fullmatch(value) or len(value) != digits or digits not in _FORMS.values():
        return f"{value}:{form}"[:40], ""
    if digits in (6, 10):
        value = ("19" if value[:2] > (_BORN if born else _PIVOT) else "20") + value
    day = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    return day, f"{value[8:10]}:{value[10:12]}" if len(value) > 8 else ""  # noqa: PLR2004
