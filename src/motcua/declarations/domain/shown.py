"""What a program may read of a declaration later: where it stands, its steps, the class of reason of its channel."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from motcua.declarations.domain.message import Declaration


class Reason(msgspec.Struct, frozen=True):
    """The class of reason of a channel: all that a trader learns of it."""

    code: str
    vi: str
    en: str


class Step(msgspec.Struct, frozen=True):
    """A step in its life; `leaf` is its place in the log."""

    verb: str
    state: str
    at: datetime
    leaf: str


class Wished(msgspec.Struct, frozen=True):
    """A request to cancel and what became of it."""

    number: str
    reason: str
    note: str
    at: datetime
    state: str
    answered_at: datetime | None = None
    answer: str = ""


class Listed(msgspec.Struct, frozen=True):
    """A line of the list."""

    number: str
    direction: str
    procedure: str
    office: str
    party_id: str
    registered_at: datetime
    channel: str
    state: str
    items: int
    tax_total: int
    links: dict[str, str]


class Page(msgspec.Struct, frozen=True):
    """A page of the list. `more` says that counting stopped at `found`."""

    declarations: tuple[Listed, ...]
    page: int
    size: int
    found: int
    more: bool
    next: str


class Shown(msgspec.Struct, frozen=True):
    """A declaration as it stands now."""

    number: str
    version: int
    direction: str
    procedure: str
    office: str
    party_id: str
    reference: str
    registered_at: datetime
    channel: str
    reason: Reason | None
    state: str
    state_vi: str
    state_en: str
    items: int
    customs_value: int
    tax_total: int
    due_on: date | None
    check_due_at: datetime | None
    checked_at: datetime | None
    cleared_at: datetime | None
    passed_at: datetime | None
    cancelled_at: datetime | None
    steps: tuple[Step, ...]
    requests: tuple[Wished, ...]
    links: dict[str, str]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request to cancel: the code of the reason (list cancellation_reason) and what else customs should know."""

    reason: str
    note: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """A signed receipt; `inclusion` is its place in the log's tree, absent until it has one."""

    kind: str
    origin: str
    key: str
    leaf: str
    body: str
    index: int
    size: int
    path: list[str]
    root: str
    at: str
    signature: str
    note: str
    inclusion: dict[str, Any] | None = None


class EventTold(msgspec.Struct, frozen=True):
    """Something that happened and why; `leaf` is its place in the log.

    Of a selection only the class of its reason is told. `asked_again`: papers asked for that were held already.
    """

    kind: str
    at: datetime
    vi: str
    en: str
    why_vi: str
    why_en: str
    law: str
    verified: bool
    leaf: str
    papers: tuple[str, ...] = ()
    asked_again: tuple[str, ...] = ()


class Events(msgspec.Struct, frozen=True):
    """What happened to a declaration, the first first."""

    number: str
    events: tuple[EventTold, ...]


class Amendment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An amendment: the whole declaration as it shall be, the code of the reason (list amendment_reason), a note, and
    the version that it was made from (0: whichever is in force).
    """

    declaration: Declaration
    reason: str
    note: str = ""
    version: int = 0


class AmendmentTold(msgspec.Struct, frozen=True):
    """An amendment and what became of it: proposed, accepted, refused, withdrawn or ended.

    `no` 0 was in force at once, for customs had asked for it. `decide_by` is when customs has decided at the latest.
    """

    number: str
    no: int
    state: str
    window: str
    window_vi: str
    window_en: str
    at: datetime
    decide_by: datetime | None
    version: int
    tax_before: int
    tax_after: int
    answered_at: datetime | None = None
    answer: str = ""


class Amendments(msgspec.Struct, frozen=True):
    """The amendments of a declaration, the first first; `window` is where a new one would stand now."""

    number: str
    window: str
    impossible_vi: str
    impossible_en: str
    hours: int
    amendments: tuple[AmendmentTold, ...]


class PaperTold(msgspec.Struct, frozen=True):
    """A paper that is held: its receipt number, kind (list attachment_kind), name, size and digest."""

    number: str
    no: int
    kind: str
    title: str
    name: str
    media_type: str
    size: int
    sha256: str
    at: datetime
    leaf: str


class PaperAsked(msgspec.Struct, frozen=True):
    """A paper that customs asked for; `received` and `held_before` are receipt numbers."""

    kind: str
    at: datetime
    received: str
    held_before: str
    open: bool


class Papers(msgspec.Struct, frozen=True):
    """The papers of a declaration, and those asked for."""

    number: str
    papers: tuple[PaperTold, ...]
    asked: tuple[PaperAsked, ...]


class StayListed(msgspec.Struct, frozen=True):
    """A temporary import or export: its last day of stay, extensions included, and how many lines have a rest."""

    number: str
    procedure: str
    office: str
    party_id: str
    registered_on: date
    due_on: date
    extensions: int
    state: str
    lines: int
    lines_left: int
    extension_asked: bool
    links: dict[str, str]


class StayPage(msgspec.Struct, frozen=True):
    """A page of temporary imports and exports. `more` says that counting stopped at `found`."""

    stays: tuple[StayListed, ...]
    page: int
    size: int
    found: int
    more: bool


class TakenTold(msgspec.Struct, frozen=True):
    """What a declaration took of a line; `elsewhere` says that another system registered it."""

    number: str
    line: int
    quantity: Decimal
    state: str
    elsewhere: bool


class BalanceLine(msgspec.Struct, frozen=True):
    """A line with what it declares and what is left, in its unit."""

    line: int
    hs_code: str
    unit: str
    declared: Decimal
    left: Decimal
    taken: tuple[TakenTold, ...]


class BalanceTold(msgspec.Struct, frozen=True):
    """The balance of a declaration. State and last day are empty where its goods have no period of stay."""

    number: str
    state: str
    due_on: date | None
    extensions: int
    extension_asked: bool
    lines: tuple[BalanceLine, ...]
