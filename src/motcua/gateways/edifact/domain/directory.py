"""The directory: which segments a message is made of, which elements a segment, and how each is written.

The tables lie in `data/` in our own short form; they are facts of the UN's directories D.96B and later.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent.parent / "data"
_WORD = re.compile(r"([A-Z0-9]+)(!?)(?:\*(\d+))?(!?)")
LATER = "later"


class Shape(msgspec.Struct, frozen=True, gc=False):
    """How a value is written: `kind` a, n or an; at most `most` characters; exactly so many where `fixed`."""

    id: str
    kind: str
    most: int
    fixed: bool
    required: bool


class Slot(msgspec.Struct, frozen=True):
    """A place in a segment: an element alone, or a composite of several. `id` is of the composite or the element."""

    id: str
    required: bool
    shapes: tuple[Shape, ...]


class Node(msgspec.Struct, frozen=True):
    """A segment at its place in a message. `most`: how often, or how often its group if it opens one."""

    place: int
    tag: str
    required: bool
    most: int
    group: str
    """The segment group that it stands in, `""` at the top; the number as in the directory."""
    opens: bool
    """Whether it is the first of its group."""
    end: int
    """The place after the last segment of the group that it opens; of itself otherwise."""


class Structure(msgspec.Struct, frozen=True):
    """A message of a directory."""

    type: str
    directory: str
    association: str
    nodes: tuple[Node, ...]
    parents: Mapping[str, str]
    """For each group, the group around it."""


def structure(kind: str, directory: str, association: str = "") -> Structure | None:
    """The structure of a message, a community's own where it has one; None if it is not read here."""
    known = structures()
    return known.get((kind, directory, association)) or known.get((kind, directory, ""))


@cache
def structures() -> Mapping[tuple[str, str, str], Structure]:
    """All structures, by type, directory and association."""
    found: dict[tuple[str, str, str], Structure] = {}
    for head, body in _bodies(_lines("structures.txt")):
        kind, *directories = head.split()
        for directory in directories:
            release, _, association = directory.partition("/")
            nodes, parents = _nodes(body)
            found[kind, release, association] = Structure(kind, release, association, nodes, parents)
    return found


@cache
def segments(directory: str) -> Mapping[str, tuple[Slot, ...]]:
    """The segments of a directory: for each tag its places after the tag."""
    plain, later = _tables()
    tables = plain if directory[2:3] == "9" else {**plain, **later}
    return {
        tag: tuple([_slot(*each, tables) for each in _parts(written)])
        for tag, written in tables.items()
        if tag.isalpha()
    }


def _slot(name: str, required: bool, tables: Mapping[str, str]) -> Slot:
    if name.isdigit():
        return Slot(name, required, (_shape(name, required, tables),))
    return Slot(name, required, tuple([_shape(each, must, tables) for each, must in _parts(tables[name])]))


def _shape(name: str, required: bool, tables: Mapping[str, str]) -> Shape:
    found = re.fullmatch(r"(an|a|n)(\.\.)?(\d+)", tables[name])
    if found is None:
        raise ValueError(f"{name}: {tables[name]}")
    return Shape(name, found[1], int(found[3]), not found[2], required)


def _parts(written: str) -> Iterator[tuple[str, bool]]:
    """Names with whether they are required; what is repeated, so many times, required only at first."""
    for word in written.split():
        found = _WORD.fullmatch(word)
        if found is None:
            raise ValueError(word)
        for turn in range(int(found[3] or 1)):
            yield found[1], bool(found[2]) and turn == 0


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    plain: dict[str, str] = {}
    later: dict[str, str] = {}
    into = plain
    for line in _lines("directory.txt"):
        if line == f"[{LATER}]":
            into = later
            continue
        name, _, written = line.partition(" ")
        into[name] = written
    return plain, later


def _bodies(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    head, body = "", ""
    for line in lines:
        if line.startswith(" "):
            body += line
            continue
        if head:
            yield head, body
        head, body = line, ""
    yield head, body


_TOKEN = re.compile(r"\)|([A-Z0-9]+)(!?)(?:\*(\d+))?(\()?")


def _nodes(body: str) -> tuple[tuple[Node, ...], dict[str, str]]:
    """The segments in their order. A group's presence and repetition are its first segment's."""
    rows: list[dict[str, object]] = []
    parents: dict[str, str] = {}
    around, starts = [""], [-1]
    opening: tuple[bool, int] | None = None
    for token in _TOKEN.finditer(body):
        if token[0] == ")":
            rows[starts.pop()]["end"] = len(rows)
            around.pop()
        elif token[4]:
            parents[token[1]] = around[-1]
            around.append(token[1])
            starts.append(len(rows))
            opening = bool(token[2]), int(token[3] or 1)
        else:
            required, most = opening or (bool(token[2]), int(token[3] or 1))
            rows.append({"place": len(rows), "tag": token[1], "required": required, "most": most, "group": around[-1],
                         "opens": opening is not None, "end": len(rows) + 1})  # fmt: skip
            opening = None
    return tuple([Node(**row) for row in rows]), parents  # type: ignore[arg-type]
