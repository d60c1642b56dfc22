"""Group: some declarations of a loading in one transaction: versions first, then their life, then money."""

from collections.abc import Sequence
from datetime import datetime

from motcua.declarations.domain.errors import DecidedHere, NotRecorded, NumberTaken, OlderVersion, OtherContents
from motcua.declarations.services import seaport
from motcua.declarations.services.kit import kit
from motcua.declarations.services.recorded.follow import Following
from motcua.declarations.services.recorded.known import Held, known
from motcua.declarations.services.recorded.money import book
from motcua.declarations.services.recorded.rowing import Built, build
from motcua.declarations.services.recorded.store import Store
from motcua.declarations.services.recorded.values import Followed, Kind, Outcome, Paid, Place, Registered, Taken, Unit
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal


class RecordedGroup:
    """Takes units step by step; `taken` says what became of each record."""

    def __init__(self, units: Sequence[Unit], source: str, *, by: Actor, at: datetime) -> None:
        self.taken: list[Taken] = []
        self._units, self._source, self._by, self._at = units, source, by, at
        self._known = known([unit.root for unit in units])
        self._later: list[Built] = []
        self._refused: set[Place] = set()
        self._own_places: set[Place] = set()

    def versions(self) -> None:
        """Store what is new; keep later versions of what is known for `life`."""
        present = kit()
        fresh: list[Built] = []
        for unit in self._units:
            for entry in unit.versions:
                self._own_places.add(entry.place)
                try:
                    if not self._repeated(entry):
                        built = build(entry, present)
                        (fresh if self._is_first(entry) else self._later).append(built)
                except Refusal as refusal:
                    self._refuse("declaration", entry, refusal)
        store = Store(fresh, self._source, by=self._by, at=self._at)
        for built in fresh:
            self._known.recorded[built.entry.number[:11]].id = store.new(built)
            self._take("declaration", "new", built.entry, differs=built.differs)
        store.write()
        seaport.again(self._known.recorded[built.entry.number[:11]].id for built in fresh)

    def _repeated(self, entry: Registered) -> bool:
        """Whether it is known as it is. NumberTaken, OtherContents, OlderVersion if it contradicts."""
        root = entry.number[:11]
        if root in self._known.ours:
            raise NumberTaken(number=entry.number)
        held = self._known.recorded.get(root)
        if held is None:
            return False
        digest = held.versions.get(entry.branch)
        if digest is None and entry.branch < held.newest:
            raise OlderVersion(number=entry.number)
        if digest is not None and digest != entry.digest:
            raise OtherContents(number=entry.number)
        if digest is not None:
            self._take("declaration", "same", entry)
        return digest is not None

    def _is_first(self, entry: Registered) -> bool:
        """Whether the declaration was not known; from now on this version is."""
        held = self._known.recorded.setdefault(entry.number[:11], Held(0, {}))
        new = not held.versions
        held.versions[entry.branch] = entry.digest
        return new

    def life(self) -> None:
        """Later versions, then channels, clearance, passage and cancellation."""
        steps = [step for unit in self._units for step in unit.steps]
        subjects = [self._known.recorded[built.entry.number[:11]].id for built in self._later]
        subjects += [held.id for step in steps if (held := self._known.recorded.get(step.number[:11]))]
        if not subjects and not steps:
            return
        following = Following(subjects, by=self._by, at=self._at)
        store = Store(self._later, self._source, by=self._by, at=self._at)
        for built in self._later:
            self._amend(following, built, store)
        for step in steps:
            if step.place not in self._refused:
                self._follow(following, step)
        store.write()
        following.write()
        seaport.again(subjects)

    def _amend(self, following: Following, built: Built, store: Store) -> None:
        held = self._known.recorded[built.entry.number[:11]]
        try:
            following.amend(built, held.id, store)
            self._take("declaration", "version", built.entry, differs=built.differs)
        except Refusal as refusal:
            self._refuse("declaration", built.entry, refusal)

    def _follow(self, following: Following, step: Followed) -> None:
        try:
            changed = following.follow(step, self._subject(step.number))
        except Refusal as refusal:
            self._refuse("step", step, refusal)
            return
        if changed or step.place not in self._own_places:
            self._take("step", "new" if changed else "same", step)

    def money(self) -> None:
        """Payments, each with its bank's reference."""
        found: list[tuple[Paid, int]] = []
        for unit in self._units:
            for paid in unit.payments:
                try:
                    found.append((paid, self._subject(paid.number)))
                except Refusal as refusal:
                    self._refuse("payment", paid, refusal)
        if not found:
            return
        for (paid, _), verdict in zip(found, book(found, by=self._by), strict=True):
            if isinstance(verdict, Refusal):
                self._refuse("payment", paid, verdict)
            else:
                self._take("payment", "new" if verdict else "same", paid)

    def _subject(self, number: str) -> int:
        """The recorded declaration of a number, whatever its branch. DecidedHere, NotRecorded."""
        held = self._known.recorded.get(number[:11])
        if held is None or not held.id:
            raise (DecidedHere if number[:11] in self._known.ours else NotRecorded)(number=number)
        return held.id

    def _take(self, kind: Kind, outcome: Outcome, record: Registered | Followed | Paid, differs: int = 0) -> None:
        self.taken.append(Taken(kind, outcome, record.number, record.place, None, differs))

    def _refuse(self, kind: Kind, record: Registered | Followed | Paid, why: Refusal) -> None:
        self._refused.add(record.place)
        self.taken.append(Taken(kind, "refused", record.number, record.place, why))
