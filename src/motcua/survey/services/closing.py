"""Closing: a day's sheets are counted with one leaf; a round's answers are laid down at its end, scored, published.

A day and a stratum together would often be one enterprise's. So no answer tells its day: all leave the box at once.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.ground.services import bulk, ids, sheets
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import encode
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.survey import events, sealing
from motcua.survey.domain.errors import NeedsAssessment, NothingToScore, OutsideDays, WrongScore
from motcua.survey.domain.life import MOVES, State
from motcua.survey.domain.plans import read_rule
from motcua.survey.models import Box, Day, Draft, Result, Round, Token
from motcua.survey.queries import framing, results
from motcua.survey.services import rows
from motcua.survey.services.inviting import forget_mail
from motcua.survey.services.rights import held, need_leader, need_runner
from motcua.survey.services.writing import step

FULL_E2 = 10_000


@transaction.atomic
def close_days(number: str, *, until: date, at: datetime) -> int:
    """Count the sheets of every day up to `until` that is over, each day under one leaf; how many days."""
    found = held(number)
    over = min(law_day(at), found.closes_on) - timedelta(days=1)
    return _close_days(found, min(until, over), at)


def _close_days(found: Round, until: date, at: datetime) -> int:
    by_day: dict[date, list[sheets.Row]] = {}
    for row in Box.objects.filter(round_id=found.pk, day__lte=until).order_by("id").values_list(*rows.BOX):
        if sealing.fits(rows.T_BOX, row):
            by_day.setdefault(row[2], []).append((row[0], *row[3:-1]))
    for day in sorted(by_day):
        _close_day(found, day, by_day[day], at)
    return len(by_day)


def _close_day(found: Round, day: date, held: Sequence[sheets.Row], at: datetime) -> None:
    """Rows leave the box and are stored in the order of their random ids. All answers stand under the last day.

    What was changed in the database is not laid down: it stays in the box, where `verify` names it.
    """
    leaf = ids.one(at)
    came = [(each[3], int(each[5])) for each in held if each[1] == "sheet"]
    inside, ratings = sum(where == "in" for where, _ in came), sum(count for _, count in came)
    answers = [(each[0], leaf, found.pk, *each[2:]) for each in held if each[1] == "rating"]
    said = [(each[0], leaf, found.pk, each[2], each[5]) for each in held if each[1] == "said"]
    told: dict[str, list[sheets.Row]] = {
        rows.T_DAY: [(leaf, found.pk, day, len(came), inside, ratings)],
        rows.T_ANSWER: answers, rows.T_SAID: said,
    }  # fmt: skip
    sheet = sheets.Sheet(rows.ORDER)
    sheet.leaf(
        events.DAY, f"survey/{found.number}", told, leaf=leaf, by=SYSTEM, at=at, facts={"day": day, "sheets": len(came)}
    )
    sheet.write()
    for start in range(0, len(held), bulk.TOGETHER):
        Box.objects.filter(id__in=[each[0] for each in held[start : start + bulk.TOGETHER]]).delete()


@transaction.atomic
def close(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Round:
    """Close a round after its last day: links, drafts and unsent mails are destroyed; nobody can tell who answered.

    Scored at once unless the department's own scores are still to come. OutsideDays, NothingToScore, Impossible.
    """
    need_runner(by)
    found = held(number, seen)
    state = move(MOVES, State(found.state), "close")
    if law_day(at) <= found.closes_on:
        raise OutsideDays(since=f"{found.opens_on:%d/%m/%Y}", until=f"{found.closes_on:%d/%m/%Y}")
    _close_days(found, law_day(at), at)
    Token.objects.filter(round_id=found.pk).delete()
    Draft.objects.filter(round_id=found.pk).delete()
    forget_mail(found)
    found.state = str(state)
    found.answers = sum(Day.objects.filter(round_id=found.pk).values_list("sheets", flat=True))
    waits = read_rule(found.rule).department_ppm > 0
    _scored(found, "close", by=by, at=at, compute=not waits and bool(found.answers))
    return found


def _scored(found: Round, verb: str, *, by: Actor, at: datetime, compute: bool = True) -> None:
    leaf = ids.one(at)
    beside = {rows.T_RESULT: [(leaf, found.pk, encode(results.computed(found)).decode())]} if compute else {}
    step(found, verb, by=by, at=at, event=events.SCORED, beside=beside, leaf=leaf)


@transaction.atomic
def assess(
    number: str, scores: Mapping[str, int], *, seen: int = 0, by: Actor, at: datetime
) -> Round:  # fmt: skip
    """Write down the department's own score by office, in hundredths of a point, and score the round with it.

    WrongScore, NeedsAssessment, NothingToScore, Impossible.
    """
    need_runner(by)
    found = held(number, seen)
    move(MOVES, State(found.state), "assess")
    if any(not 0 <= score <= FULL_E2 for score in scores.values()):
        raise WrongScore
    missing = sorted({each.office for each in framing.strata_of(found)} - set(scores))
    if missing:
        raise NeedsAssessment(offices=", ".join(missing))
    if not found.answers:
        raise NothingToScore(number=number)
    found.internal = encode(dict(sorted(scores.items()))).decode()
    _scored(found, "assess", by=by, at=at)
    return found


@transaction.atomic
def publish(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Round:
    """Publish the results, by a leader. NeedsAssessment, NothingToScore, Impossible."""
    need_leader(by)
    found = held(number, seen)
    found.state = str(move(MOVES, State(found.state), "publish"))
    if not found.answers:
        raise NothingToScore(number=number)
    if not Result.objects.filter(round_id=found.pk).exists():
        raise NeedsAssessment(offices="–")
    found.published_on = law_day(at)
    step(found, "publish", by=by, at=at)
    return found


def close_due(at: datetime) -> int:
    """Count what came on the days before, and close rounds whose last day is over; how many were closed."""
    done = 0
    for found in Round.objects.filter(state=State.OPEN).order_by("pk"):
        if law_day(at) > found.closes_on:
            close(found.number, by=SYSTEM, at=at)
            done += 1
        else:
            close_days(found.number, until=law_day(at), at=at)
    return done
