"""What the lists of certificates, of lines that name one, and of applications are asked for."""

from datetime import date

import msgspec

from motcua.origin.domain.life import AppState, ClaimState, State

SORTS = ("received", "issued", "expires", "reference", "consignee")
GROUPS = ("open", "used", "unused", "exhausted", "expiring", "expired", "flagged", "late")
"""Names for what is no state: to be dealt with, used, with something left, soon or already expired."""
SOON = 30
"""Days before the end of validity in which a certificate with something left is warned of."""


class Filters(msgspec.Struct, frozen=True):
    """What the register is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    country: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "-received"


class ClaimFilters(msgspec.Struct, frozen=True):
    """What the list of lines is narrowed to."""

    text: str = ""
    state: str = str(ClaimState.NAMED)
    office: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "registered"


CLAIM_SORTS = ("registered", "number", "reference", "party")


class AppFilters(msgspec.Struct, frozen=True):
    """What the list of applications is narrowed to."""

    text: str = ""
    state: str = ""
    country: str = ""
    sort: str = "-applied"


APP_SORTS = ("applied", "number", "party")
STATES = (*map(str, State), *GROUPS)
APP_STATES = (*map(str, AppState), "waiting")
