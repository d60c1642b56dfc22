"""Follow: channels, clearance, passage, cancellation and amendments as another system decided them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from motcua.declarations import events
from motcua.declarations.domain.errors import (
    BeforeRegistration,
    NoMomentOfAmendment,
    NoMomentOfChannel,
    NotAmendable,
    OtherMoment,
    StepImpossible,
)
from motcua.declarations.domain.life import RECORDED_MOVES, RECORDED_WORDS, STATE_WORDS, State
from motcua.declarations.services import rows
from motcua.declarations.services.life import Group, Standing
from motcua.declarations.services.recorded.known import Seen, steps_of
from motcua.declarations.services.recorded.rowing import Built, due
from motcua.declarations.services.recorded.store import Store
from motcua.declarations.services.recorded.values import Followed
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import in_words, law_day, law_moment
from motcua.kernel.moves import Impossible, move
from motcua.kernel.words import Words
from motcua.revenue import services as revenue

M = TypeVar("M", datetime, datetime | None)
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
        fixed = bulk.held(rows.T_DECLARATION, ("id", "registered_at", *_FIXED), "id", wanted, (1,))
        self._fixed = {subject: (registered, tuple(values)) for subject, registered, *values in fixed}

    def follow(self, step: Followed, subject: int) -> bool:
        """Take what a record says of a declaration's life; False where all of it was known.

        All of the record or nothing: OtherMoment, BeforeRegistration, NoMomentOfChannel, StepImpossible.
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
        at = self._moment(entry.amended_at, standing, "record amendment")
        self._try(standing, [("record amendment", at)])
        leaf = ids.one(self.at)
        before = standing.tax_total
        standing.version += 1
        covered = store.version(built, subject, standing.version, leaf, at)
        transfers = revenue.adjust(
            subject, leaf=leaf, at=at, charges=dict(built.charges), office=standing.office,
            party=standing.party,
        ).transfers  # fmt: skip
        standing.tax_total, standing.items = built.sum_.total, len(built.items)
        standing.customs_value, standing.value_usd_e4 = built.sum_.customs_value, built.sum_.value_usd_e4
        store.amended(covered)
        ahead, behind = (rows.T_VERSION, rows.T_ITEM), (rows.T_RECORDED, rows.T_DIFFERENCE)
        self._take(
            standing, "record amendment", at, leaf=leaf, amount=built.sum_.total - before,
            ahead=[row_bytes(table, row) for table in ahead for row in covered[table]], transfers=transfers,
            behind=[row_bytes(table, row) for table in behind for row in covered[table]],
        )  # fmt: skip

    def _unchanged(self, built: Built, subject: int) -> None:
        message = built.entry.message
        said = (message.direction, message.procedure, message.office, message.party_id)
        for name, before, after in zip(_FIXED, self._fixed[subject][1], said, strict=True):
            if before != after:
                raise NotAmendable(field=name)

    def _wanted(self, step: Followed, standing: Standing) -> Iterator[tuple[str, datetime]]:
        yield from self._channel(step, standing)
        for name in _AFTER:
            known: datetime | None = getattr(standing, name)
            at = self._moment(getattr(step, name), standing, _VERBS[name])
            if at is None or at == known:
                continue
            if known is not None:
                raise _other(standing, _VERBS[name], known)
            yield _VERBS[name], at

    def _channel(self, step: Followed, standing: Standing) -> Iterator[tuple[str, datetime]]:
        seen = self._seen.get(standing.id, {})
        moments = {verb: held for verb, held in seen.items() if verb.startswith("record channel")}
        verb = f"record channel {step.channel}"
        at = self._moment(step.channel_at, standing, verb)
        same = standing.channel == step.channel
        if not step.channel or (same and (at is None or not moments)) or at in moments.get(verb, ()):
            return
        if at is None:
            if standing.channel:
                raise NoMomentOfChannel(number=standing.number)
            at = self._fixed[standing.id][0]
        latest = max((moment for held in moments.values() for moment in held), default=None)
        if latest is not None and at <= latest:
            raise _other(standing, verb, latest)
        if not same:
            yield verb, at

    def _try(self, standing: Standing, wanted: Sequence[tuple[str, datetime]]) -> None:
        """StepImpossible if the steps, one after the other, cannot be taken: before any is."""
        state = State(standing.state)
        for verb, _ in wanted:
            try:
                state = move(RECORDED_MOVES, state, verb)
            except Impossible:
                raise StepImpossible(
                    number=standing.number, step=_both(RECORDED_WORDS[verb]), state=_both(STATE_WORDS[state])
                ) from None

    def _moment(self, at: M, standing: Standing, verb: str) -> M:
        """A step's moment. A day without an hour is its beginning; on the day of registration it is that moment."""
        registered = self._fixed[standing.id][0]
        if at is None or at >= registered:
            return at
        if at == law_moment(law_day(registered)):
            return registered  # type: ignore[return-value]
        raise BeforeRegistration(number=standing.number, step=_both(RECORDED_WORDS[verb]), known=in_words(registered))

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
            transfers = revenue.reverse(standing.id, leaf=leaf, at=at).transfers
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
    return OtherMoment(number=standing.number, step=_both(RECORDED_WORDS[verb]), known=in_words(known))


def _both(words: Words) -> str:
    return f"{words.vi} / {words.en}"
