"""The manual's page of WCO messages, written from the gateway's tables."""

from collections.abc import Iterator

from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.message import KEPT_CHARACTERS, KEPT_MOST
from motcua.gateways.wco.domain.asking import EXPLAINING, NUMBER, REASON
from motcua.gateways.wco.domain.making import WRAPPER
from motcua.gateways.wco.domain.plan import Field, plan
from motcua.gateways.wco.domain.pointing import pointer_of
from motcua.gateways.wco.domain.recognising import DEEPEST, MOST_BYTES, MOST_ELEMENTS
from motcua.gateways.wco.domain.responding import ASKED, FUNCTIONS, RECEIPT, WARNING
from motcua.gateways.wco.domain.statements import ENCODED, LONGEST, PLAIN, codes
from motcua.gateways.wco.domain.tables import kinds, mapping

Cells = tuple[object, ...]


def rows() -> Iterator[Cells]:
    """Each field: where it stands, its WCO pointer, the code of its statement, its names."""
    for items in (False, True):
        seen: set[str] = set()
        for direction in ("import", "export"):
            made = plan(direction)
            told = {field.name: code for code, field in codes(direction, items=items)}
            for field in made.item if items else made.head:
                where = _place(field, items)
                if (row := f"{field.name} {where}") not in seen:
                    seen.add(row)
                    yield _row(field, where, told.get(field.name, ""), direction, items=items)


def _row(field: Field, where: str, statement: str, direction: str, *, items: bool) -> Cells:
    name = f"items[].{field.name}" if items else field.name
    only = {row.direction for row in mapping() if row.field == name}
    words = fields()[_plain(name)].words
    pointer = pointer_of(field.places[0].path) if field.places else "42A/…/03A/225"
    notes = "; ".join(row.note for row in mapping() if row.field == name and row.note)
    return (
        f"`{name}`", direction if only != {""} else "", where, pointer, f"`{statement}`" if statement else "",
        words.vi, words.en, notes,
    )  # fmt: skip


def _plain(name: str) -> str:
    return ".".join(part for part in name.replace("[]", "").split(".") if not part.isdecimal())


def _place(field: Field, items: bool) -> str:
    attribute = (f"{place.path}@{place.attribute}" if place.attribute else place.path for place in field.places)
    above = "Declaration/GoodsShipment/GovernmentAgencyGoodsItem/" if items else "Declaration/"
    return "; ".join(f"`{path.removeprefix(above)}`" for path in attribute)


HEAD = ("Field", "Only", "Element", "Pointer", "Statement", "Tiếng Việt", "English", "Note")
TEXT = f"""# Bản tin WCO · WCO messages

How a declaration stands in WCO Data Model 3.6 XML: `gateways/wco/data/mapping.csv`, used in both directions.
How to send one: [howto/wco.md](../howto/wco.md). Elements of goods items stand below
`GoodsShipment/GovernmentAgencyGoodsItem`. A value that does not fit its element, and a field that has none, stands in
a statement: `AdditionalInformation` with `StatementTypeCode` `{PLAIN}` (the description is the value) or `{ENCODED}`
(the description is the value as JSON; what is longer than {LONGEST} characters goes on in the next of the same code)
and `StatementCode` of the table. `n` is the row of a list, from 1. Days in statements are `2023-12-22`.

What a message says and no field holds is kept with the declaration (`kept` in [message.md](message.md)) and written
back as it stood: at most {KEPT_MOST} values of at most {KEPT_CHARACTERS} characters; a message with more is refused,
never cut. A message has at most {MOST_BYTES} bytes, {MOST_ELEMENTS} elements and {DEEPEST} levels; a document type
or an entity is refused.
"""


def page() -> Iterator[tuple[str, tuple[str, ...], list[Cells]]]:
    """Texts, each followed by a table."""
    yield TEXT, HEAD, list(rows())
    yield (
        "\n## What is written around it · Phần bao quanh\n",
        ("Element", "Value"),
        [*((f"`MetaData/{name}`", text) for name, text in WRAPPER), ("`Declaration/FunctionCode`", "9"),
         ("`Declaration/GoodsItemQuantity`", "the number of goods items")],
    )  # fmt: skip
    yield (
        "\n## Kinds of messages · Loại bản tin\n\nDeclarations are lodged; amendments and cancellations ask that of the"
        f" declaration in `{NUMBER}`, for the reason in `{REASON}`; a statement of type `{EXPLAINING}` says more.\n",
        ("FunctionCode", "TypeCode", "Kind", "Tiếng Việt", "English"),
        [(function or "any", type_ or "any", kind, words.vi, words.en)
         for (function, type_), (kind, words) in kinds().items()],
    )  # fmt: skip
    yield (
        "\n## Answers · Trả lời\n\nA `Response` for each message. `Error/ValidationCode` is the code of the rule"
        " without hyphens (`DEC-TRN-03` is `DECTRN03`), `Error/Pointer` leads to the element. A statement of type"
        f" `{RECEIPT}` names the receipt, one of type `{WARNING}` warns, one of type"
        f" `{ASKED}` tells how an amendment or a cancellation stands. `Status/NameCode` is the channel: 1 green,"
        " 2 yellow, 3 red.\n",
        ("FunctionCode", "Answer"),
        [(code, answer) for answer, code in FUNCTIONS.items()],
    )
