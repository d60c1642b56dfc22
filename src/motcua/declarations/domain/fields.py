"""Every field of the declaration: its names in VNACCS, the WCO Data Model and two languages, its length."""

from collections.abc import Mapping
from functools import cache

import msgspec

from motcua.declarations.domain.sets import rows
from motcua.kernel.words import Words


class Field(msgspec.Struct, frozen=True):
    """A field. `name` is its path with dots, such as `items.hs_code`.

    `kind`: `code` (of a list), `text`, `whole`, `amount`, `day`; `codes`, `texts`, `wholes` repeat.
    `length` is in characters, for numbers in digits; names in VNACCS are those of IDA and EDA.
    """

    name: str
    vnaccs_import: str
    vnaccs_export: str
    wco: str
    words: Words
    kind: str
    length: int
    note: str = ""


@cache
def fields() -> Mapping[str, Field]:
    """All fields by name, in the order of the message."""
    return {
        row["name"]: Field(
            row["name"], row["vnaccs_import"], row["vnaccs_export"], row["wco"], Words(row["vi"], row["en"]),
            row["kind"], int(row["length"]), row["note"],
        )
        for row in rows("fields.csv")
    }  # fmt: skip


def field_at(path: str) -> Field | None:
    """The field that a finding's path names: `/items/3/hs_code` is `items.hs_code`. None if it is no field."""
    return fields().get(".".join(part for part in path.split("/") if part and not part.isdecimal()))
