"""What a program may read of a declaration later: where it stands, its steps, the class of reason of its channel."""

from datetime import date, datetime
from typing import Any

import msgspec


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
