"""What a procedure says: the skeleton of an ISO 9001 procedure of an agency, as data.

One procedure, one value; a version in `models.Version` keeps it as canonical JSON. Texts are `Words` (Vietnamese and
English). What nobody has seen in the text of the law stands as `verified: false` beside the act's name.
Source: the outline usual in agencies (cover, 1 purpose … 7 records); see docs/explanation/procedures.md.
"""

from decimal import Decimal
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.form.definition import Form

Kind = Literal["administrative", "internal"]
Unit = Literal["wh", "wd", "d", ""]
"""Working hours, working days (of eight working hours), calendar days; empty: at once, or no limit of its own."""
Role = Literal["reception", "officer", "head", "leader", "clerk", "applicant", "system", "other"]
"""Who answers for a step: exactly one."""


class Basis(msgspec.Struct, frozen=True):
    """An act and where in it. `verified` only when a person has seen the text."""

    act: str
    article: str = ""
    verified: bool = False


class Limit(msgspec.Struct, frozen=True):
    """The time limit. `longer` is the limit of difficult cases in the same unit; `uncertain` marks one from memory."""

    amount: Decimal
    unit: Unit
    source: str = ""
    longer: Decimal | None = None
    uncertain: bool = True
    words: Words | None = None


class Term(msgspec.Struct, frozen=True):
    """A term or abbreviation and what it means."""

    term: str
    words: Words


class Paper(msgspec.Struct, frozen=True):
    """A paper of the dossier: how many originals and copies."""

    code: str
    words: Words
    originals: int = 0
    copies: int = 1
    required: bool = True


class Step(msgspec.Struct, frozen=True):
    """A step: who, how long (`amount` in the unit of the limit, or working hours in working days), what comes out.

    `pauses`: the clock stands still in it (waiting for the applicant). `branches` says where else it may lead.
    """

    no: int
    words: Words
    role: Role
    amount: Decimal
    unit: Unit
    output: Words
    form: str = ""
    pauses: bool = False
    branches: tuple[Words, ...] = ()


class Template(msgspec.Struct, frozen=True):
    """A form sheet (biểu mẫu) that the procedure uses."""

    code: str
    words: Words


class Record(msgspec.Struct, frozen=True):
    """A record that is kept: where, and for how many years (None: for good)."""

    words: Words
    place: Words
    years: int | None


class Content(msgspec.Struct, frozen=True):
    """A procedure, whole. `full` says that its steps are written out; otherwise title, basis, papers and limit stand.

    `code` is ours (QT-…); `national_code` stays empty until the national portal's is loaded. `level` is who settles:
    A the general department, B the provincial department, C a branch, by today's names.
    """

    code: str
    kind: Kind
    area: str
    title: Words
    level: str
    applicant: Words
    limit: Limit
    basis: tuple[Basis, ...]
    national_code: str | None = None
    full: bool = False
    purpose: Words | None = None
    scope: Words | None = None
    references: tuple[Basis, ...] = ()
    terms: tuple[Term, ...] = ()
    conditions: Words | None = None
    papers: tuple[Paper, ...] = ()
    sets: int = 1
    place: Words | None = None
    fee: Words | None = None
    fee_dong: int | None = None
    steps: tuple[Step, ...] = ()
    result: Words | None = None
    templates: tuple[Template, ...] = ()
    records: tuple[Record, ...] = ()
    form: Form | None = None
