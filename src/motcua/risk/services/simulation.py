"""Simulation: the stored stream of this installation, and what was decided of it. Writes nothing."""

from collections.abc import Mapping, Set
from datetime import date
from typing import NamedTuple

from motcua.risk import models, queries
from motcua.risk.domain import RED, Candidate, Decision, ProfileBook, indicate, read
from motcua.risk.domain.simulation import Result, Run, Stream
from motcua.risk.domain.simulation.policies import Urn
from motcua.risk.queries.standing import outcomes


class Stored(NamedTuple):
    """The stored stream: subjects place by place, what was decided and later ordered of each, and its draws."""

    stream: Stream
    decided: Run
    draws: Urn


def stored(
    until: date, results: Mapping[int, Result] | None = None, *, whole: bool = False,
    cancelled: Set[int] = frozenset(),
) -> Stored:  # fmt: skip
    """Every declaration registered up to a day, in the order of the bucket.

    What an inspection finds is known where there was one. `results` says it of others, and where they are `whole`,
    an inspection of what they do not name finds nothing. What was `cancelled` before an inspection found anything
    counts where it is inspected, but not as known.
    """
    done = _found()
    known, unknown = done if results is None else results, cancelled - done.keys()
    nothing, raised = Result(False) if whole else None, _raised()
    candidates: list[Candidate] = []
    draws: dict[str, tuple[int, int, int]] = {}
    run = Run([], [])
    facts = (each for _, _, group in queries.told() for each in group)
    shelf = queries.shelf()
    for found, told in zip(queries.decisions(), facts, strict=True):
        if found.day > until:
            break
        hits = _hits(found, told, shelf.book(found.day))
        candidates.append(
            Candidate(found.subject, found.number, found.office, found.party, hits, found.level, found.at, told)
        )
        draws[found.number] = found.draw, found.share_draw, found.yellow_draw
        ordered = raised.get(found.subject)
        run.channels.append(RED if ordered else found.channel)
        run.sources.append(ordered or found.source)
    places = [None if each.subject in unknown else known.get(each.subject, nothing) for each in candidates]
    return Stored(Stream(candidates, places), run, draws.__getitem__)


def _hits(found: Decision, told: bytes, book: ProfileBook) -> tuple[str, ...]:
    """The profiles that it met, those too whose question about the past was answered with no: the past may change."""
    if book.historical and told:
        return indicate(read(told), book)
    return tuple(found.hits.split())


def _found() -> dict[int, Result]:
    """What physical inspections found, by subject."""
    rows = outcomes().filter(channel=RED).values_list("subject", "stands", "gained")
    return {subject: Result(bool(hit), recovered) for subject, hit, recovered in rows.iterator()}


def _raised() -> dict[int, str]:
    """The source of every inspection that was ordered after registration, by subject."""
    rows = models.Upgrade.objects.filter(spent__gt=0).order_by("no").values_list("subject", "source")
    return dict(rows.iterator())
