"""Writing: a declaration as WCO XML in the schema's order, with what its own message said besides."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from motcua.declarations.domain.message import Declaration, Kept
from motcua.gateways.wco.domain.made import Made
from motcua.gateways.wco.domain.making import defaults, make
from motcua.gateways.wco.domain.tables import DECLARATION, DECLARATION_TYPES, METADATA, XSI, elements
from motcua.gateways.wco.domain.text import attribute, content


def write(declaration: Declaration) -> bytes:
    """The declaration in a MetaData. What was read from a message is written back as it stood."""
    metadata, root = Made("MetaData"), make(declaration)
    said = {kept.path.lstrip("-") for kept in declaration.kept}
    ours = {each.path: each for each in defaults(declaration)}
    for each in ours.values():
        if each.path not in said:
            _lay(each, metadata, root)
    for kept in declaration.kept:
        if kept.path[:1] != "-" or kept.path[1:] not in ours:
            _lay(kept, metadata, root)
    return "".join(_document(metadata, root)).encode()


_STEP = re.compile(r"/((?:\{[^{}]+\})?[A-Za-z_][A-Za-z0-9_.\-]*)(?:\[(\d+)(?:=(\d+))?\])?")


def _lay(kept: Kept, metadata: Made, root: Made) -> None:
    """Lay one kept value into the tree; one that belonged to a row or item that is gone goes with it."""
    gone = kept.path.startswith("-")
    steps = _STEP.findall(kept.path)
    if not steps or steps[0][0] not in ("MetaData", "Declaration"):
        return
    made = metadata if steps[0][0] == "MetaData" else root
    for name, position, ordinal in steps[1:-1] if gone else steps[1:]:
        below = _below(made, name, int(position or 0), int(ordinal or 0))
        if below is None:
            return
        made = below
    if gone:
        made.remove(steps[-1][0])
        return
    _say(made, kept)


def _below(made: Made, name: str, position: int, ordinal: int) -> Made | None:
    """The element of a step: one that fields give (`[3=1]`, or no number), or one that is only kept (`[3]`)."""
    given = made.given(name)
    if ordinal:
        if ordinal > len(given):
            return None
        given[ordinal - 1].at = position
        return given[ordinal - 1]
    if not position and given:
        return given[0]
    return made.kept(name, position or 1)


def _say(made: Made, kept: Kept) -> None:
    """A kept text stands where no field writes, or where it says what the field says."""
    if made.shape is not None:
        if not made.shape.same(kept.value, dict(kept.attributes), made.value):
            return
        made.text = kept.value
        made.attributes = dict(kept.attributes) if made.shape.moment else {**made.attributes, **dict(kept.attributes)}
    elif not made.marks or kept.value in made.marks:
        made.text = kept.value or made.text
        made.attributes |= dict(kept.attributes)


def _document(metadata: Made, root: Made) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = f'xmlns:md="{METADATA}" xmlns="{DECLARATION}" xmlns:ds="{DECLARATION_TYPES}" xmlns:xsi="{XSI}"'
    yield f"<md:MetaData {spaces}{_attributes(metadata)}>{content(metadata.text)}\n"
    for name in metadata.names():
        for each in metadata.lined(name):
            yield from _element(each, "", "md:", 1)
    yield from _element(root, "Declaration", "", 1)
    yield "</md:MetaData>\n"


def _element(made: Made, path: str, prefix: str, depth: int) -> Iterator[str]:
    """An element with all below it, in the order of the schema."""
    indent = "  " * depth
    name, extra = _tag(made.name, prefix)
    opening = f"{indent}<{name}{extra}{_attributes(made)}"
    below = list(_ordered(made, path))
    if not below:
        yield f"{opening}>{content(made.text)}</{name}>\n" if made.text else f"{opening}/>\n"
        return
    yield f"{opening}>{content(made.text)}\n"
    for each in below:
        yield from _element(each, f"{path}/{each.name}", "md:" if prefix else "", depth + 1)
    yield f"{indent}</{name}>\n"


def _tag(name: str, prefix: str) -> tuple[str, str]:
    if name.startswith("{"):
        namespace, _, local = name[1:].rpartition("}")
        return f"x:{local}", f' xmlns:x="{attribute(namespace)}"'
    if name == "DateTimeString":
        return "ds:DateTimeString", ""
    return f"{prefix}{name}", ""


def _attributes(made: Made) -> str:
    told = ""
    for place, (name, text) in enumerate(made.attributes.items()):
        found = _NAME.fullmatch(name)
        if found is None:
            continue
        namespace, local = found[1] or "", found[2]
        prefix = _PREFIXES.get(namespace, f"a{place}:")
        if namespace not in _PREFIXES:
            told += f' xmlns:a{place}="{attribute(namespace)}"'
        told += f' {prefix}{local}="{attribute(text)}"'
    return told


_NAME = re.compile(r"(?:\{([^{}]+)\})?((?!xmlns$)[A-Za-z_][A-Za-z0-9_.\-]*)")
_PREFIXES = {"": "", XSI: "xsi:", "http://www.w3.org/XML/1998/namespace": "xml:"}


def _ordered(made: Made, path: str) -> Iterator[Made]:
    places = _order().get(path, {})
    for name in sorted(made.names(), key=lambda each: places.get(each, len(places))):
        yield from made.lined(name)


@cache
def _order() -> Mapping[str, Mapping[str, int]]:
    """For each element the places of its children."""
    found: dict[str, dict[str, int]] = {}
    for element in elements().values():
        above, _, name = element.path.rpartition("/")
        found.setdefault(above, {})[name] = element.place
    return found
