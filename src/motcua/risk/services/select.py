"""Selection of a group of registrations, in one pass, under the lock of the bucket."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from motcua.risk import models, queries
from motcua.risk.domain import Bucket, Candidate, Decision, Terms, decide, law_on
from motcua.risk.services.bucket import lock, store
from motcua.risk.services.draws import secret_of
from motcua.risk.services.told import keep_told


def select(candidates: Sequence[Candidate], *, at: datetime) -> list[Decision]:
    """Decide the channels of registered declarations, in the order given.

    Runs in the caller's transaction, which also stores `rows(decision)`: both or neither. Candidates
    with an `at` of their own are decided as of that moment. UnknownProfile if hits are of another day.
    """
    if not candidates:
        return []
    held = lock()
    bucket = Bucket(held.balance_millionths, held.turn)
    decisions = decide(candidates, bucket, lambda day: _terms(held, day, at), at=at)
    held.balance_millionths, held.turn = bucket.balance, bucket.turn
    store(held)
    keep_told(decisions[0].turn, [candidate.told for candidate in candidates])
    return decisions


def drawing_day(held: models.Bucket, day: date) -> date:
    """The day whose secret draws for `day`: a secret that has been shown never draws again."""
    if held.drawn_after is None or day > held.drawn_after:
        return day
    return held.drawn_after + timedelta(days=1)


def _terms(held: models.Bucket, day: date, at: datetime) -> Terms:
    drawn_on = drawing_day(held, day)
    return Terms(
        day=day, law=law_on(day), book=queries.book_on(day), drawn_on=drawn_on,
        secret=secret_of(held, drawn_on, at=at),
    )  # fmt: skip
