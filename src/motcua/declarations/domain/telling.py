"""What a program is told of a declaration: the same whoever tells it, in the same bytes each time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from motcua.declarations.domain.holding import UsedRate
from motcua.declarations.domain.life import CHANNEL_WORDS, Channel
from motcua.design.domain.problems import Error, Problem, error_of, problem
from motcua.duties.domain.paying import Payable
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words

CHANNEL_NAMES: dict[int, str] = {int(channel): CHANNEL_WORDS[channel].en.lower() for channel in Channel}
"""All that a program learns of the selection at registration: green, yellow or red."""


class Registered(msgspec.Struct, frozen=True):
    """A registered declaration, as it was at registration. The same declaration sent again is told the same."""

    accepted: bool
    number: str
    direction: str
    registered_at: datetime
    channel: str
    state: str
    tax_total: int
    due_on: date | None
    warnings: tuple[Error, ...]
    receipt: dict[str, Any]
    links: dict[str, str]


class TriedItem(msgspec.Struct, frozen=True):
    """What one goods item comes to, in dong."""

    no: int
    customs_value: int
    duties: dict[str, int]
    total: int


class Paper(msgspec.Struct, frozen=True):
    """A document that belongs to the customs dossier, and why."""

    code: str
    vi: str
    en: str
    source: str


class ChannelTimes(msgspec.Struct, frozen=True):
    """How long clearance took in one channel, in minutes: half of `counted` declarations, and nine in ten."""

    p50_minutes: int
    p90_minutes: int
    counted: int


class Times(msgspec.Struct, frozen=True):
    """How long clearance took, in minutes: half of all `counted` declarations that were registered in these days, and
    nine in ten; `office` is empty where it is the whole department, for the branch has too few. Cells of fewer than 20
    declarations are not told. By channel: which one it will be is only known after lodging.
    """

    p50_minutes: int
    p90_minutes: int
    counted: int
    since: date
    until: date
    office: str
    by_channel: dict[str, ChannelTimes] = {}


class Due(msgspec.Struct, frozen=True):
    """One tax: its amount in dong, its last day, whether it comes before release, and until when it is guaranteed."""

    tax: str
    amount: int
    due_on: date
    before_release: bool
    guaranteed_until: date | None
    vi: str
    en: str
    law: str
    verified: bool


def due(each: Payable) -> Due:
    """A payable as it is written."""
    return Due(
        each.tax, each.amount, each.due_on, each.before_release, each.guaranteed_until, each.words.vi, each.words.en,
        each.law, each.verified,
    )  # fmt: skip


class Tried(msgspec.Struct, frozen=True):
    """A declaration that was tried out: what lodging it now would find. Nothing of it is kept.

    `day` is the day of the sums: give it as `prepared_on` when lodging. `sums_hold_until` is the last day on which they
    are known to be the same, absent where no table says that they will change.
    """

    accepted: bool
    direction: str
    errors: tuple[Error, ...]
    errors_total: int
    warnings: tuple[Error, ...]
    customs_value: int | None
    duties: dict[str, int]
    tax_total: int | None
    items: tuple[TriedItem, ...]
    due_on: date | None
    documents: tuple[Paper, ...]
    likely_times: Times | None
    registered_as: str = ""
    day: date | None = None
    exchange_rates: tuple[UsedRate, ...] = ()
    sums_hold_until: date | None = None
    payables: tuple[Due, ...] = ()


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """One declaration of many: its place in the sending, its status, and what it was told."""

    place: int
    status: int
    registered: Registered | None = None
    problem: Problem | None = None
    repeated: bool = False


class Outcomes(msgspec.Struct, frozen=True):
    """What came of many declarations that were sent together, in their order."""

    accepted: int
    refused: int
    outcomes: tuple[Outcome, ...]


class TriedMany(msgspec.Struct, frozen=True):
    """What came of trying many, in their order."""

    accepted: int
    refused: int
    outcomes: tuple[Tried, ...]


def links(number: str) -> dict[str, str]:
    """Where to ask for more."""
    place = f"/api/declarations/{number}"
    return {
        "self": place, "receipt": f"{place}/receipt", "proof": f"{place}/proof", "message": f"{place}/message",
        "cancel": f"{place}/cancel", "events": f"{place}/events", "amendments": f"{place}/amendments",
        "papers": f"{place}/papers", "page": f"/declarations/{number}/",
    }  # fmt: skip


def registered(  # noqa: PLR0913 - what an answer is made of
    number: str, direction: str, at: datetime, standing: tuple[int, str], tax: tuple[int, date | None],
    warnings: Sequence[Finding], receipt: Mapping[str, Any],
) -> Registered:  # fmt: skip
    """The acceptance. `standing` is channel and state, `tax` the total and its last day, at registration."""
    channel, state = standing
    return Registered(
        True, number, direction, at, CHANNEL_NAMES[channel], state, tax[0], tax[1] if tax[0] else None,
        tuple(map(error_of, warnings)), dict(receipt), links(number),
    )  # fmt: skip


_UNREAD = frozenset({"DCL-E01"})


def refused(findings: Sequence[Finding]) -> Problem:
    """The refusal: every finding as an error, refusals before warnings; `unreadable` where nothing could be judged."""
    ordered = sorted(findings, key=lambda found: found.severity != "refuse")
    count = sum(found.severity == "refuse" for found in findings)
    if count and {found.code for found in findings} == _UNREAD:
        return problem("unreadable", errors=map(error_of, ordered))
    why = Words(f"Tờ khai chưa đạt: {count} lỗi. Xem `errors`.", f"The declaration has {count} errors. See `errors`.")
    return problem("refused", why, errors=map(error_of, ordered))
