"""What the log answers for in this room; how a dossier stands is recomputed from what was sent and done."""

from collections.abc import Iterator
from functools import reduce

from motcua.dossiers import events
from motcua.dossiers.domain.life import State
from motcua.dossiers.domain.story import Act, Standing, after
from motcua.dossiers.models import Act as ActRow
from motcua.dossiers.models import Dossier, Result, Sending
from motcua.dossiers.services import rows
from motcua.dossiers.services.lodging import standing_row
from motcua.ground.services import log
from motcua.kernel.words import Words

_DRAFTS = Words(
    "Bản nháp của người nộp, chưa giao cho hải quan; khi nộp, hồ sơ có lá nhật ký riêng.",
    "Drafts of applicants, not yet handed to customs; once lodged, the dossier has leaves of its own.",
)
_WRONG = Words("Không khớp các bước đã ghi.", "Not as its steps say.")


def cover() -> None:
    """Tell the log of this room's tables."""
    log.cover(log.Covered("one-stop dossiers", events.VERBS, rows.COVERED))
    log.excuse("dossiers_draft", _DRAFTS)
    log.excuse("dossiers_draftpaper", _DRAFTS)
    log.check("dossiers: as sent and worked on", (rows.T_DOSSIER,), the_dossiers)


def the_dossiers() -> Iterator[log.Fault]:
    """A fault for each dossier that does not stand as its sendings and acts say, or that no sending made."""
    held: dict[int, list[ActRow]] = {}
    for act in ActRow.objects.order_by("leaf").iterator():
        held.setdefault(act.dossier_id, []).append(act)
    sent: dict[int, Sending] = {each.dossier_id: each for each in Sending.objects.filter(no=1).iterator()}
    finished = set(Result.objects.values_list("dossier_id", flat=True))
    for found in Dossier.objects.order_by("pk").iterator():
        first, acts = sent.pop(found.pk, None), held.pop(found.pk, [])
        if first is None or not _stands(found, first, acts) or (found.done_at is not None) != (found.pk in finished):
            yield log.Fault(f"{rows.T_DOSSIER} {found.number}", _WRONG)
    for each in sent.values():
        yield log.Fault(f"{rows.T_DOSSIER} {each.number}", _WRONG)
    for lost in held:
        yield log.Fault(f"{rows.T_DOSSIER} {lost}", _WRONG)


def _stands(found: Dossier, first: Sending, acts: list[ActRow]) -> bool:
    if tuple(getattr(found, name) for name in rows.HEAD) != (
        first.dossier_id, first.number, first.office, first.code, first.version_id, first.party, first.party_name,
        first.channel, first.at, first.originals,
    ):  # fmt: skip
        return False
    try:
        held = reduce(after, map(act_of, acts), Standing(State.NEW))
    except ValueError:  # no such state
        return False
    now = tuple(getattr(found, name) for name in rows.STANDING)
    return now == standing_row(held) and found.leaf == (acts[-1].leaf if acts else first.leaf)


def act_of(row: ActRow) -> Act:
    """An act as it was recorded."""
    return Act(
        row.verb, row.at, State(row.state), row.step, row.holder, row.due_at, row.running_since, row.left_us,
        row.spent_us, row.left_step, row.took_us, row.until, row.value, row.lateness, row.note,
    )  # fmt: skip
