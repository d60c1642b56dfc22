"""What the model in force makes of declarations, and what is kept of it for those sent to inspection.

The models' libraries are heavy: they are loaded when the first declaration is judged.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from motcua.ground.services import bulk
from motcua.risk import models
from motcua.risk.domain import NOT_ASKED, RED, Decision, Facts, Judged, read
from motcua.risk.services.rows import MEASURE, T_MEASURE

if TYPE_CHECKING:
    from motcua.risk.services.scoring import Scorer

NO_REASONS = "[]"


class Judgement(NamedTuple):
    """A group as one model saw it: an opinion on each, and what it rests on, by place in the group."""

    judged: Sequence[Judged]
    scorer: "Scorer | None" = None
    rows: Any = None
    place: dict[int, int] = {}  # noqa: RUF012 - never changed


def judge(told: Sequence[bytes]) -> Judgement:
    """Ask the model in force once for the whole group; declarations without facts are not judged."""
    scorer = _scoring().scorer()
    places = [place for place, kept in enumerate(told) if kept]
    if scorer is None or not places:
        return Judgement([NOT_ASKED] * len(told))
    rows = scorer.values([read(told[place]) for place in places])
    judged = [NOT_ASKED] * len(told)
    for place, score in zip(places, scorer.scores(rows), strict=True):
        judged[place] = Judged(scorer.no, score)
    return Judgement(judged, scorer, rows, {place: row for row, place in enumerate(places)})


def keep_measures(decisions: Sequence[Decision], told: Sequence[bytes], judgement: Judgement) -> None:
    """Keep feature values, and the model's reasons where it chose, of what is sent to inspection."""
    red = [place for place, decision in enumerate(decisions) if decision.channel == RED and told[place]]
    if not red:
        return
    facts = [read(told[place]) for place in red]
    if judgement.scorer is None:
        _keep([decisions[place].subject for place in red], 0, _values(facts), [NO_REASONS] * len(red))
        return
    rows = judgement.rows[[judgement.place[place] for place in red]]
    reasons = [NO_REASONS] * len(red)
    chosen = [which for which, place in enumerate(red) if decisions[place].source == "model"]
    if chosen:
        said = judgement.scorer.reasons([facts[which] for which in chosen], rows[chosen])
        for which, words in zip(chosen, said, strict=True):
            reasons[which] = words
    _keep([decisions[place].subject for place in red], judgement.scorer.no, rows, reasons)


def keep_measure(subject: int, told: bytes) -> None:
    """Keep what an upgraded declaration looks like now; what was kept when it was first inspected stays."""
    if not told or models.Measure.objects.filter(pk=subject).exists():
        return
    facts, scorer = [read(told)], _scoring().scorer()
    if scorer is None:
        _keep([subject], 0, _values(facts), [NO_REASONS])
    else:
        _keep([subject], scorer.no, scorer.values(facts), [NO_REASONS])


def history_now() -> Any:
    """What is known from the past, for profiles that ask for it."""
    return _scoring().history_now()


def _values(facts: Sequence[Facts]) -> Any:
    """Feature values where no model is in force; nothing while no history is kept."""
    scoring = _scoring()
    history = scoring.history_now()
    return None if history is None else scoring.matrix(facts, history)


def _keep(subjects: Sequence[int], model: int, rows: Any, reasons: Sequence[str]) -> None:
    if rows is None:
        return
    features = _scoring().FEATURES_NO
    bulk.insert(T_MEASURE, MEASURE, [
        (subject, model, features, row.tobytes(), words)
        for subject, row, words in zip(subjects, rows, reasons, strict=True)
    ])  # fmt: skip


def _scoring() -> Any:
    from motcua.risk.services import scoring

    return scoring
