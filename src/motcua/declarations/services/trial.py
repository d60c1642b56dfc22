"""Trial: what lodging a declaration now would find. Nothing is stored, numbered or selected."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

import msgspec

from motcua.declarations.domain.holding import Basis, UsedRate, basis
from motcua.declarations.domain.message import Declaration, read
from motcua.declarations.domain.papers import papers
from motcua.declarations.domain.process import Outcome, misread_findings, process
from motcua.declarations.domain.telling import Tried, TriedItem, due
from motcua.declarations.domain.terms import PRIORITY, due_on
from motcua.declarations.queries import durations
from motcua.declarations.services.kit import kit
from motcua.declarations.services.permit import permitted
from motcua.declarations.services.prepare import as_expected
from motcua.declarations.services.proofs import with_proofs
from motcua.declarations.services.register import recognised
from motcua.declarations.services.securing import as_priority, term_of, with_guarantee
from motcua.declarations.services.tried import with_links
from motcua.declarations.services.values import Prepared, Raw
from motcua.design.domain.problems import MOST, error_of
from motcua.duties.domain import Assessment, Tax
from motcua.duties.domain.paying import Payable, payables
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding


def try_out(raw: Raw, *, by: Actor) -> Tried:
    """Everything that is wrong, the sums of every item, the papers and the last day to pay, as of `raw.at`.

    The selection is not asked: two declarations that differ in what only it looks at are told the same.
    """
    message = read(raw.body)
    if not isinstance(message, Declaration):
        return _told("", misread_findings(message))
    digest = sha256(raw.body).digest()
    item = Prepared(
        raw.at, True, (), digest, 0, len(raw.body), direction=message.direction, party=message.party_id,
        reference=message.reference, key=raw.key,
    )  # fmt: skip
    allowed = permitted(
        item, by, agent=message.agent_id, procedure=message.procedure, office=message.office, trial=True
    )
    if not allowed.accepted:
        return _told(message.direction, allowed.findings)
    present = kit()
    outcome = process(message, present.desk(law_day(raw.at)))
    if raw.expected is not None:
        outcome = as_expected(message, outcome, raw.expected, present.desk(law_day(raw.at)), present)
    outcome = with_guarantee(outcome, message, law_day(raw.at))
    if message.prior_number:
        outcome = with_links(outcome, message, law_day(raw.at))
    outcome = with_proofs(outcome, message, law_day(raw.at))
    again = recognised(item)
    findings = outcome.findings if again is None else again.findings
    if again is not None and not again.accepted:
        findings = (*outcome.findings, *again.findings)
    told = _assessed(message, outcome, law_day(raw.at), findings, again.number if again else "")
    times = durations.likely(message.direction, message.office, law_day(raw.at))
    return msgspec.structs.replace(told, likely_times=times)


def _told(direction: str, findings: Iterable[Finding]) -> Tried:
    errors = tuple(error_of(found) for found in findings)
    return Tried(False, direction, errors[:MOST], len(errors), (), None, {}, None, (), None, (), None)


def _assessed(message: Declaration, outcome: Outcome, day: date, findings: Iterable[Finding], known: str) -> Tried:
    unique = {(found.code, found.path): found for found in findings}.values()
    errors = tuple(error_of(found) for found in unique if found.severity == "refuse")
    warnings = tuple(error_of(found) for found in unique if found.severity == "warn")
    sums = outcome.assessment
    return Tried(
        not errors, message.direction, errors[:MOST], len(errors), warnings[:MOST],
        sums.customs_value if sums else None, dict(sums.by_kind) if sums else {}, sums.total if sums else None,
        _items(sums) if sums else (), due_on(day, term_of(message)) if sums and sums.total else None,
        papers(message, day), None, known, day, *_basis(message, sums, day),
        tuple(map(due, payables_of(message, sums, day))),
    )  # fmt: skip


def _basis(message: Declaration, sums: Assessment | None, day: date) -> tuple[tuple[UsedRate, ...], date | None]:
    found = basis_of(message, sums, day)
    return found.rates, found.holds_until


def basis_of(message: Declaration, sums: Assessment | None, day: date) -> Basis:
    """What the sums of a day rest on, and until when they are the same."""
    present = kit()
    procedure = present.desk(day).procedures.get(message.procedure)
    return basis(message, sums, present.book, day, taxed=procedure is None or procedure.taxed)


def payables_of(message: Declaration, sums: Assessment | None, day: date) -> tuple[Payable, ...]:
    """When each tax would be due, were it registered on this day."""
    if sums is None:
        return ()
    found = payables(sums, day, message.payment_term, guaranteed=bool(message.guarantee_bank))
    return as_priority(found, day) if term_of(message) == PRIORITY else found


def _items(sums: Assessment) -> tuple[TriedItem, ...]:
    return tuple(TriedItem(line.no, line.customs_value, _by_kind(line.taxes), line.total) for line in sums.lines)


def _by_kind(taxes: Iterable[Tax]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tax in taxes:
        found[tax.kind] = found.get(tax.kind, 0) + tax.amount
    return found


def assessed(message: Declaration, day: date) -> Assessment | None:
    """The sums of a message by the law of a day."""
    return process(message, kit().desk(day)).assessment
