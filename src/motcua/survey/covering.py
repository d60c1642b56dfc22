"""What the log answers for in the survey; tokens and boxes, which live while a round is open, are counted together."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Sum

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.survey import events
from motcua.survey.domain.life import State
from motcua.survey.models import Answer, Box, Day, Draft, Round, Token
from motcua.survey.services import rows

_WRONG = Words("Không khớp bước cuối đã ghi.", "Not as its last step says.")
_COUNT = Words("Số phiếu không khớp số lời mời đã dùng.", "There are not as many sheets as used invitations.")
_HELD = Words("Số câu trả lời không khớp số đã đếm theo ngày.", "There are not as many ratings as its days counted.")
_LEFT = Words("Còn dữ liệu tạm của đợt không mở.", "Passing data of a round that is not open are still there.")
_NULLABLE = ("opened_on", "published_on")


def _differ(name: str) -> str:
    if name in _NULLABLE:
        return f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(h.{name} AS TEXT), '')"
    return f"s.{name} <> h.{name}"


_ROUNDS = f"""
SELECT h.number FROM {rows.T_ROUND} h LEFT JOIN {rows.T_STEP} s ON s.leaf = h.leaf AND s.about = h.id
WHERE s.leaf IS NULL OR {" OR ".join(map(_differ, rows.ROUND))}
OR EXISTS (SELECT 1 FROM {rows.T_STEP} l WHERE l.about = h.id AND l.leaf > h.leaf)
UNION SELECT s.number FROM {rows.T_STEP} s LEFT JOIN {rows.T_ROUND} h ON h.id = s.about WHERE h.id IS NULL
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of the tables of the survey."""
    log.cover(log.Covered("the survey", events.VERBS, rows.COVERED))
    log.check("survey: rounds", (rows.T_ROUND,), the_rounds)
    log.check("survey: sheets and used invitations", (rows.T_TOKEN, rows.T_BOX, rows.T_DRAFT), the_sheets)
    log.check("survey: ratings as counted by day", (rows.T_BOX, rows.T_ANSWER), the_ratings)


def the_rounds() -> Iterator[log.Fault]:
    """A fault for each round that does not stand as its last step says."""
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS)
        for (number,) in cursor.fetchall():
            yield log.Fault(f"{rows.T_ROUND} {number}", _WRONG)


def the_sheets() -> Iterator[log.Fault]:
    """While a round is open, sheets and used invitations are as many; afterwards nothing passing is left."""
    for held in Round.objects.order_by("pk"):
        passing = Token.objects.filter(round_id=held.pk)
        sheets = Day.objects.filter(round_id=held.pk).aggregate(found=Sum("sheets"))["found"] or 0
        boxed = Box.objects.filter(round_id=held.pk, kind="sheet").count()
        if held.state == State.OPEN:
            if passing.filter(spent=1).values("party").distinct().count() != sheets + boxed:
                yield log.Fault(f"{rows.T_TOKEN} {held.number}", _COUNT)
        elif passing.exists() or boxed or Draft.objects.filter(round_id=held.pk).exists():
            yield log.Fault(f"{rows.T_BOX} {held.number}", _LEFT)
        elif held.answers != sheets:
            yield log.Fault(f"{rows.T_DAY} {held.number}", _COUNT)


def the_ratings() -> Iterator[log.Fault]:
    """Answers have a leaf of their own at the close; until then there are as many as the days' leaves counted."""
    for held in Round.objects.order_by("pk"):
        counted = Day.objects.filter(round_id=held.pk).aggregate(found=Sum("ratings"))["found"] or 0
        box = Box.objects.filter(round_id=held.pk)
        counted += sum(map(int, box.filter(kind="sheet").values_list("content", flat=True)))
        laid = Answer.objects.filter(round_id=held.pk).count()
        if counted != laid + box.filter(kind="rating").count():
            yield log.Fault(f"{rows.T_ANSWER} {held.number}", _HELD)
