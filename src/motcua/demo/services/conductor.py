"""The conductor: registers what the writer prepared and takes every step of every life, in order of time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.demo.domain.chunks import Lot, moment
from motcua.demo.domain.life import NEVER
from motcua.demo.services.writer import Chunk
from motcua.ground.services import bulk
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.revenue import queries as revenue
from motcua.revenue.domain import late_interest

DAY = 86_400
BANKS = ("BIDV", "VCB", "CTG", "AGR", "MBB")
YELLOW, RED = 2, 3
TRUTH = (
    "declaration_id", "day", "kind", "line", "probability_ppm", "stake", "evaded", "state", "wave", "found",
)  # fmt: skip
VALUE_USD = -3
"""Place of the turnover in a prepared version."""
CANCELLED_FOR = {"import": "E3", "export": "E2"}
TO_PAY = 5_400
"""Seconds from a trader's amendment to the payment of what it adds."""
BEFORE_RECORD = 1_200
"""Seconds by which customs' amendment comes before the record of the inspection is signed."""


class Due(msgspec.Struct, gc=False):
    """A step planned for a declaration: `kind` names the service, `word` a finding or reason."""

    at: int
    kind: str
    declaration_id: int
    office: str
    body: bytes = b""
    word: str = ""


class Refused(RuntimeError):
    """A generated declaration or step was refused: a fault of the generator."""


class Conductor:
    """Holds what is still to come, by day."""

    def __init__(self, officers: dict[str, list[Actor]], *, alone: bool = True) -> None:
        self.officers = officers
        self.alone = alone
        """Whether nobody else works here; if somebody does, a step that no longer fits is left out."""
        self.agenda: dict[int, list[Due]] = defaultdict(list)
        self.owed: dict[int, int] = {}
        self.extra: dict[int, int] = {}
        self.leaving: dict[int, int] = {}
        """Turnover (USD e4) of declarations that will be cancelled."""
        self.paid: set[int] = set()
        self.registered = self.steps = 0

    def conduct(self, chunk: Chunk, until: int) -> None:
        """Register a chunk, then take all steps due before `until` (seconds), in the caller's transaction."""
        answers = declarations.register(chunk.batch, by=SYSTEM)
        for lot, answer, prepared in zip(chunk.lots, answers, chunk.batch.prepared, strict=True):
            if not answer.accepted:
                raise Refused("; ".join(f"{found.code} {found.path} {found.value}" for found in answer.findings))
            if lot.cancels != NEVER:
                self.leaving[answer.declaration_id] = prepared.version[VALUE_USD]
            self.plan(lot, answer)
        self._keep_truth(chunk.lots, answers)
        self.registered += len(answers)
        self.take(until)

    def plan(self, lot: Lot, answer: declarations.Answer) -> None:
        """Put the steps of a registered declaration on the agenda."""
        subject, office = answer.declaration_id, lot.office
        if lot.cancels != NEVER:
            self.put(Due(lot.cancels, "cancel", subject, office, word=CANCELLED_FOR[_direction(answer.number)]))
            return
        cleared = self._plan_checks(lot, answer)
        if answer.tax_total:
            self.owed[subject] = answer.tax_total
            self.put(Due(lot.pays, "pay", subject, office))
            cleared = max(cleared, lot.pays)
        if answer.channel == RED and lot.found_body:
            cleared = max(lot.found_pays, cleared + 60)
            self.put(Due(cleared, "pay more", subject, office))
        if lot.amends != NEVER:
            cleared = self._plan_amendment(lot, subject, cleared)
        self.put(Due(cleared + lot.passes_after, "pass", subject, office))

    def _plan_checks(self, lot: Lot, answer: declarations.Answer) -> int:
        """Plan what the channel asks for; returns when it is done."""
        subject, office = answer.declaration_id, lot.office
        if answer.channel == YELLOW:
            self.put(Due(lot.documents, "documents", subject, office))
            return lot.documents
        if answer.channel != RED:
            return lot.at
        if lot.found_body:
            signed = lot.inspection - BEFORE_RECORD
            self.put(Due(signed, "correct", subject, office, lot.found_body, lot.finding))
        self.put(Due(lot.inspection, "inspect", subject, office, word=lot.finding))
        return lot.inspection

    def _plan_amendment(self, lot: Lot, subject: int, cleared: int) -> int:
        """Plan a trader's amendment; returns when the goods are cleared with it."""
        if not lot.amends_tax:
            self.put(Due(lot.amends, "amend", subject, lot.office, lot.amended_body))
            return cleared
        paid = max(lot.amends, lot.pays) + TO_PAY
        self.put(Due(lot.amends, "amend tax", subject, lot.office, lot.amended_body))
        self.put(Due(paid, "pay more", subject, lot.office))
        return max(cleared, paid) if lot.amends < cleared else cleared

    def put(self, due: Due) -> None:
        """Put a step on the agenda."""
        self.agenda[due.at // DAY].append(due)

    def take(self, until: int) -> None:
        """Take all steps due before `until`, each declaration's in their order."""
        ready: list[Due] = []
        for day in sorted(day for day in self.agenda if day * DAY < until):
            found = self.agenda.pop(day)
            ready += [due for due in found if due.at < until]
            later = [due for due in found if due.at >= until]
            if later:
                self.agenda[day] = later
        ready.sort(key=lambda due: due.at)
        for wave in _waves(ready):
            for (kind, office), dues in wave.items():
                self._step(kind, office, dues)

    def _step(self, kind: str, office: str, dues: Sequence[Due]) -> None:
        by = self._officer(office, dues[0].at)
        if self.alone:
            _STEPS[kind](self, dues, by)
            self.steps += len(dues)
            return
        for due in dues:
            try:
                with transaction.atomic():
                    _STEPS[kind](self, [due], by)
                    self.steps += 1
            except (Refusal, LookupError):
                continue

    def _officer(self, office: str, at: int) -> Actor:
        if not office:
            return SYSTEM
        there = self.officers[office]
        return there[at // 10_800 % len(there)]

    def rest(self) -> list[Due]:
        """What stays to be done, in order of time."""
        return sorted((due for found in self.agenda.values() for due in found), key=lambda due: due.at)

    def planned_payments(self, last: int) -> int:
        """Dong that registered declarations will pay on or before the day `last`, as planned."""
        coming = [due for day, found in self.agenda.items() if day <= last for due in found]
        first = sum(self.owed[due.declaration_id] for due in coming if due.kind == "pay")
        return first + sum(amount for _, amount in self._added([due for due in coming if due.kind == "pay more"]))

    def _keep_truth(self, lots: Sequence[Lot], answers: Sequence[declarations.Answer]) -> None:
        rows = [
            (answer.declaration_id, law_day(moment(lot.at)), *lot.truth)
            for lot, answer in zip(lots, answers, strict=True) if lot.truth
        ]  # fmt: skip
        bulk.insert("demo_truth", TRUTH, rows)

    def documents(self, dues: Sequence[Due], by: Actor) -> None:
        """Documents are in order."""
        declarations.accept_documents([declarations.Step(due.declaration_id, moment(due.at)) for due in dues], by=by)

    def inspect(self, dues: Sequence[Due], by: Actor) -> None:
        """Inspections are recorded."""
        declarations.record_inspections(
            [declarations.Inspection(due.declaration_id, moment(due.at), due.word) for due in dues], by=by
        )

    def amend(self, dues: Sequence[Due], by: Actor) -> None:
        """Traders amend what changes no tax."""
        self._change(dues, "6", by, by_customs=False)

    def amend_tax(self, dues: Sequence[Due], by: Actor) -> None:
        """Traders amend quantity, and owe a little more."""
        self._change(dues, "5", by, by_customs=False)
        self._owe_more(dues)

    def correct(self, dues: Sequence[Due], by: Actor) -> None:
        """Customs puts right what an inspection found; what it adds is paid later, whatever was planned before."""
        self._change(dues, "2", by, by_customs=True)
        for due in dues:
            self.extra[due.declaration_id] = self._open(due.declaration_id) - self.owed.get(due.declaration_id, 0)

    def _change(self, dues: Sequence[Due], reason: str, by: Actor, *, by_customs: bool) -> None:
        declarations.amend(
            [declarations.Change(due.declaration_id, moment(due.at), due.body, reason, by_customs) for due in dues],
            by=by,
        )

    def _owe_more(self, dues: Iterable[Due]) -> None:
        """What an amendment added is owed with the first payment, or with one of its own after it."""
        for due in dues:
            owes = self.extra if due.declaration_id in self.paid else self.owed
            owes[due.declaration_id] = self._open(due.declaration_id)

    def _open(self, subject: int) -> int:
        """Tax charged on a declaration and not yet paid."""
        held = revenue.obligation(subject)
        return held.charged - held.settled if held else 0

    def pay(self, dues: Sequence[Due], by: Actor) -> None:
        """Taxes are paid in full."""
        self._pay([(due, self.owed.pop(due.declaration_id), "") for due in dues])
        self.paid.update(due.declaration_id for due in dues)

    def pay_more(self, dues: Sequence[Due], by: Actor) -> None:
        """What was added is paid with its late interest."""
        ready = self._added(dues)
        if ready:
            self._pay([(due, amount, "B") for due, amount in ready])
        for due, _ in ready:
            del self.extra[due.declaration_id]

    def _added(self, dues: Iterable[Due]) -> list[tuple[Due, int]]:
        """Which of these owe something added, and how much with interest."""
        found = []
        for due in dues:
            principal = self.extra.get(due.declaration_id, 0)
            if principal:
                held = revenue.obligation(due.declaration_id)
                since = held.late_from if held else None
                interest = late_interest(principal, since, law_day(moment(due.at))) if since else 0
                found.append((due, principal + interest))
        return found

    def _pay(self, dues: Sequence[tuple[Due, int, str]]) -> None:
        declarations.pay(
            [
                declarations.Payment(
                    due.declaration_id, moment(due.at), amount, f"NT{due.declaration_id}{again}",
                    BANKS[due.declaration_id % len(BANKS)],
                )
                for due, amount, again in dues
            ],
            by=SYSTEM,
        )  # fmt: skip

    def cancel(self, dues: Sequence[Due], by: Actor) -> None:
        """Declarations are cancelled, unpaid."""
        declarations.cancel(
            [declarations.Cancellation(due.declaration_id, moment(due.at), due.word) for due in dues], by=by
        )
        for due in dues:
            self.leaving.pop(due.declaration_id, None)

    def passes(self, dues: Sequence[Due], by: Actor) -> None:
        """Goods pass the supervised area."""
        declarations.pass_supervision([declarations.Step(due.declaration_id, moment(due.at)) for due in dues], by=by)


_STEPS = {
    "documents": Conductor.documents,
    "inspect": Conductor.inspect,
    "amend": Conductor.amend,
    "amend tax": Conductor.amend_tax,
    "correct": Conductor.correct,
    "pay": Conductor.pay,
    "pay more": Conductor.pay_more,
    "cancel": Conductor.cancel,
    "pass": Conductor.passes,
}
BY_OFFICER = frozenset({"documents", "inspect", "correct", "cancel"})


def _direction(number: str) -> str:
    return "import" if number.startswith("10") else "export"


def _waves(ready: Sequence[Due]) -> list[dict[tuple[str, str], list[Due]]]:
    """Steps in groups that may be taken together: a declaration's second step stands in a later wave."""
    seen: dict[int, int] = {}
    waves: list[dict[tuple[str, str], list[Due]]] = []
    for due in ready:
        place = seen.get(due.declaration_id, 0)
        seen[due.declaration_id] = place + 1
        if place == len(waves):
            waves.append({})
        office = due.office if due.kind in BY_OFFICER else ""
        waves[place].setdefault((due.kind, office), []).append(due)
    return waves
