"""What programs are told of calls and their documents."""

from datetime import datetime

import msgspec

from motcua.design.domain.problems import Error


class DocumentLodged(msgspec.Struct, frozen=True):
    """A document that was lodged or corrected: its number, its call, the version, and the leaf with its receipt."""

    document: str
    call: str
    version: int
    state: str
    lodged_at: datetime
    late: bool
    repeated: bool
    leaf: str
    warnings: tuple[Error, ...]
    links: dict[str, str]


class DocumentTried(msgspec.Struct, frozen=True):
    """What lodging would find; nothing was kept."""

    accepted: bool
    errors: tuple[Error, ...] = ()


class CallListed(msgspec.Struct, frozen=True):
    """A line of the list of calls."""

    number: str
    direction: str
    call_sign: str
    vessel_name: str
    voyage: str
    carrier: str
    port: str
    office: str
    state: str
    expected_at: datetime
    arrived_at: datetime | None
    cleared_at: datetime | None
    berth: str
    links: dict[str, str]


class CallPage(msgspec.Struct, frozen=True):
    """A page of the list; `next` is the address of the next, empty at the end."""

    calls: tuple[CallListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class CallDocument(msgspec.Struct, frozen=True):
    """A document of a dossier: awaited ones have no number; `due_at` while a deadline runs."""

    kind: str
    number: str
    carrier: str
    state: str
    version: int
    rows: int
    lodged_at: datetime | None
    due_at: datetime | None
    late: bool


class CallStep(msgspec.Struct, frozen=True):
    """A step in the life of a call, and the leaf that holds it."""

    verb: str
    words_vi: str
    words_en: str
    document: str
    state: str
    at: datetime
    note: str
    leaf: str


class CallShown(msgspec.Struct, frozen=True):
    """A call as it stands: its dossier and its life."""

    call: CallListed
    documents: tuple[CallDocument, ...]
    steps: tuple[CallStep, ...]
