"""What the model in force makes of declarations, and what is kept of it for those sent to inspection."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from motcua.ground.services import bulk
from motcua.risk import models
from motcua.risk.domain import NOT_ASKED, RED, Decision, Judged, read
from motcua.risk.domain.features import Matrix, matrix
from motcua.risk.domain.history import History
from motcua.risk.services import scoring
from motcua.risk.services.rows import MEASURE, NO_REASONS, T_MEASURE, measures


class Judgement(NamedTuple):
    """A group as one model saw it, by one history: an opinion on each, and its features by place in the group."""

    judged: Sequence[Judged]
    history: History
    scorer: scoring.Scorer | None
    rows: Matrix | None
    place: Mapping[int, int]


def judge(told: Sequence[bytes]) -> Judgement:
    """Ask the model in force once for the whole group; declarations without facts are not judged.

    Models and history are read here, before anything is locked.
    """
    scorer = scoring.scorer()
    history = scoring.history_now() if scorer is None else scorer.history
    places = [place for place, kept in enumerate(told) if kept]
    judged = [NOT_ASKED] * len(told)
    if scorer is None or not places:
        return Judgement(judged, history, scorer, None, {})
    rows = scorer.values([read(told[place]) for place in places])
    for place, score in zip(places, scorer.scores(rows), strict=True):
        judged[place] = Judged(scorer.no, score)
    return Judgement(judged, history, scorer, rows, {place: row for row, place in enumerate(places)})


def keep_measures(decisions: Sequence[Decision], told: Sequence[bytes], judgement: Judgement) -> None:
    """Keep feature values, and the model's reasons where it chose, of what is sent to inspection."""
    red = [place for place, decision in enumerate(decisions) if decision.channel == RED and told[place]]
    if not red:
        return
    subjects, facts = [decisions[place].subject for place in red], [read(told[place]) for place in red]
    scorer, reasons = judgement.scorer, [NO_REASONS] * len(red)
    if scorer is None or judgement.rows is None:
        _store(measures(subjects, matrix(facts, judgement.history), reasons))
        return
    rows = judgement.rows[[judgement.place[place] for place in red]]
    chosen = [which for which, place in enumerate(red) if decisions[place].source == "model"]
    if chosen:
        said = scorer.reasons([facts[which] for which in chosen], rows[chosen])
        for which, words in zip(chosen, said, strict=True):
            reasons[which] = words
    _store(measures(subjects, rows, reasons, model=scorer.no))


def keep_measure(subject: int, told: bytes, judgement: Judgement) -> None:
    """Keep what an upgraded declaration looks like now; what was kept when it was first inspected stays."""
    if not told or models.Measure.objects.filter(pk=subject).exists():
        return
    facts, scorer = [read(told)], judgement.scorer
    if scorer is None:
        _store(measures([subject], matrix(facts, judgement.history), [NO_REASONS]))
    else:
        _store(measures([subject], scorer.values(facts), [NO_REASONS], model=scorer.no))


def _store(rows: list[tuple[Any, ...]]) -> None:
    bulk.insert(T_MEASURE, MEASURE, rows)
