"""Rowing: a recorded version as the rows of the same tables as our own, built by the same hands.

What is stored are their number, moments, value and taxes; our assessment becomes differences and nothing else.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

import msgspec

from motcua.declarations.domain.comparing import KINDS, Difference, as_assessment, compare
from motcua.declarations.domain.errors import Implausible
from motcua.declarations.domain.life import Channel, State, first_state
from motcua.declarations.domain.message import write
from motcua.declarations.domain.process import Outcome, process
from motcua.declarations.services.deadlines import due_at
from motcua.declarations.services.kit import Kit
from motcua.declarations.services.prepare import item_values, version_values
from motcua.declarations.services.recorded.values import Registered
from motcua.duties.domain import Assessment
from motcua.duties.domain.figures import to_dong
from motcua.duties.domain.paying import due_on
from motcua.kernel.days import law_day
from motcua.kernel.money import E4, from_e4
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

_NO_OUTCOME = Outcome(True, (), None)


class Built(msgspec.Struct, gc=False):
    """A version worked out: its values, items and charges, and our opinion. `sum_` is theirs."""

    entry: Registered
    sum_: Assessment
    body: bytes
    version: tuple[object, ...]
    items: tuple[tuple[object, ...], ...]
    charges: tuple[tuple[str, int], ...]
    accepted: bool
    codes: str
    party_name: str
    due_on: date
    differences: list[Difference]

    @property
    def differs(self) -> int:
        """How many amounts differ by more than rounding; 1 at least where we cannot assess."""
        return sum(found.why not in ("same", "rounding") for found in self.differences)

    @property
    def body_hash(self) -> bytes:
        """The hash of the message as it is kept."""
        return sha256(self.body).digest()


def build(entry: Registered, kit: Kit) -> Built:
    """Work one version out by the rules of its day of registration. NotInForce before the law's first day.

    Implausible where a rate or value of theirs is more than twice or less than half that of the day.
    """
    outcome, codes, exchange = _opinion(entry, kit)
    theirs = entry.theirs
    _plausible(entry, exchange)
    if theirs.exchange_e4:
        exchange = {**exchange, entry.message.currency: theirs.exchange_e4}
    usd = exchange.get("USD", 0)
    if not theirs.value_usd_e4 and usd:
        theirs = msgspec.structs.replace(theirs, value_usd_e4=to_dong(theirs.customs_value * E4 * E4, usd))
    sum_ = as_assessment(theirs)
    return Built(
        entry, sum_, write(entry.message), version_values(entry.message, _NO_OUTCOME, sum_, dict(exchange)),
        tuple(map(item_values, entry.message.items, sum_.lines)),
        tuple((kind, theirs.by_kind[kind]) for kind in KINDS if theirs.by_kind.get(kind)),
        outcome is not None and outcome.accepted, codes, _name(entry, kit),
        due_on(law_day(entry.at), entry.message.payment_term), compare(theirs, outcome, codes),
    )  # fmt: skip


def _plausible(entry: Registered, exchange: Mapping[str, int]) -> None:
    theirs, currency, usd = entry.theirs, entry.message.currency, exchange.get("USD", 0)
    pairs = [(Words("tỷ giá", "the exchange rate"), theirs.exchange_e4, exchange.get(currency, 0))]
    if usd:
        reckoned = to_dong(theirs.customs_value * E4 * E4, usd)
        pairs.append((Words("trị giá USD", "the value in USD"), theirs.value_usd_e4, reckoned))
    for what, told, ours in pairs:
        if told and ours and not ours <= 2 * told <= 4 * ours:
            raise Implausible(
                number=entry.number, what=f"{what.vi} / {what.en}", theirs=from_e4(told), ours=from_e4(ours)
            )


def _name(entry: Registered, kit: Kit) -> str:
    """The name that was exported, or that of the register."""
    known = kit.parties.get(entry.message.party_id)
    return entry.message.party_name or (known.name if known else "")


def _opinion(entry: Registered, kit: Kit) -> tuple[Outcome | None, str, Mapping[str, int]]:
    """What our rules say of it, the codes of what they refuse, and the exchange rates of the day."""
    try:
        desk = kit.desk(law_day(entry.at))
        outcome = process(entry.message, desk)
    except Refusal as refusal:
        return None, refusal.code, {}
    codes = sorted({found.code for found in outcome.findings if found.severity == "refuse"})
    return outcome, " ".join(codes)[:400], desk.tariff.exchange


def first(channel: int) -> State:
    """The state of a declaration that has just been recorded."""
    return first_state(Channel(channel)) if channel else State.AWAITING_CHANNEL


def due(state: State, since: datetime) -> datetime | None:
    """By when an officer has to act; None where the calendar of that year is not known."""
    try:
        return due_at(state, since)
    except ValueError:
        return None
