"""Learning: versions of the model, trained only on what inspections found, and which of them is in force."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np
from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.money import PPM
from motcua.kernel.refusals import NotFound
from motcua.risk import events, models
from motcua.risk.domain.errors import MoveNotOpen, OtherFeatures, ReasonMissing, TooFewLessons
from motcua.risk.domain.features import FEATURES_NO
from motcua.risk.domain.judging import Caught, Verdict, auc_ppm, caught, verdict
from motcua.risk.domain.learning import (
    CHANCE,
    STAKE,
    STAKE_TREES,
    TREES,
    Model,
    Numbers,
    Rows,
    enough,
    numbers_on,
    trained,
)
from motcua.risk.domain.lives import MOVES, STANDINGS, Standing, champion_after, standings
from motcua.risk.queries import learning
from motcua.risk.services.bucket import lock
from motcua.risk.services.knowing import refresh_history
from motcua.risk.services.lessons import gathered, too_few
from motcua.risk.services.rows import MODEL, MODEL_MOMENTS, MOVE, MOVE_MOMENTS, T_MODEL, T_MOVE
from motcua.risk.services.scoring import model_of, scores_of
from motcua.risk.services.watching import reference


def train(at: datetime, by: Actor = SYSTEM, until: date | None = None) -> models.Model:
    """Train a version on what was found before a day (today unless said) and keep it as a challenger.

    TooFewLessons. The same inspections with the same numbers give the version that is there already.
    """
    _need(by)
    day = until or law_day(at)
    refresh_history(at)
    numbers, rows = numbers_on(day), gathered(day)
    if not enough(rows, numbers):
        raise too_few(rows, numbers)
    parameters, fingerprint = _parameters(numbers), rows.fingerprint
    held = models.Model.objects.defer("blob").filter(fingerprint=fingerprint, parameters=parameters).first()
    if held is not None:
        return held
    made = trained(rows, numbers)
    metrics = {"held_out": _held_out(rows, numbers), "reference": reference(made, day)}
    return _keep(made, day, rows, fingerprint, parameters, metrics, by=by, at=at)


def _need(by: Actor) -> None:
    if by.kind != "system":
        by.need("risk")


def _parameters(numbers: Numbers) -> str:
    """All that shapes a version besides its rows, as text."""
    shaped = {
        "chance": CHANCE, "stake": STAKE, "trees": TREES, "stake_trees": STAKE_TREES, "features": FEATURES_NO,
        "half_life_days": numbers.half_life_days, "stake_share_ppm": numbers.stake_share_ppm,
    }  # fmt: skip
    return _encode(shaped).decode()


def _held_out(rows: Rows, numbers: Numbers) -> dict[str, int]:
    """How a version trained on the earlier inspections does on the latest; empty where there are too few."""
    cut = len(rows) - len(rows) * numbers.held_out_ppm // PPM
    day = int(rows.days[cut - 1])
    early, late = rows.where(rows.days < day), rows.where(rows.days >= day)
    if len(early) < numbers.least_rows // 2 or not early.hits.any() or not late.hits.any():
        return {}
    scores = np.array(trained(early, numbers).scores(late.features), dtype=np.int64)
    found = caught(scores, late.hits, late.duty, numbers.judged_share_ppm)
    return {**found._asdict(), "auc_ppm": auc_ppm(scores, late.hits)}


@transaction.atomic
def _keep(
    made: Model, day: date, rows: Rows, fingerprint: str, parameters: str, metrics: dict[str, Any], *, by: Actor,
    at: datetime,
) -> models.Model:  # fmt: skip
    lock()
    twin = models.Model.objects.defer("blob").filter(fingerprint=fingerprint, parameters=parameters).first()
    if twin is not None:
        return twin
    blob = made.encode()
    last = models.Model.objects.order_by("-no").values_list("no", flat=True).first() or 0
    row = (
        last + 1, ids.one(at), at, day, FEATURES_NO, len(rows), int(rows.hits.sum()), fingerprint,
        sha256(blob).hexdigest(), parameters, _encode(metrics).decode(), blob,
    )  # fmt: skip
    bulk.insert(T_MODEL, MODEL, [row], MODEL_MOMENTS)
    facts = {"fingerprint": fingerprint, "rows": len(rows), "until": day}
    log.append([
        log.leaf(events.TRAINED, id=row[1], subject=f"model/{row[0]}", at=at, by=by, facts=facts,
                 rows=[row_bytes(T_MODEL, row)])
    ])  # fmt: skip
    return models.Model(**dict(zip(MODEL, row, strict=True)))


@transaction.atomic
def promote(no: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Put a version in force; the champion before it becomes a former one. From now on it scores."""
    _move(no, "promote", reason, by=by, at=at)


@transaction.atomic
def retire(no: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a version out of use; without a champion nothing is scored and the draw and the profiles select alone."""
    _move(no, "retire", reason, by=by, at=at)


def _move(no: int, verb: str, reason: str, *, by: Actor, at: datetime) -> None:
    _need(by)
    if not reason.strip():
        raise ReasonMissing
    lock()
    features = dict(models.Model.objects.values_list("no", "features"))
    if no not in features:
        raise NotFound(what=f"model/{no}")
    made = learning.moves()
    standing = standings(features, made)[no]
    if (standing, verb) not in MOVES:
        words = STANDINGS[standing]
        raise MoveNotOpen(no=no, standing_vi=words.vi, standing_en=words.en)
    if verb == "promote" and features[no] != FEATURES_NO:
        raise OtherFeatures(no=no)
    if verb == "promote":
        model_of(no)
    champion = champion_after(verb, no, made[-1].champion if made else 0)
    row = (ids.one(at), len(made) + 1, at, no, verb, champion, reason.strip(), by.reference)
    bulk.insert(T_MOVE, MOVE, [row], MOVE_MOMENTS)
    named = events.PROMOTED if verb == "promote" else events.RETIRED
    facts = {"champion": champion, "no": row[1]}
    log.append([
        log.leaf(named, id=row[0], subject=f"model/{no}", at=at, by=by, facts=facts, rows=[row_bytes(T_MOVE, row)])
    ])  # fmt: skip


def judged(no: int, champion: int, day: date) -> Verdict:
    """The rule applied to a challenger on what was found since its training data ended, before a day."""
    numbers = numbers_on(day)
    if not champion:
        return verdict(None, Caught(0, 0, 0, -1, 0), numbers)
    since = models.Model.objects.values_list("until_day", flat=True).get(pk=no)
    rows = gathered(day)
    rows = rows.where(rows.days >= since.toordinal())
    both = [
        caught(scores_of(each, rows.features), rows.hits, rows.duty, numbers.judged_share_ppm)
        for each in (champion, no)
    ]
    return verdict(both[0], both[1], numbers)


def learn(at: datetime) -> models.Model | None:
    """The monthly job: judge the challenger, put it in force where the rule says so, train the next one.

    None where there is too little to learn from. What an officer retired is left to officers: while nothing is in
    force by their decision, nothing is put in force by itself. Done again in the same month it changes nothing.
    """
    today = law_day(at)
    latest = models.Model.objects.order_by("-no").values_list("no", "until_day").first()
    if latest is not None and (latest[1].year, latest[1].month) >= (today.year, today.month):
        return None
    refresh_history(at)
    if latest is not None:
        _settle(latest[0], today, at)
    try:
        made = train(at)
    except TooFewLessons:
        return None
    if not models.ModelMove.objects.exists():
        _settle(made.no, today, at)
    return made


def _settle(no: int, today: date, at: datetime) -> None:
    """Put a challenger in force where the rule says so."""
    made = learning.moves()
    champion = made[-1].champion if made else 0
    if standings([no], made)[no] != Standing.CHALLENGER or (made and not champion):
        return
    found = judged(no, champion, today)
    if found.takes_over:
        promote(no, reason=f"{found.words.vi}\n{found.words.en}", by=SYSTEM, at=at)


_encode = msgspec.json.Encoder(order="sorted").encode
