"""Follow: channels, clearance, passage, cancellation and amendments as another system decided them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from motcua.declarations import events
from motcua.declarations.domain.errors import NoMomentOfAmendment, NoMomentOfChannel, NotAmendable, OtherMoment
from motcua.declarations.domain.life import RECORDED_MOVES, State
from motcua.declarations.services import rows
from motcua.declarations.services.life import Group, Standing
from motcua.declarations.services.recorded.known import Seen, steps_of
from motcua.declarations.services.recorded.rowing import Built, due
from motcua.declarations.services.recorded.store import Store
from motcua.declarations.services.recorded.values import Followed
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.moves import move
from motcua.revenue import services as revenue

_FIXED = ("direction", "procedure", "office", "party")
_AFTER = ("cleared_at", "passed_at", "cancelled_at")
_VERBS = {"cleared_at": "record clearance", "passed_at": "record passage", "cancelled_at": "record cancellation"}


class Following(Group):
    """Steps of recorded declarations in one transaction, written when all are taken."""

    def __init__(self, subjects: Iterable[int], *, by: Actor, at: datetime) -> None:
        wanted = sorted(set(subjects))
        super().__init__(wanted)
        self.by, self.at = by, at
        self._seen: Seen = steps_of(wanted)
        fixed = bulk.held(rows.T_DECLARATION, ("id", *_FIXED), "id", wanted)
        self._fixed = {subject: tuple(values) for subject, *values in fixed}

    def follow(self, step: Followed, subject: int) -> bool:
        """Take what a record says of a declaration's life; False where all of it was known.

        All of the record or nothing: OtherMoment, NoMomentOfChannel, Impossible.
        """
        standing = self.standing(subject)
        wanted = list(self._wanted(step, standing))
        self._try(standing, wanted)
        for verb, at in wanted:
            self._take(standing, verb, at)
        return bool(wanted)

    def amend(self, built: Built, subject: int, store: Store) -> None:
        """A later version, as the other system accepted it: the difference in their taxes goes to the ledger."""
        standing, entry = self.standing(subject), built.entry
        if entry.amended_at is None:
            raise NoMomentOfAmendment(number=entry.number)
        self._unchanged(built, subject)
        move(RECORDED_MOVES, State(standing.state), "record amendment")
        leaf = ids.one(self.at)
        before = standing.tax_total
        standing.version += 1
        covered = store.version(built, subject, standing.version, leaf)
        transfers = revenue.adjust(
            subject, leaf=leaf, at=entry.amended_at, charges=dict(built.charges), office=standing.office,
            party=standing.party,
        )  # fmt: skip
        standing.tax_total, standing.items = built.sum_.total, len(built.items)
        standing.customs_value, standing.value_usd_e4 = built.sum_.customs_value, built.sum_.value_usd_e4
        store.amended(covered)
        ahead, behind = (rows.T_VERSION, rows.T_ITEM), (rows.T_RECORDED, rows.T_DIFFERENCE)
        self._take(
            standing, "record amendment", entry.amended_at, leaf=leaf, amount=built.sum_.total - before,
            ahead=[row_bytes(table, row) for table in ahead for row in covered[table]], transfers=transfers,
            behind=[row_bytes(table, row) for table in behind for row in covered[table]],
        )  # fmt: skip

    def _unchanged(self, built: Built, subject: int) -> None:
        message = built.entry.message
        said = (message.direction, message.procedure, message.office, message.party_id)
        for name, before, after in zip(_FIXED, self._fixed[subject], said, strict=True):
            if before != after:
                raise NotAmendable(field=name)

    def _wanted(self, step: Followed, standing: Standing) -> Iterator[tuple[str, datetime]]:
        yield from self._channel(step, standing)
        for name in _AFTER:
            at: datetime | None = getattr(step, name)
            known: datetime | None = getattr(standing, name)
            if at is None or at == known:
                continue
            if known is not None:
                raise _other(standing, _VERBS[name], known)
            yield _VERBS[name], at

    def _channel(self, step: Followed, standing: Standing) -> Iterator[tuple[str, datetime]]:
        seen = self._seen.get(standing.id, {})
        moments = {verb: held for verb, held in seen.items() if verb.startswith("record channel")}
        verb = f"record channel {step.channel}"
        at = step.channel_at
        same = standing.channel == step.channel
        if not step.channel or (same and (at is None or not moments)) or at in moments.get(verb, ()):
            return
        if at is None:
            if standing.channel:
                raise NoMomentOfChannel(number=standing.number)
            at = min(seen["record"])
        latest = max((moment for held in moments.values() for moment in held), default=None)
        if latest is not None and at <= latest:
            raise _other(standing, verb, latest)
        if not same:
            yield verb, at

    def _try(self, standing: Standing, wanted: Sequence[tuple[str, datetime]]) -> None:
        """Impossible if the steps, one after the other, cannot be taken: before any is."""
        state = State(standing.state)
        for verb, _ in wanted:
            state = move(RECORDED_MOVES, state, verb)

    def _take(
        self, standing: Standing, verb: str, at: datetime, *, leaf: int = 0, amount: int = 0,
        ahead: Sequence[bytes] = (), transfers: Sequence[tuple[object, ...]] = (), behind: Sequence[bytes] = (),
    ) -> None:  # fmt: skip
        leaf = leaf or ids.one(self.at)
        standing.state = move(RECORDED_MOVES, State(standing.state), verb).value
        standing.due_at = due(State(standing.state), at)
        standing.leaf = leaf
        if verb.startswith("record channel"):
            standing.channel = int(verb[-1])
        for name, its in _VERBS.items():
            if its == verb:
                setattr(standing, name, at)
        if verb == "record cancellation":
            transfers = revenue.reverse(standing.id, leaf=leaf, at=at)
        row = (
            leaf, standing.id, verb, standing.state, at, self.by.reference, standing.version, standing.channel, "",
            amount, "",
        )  # fmt: skip
        self._seen.setdefault(standing.id, {}).setdefault(verb, set()).add(at)
        self.moves.append(row)
        covered = [row_bytes(rows.T_MOVE, row), *(row_bytes(revenue.T_TRANSFER, each) for each in transfers)]
        self.leaves.append(
            log.leaf(
                events.STEP_RECORDED, id=leaf, subject=f"declaration/{standing.number}", at=self.at, by=self.by,
                facts={"state": standing.state}, rows=[*ahead, *covered, *behind],
            )
        )  # fmt: skip


def _other(standing: Standing, verb: str, known: datetime) -> OtherMoment:
    written = known.astimezone(LAW_ZONE).strftime("%d/%m/%Y %H:%M")
    return OtherMoment(number=standing.number, step=verb, known=written)
