"""What a person looks for: a typed text is read as a number, a tax code, a tariff code or words."""

import re
from datetime import date, datetime
from typing import Literal

import msgspec

from motcua.declarations.domain.life import State

Kind = Literal["", "number", "party", "goods", "words"]
OPEN = (
    State.DOCUMENT_CHECK, State.PHYSICAL_CHECK, State.AWAITING_PAYMENT, State.AWAITING_CHANNEL, State.DOCUMENT_QUERY,
    State.PHYSICAL_QUERY, State.IN_STORAGE, State.RELEASED,
)  # fmt: skip
"""States of a declaration that is not yet cleared, as the condition of index `declaration_open` has them."""
CHECKING = (State.DOCUMENT_CHECK, State.PHYSICAL_CHECK)
SORTS = ("registered", "due", "tax", "value", "number")


class Asked(msgspec.Struct, frozen=True):
    """A text as it was understood. `value` is without spaces and dots where it is a code."""

    kind: Kind
    value: str


def understand(text: str) -> Asked:
    """Read a search text: 12 digits or a beginning are a declaration number; 10 or 13 a tax code;
    4, 6 or 8 digits, or digits with dots, a tariff code; anything else words."""
    plain = " ".join(text.split())
    if not plain:
        return Asked("", "")
    digits = re.sub(r"[\s.\-]", "", plain)
    if not digits.isdecimal():
        return Asked("words", plain[:100])
    if len(digits) in (4, 6, 8) or ("." in plain and len(digits) <= 8):
        return Asked("goods", digits)
    if len(digits) in (10, 13):
        return Asked("party", digits)
    return Asked("number", digits[:12])


class Filters(msgspec.Struct, frozen=True):
    """What a list is narrowed to. Empty values narrow nothing.

    `state` is a state, `open` (not yet cleared), `checking` or `late` (a check past its deadline).
    `desk` is `mine`, or `free` for what lies on nobody's. `sort` is a key of SORTS; a leading `-` turns it round.
    """

    text: str = ""
    office: str = ""
    channel: int = 0
    state: str = ""
    procedure: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-registered"
    desk: str = ""

    @property
    def key(self) -> str:
        """The column to sort by, without direction."""
        return self.sort.lstrip("-")


class Listed(msgspec.Struct, frozen=True):
    """A line of a list: a declaration with its first goods and, for officers, why it was selected."""

    id: int
    number: str
    direction: str
    procedure: str
    office: str
    party: str
    party_name: str
    registered_at: datetime
    channel: int
    state: str
    items: int
    value_usd_e4: int
    tax_total: int
    due_at: datetime | None
    goods: str = ""
    hs_code: str = ""
    reason: str = ""
    late: bool = False
    desk: int = 0
    recorded: bool = False
