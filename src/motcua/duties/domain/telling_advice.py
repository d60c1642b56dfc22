"""Advice as values that are written as JSON."""

from datetime import date

import msgspec

from motcua.duties.domain.advice import Advice, Option
from motcua.duties.domain.explaining import NAMES
from motcua.duties.domain.telling import Told, rate_text, said
from motcua.kernel.words import Words
from motcua.tariff.domain import DayBook, Entry


class ProofTold(msgspec.Struct, frozen=True):
    """What an agreement asks for. From memory; nobody has compared it with the acts unless `verified`."""

    form: str
    kind: Told
    issuer: Told
    transport: Told
    self_certified: Told
    third_party: Told
    papers: Told
    late: Told
    source: str
    verified: bool


class OptionTold(msgspec.Struct, frozen=True):
    """One schedule; amounts in dong on the value asked for, `saved_…` against most favoured nation."""

    schedule: str
    words: Told
    table: str
    form: str
    usable: bool
    conditional: bool
    best: bool
    rate: str
    duty: int | None
    total: int | None
    saved_duty: int | None
    saved_total: int | None
    why: Told
    source: str
    verified: bool
    proof: ProofTold | None


class RateTold(msgspec.Struct, frozen=True):
    """A tax beside the duty. `amount` is dong, None where it depends on more than was asked.

    `claim` is the code by which a declarant picks it: the rate of a producer in a remedy.
    """

    kind: str
    words: Told
    schedule: str
    rate: str
    amount: int | None
    condition: str
    claim: str
    source: str
    verified: bool


class ControlTold(msgspec.Struct, frozen=True):
    """A licence or check that the goods need."""

    words: Told
    agency: Told
    act: str
    verified: bool


class DutyAdvice(msgspec.Struct, frozen=True):
    """All schedules side by side. `best` is the cheapest lawful one; without its proof so much more is due."""

    on: date
    hs: str
    words: Told
    origin: str
    value: int
    best: str
    missing_proof_duty: int
    missing_proof_total: int
    options: tuple[OptionTold, ...]
    remedies: tuple[RateTold, ...]
    taxes: tuple[RateTold, ...]
    controls: tuple[ControlTold, ...]
    lacking: tuple[Told, ...]


def advice_told(advice: Advice, rates: DayBook) -> DutyAdvice:
    """The advice as it is written."""
    wanted = advice.wanted
    line = rates.line(wanted.code)
    return DutyAdvice(
        wanted.day, wanted.code, said(line.words if line else Words("", "")), wanted.origin, wanted.value, advice.best,
        advice.missing_duty, advice.missing_total,
        tuple(_option(each, best=each.schedule.key == advice.best) for each in advice.options),
        tuple(_rate("remedy", entry, None) for entry in advice.remedies),
        tuple(_rate(each.kind, each.entry, each.amount) for each in advice.others),
        tuple(ControlTold(said(each.words), said(each.agency), each.act, each.verified) for each in advice.controls),
        tuple(map(said, advice.lacking)),
    )  # fmt: skip


def _option(option: Option, *, best: bool) -> OptionTold:
    summed = option.usable and not option.unmeasured
    schedule, entry = option.schedule, option.entry
    return OptionTold(
        schedule.key, said(schedule.words), option.table, schedule.form, option.usable, option.conditional, best,
        option.rate, option.duty if summed else None, option.total if summed else None,
        option.saved_duty if summed else None, option.saved_total if summed else None, said(option.why),
        entry.source if entry else schedule.source, bool(entry and entry.verified), _proof(option),
    )  # fmt: skip


def _proof(option: Option) -> ProofTold | None:
    held, later = option.proof, option.late
    if held is None:
        return None
    return ProofTold(
        held.form, said(held.kind), said(held.issuer), said(held.transport), said(held.self_certified),
        said(held.third_party), said(held.papers), said(later.words if later else Words("", "")), held.source,
        held.verified and bool(later and later.verified),
    )  # fmt: skip


def _rate(kind: str, entry: Entry, amount: int | None) -> RateTold:
    return RateTold(
        kind, said(NAMES[kind]), entry.schedule, rate_text(entry, entry.ppm), amount, entry.condition, entry.claim,
        entry.source, entry.verified,
    )  # fmt: skip
