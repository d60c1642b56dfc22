"""Reading: a recognised document into the neutral declaration, with nothing lost.

What a field says is read by the mapping. Everything else, and a value written otherwise than we would write it,
is kept (`Declaration.kept`), so that writing gives the same message back. A value that cannot be read is reported,
all of them at once, and kept as it stands.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from motcua.declarations.domain.message import Declaration, Direction, Item, Kept
from motcua.gateways.wco.domain.gathering import Statement, gather, unclear
from motcua.gateways.wco.domain.keeping import NAMES, OURS, bounded, name_of
from motcua.gateways.wco.domain.making import defaults
from motcua.gateways.wco.domain.plan import Node, Selector, plan
from motcua.gateways.wco.domain.pointing import Sources
from motcua.gateways.wco.domain.recognising import Document, local
from motcua.gateways.wco.domain.shapes import Unread, Unreadable
from motcua.gateways.wco.domain.statements import ENCODED, PLAIN, order, understood
from motcua.kernel.words import Words


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a document says. Where `misread` is not empty the declaration lacks those values."""

    declaration: Declaration
    sources: Sources
    misread: tuple[Unread, ...]


def read(document: Document, known: Direction | None = None) -> Reading:
    """Read a document that declares goods; `document.declares` tells whether it does.

    `known` is the direction where the document itself need not tell it.
    """
    direction, told = direction_of(document)
    direction = known or direction
    invoiced = any(local(child.tag) == "InvoiceAmount" for child in document.element)
    reader = _Reader(direction, invoiced=invoiced)
    if not told:
        reader.kept.append(Kept("-/Declaration/TypeCode"))
    reader.wrapper(document.metadata)
    reader.group(document.element, plan(direction).root, "/Declaration", reader.head, "")
    return reader.reading(document)


def direction_of(document: Document) -> tuple[Direction, bool]:
    """Import or export, and whether the type of the declaration tells. Otherwise an office of exit tells an
    export, and all else is taken as an import."""
    if document.type[:2] in ("IM", "EX"):
        return ("import" if document.type[:2] == "IM" else "export"), True
    leaves = any(local(child.tag) == "ExitOffice" for child in document.element)
    return ("export" if leaves else "import"), False


Target = dict[str, Any]
_Claims = list[tuple[str, Any]]


class _Reader:
    """One pass over a document. `head` and its lists fill up with values, `kept` with all else."""

    def __init__(self, direction: Direction, *, invoiced: bool) -> None:
        self.direction = direction
        self.invoiced = invoiced
        """Whether the declaration tells its total, at which its currency then stands."""
        self.head: Target = {}
        self.kept: list[Kept] = []
        self.claims: _Claims = []
        self.misread: list[Unread] = []
        self.statements: list[Statement] = []
        self.unknown: dict[str, Node] = {}

    def reading(self, document: Document) -> Reading:
        """Everything together."""
        gather(self.head, self.statements, self.direction, self.claims, self.misread)
        items = tuple([Item(**item) for item in self.head.pop("items", ())])
        self.head["direction"] = self.direction
        declaration = Declaration(items=items, **self.head)
        self._compare(declaration)
        self.kept, beyond = bounded(self.kept, strange=bool(self.unknown))
        self.misread += beyond
        if self.kept:
            declaration = msgspec.structs.replace(declaration, kept=tuple(self.kept))
        return Reading(declaration, Sources(document, self.direction, self.claims), tuple(self.misread))

    def _compare(self, declaration: Declaration) -> None:
        """What we would write around the fields of ourselves need not be kept; what of it is not there is noted."""
        said = {each.path: each for each in self.kept}
        ours, gone = set(), []
        for each in defaults(declaration):
            found = said.get(each.path)
            if found is None:
                gone.append(Kept(each.path, each.value) if each.attributes else Kept(f"-{each.path}"))
            elif found == each:
                ours.add(each.path)
        self.kept = [*(each for each in self.kept if each.path not in ours), *gone]

    def wrapper(self, metadata: Any) -> None:
        """What the MetaData around says of itself."""
        if metadata is None:
            return
        if metadata.keys():
            self.own(metadata, "/MetaData")
        for child in metadata:
            name = name_of(child.tag)
            if local(name) not in ("Declaration", "Response"):
                self.kept.append(Kept(f"/MetaData/{name.removeprefix('_2')}", child.text or "", _said(child)))

    def own(self, element: Any, path: str) -> None:
        """Attributes of a group, and text between its elements."""
        text = element.text or ""
        self.kept.append(Kept(path, "" if text.isspace() else text, _said(element)))

    def group(self, element: Any, node: Node, path: str, into: Target, at: str) -> None:
        """Read what stands in an element. `at` is the JSON path of what `into` becomes."""
        children = node.children
        seen: dict[Node, int] = {}
        repeated: dict[Node, list[Any]] = {}
        if element.keys() or ((text := element.text) and not text.isspace()):
            self.own(element, path)
        for child in element:
            sub = children.get(child.tag) or self._find(node, child.tag)
            if sub.many:
                repeated.setdefault(sub, []).append(child)
                continue
            step = f"{path}/{sub.name}"
            if sub in seen:
                seen[sub] += 1
                self.keep(child, f"{step}[{seen[sub]}]")
                continue
            seen[sub] = 1
            if len(child):
                self.group(child, sub, step, into, at)
            else:
                self.leaf(child, sub, step, into, at)
        for sub, found in repeated.items():
            self.repeated(found, sub, path, into, at)

    def leaf(self, element: Any, node: Node, path: str, into: Target, at: str) -> None:
        """A value: read into its field, or kept."""
        text = element.text or ""
        form = node.shape
        if form is None or not text or text.isspace():
            if not (node.marked and text == node.marked[0] and not element.keys()):
                self.kept.append(Kept(path, text, tuple(element.items())))
            return
        attributes = element.keys()
        target, name = (self.head, f"/{node.label}") if node.head else (into, f"{at}{node.label and '/'}{node.label}")
        self.claims.append((name, element))
        if not attributes and form.plain is not None and form.plain(text) and text.isprintable():
            target[node.slot] = text
            return
        self._value(element, text, node, path, into, target, name)

    def _value(self, element: Any, text: str, node: Node, path: str, into: Target, target: Target, name: str) -> None:
        form = node.shape
        if form is None:
            return
        try:
            value = form.read(text, element.attrib)
        except Unreadable as error:
            self._unread(name, text, error.expected)
            self._unread_attributes(element, node, name)
            self.kept.append(Kept(path, text, _said(element)))
            return
        target[node.slot] = value
        if form.moment:
            if form.write(value) != text or element.items() != [("formatCode", "102")]:
                self.kept.append(Kept(path, text, _said(element)))
            return
        rest = self._attributes(element, node, into, name)
        if rest or form.write(value) != text:
            self.kept.append(Kept(path, text, tuple(rest)))

    def _attributes(self, element: Any, node: Node, into: Target, name: str) -> Sequence[tuple[str, str]]:
        """Attributes that no field holds; those that one holds are read into it."""
        rest = []
        for key, text in element.items():
            slot, form, head = node.attributes.get(key, ("", None, False))
            target, label = (self.head, f"/{slot}") if head else (into, f"{name.rpartition('/')[0]}/{slot}")
            if form is None or slot in target or (head and self.invoiced):
                rest.append((key, text))
                continue
            self.claims.append((label, element))
            if form.write(text) == text:
                target[slot] = text
                continue
            rest.append((key, text))
            self._unread(label, text, _ATTRIBUTES[key])
        return rest

    def repeated(self, found: Sequence[Any], node: Node, path: str, into: Target, at: str) -> None:
        """Occurrences of an element that may repeat: those that are ours are read, the others kept in their place."""
        if not node.gives:
            step = f"{path}/{node.name}["
            for place, element in enumerate(found, start=1):
                self.keep(element, f"{step}{place}]")
            return
        taken: set[Selector] = set()
        ours = [self._ours(element, node, into, at, taken) for element in found]
        orders = sorted((each.rank, place) for place, each in enumerate(ours) if each is not None)
        ordinals = {place: ordinal for ordinal, (_, place) in enumerate(orders, start=1)}
        straight = [place for _, place in orders] == sorted(ordinals)
        for place, element in enumerate(found):
            step = f"{path}/{node.name}[{place + 1}"
            mine = ours[place]
            if mine is None:
                self.keep(element, f"{step}]")
                continue
            step += f"={ordinals[place]}]"
            if not straight:
                self.kept.append(Kept(step))
            if mine.kept:
                self.kept += [Kept(step + each.path, each.value, each.attributes) for each in mine.kept]

    def _ours(self, element: Any, node: Node, into: Target, at: str, taken: set[Selector]) -> "_Ours | None":
        """Read an occurrence that fields give; None if it is not theirs, or tells them nothing."""
        if node.stated:
            place = self._statement(element, at)
            return None if place is None else _Ours(place, [])
        for rank, selector in enumerate(node.selectors):
            if selector in taken or not _selected(element, selector):
                continue
            if (kept := self._row(element, selector, into, at)) is not None:
                if not selector.rows:
                    taken.add(selector)
                return _Ours((rank,), kept)
        return None

    def _row(self, element: Any, selector: Selector, into: Target, at: str) -> list[Kept] | None:
        """Read it into a row, or beside the fields that it belongs to; what is kept of it. None: nothing was read."""
        rows = into.get(selector.rows, ()) if selector.rows else ()
        row: Target = {}
        heads, before, self.kept = len(self.head), self.kept, []
        name = f"{at}/{selector.rows}/{len(rows)}" if selector.rows else at
        self.group(element, selector.node if rows else selector.first, "", row, name)
        kept, self.kept = self.kept, before
        if not (selector.always or row or len(self.head) > heads):
            return None
        if selector.rows:
            into.setdefault(selector.rows, []).append(row)
        else:
            into |= row
        return kept

    def _statement(self, element: Any, at: str) -> tuple[int, ...] | None:
        """Note a statement of ours; None if it is another's, or cannot be read."""
        if len(element) != 3 or element[2].text not in (PLAIN, ENCODED):
            return None
        code, said, kind = element
        items, name, text = bool(at), code.text or "", said.text or ""
        if not _a_statement(element, code, said, kind) or understood(name, self.direction, items=items) is None:
            return None
        statement = Statement(at, name, kind.text == ENCODED, text, said)
        if not statement.encoded and (fault := unclear(statement, self.direction)) is not None:
            self.misread.append(fault)
            self.claims.append((fault.path, said))
            return None
        self.statements.append(statement)
        return (*order(name, self.direction, items=items), len(self.statements))

    def keep(self, element: Any, path: str) -> None:
        """Keep an element with all that is in it."""
        if not len(element):
            self.kept.append(Kept(path, element.text or "", _said(element)))
            return
        if element.keys() or ((text := element.text) and not text.isspace()):
            self.own(element, path)
        seen: dict[str, int] = {}
        for child in element:
            tag = child.tag
            name = NAMES.get(tag) or self._strange(tag)
            step = f"{path}/{name}"
            if name in seen:
                seen[name] += 1
                step = f"{step}[{seen[name]}]"
            else:
                seen[name] = 1
            if len(child):
                self.keep(child, step)
            else:
                self.kept.append(Kept(step, child.text or "", tuple(child.items())))

    def _strange(self, tag: str) -> str:
        """The name of an element that is not the WCO's; it makes the bounds be looked at."""
        name = name_of(tag)
        self.unknown.setdefault(name, Node(name))
        return name

    def _find(self, node: Node, tag: str) -> Node:
        """The node of a tag in another namespace, or of an element that the model does not know."""
        name = name_of(tag)
        known = node.children.get(name)
        if known is None:
            return self.unknown.setdefault(name, Node(name))
        if tag[1:].rpartition("}")[0] in OURS:
            node.children[tag] = known
        return known

    def _unread_attributes(self, element: Any, node: Node, name: str) -> None:
        """Attributes that cannot be read either, of an element whose value cannot."""
        for key, text in element.items():
            slot, form, _ = node.attributes.get(key, ("", None, False))
            if form is not None and form.write(text) != text:
                self._unread(f"{name.rpartition('/')[0]}/{slot}", text, _ATTRIBUTES[key])

    def _unread(self, name: str, text: str, expected: Words) -> None:
        self.misread.append(Unread(name, text[:80], expected))


_ATTRIBUTES = {
    "currencyID": Words("mã tiền tệ ba chữ hoa", "a currency of three capitals"),
    "unitCode": Words("mã đơn vị tính, 1–5 ký tự", "a unit of 1 to 5 characters"),
}


def _said(element: Any) -> tuple[tuple[str, str], ...]:
    return tuple(element.items())


class _Ours(msgspec.Struct, frozen=True, gc=False):
    """An occurrence that fields give: its rank among those, and what is kept of it, by path from it."""

    rank: tuple[int, ...]
    kept: list[Kept]


_STATEMENT = ("StatementCode", "StatementDescription", "StatementTypeCode")


def _a_statement(element: Any, *parts: Any) -> bool:
    """Whether an element has exactly the parts of a statement, with no more in them than their texts."""
    names = tuple([NAMES.get(part.tag) or name_of(part.tag) for part in parts])
    plain = not element.keys() and not any(len(part) or part.keys() for part in parts)
    return names == _STATEMENT and plain


def _selected(element: Any, selector: Selector) -> bool:
    marker = selector.marker
    if not marker:
        return True
    for child in element:
        if child.tag.endswith(marker) and local(child.tag) == marker:
            return child.text in selector.values
    return False
