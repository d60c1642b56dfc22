"""Selection of a group of registrations, in one pass, under the lock of the bucket."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from motcua.kernel.days import law_day
from motcua.risk import models, queries
from motcua.risk.domain import Bucket, Candidate, Decision, Terms, decide, law_on
from motcua.risk.domain.history import History
from motcua.risk.services.bucket import lock, store
from motcua.risk.services.draws import secret_of
from motcua.risk.services.judging import Judgement, judge, keep_measures
from motcua.risk.services.told import keep_told
from motcua.risk.services.window import window_at


def select(candidates: Sequence[Candidate], *, at: datetime, judgement: Judgement | None = None) -> list[Decision]:
    """Decide the channels of registered declarations, in the order given.

    Runs in the caller's transaction, which also stores `rows(decision)`: both or neither. Candidates
    with an `at` of their own are decided as of that moment. UnknownProfile if hits are of another day.
    `judgement` is what `judge` made of their facts, asked before anything was locked; else it is asked here.
    """
    if not candidates:
        return []
    told = [candidate.told for candidate in candidates]
    judgement = judge(told) if judgement is None else judgement
    candidates = _confirmed(candidates, judgement.history, at)
    held = lock()
    window = window_at(held)
    bucket = Bucket(held.balance_millionths, held.turn, held.documents_millionths)
    decisions = decide(
        candidates, bucket, lambda day: _terms(held, day, at), at=at, judged=judgement.judged, window=window
    )
    held.balance_millionths, held.documents_millionths = bucket.balance, bucket.documents
    held.turn, held.last_subject = bucket.turn, decisions[-1].subject
    store(held)
    keep_told(decisions[0].turn, told)
    keep_measures(decisions, told, judgement)
    return decisions


def drawing_day(held: models.Bucket, day: date) -> date:
    """The day whose secret draws for `day`: a secret that has been shown never draws again."""
    if held.drawn_after is None or day > held.drawn_after:
        return day
    return held.drawn_after + timedelta(days=1)


def _confirmed(candidates: Sequence[Candidate], history: History, at: datetime) -> Sequence[Candidate]:
    """The candidates with those hits only that what is known from the past confirms."""
    moments = [candidate.at or at for candidate in candidates]
    first, last = law_day(min(moments)), law_day(max(moments))
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    books = {day: queries.book_on(day) for day in days}
    if not any(book.historical for book in books.values()):
        return candidates
    return [
        msgspec.structs.replace(each, hits=books[law_day(each.at or at)].confirm(each.hits, each.told, history))
        for each in candidates
    ]


def _terms(held: models.Bucket, day: date, at: datetime) -> Terms:
    drawn_on = drawing_day(held, day)
    return Terms(
        day=day, law=law_on(day), book=queries.book_on(day), drawn_on=drawn_on,
        secret=secret_of(held, drawn_on, at=at),
    )  # fmt: skip
