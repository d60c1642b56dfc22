"""Conducting: the conductor of the years, who also does what the desk has planned."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.demo.domain.chunks import Lot
from motcua.demo.domain.dealing import Dealer
from motcua.demo.domain.desk import RED, TRADER, Act, Script, Subject
from motcua.demo.domain.life import DAY, NEVER
from motcua.demo.domain.paying import Payer
from motcua.demo.domain.world import World
from motcua.demo.services.conductor import BEFORE_RECORD, Conductor, Due
from motcua.demo.services.desk.acts import ENDS, VERBS, Doing
from motcua.demo.services.desk.cashier import Cashier
from motcua.demo.services.desk.declarants import Declarants
from motcua.demo.services.desk.reexports import Reexports
from motcua.demo.services.writer import Chunk
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import Refusal

KIND, PAYMENT = "desk", "bank"
STRAY = (100, 70)
"""Days before the opening between which declarations were lodged under whose numbers money comes astray."""
AFTER = 60
"""Seconds after a check at which what it added may be paid."""


class Task(Due, gc=False, kw_only=True):
    """An act of the desk on the agenda."""

    act: Act
    subject: Subject


class DeskConductor(Conductor):
    """Plans scripts for some declarations instead of the plain life, and does their acts one by one."""

    def __init__(self, world: World, officers: dict[str, list[Actor]], declarants: Declarants) -> None:
        super().__init__(officers)
        self.payer = Payer(world, frozenset(declarants.actors))
        self.cashier = Cashier(declarants)
        self.others: dict[int, Subject] = {}
        """Under whose number a declaration's taxes are paid instead."""
        self.known: dict[str, Subject] = {}
        self.dealer = Dealer(world, frozenset(declarants.actors))
        self.declarants = declarants
        self.done: Counter[str] = Counter()
        self.missed: list[str] = []
        """Acts that were refused, with the code: none, if plan and rules agree."""
        self.open: list[Subject] = []
        """What was left untouched for whoever looks."""
        self.live: list[Subject] = []
        """What was left open, in whatever state."""
        self.reexports = Reexports(world.given.opens_at.day)
        self._bodies: dict[int, tuple[str, bytes, tuple[tuple[str, int], ...]]] = {}

    def conduct(self, chunk: Chunk, until: int) -> None:
        """As the plain one; messages are at hand while lives are planned. In the last days some close others."""
        chunk = self.reexports.put_into(chunk)
        self._bodies = {
            id(lot): (item.party, chunk.batch.content[item.offset : item.offset + item.length], item.charges)
            for lot, item in zip(chunk.lots, chunk.batch.prepared, strict=True)
        }
        super().conduct(chunk, until)

    def plan(self, lot: Lot, answer: declarations.Answer) -> None:
        """Put the steps of a registered declaration on the agenda."""
        party, body, charges = self._bodies[id(lot)]
        found = Subject(
            answer.declaration_id, answer.number, answer.channel, party, answer.tax_total > 0, lot, charges, body
        )
        script = self.dealer.deal(found) if self.declarants.may_come(party) else None
        self._notice(found)
        if script is None:
            super().plan(lot, answer)
            self._plan_payment(found)
            return
        self.declarants.of(party, lot.at)
        if script.plain:
            super().plan(msgspec.structs.replace(lot, amends=NEVER, amended_body=b""), answer)
        elif lot.cancels == NEVER:
            self._plan_around(script, found, answer)
        for act in script.acts:
            self.put(Task(act.at, KIND, found.id, lot.office, body, act=act, subject=found))
        if script.done == NEVER and not script.plain:
            self.live.append(found)
        if script.untouched:
            self.open.append(found)

    def _plan_around(self, script: Script, found: Subject, answer: declarations.Answer) -> None:
        """Money and passage beside what the desk does itself."""
        lot, cleared = found.lot, script.done
        if answer.tax_total:
            self.owed[found.id] = answer.tax_total
            self.put(Due(lot.pays, "pay", found.id, lot.office))
            cleared = max(cleared, lot.pays)
        if lot.found_body and found.channel == RED:
            self.put(Due(lot.inspection - BEFORE_RECORD, "correct", found.id, lot.office, lot.found_body, lot.finding))
            cleared = max(lot.found_pays, cleared + AFTER)
            self.put(Due(cleared, "pay more", found.id, lot.office))
        if script.passes:
            act = Act(cleared + lot.passes_after, "pass")
            self.put(Task(act.at, KIND, found.id, lot.office, act=act, subject=found))

    def _notice(self, found: Subject) -> None:
        """Remember one declaration of each kind under whose number money comes astray."""
        kind = "cancelled" if found.lot.cancels != NEVER else "party" if found.taxed else "nothing"
        since, until = self.dealer.opening - STRAY[0], self.dealer.opening - STRAY[1]
        if since <= found.lot.at // DAY <= until:
            self.known.setdefault(kind, found)

    def _plan_payment(self, found: Subject) -> None:
        """Let a bank tell of the payment, where its turn has come, and plan what is done about it."""
        earlier = self.payer.earlier.get((found.party, found.lot.office))
        way = self.payer.way(found) if self.declarants.may_come(found.party) else ""
        if not way:
            return
        held = self.agenda[found.lot.pays // DAY]
        place = next(at for at, due in enumerate(held) if due.kind == "pay" and due.declaration_id == found.id)
        act = Act(found.lot.pays, "pay", word=way)
        held[place] = Task(act.at, PAYMENT, found.id, found.lot.office, act=act, subject=found)
        acts, whose = self.payer.follows(found, way), found
        if way == "to another" and earlier is not None:
            self._never_passes(found)
            self.others[found.id] = earlier
            acts, whose = self.payer.follows_other(found), earlier
        for act in acts:
            self.put(Task(act.at, PAYMENT, whose.id, whose.lot.office, act=act, subject=whose))

    def _never_passes(self, found: Subject) -> None:
        """What stays unpaid stays here."""
        for day, held in self.agenda.items():
            self.agenda[day] = [due for due in held if due.kind != "pass" or due.declaration_id != found.id]

    def _pay_by_bank(self, due: Task) -> None:
        if due.act.verb != "pay":
            self.cashier.do(due.act, due.subject)
        else:
            self.owed.pop(due.declaration_id)
            self.paid.add(due.declaration_id)
            self.cashier.pay(due.subject, due.act.word, self.others.get(due.declaration_id))

    def _step(self, kind: str, office: str, dues: Sequence[Due]) -> None:
        if kind not in (KIND, PAYMENT):
            super()._step(kind, office, dues)
            return
        for due in dues:
            if isinstance(due, Task):
                self._do(due)

    def _do(self, due: Task) -> None:
        verb = due.act.verb
        doing = Doing(due.subject, due.act, due.body, self._who(due), self.officers[due.office])
        try:
            with transaction.atomic():
                self._pay_by_bank(due) if due.kind == PAYMENT else VERBS[verb](doing)
        except Refusal as refusal:
            self.missed.append(f"{verb}: {refusal.code} {refusal}")
            return
        self.done[verb] += 1
        self.steps += 1
        if verb in ENDS:
            self.leaving.pop(due.subject.id, None)

    def _who(self, due: Task) -> Actor:
        who = due.act.who
        if due.act.verb == "pass":
            return SYSTEM
        if who == TRADER:
            return self.declarants.of(due.subject.party, due.at)
        return self.officers[due.office][who]

    def rest(self) -> list[Due]:
        """What stays to be done by the clock; what the desk would still do is left to whoever looks."""
        return [due for due in super().rest() if due.kind not in (KIND, PAYMENT)]
