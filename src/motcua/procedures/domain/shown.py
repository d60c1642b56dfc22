"""What programs are told of procedures."""

from datetime import date
from typing import Literal

import msgspec

from motcua.procedures.domain.content import Content, Kind, Paper, Step, Unit


class ProcedureListed(msgspec.Struct, frozen=True):
    """A line of the catalogue. `limit_certain` is false where the limit is from memory; `online`: it has a form."""

    code: str
    version: int
    title_vi: str
    title_en: str
    kind: Kind
    area: str
    level: str
    limit: str
    limit_unit: Unit
    limit_certain: bool
    effective_from: date | None
    online: bool
    links: dict[str, str]


class ProcedurePage(msgspec.Struct, frozen=True):
    """The catalogue on a day."""

    day: date
    found: int
    procedures: tuple[ProcedureListed, ...]


class ProcedurePaper(Paper, frozen=True):
    """A paper of the dossier."""


class ProcedureStep(Step, frozen=True):
    """A step: who, how long, what comes out."""


class ProcedureContent(Content, frozen=True):
    """What a procedure says; texts are pairs, Vietnamese first."""

    papers: tuple[ProcedurePaper, ...] = ()
    steps: tuple[ProcedureStep, ...] = ()


class ProcedureShown(msgspec.Struct, frozen=True):
    """A procedure whole: the version that counts on the day, its content and form as data."""

    code: str
    version: int
    effective_from: date | None
    effective_to: date | None
    content: ProcedureContent
    links: dict[str, str]


class VersionShown(msgspec.Struct, frozen=True):
    """An issued version and how it stands."""

    version: int
    standing: Literal["to_come", "in_force", "replaced", "withdrawn"]
    effective_from: date | None
    effective_to: date | None


class VersionsShown(msgspec.Struct, frozen=True):
    """The issued versions of a procedure, the newest first."""

    code: str
    versions: tuple[VersionShown, ...]
