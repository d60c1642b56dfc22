"""Pointers: where in the message a field stands, as the WCO tells it, as XPath and as a line."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from motcua.gateways.wco.domain.plan import Field, plan
from motcua.gateways.wco.domain.recognising import Document, local
from motcua.gateways.wco.domain.statements import statement_code
from motcua.gateways.wco.domain.tables import ITEM, elements

_MARKER = re.compile(r"\[(\w+)=([\w.]+)[^\]]*\]")
_QUOTED = r"[\1='\2']"


class Point(msgspec.Struct, frozen=True):
    """One step of a WCO pointer: section, which of several, and for the last the tag of the value."""

    section: str
    sequence: int = 0
    tag: str = ""

    def __str__(self) -> str:
        which = f"[{self.sequence}]" if self.sequence else ""
        return f"{self.section}{which}" + (f"/{self.tag}" if self.tag else "")


def pointer_of(path: str) -> str:
    """The WCO pointer of an element of the model, without numbers."""
    names = _MARKERS.sub("", path).split("/")
    points = _points([(name, 0) for name in names])
    return "/".join(str(point) for point in points)


_MARKERS = re.compile(r"\[[^\]]*\]")


class Spot(msgspec.Struct, frozen=True):
    """Where a field stands, or would stand if it were there. `line` is that of the nearest element there is."""

    points: tuple[Point, ...]
    xpath: str
    line: int

    @property
    def pointer(self) -> str:
        """The WCO pointer on one line, such as `42A/67A/68A[1]/23A/137`."""
        return "/".join(str(point) for point in self.points)


class Sources:
    """For each field read, the element that said it. Made while reading; asked only when something is wrong."""

    def __init__(self, document: Document, direction: str, claims: Sequence[tuple[str, Any]]) -> None:
        self._document = document
        self._direction = direction
        self._claims = claims
        self._held: dict[str, Any] | None = None
        self._below: dict[Any, dict[str, list[Any]]] = {}
        self._places: dict[Any, int] = {}

    def at(self, path: str) -> Spot:
        """The spot of a JSON path such as `/items/3/hs_code`."""
        if self._held is None:
            self._held = {}
            for name, element in self._claims:
                self._held.setdefault(name, element)
        element = self._held.get(path)
        if element is not None:
            return self._spot(element, ())
        return self._expected(path)

    def named(self, path: str) -> Spot:
        """The spot of an element by its path below the declaration, such as `Amendment/ChangeReasonCode`."""
        return self._walk(path.split("/"), 0)

    def paths(self) -> list[str]:
        """Every path that the message says."""
        return [name for name, _ in self._claims]

    def _expected(self, path: str) -> Spot:
        """Where a field that is not there would stand: the elements that are there, and the rest by the mapping."""
        parts = [part for part in path.split("/") if part]
        items = len(parts) > 1 and parts[0] == "items" and parts[1].isdecimal()
        if path == "/" or not parts or parts in (["items"], ["kept"]):
            names = f"{ITEM}".split("/") if parts == ["items"] else []
            return self._walk(names, 0)
        field = _field(parts[2:] if items else parts, self._direction, items=items)
        steps = ITEM.split("/") if items else []
        row = int(parts[1]) if items else 0
        if field is None:
            return self._walk(steps, row)
        if field.places:
            below = field.places[0].path.removeprefix(f"Declaration/{ITEM}/" if items else "Declaration/")
            return self._walk([*steps, *below.partition("@")[0].split("/")], row)
        return self._walk([*steps, f"AdditionalInformation[StatementCode={statement_code(field)}]",
                           "StatementDescription"], row)  # fmt: skip

    def _walk(self, names: Sequence[str], row: int) -> Spot:
        element = self._document.element
        for place, name in enumerate(names):
            if "[" in name:
                return self._spot(element, names[place:])
            same = self._named(element).get(name, [])
            wanted = row if name == "GovernmentAgencyGoodsItem" else 0
            if len(same) <= wanted:
                return self._spot(element, names[place:])
            element = same[wanted]
        return self._spot(element, ())

    def _named(self, element: Any) -> dict[str, list[Any]]:
        """Children by name; each is counted once, however often it is asked for."""
        found = self._below.get(element)
        if found is None:
            found = self._below[element] = {}
            for child in element:
                same = found.setdefault(local(child.tag), [])
                same.append(child)
                self._places[child] = len(same)
        return found

    def _place(self, element: Any) -> int:
        """Which of its name an element is."""
        if element is self._document.element:
            return 1
        self._named(element.getparent())
        return self._places[element]

    def _spot(self, element: Any, rest: Sequence[str]) -> Spot:
        chain = [element, *element.iterancestors()]
        depth = next(place for place, each in enumerate(chain) if each is self._document.element)
        inside = list(reversed(chain[: depth + 1]))
        steps = [
            *((local(each.tag), self._place(each)) for each in inside),
            *((name.partition("[")[0], 0) for name in rest),
        ]
        above = "".join(f"/{local(each.tag)}" for each in reversed(chain[depth + 1 :]))
        xpath = above + "".join(f"/{name}[{which}]" if which else f"/{name}" for name, which in _shown(steps))
        if rest:
            xpath = xpath.removesuffix("".join(f"/{name.partition('[')[0]}" for name in rest))
            xpath += "".join(f"/{_MARKER.sub(_QUOTED, name)}" for name in rest)
        return Spot(tuple(_points(steps)), xpath, element.sourceline or 1)


def _field(parts: Sequence[str], direction: str, *, items: bool) -> Field | None:
    list_, part = parts[0], parts[-1] if not parts[-1].isdecimal() and len(parts) > 1 else ""
    made = plan(direction)
    for field in made.item if items else made.head:
        if (field.list_ or field.name) == list_ and (not part or field.part == part):
            return field
    return None


def _shown(steps: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    path = ""
    for name, which in steps:
        path = f"{path}/{name}" if path else name
        element = elements().get(path)
        yield name, which if which > 1 or (which and element is not None and element.most != 1) else 0


def _points(steps: Sequence[tuple[str, int]]) -> Iterator[Point]:
    """The sections on the way, each once; a value's tag goes with the section that it stands in."""
    path, found = "", []
    for name, which in steps:
        path = f"{path}/{name}" if path else name
        element = elements().get(path)
        if element is None:
            break
        if element.kind == "class":
            found.append(Point(element.code, which if element.most != 1 else 0))
        elif found and element.code:
            found[-1] = msgspec.structs.replace(found[-1], tag=element.code)
    yield from found
