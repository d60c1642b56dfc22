"""What the log answers for in the survey.

Tokens and boxes live while a round is open and have no leaf: each row bears a mark of itself, and rows are counted
together. A leaf for each would say when somebody answered.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Sum

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.survey import events, sealing
from motcua.survey.domain.life import State
from motcua.survey.models import Answer, Box, Day, Draft, Frame, Round, Token
from motcua.survey.services import rows

_WRONG = Words("Không khớp bước cuối đã ghi.", "Not as its last step says.")
_COUNT = Words("Số phiếu không khớp số lời mời đã dùng.", "There are not as many sheets as used invitations.")
_CHANGED = Words("Không khớp dấu của chính dòng này.", "Not as the mark of the row says.")
_HELD = Words("Số câu trả lời không khớp số đã đếm theo ngày.", "There are not as many ratings as its days counted.")
_UNASKED = Words("Có doanh nghiệp được mời mà không có đường dẫn.", "Some enterprise is invited and has no link.")
_DRAFTS = Words(
    "Bản nháp của người trả lời, chưa gửi; chỉ mở được bằng đường dẫn, sửa ngoài đó thì không mở được nữa.",
    "Drafts of who answers, not sent in; they open with the link alone, and not at all once they were changed.",
)
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
    log.check("survey: sheets and used invitations", (rows.T_TOKEN, rows.T_BOX), the_sheets)
    log.check("survey: ratings as counted by day", (rows.T_BOX, rows.T_ANSWER), the_ratings)
    log.check("survey: marks", (rows.T_TOKEN, rows.T_BOX), the_marks)
    log.excuse(rows.T_DRAFT, _DRAFTS)


def the_rounds() -> Iterator[log.Fault]:
    """A fault for each round that does not stand as its last step says."""
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS)
        for (number,) in cursor.fetchall():
            yield log.Fault(f"{rows.T_ROUND} {number}", _WRONG)


def the_sheets() -> Iterator[log.Fault]:
    """While a round is open, sheets and used invitations are as many; afterwards nothing passing is left."""
    for held in Round.objects.order_by("pk"):
        sheets = Day.objects.filter(round_id=held.pk).aggregate(found=Sum("sheets"))["found"] or 0
        if held.state == State.OPEN:
            yield from _open_sheets(held, sheets)
        elif any(table.objects.filter(round_id=held.pk).exists() for table in (Token, Box, Draft)):
            yield log.Fault(f"{rows.T_BOX} {held.number}", _LEFT)
        elif held.answers != sheets:
            yield log.Fault(f"{rows.T_DAY} {held.number}", _COUNT)


def _open_sheets(held: Round, sheets: int) -> Iterator[log.Fault]:
    used = Token.objects.filter(round_id=held.pk, spent=1).values("party").distinct()
    if used.count() != sheets + Box.objects.filter(round_id=held.pk, kind="sheet").count():
        yield log.Fault(f"{rows.T_TOKEN} {held.number}", _COUNT)
    linked = Token.objects.filter(round_id=held.pk).values("party")
    if Frame.objects.filter(leaf=held.frame, chosen=1).exclude(party__in=linked).exists():
        yield log.Fault(f"{rows.T_TOKEN} {held.number}", _UNASKED)


def the_ratings() -> Iterator[log.Fault]:
    """Answers have a leaf of their own at the close; until then there are as many as the days' leaves counted."""
    for held in Round.objects.order_by("pk"):
        counted = Day.objects.filter(round_id=held.pk).aggregate(found=Sum("ratings"))["found"] or 0
        box = Box.objects.filter(round_id=held.pk)
        counted += sum(_number(told) for told in box.filter(kind="sheet").values_list("content", flat=True))
        laid = Answer.objects.filter(round_id=held.pk).count()
        if counted != laid + box.filter(kind="rating").count():
            yield log.Fault(f"{rows.T_ANSWER} {held.number}", _HELD)


def _number(told: str) -> int:
    """What a sheet says of how many ratings it held; nothing where it was spoilt, which its mark tells."""
    return int(told) if told.isdecimal() else 0


def the_marks() -> Iterator[log.Fault]:
    """A fault for each link and each row of a box that is not as it was written."""
    for table, columns, found in ((rows.T_TOKEN, rows.TOKEN, Token.objects), (rows.T_BOX, rows.BOX, Box.objects)):
        for row in found.order_by("pk").values_list(*columns).iterator():
            if not sealing.fits(table, row):
                yield log.Fault(f"{table} {row[0]}", _CHANGED)
