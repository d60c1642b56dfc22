"""The form of a procedure, as data: sections of fields and repeated groups, and rules between them.

There is no expression and no pattern to run: every kind of field and of rule is known to the house, so that a
definition written on the site can be slow or wrong in its words only.
"""

from typing import Literal

import msgspec

from motcua.kernel.words import Words

FieldKind = Literal[
    "text", "long", "integer", "decimal", "money", "date", "yes", "choice", "choices", "tax_code", "hs_code",
    "declaration", "country", "office", "email", "telephone",
]  # fmt: skip
Prefill = Literal["", "party.code", "party.name", "party.address", "party.telephone", "party.email", "before"]
"""Where a field's first value comes from; `before`: what the party last gave in a field of the same name."""


class Choice(msgspec.Struct, frozen=True):
    """One of the values of a `choice`."""

    code: str
    words: Words


class When(msgspec.Struct, frozen=True):
    """A field is asked only when another field of its level has one of these values (as they are written)."""

    field: str
    among: tuple[str, ...]


class Field(msgspec.Struct, frozen=True, tag="field"):
    """A field. `least` and `most` are numbers, or days (YYYY-MM-DD, `today`, `today+30`), as its kind has them."""

    name: str
    words: Words
    kind: FieldKind
    required: bool = True
    hint: Words | None = None
    least: str = ""
    most: str = ""
    longest: int = 500
    choices: tuple[Choice, ...] = ()
    prefill: Prefill = ""
    when: When | None = None


class Group(msgspec.Struct, frozen=True, tag="group"):
    """Fields that repeat: a table of the form."""

    name: str
    words: Words
    fields: tuple[Field, ...]
    least: int = 1
    most: int = 50


class Section(msgspec.Struct, frozen=True):
    """A page of the form."""

    name: str
    words: Words
    parts: tuple[Field | Group, ...]


class Rule(msgspec.Struct, frozen=True):
    """A rule between fields, with the sentence that an applicant reads.

    `ordered`: days or numbers in `fields` do not fall; `different`: no two alike; `sum`: the first is the sum of the
    others (`group.field` sums a column); `one_of`: at least one is given; `together`: all or none are given.
    """

    code: str
    kind: Literal["ordered", "different", "sum", "one_of", "together"]
    fields: tuple[str, ...]
    words: Words


class Form(msgspec.Struct, frozen=True):
    """A form. Files are asked for by the procedure's papers, not by fields."""

    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
