"""Trying: a draft against the live rules. Nothing is written, no number used, the selection never asked."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from motcua.declarations.domain import changing
from motcua.declarations.domain.changing import Expected, Moved
from motcua.declarations.domain.drafting.entered import Entered
from motcua.declarations.domain.drafting.reading import Reading, read
from motcua.declarations.domain.drafting.slots import STEPS, step_of
from motcua.declarations.domain.holding import Basis
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.process import process
from motcua.declarations.domain.terms import due_on
from motcua.declarations.queries import drafts as queries
from motcua.declarations.services.kit import kit, known_on
from motcua.declarations.services.proofs import with_proofs
from motcua.declarations.services.securing import term_of, with_guarantee
from motcua.declarations.services.trial import basis_of, payables_of
from motcua.declarations.services.tried import with_links
from motcua.duties.domain import Assessment, Step, explain
from motcua.duties.domain.paying import Payable
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Trial(msgspec.Struct, frozen=True):
    """What lodging would find now: the declaration as read, all findings, and the sums.

    `ambiguous` are paths of numbers that might be meant otherwise; `used` is the number of another
    declaration under the same reference.
    """

    declaration: Declaration
    findings: tuple[Finding, ...]
    assessment: Assessment | None
    ambiguous: tuple[str, ...]
    day: date
    used: str = ""

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What must be put right before lodging."""
        return tuple(found for found in self.findings if found.severity == "refuse")

    @property
    def accepted(self) -> bool:
        """Whether lodging would be accepted."""
        return not self.refused

    @property
    def by_step(self) -> Mapping[str, int]:
        """How many findings must be put right in each step."""
        return Counter(step_of(found.path, self.declaration.direction) for found in self.refused)

    @property
    def due_on(self) -> date:
        """The last day to pay, were it lodged today."""
        return due_on(self.day, term_of(self.declaration))


def try_out(entered: Entered, *, direction: str, party: str, at: datetime, amends: int = 0) -> Trial:
    """Check and assess what was typed, by the same function as lodging. `amends` is the declaration it changes."""
    day = law_day(at)
    reading = read(entered, direction=direction, party=party, day=day)
    outcome = with_guarantee(process(reading.declaration, kit().desk(day)), reading.declaration, day)
    if reading.declaration.prior_number:
        outcome = with_links(outcome, reading.declaration, day, amends)
    if not amends:
        outcome = with_proofs(outcome, reading.declaration, day)
    return Trial(reading.declaration, _joined(reading, outcome.findings), outcome.assessment, reading.ambiguous, day)


def with_reference(trial: Trial) -> Trial:
    """The same, with a finding where the reference already belongs to a declaration."""
    number = queries.used(trial.declaration.party_id, trial.declaration.reference)
    if not number:
        return trial
    return msgspec.structs.replace(trial, used=number, findings=(_used(trial.declaration.reference), *trial.findings))


def _used(reference: str) -> Finding:
    return Finding(
        "DCL-E02", "/reference", "refuse", reference,
        Words("Số quản lý nội bộ này đã dùng cho một tờ khai khác.", "This reference belongs to another declaration."),
        Words("Đặt số khác; mỗi tờ khai một số.", "Choose another; each declaration has its own."),
    )  # fmt: skip


def replaced(trial: Trial, findings: tuple[Finding, ...]) -> Trial:
    """The same trial with other findings."""
    return msgspec.structs.replace(trial, findings=findings)


def basis(trial: Trial) -> Basis:
    """The exchange rates of the sums, and until when they hold."""
    return basis_of(trial.declaration, trial.assessment, trial.day)


def payables(trial: Trial) -> tuple[Payable, ...]:
    """When each tax would be due, were it lodged today."""
    return payables_of(trial.declaration, trial.assessment, trial.day)


def moved(trial: Trial, expected: Expected) -> Moved | None:
    """How the sums differ from those that a page showed; None where they are the same."""
    if trial.assessment is None or not known_on(expected.on):
        return None
    present = kit()
    then, now = present.desk(expected.on), present.desk(trial.day)
    return changing.moved(trial.declaration, expected, then, now, trial.assessment, present.book)


def explained(trial: Trial, start: int, count: int) -> list[Step]:
    """The sums of some lines, each down to its rate and its act."""
    if trial.assessment is None:
        return []
    rates = kit().desk(trial.day).tariff
    return [explain(trial.declaration, line, rates) for line in trial.assessment.lines[start : start + count]]


def progress(entered: Entered, trial: Trial) -> dict[str, str]:
    """Each step as `done`, `faulty` (opened, and not right) or `new` (never opened)."""
    wrong = trial.by_step
    return {
        step: "new" if step not in entered.seen else "faulty" if wrong.get(step) else "done" for step in STEPS
    }  # fmt: skip


def _joined(reading: Reading, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What cannot be read, and what the rules found elsewhere: a rule on an unread field says nothing new, and no
    total differs from goods that are still to come."""
    silent = {found.path for found in reading.unread}
    if not reading.declaration.items and reading.declaration.invoice_total is not None:
        silent.add("/invoice_total")
    return (*reading.unread, *(found for found in findings if found.path not in silent))
