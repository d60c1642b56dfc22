"""Prepare: read, check and assess, without touching the database. Runs in worker processes too."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

import msgspec

from motcua.declarations.domain import changing
from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.linking import TEMPORARY, closing_of
from motcua.declarations.domain.message import Declaration, Item, read
from motcua.declarations.domain.process import Outcome, misread_findings, process
from motcua.declarations.domain.proofs import proofs_of
from motcua.declarations.domain.securing import wanted
from motcua.declarations.domain.terms import DEFERRED, GUARANTEED, due_on, payment_term
from motcua.declarations.services.kit import Kit
from motcua.declarations.services.values import Batch, Prepared, Raw
from motcua.duties.domain import Assessment, LineSum
from motcua.kernel.days import law_day
from motcua.kernel.money import E4
from motcua.parties.domain import Party
from motcua.risk import domain as risk

LATER = (*GUARANTEED, *DEFERRED)


def prepare(raws: Sequence[Raw], kit: Kit) -> Batch:
    """Read, check and assess; one message's faults never touch its neighbours."""
    content = b"\n".join(raw.body for raw in raws)
    prepared, offset = [], 0
    for raw in raws:
        prepared.append(_prepare(raw, kit, offset))
        offset += len(raw.body) + 1
    return Batch(kit.version, tuple(prepared), content)


def asked_again(batch: Batch, kit: Kit) -> Batch:
    """The batch with the hits that its facts have by the kit's profiles: all that changes where only these did."""
    prepared = [
        msgspec.structs.replace(item, hits=risk.indicate(risk.read(item.told), kit.profiles(law_day(item.at))))
        if item.accepted
        else item
        for item in batch.prepared
    ]
    return Batch(kit.version, tuple(prepared), batch.content)


def _prepare(raw: Raw, kit: Kit, offset: int) -> Prepared:
    message = read(raw.body)
    digest = sha256(raw.body).digest()
    if isinstance(message, list):
        return Prepared(raw.at, False, misread_findings(message), digest, offset, len(raw.body), key=raw.key)
    day = law_day(raw.at)
    outcome = process(message, kit.desk(day))
    if raw.expected is not None:
        outcome = as_expected(message, outcome, raw.expected, kit.desk(day), kit)
    if not outcome.accepted or outcome.assessment is None:
        return Prepared(
            raw.at, False, outcome.findings, digest, offset, len(raw.body),
            direction=message.direction, party=message.party_id, reference=message.reference, key=raw.key,
            expected=raw.expected,
        )  # fmt: skip
    return _accepted(raw, message, outcome, outcome.assessment, kit, digest, offset)


def as_expected(message: Declaration, outcome: Outcome, expected: Expected, desk: Desk, kit: Kit) -> Outcome:
    """The outcome; not accepted where its sums are not those that were shown on another day."""
    if not outcome.accepted or outcome.assessment is None:
        return outcome
    found = changing.moved(message, expected, kit.desk(expected.on), desk, outcome.assessment, kit.book)
    return outcome if found is None else changing.refused(outcome, found)


def _accepted(
    raw: Raw, message: Declaration, outcome: Outcome, sum_: Assessment, kit: Kit, digest: bytes, offset: int
) -> Prepared:
    day = law_day(raw.at)
    party = kit.parties[message.party_id]
    facts = _facts(message, sum_, party, day)
    term = payment_term(message.payment_term, priority=party.priority)
    return Prepared(
        raw.at, True, outcome.findings, digest, offset, len(raw.body),
        direction=message.direction, party=message.party_id, reference=message.reference,
        head=(
            message.direction, message.procedure, message.office, message.party_id,
            message.party_name or party.name, raw.at, day,
        ),
        version=version_values(message, outcome, sum_, kit.desk(day).tariff.exchange),
        items=tuple(map(item_values, message.items, sum_.lines)),
        charges=tuple((kind, amount) for kind, amount in sum_.by_kind.items() if amount),
        tax_total=sum_.total,
        due_on=due_on(day, term),
        hits=risk.indicate(facts, kit.profiles(day)),
        told=risk.told(facts),
        office=message.office,
        level=party.level,
        key=raw.key,
        wanted=wanted(message) if sum_.total else None,
        term=term if sum_.total and term in LATER else "",
        expected=raw.expected,
        closing=closing_of(message) if message.prior_number else None,
        stay_until=message.limit_on if message.procedure in TEMPORARY else None,
        proofs=proofs_of(message),
    )  # fmt: skip


def _scaled(amount: Decimal | None) -> int:
    return 0 if amount is None else int(amount * E4)


def version_values(
    message: Declaration, outcome: Outcome, sum_: Assessment, exchange: dict[str, int]
) -> tuple[object, ...]:
    """The columns of `Version` from `reference` to `warnings`, in their order."""
    event = message.arrival_on if message.direction == "import" else message.departure_on
    warnings = " ".join(sorted({found.code for found in outcome.findings}))
    return (
        message.reference, message.agent_id, message.foreign_name, message.foreign_country,
        message.transport_mode, message.bills[0] if message.bills else "", message.vessel_name,
        message.loading_place, message.unloading_place or message.destination_place, message.warehouse, event,
        message.packages or 0, message.package_unit, _scaled(message.gross_weight), message.weight_unit,
        message.container_count or len(message.containers), message.invoice_number, message.invoice_on,
        message.incoterm, message.currency, _scaled(message.invoice_total),
        exchange.get(message.currency, 0), message.valuation_code,
        sum(line.freight for line in sum_.lines), sum(line.insurance for line in sum_.lines),
        message.payment_term, sum_.customs_value, sum_.value_usd_e4, sum_.total, warnings[:400],
    )  # fmt: skip


_PLACE = {"import": 0, "remedy": 1, "excise": 2, "environment": 3, "vat": 4, "export": 5}


def item_values(item: Item, line: LineSum) -> tuple[object, ...]:
    """The columns of `Item` from `no` on, without `leaf`."""
    amounts = [0, 0, 0, 0, 0, 0]
    entries = ""
    for tax in line.taxes:
        amounts[_PLACE[tax.kind]] += tax.amount
        entries += f"{tax.kind}:{tax.entry} "
    return (
        line.no, item.hs_code, item.description[:200], item.origin, item.tariff_table, item.certificate,
        _scaled(item.quantity), item.unit, _scaled(item.quantity2), item.unit2,
        _scaled(item.invoice_value), _scaled(item.unit_price), line.customs_value, *amounts, entries.rstrip(),
    )  # fmt: skip


def _facts(message: Declaration, sum_: Assessment, party: Party, day: date) -> risk.Facts:
    dearest = max(sum_.lines, key=lambda line: line.customs_value).no - 1
    return risk.Facts(
        office=message.office, direction=message.direction, procedure=message.procedure,
        party=message.party_id, level=party.level, codes=tuple([item.hs_code for item in message.items]),
        origin=message.items[dearest].origin, preference=any(item.certificate for item in message.items),
        value=sum_.customs_value, tax=sum_.total, weight=int(message.gross_weight or 0),
        age_days=(day - party.registered_on).days, origins=tuple([item.origin for item in message.items]),
        units=tuple([item.unit for item in message.items]),
        unit_values=tuple(map(_unit_value, message.items, sum_.lines)), flags=_flags(message),
        agent=message.agent_id, country=message.foreign_country, mode=message.transport_mode,
        dearest=dearest,
    )  # fmt: skip


def _unit_value(item: Item, line: LineSum) -> int:
    scaled = _scaled(item.quantity)
    return line.customs_value * E4 // scaled if scaled else 0


_NO_FLAGS: frozenset[str] = frozenset()


def _flags(message: Declaration) -> frozenset[str]:
    found = []
    if message.licences or message.other_laws:
        found.append("policy")
    if message.limit_on:
        found.append("temporary")
    if message.cargo_class == "A":
        found.append("gift")
    return frozenset(found) if found else _NO_FLAGS
