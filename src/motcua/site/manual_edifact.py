"""The manual's page of EDIFACT and AWMDS messages, written from the gateways' tables."""

from collections.abc import Iterator

from motcua.gateways.asycuda.domain.table import Spot, streams
from motcua.gateways.edifact.domain.cusres import STATUS
from motcua.gateways.edifact.domain.directory import structures
from motcua.gateways.edifact.domain.envelopes import MOST_BYTES, MOST_PARTS, MOST_SEGMENTS
from motcua.gateways.edifact.domain.mapping import every, mappings
from motcua.gateways.edifact.domain.marks import CHARSETS, CODES

Cells = tuple[object, ...]
Page = Iterator[tuple[str, tuple[str, ...], Iterator[Cells]]]


def page() -> Page:
    """Texts, each with the head and the rows of the table after it."""
    yield TEXT, ("Message", "Directory", "Segments", "Written for"), _types()
    yield LEVELS, ("Level", "Characters"), iter([(f"`{level}`", name) for level, name in CHARSETS.items()])
    yield FAULTS, ("0085", "Tiếng Việt", "English"), iter([(f"`{c}`", w.vi, w.en) for c, w in CODES.items()])
    yield STATES, ("GIS", "Meaning"), iter([(f"`{code}`", name) for name, code in STATUS.items()])
    for kind, mapped in mappings().items():
        text = f"\n## `{kind}`: {mapped.type} {mapped.directory}\n"
        yield text, ("Group", "Segment", "Fields of the document"), _segments(kind)
    for stream in streams().values():
        rows = _elements(stream.spots, "", "")
        yield f"\n## `{stream.kind}`: `<{stream.root}>`\n", ("Element", "Field of the document", "Only"), rows


def _types() -> Iterator[Cells]:
    written: dict[tuple[str, str], list[str]] = {}
    for kind, mapped in mappings().items():
        written.setdefault((mapped.type, mapped.directory), []).append(kind)
    for (kind, directory, association), found in structures().items():
        use = ", ".join(f"`{each}`" for each in written.get((kind, directory), ())) if not association else ""
        yield f"`{kind}`", f"{directory} {association}".strip(), len(found.nodes), use


def _segments(kind: str) -> Iterator[Cells]:
    for above, group, template in every(mappings()[kind].plan):
        path = "".join(f"{each}." for each in above)
        names = [f"`{path}{part.name}`" for part in template.parts if part.name and part.name[0] not in "#%"]
        yield f"SG{group}" if group else "", f"`{template.written}`", ", ".join(names)


def _elements(spots: list[Spot], above: str, fields: str) -> Iterator[Cells]:
    for spot in spots:
        path = above + "/".join(spot.path)
        if spot.opens:
            name = spot.opens + ("[]" if spot.many else "")
            yield from _elements(spot.inner, f"{path}/", f"{fields}{name}.")
        else:
            told = "worked out" if spot.field.startswith("%") else f"`{fields}{spot.field}`"
            yield f"`{path}`", told, {"I": "entry", "E": "exit"}.get(spot.way, "")


TEXT = f"""# Thông điệp EDIFACT và AWMDS · EDIFACT and AWMDS messages

How documents of a ship's call stand in EDIFACT and in ASYCUDA World's XML: `gateways/edifact/data/mapping.txt` and
`gateways/asycuda/data/awmds.txt`, each used in both directions. How to send one:
[howto/edifact.md](../howto/edifact.md). A file has at most {MOST_BYTES >> 20} MB, an interchange {MOST_SEGMENTS:,}
segments and {MOST_PARTS:,} elements and components. Structures are held to the directory named; `IATA` is the
community's own use of PAXLST.
"""
LEVELS = """
## Characters

What `UNB` may name. Of UNOA small letters are taken too, as the world uses it. What is answered goes back in the
sender's level; letters that it lacks lose their marks.
"""
FAULTS = """
## CONTRL

`UCI` speaks of the interchange, `UCF` of a group, `UCM` of a message, `UCS` of a segment (UNH is 1), `UCD` of an
element (the tag is 1) and its component. 0083 is 4 (rejected) or 7 (acknowledged, below too unless rejected there).
A segment that is missing is told at the one before it. An interchange without `UNB` is answered as reference 0 between
UNKNOWN and UNKNOWN. In `motcua check` these codes are `EDI-13` and so on.
"""
STATES = """
## CUSRES

One for each message whose structure is sound, D.96B: `BGM` 1225 is 11, 4343 AP or RE; `RFF` ACW the message answered,
ABO the sender's number, ABT ours, ZCA the call's, ZLF the leaf of the receipt; for each error `ERP` (path, segment,
tag, element), `ERC` (our code within eight characters), `FTX` in Vietnamese and English.
"""
