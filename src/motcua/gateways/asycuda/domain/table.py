"""The table: `data/awmds.txt` as a tree of elements and the fields that they are."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent.parent / "data" / "awmds.txt"


class Spot(msgspec.Struct):
    """An element: the names on the way to it, the field that it is, or the list or part that it opens.

    `way`: I or E where it is the field on entry or exit alone.
    """

    path: tuple[str, ...]
    field: str = ""
    way: str = ""
    opens: str = ""
    many: bool = False
    inner: "list[Spot]" = []


class Stream(msgspec.Struct):
    """A kind of file: its root element, the document that it is."""

    root: str
    kind: str
    spots: list[Spot]


@cache
def streams() -> Mapping[str, Stream]:
    """The kinds of file, by their root element."""
    found: dict[str, Stream] = {}
    stack: list[tuple[int, list[Spot]]] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("["):
            kind, _, root = text[1:].partition("] ")
            stream = found[root] = Stream(root, kind, [])
            stack = [(-1, stream.spots)]
        elif text.startswith("like "):
            name = text.split()[2]
            stack[0][1].extend(spot for spot in found["Awmds"].spots if spot.path == (name,))
        else:
            _take(text, len(line) - len(line.lstrip()), stack)
    return found


def _take(text: str, depth: int, stack: list[tuple[int, list[Spot]]]) -> None:
    while stack[-1][0] >= depth:
        stack.pop()
    path, said, *way = text.split()
    spot = Spot(tuple(path.split("/")), way=way[0][1:] if way else "")
    stack[-1][1].append(spot)
    if said[0] in "[(":
        spot.opens, spot.many = said[1:-1], said[0] == "["
        stack.append((depth, spot.inner))
    else:
        spot.field = said
