"""The mapping: `data/mapping.txt` as plans of groups and segments, by which messages are read and written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

_FILE = Path(__file__).parent.parent / "data" / "mapping.txt"

Kind = Literal["key", "ways", "text", "value", "lines", "date", "moment", "each", "number", "function", "pair", "list"]


class Part(msgspec.Struct, frozen=True):
    """What stands at a component. `text` is what is written as it stands, `ways` on entry and on exit."""

    kind: Kind
    element: int
    component: int
    name: str = ""
    text: str = ""
    ways: tuple[str, str] = ("", "")
    many: int = 1
    width: int = 0
    dashed: str = ""
    """`|`: written as - where it is empty and its element goes on; `!`: where its segment is written."""


class Template(msgspec.Struct, frozen=True):
    """A segment. `written` is its line in the file, for the manual."""

    tag: str
    parts: tuple[Part, ...]
    written: str

    @property
    def repeats(self) -> bool:
        """Whether each element of a list has a segment of its own."""
        return any(part.kind == "each" for part in self.parts)


class Plan(msgspec.Struct):
    """A group: what opens it, its segments and the groups within. `name` is of the list or part that it is."""

    group: str
    name: str
    many: bool
    templates: list[Template]
    plans: "list[Plan]"

    @property
    def opener(self) -> Template | None:
        """The segment that opens the group; none of the message itself."""
        return self.templates[0] if self.group else None


class Mapped(msgspec.Struct, frozen=True):
    """Of a kind of document: the message that it is written as, and the plan of both."""

    kind: str
    type: str
    directory: str
    plan: Plan

    @property
    def release(self) -> str:
        """The release, `96B`."""
        return self.directory.partition(".")[2]


_HEAD = re.compile(r"\[(\w+) (\w+) (D\.\w+)\]")
_OPENS = re.compile(r"(\d+) (?:\[([%\w]+)\] |\((\w+)\) )?(.*)")
_PIECE = re.compile(r"\{[^}]*\}|\+|:|[^{}+:]+")
_FIELD = re.compile(r"\{([%#\w]+)(\[\])?([|!])?(,)?(?:=(\w+))?(?:~(\w+))?(?:/(\d+)x(\d+))?\}")
_LINE, _WIDTH = 5, 70


@cache
def mappings() -> Mapping[str, Mapped]:
    """All of them, by kind of document."""
    found: dict[str, Mapped] = {}
    stack: list[tuple[int, Plan]] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        head = _HEAD.fullmatch(text)
        if head:
            root = Plan("", "", False, [], [])
            found[head[1]] = Mapped(head[1], head[2], head[3], root)
            stack = [(-1, root)]
        elif text.startswith("like "):
            _, kind, *groups = text.split()
            root.plans += [plan for plan in found[kind].plan.plans if plan.group in groups]
        else:
            _take(text, len(line) - len(line.lstrip()), stack)
    return found


def _take(text: str, depth: int, stack: list[tuple[int, Plan]]) -> None:
    while stack[-1][0] >= depth:
        stack.pop()
    opens = _OPENS.fullmatch(text)
    if opens is None:
        stack[-1][1].templates.append(_template(text))
        return
    plan = Plan(opens[1], opens[2] or opens[3] or "", bool(opens[2]), [_template(opens[4])], [])
    stack[-1][1].plans.append(plan)
    stack.append((depth, plan))


def _template(text: str) -> Template:
    return Template(text[:3], tuple(_parts(text)), text)


def _parts(text: str) -> Iterator[Part]:
    element = component = 0
    for piece in _PIECE.findall(text):
        if piece == "+":
            element, component = element + 1, 0
        elif piece == ":":
            component += 1
        elif element:
            part = _part(piece, element, component)
            component += part.many - 1
            yield part


def _part(piece: str, element: int, component: int) -> Part:
    if piece[0] == "=":
        return Part("key", element, component, text=piece[1:])
    if piece[0] == "@":
        entry, leaving = piece[1:].split("|")
        return Part("ways", element, component, ways=(entry, leaving))
    found = _FIELD.fullmatch(piece)
    if found is None:
        return Part("text", element, component, text=piece)
    name, each, dashed, listed, pair, moment, many, width = found.groups()
    if listed:
        return Part("list", element, component, name, many=_LINE, width=_WIDTH)
    if many:
        return Part("lines", element, component, name, many=int(many), width=int(width))
    kind: Kind = "each" if each else "pair" if pair else "number" if name == "#" else "value"
    if moment:
        kind = "date" if moment == "date" else "moment"
    if name == "%function":
        kind = "function"
    return Part(kind, element, component, name, text=pair or "", many=2 if moment else 1, dashed=dashed or "")


def kind_of(kind: str, code: str) -> str:
    """Which document a message is, by its type and the code of its BGM; empty for one that is not mapped."""
    if kind == "CUSCAR":
        return "house" if code == HOUSE else "cargo"
    if kind == "PAXLST":
        return "crew" if code == CREW else "passengers"
    return "general" if kind == "CUSREP" else ""


HOUSE, CREW = "714", "250"


def every(plan: Plan, above: Sequence[str] = ()) -> Iterator[tuple[tuple[str, ...], str, Template]]:
    """Each segment of a plan: the lists and parts that it is in, its group, and itself."""
    here = (*above, plan.name) if plan.name else tuple(above)
    for template in plan.templates:
        yield here, plan.group, template
    for inner in plan.plans:
        yield from every(inner, here)
