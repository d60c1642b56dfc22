"""Published answers: those in effect on a day, found by what somebody types; for the desk all, with their versions."""

import threading
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from django.db.models import Count, Max

from motcua.helpdesk.domain import answers
from motcua.helpdesk.domain.answers import Content
from motcua.helpdesk.domain.finding import Index, Text
from motcua.helpdesk.domain.life import EntryState
from motcua.helpdesk.models import Answer, Entry, EntryStep, EntryVersion, Vote
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

SUGGESTED = 5


class Shown(msgspec.Struct, frozen=True):
    """A version of a published answer. `at` is when it was written."""

    id: int
    code: str
    version: int
    at: datetime
    content: Content
    origin: int

    def effective(self, day: date) -> bool:
        """Whether it may be relied on that day."""
        return self.content.since <= day and (self.content.until is None or day <= self.content.until)


class Kept(msgspec.Struct, frozen=True):
    """What is asked again and again, made once for each change and day."""

    stamp: tuple[int, date]
    entries: Mapping[int, Shown]
    index: Index


_kept: Kept | None = None
_lock = threading.Lock()


def effective(day: date) -> Mapping[int, Shown]:
    """Answers published and in effect on a day, by id."""
    return _current(day).entries


def search(text: str, day: date, *, domain: str = "", limit: int = SUGGESTED) -> list[Shown]:
    """Answers in effect that fit what was typed, the best first; without text all, by code."""
    held = _current(day)
    if text.strip():
        hits = held.index.find(text, limit if not domain else len(held.entries))
        found = [held.entries[hit.key] for hit in hits]
    else:
        found = sorted(held.entries.values(), key=lambda each: each.code)
    return [each for each in found if domain in ("", each.content.domain)][:limit]


def one(code: str) -> Shown:
    """The published version of that code, also when it is not in effect any more. NotFound."""
    entry = Entry.objects.filter(code=code[:24], state=str(EntryState.PUBLISHED)).first()
    if entry is None:
        raise NotFound(what=code[:24])
    return shown(EntryVersion.objects.get(entry_id=entry.pk, version=entry.version))


def _current(day: date) -> Kept:
    global _kept
    stamp = (EntryStep.objects.aggregate(last=Max("leaf"))["last"] or 0, day)
    kept = _kept
    if kept is not None and kept.stamp == stamp:
        return kept
    with _lock:
        found = {each.id: each for each in _published() if each.effective(day)}
        _kept = Kept(stamp, found, Index(map(_text, found.values())))
        return _kept


def _published() -> list[Shown]:
    standing = dict(Entry.objects.filter(state=str(EntryState.PUBLISHED)).values_list("id", "version"))
    rows = EntryVersion.objects.order_by("code")
    return [shown(row) for row in rows if standing.get(row.entry_id) == row.version]


def _text(each: Shown) -> Text:
    return Text(each.id, each.content.question, each.content.answer)


def shown(row: EntryVersion) -> Shown:
    """A version as it is shown."""
    told = Content(
        row.domain, Words(row.question_vi, row.question_en), Words(row.answer_vi, row.answer_en),
        answers.bases(row.basis), row.since, row.until, answers.codes(row.procedures), answers.codes(row.lines),
        bool(row.uncertain), Words(row.note_vi, row.note_en),
    )  # fmt: skip
    return Shown(row.entry_id, row.code, row.version, row.at, told, row.origin_id)


def entry(identifier: int) -> Entry:
    """An answer for those who write and review them. NotFound."""
    found = Entry.objects.filter(pk=identifier).first()
    if found is None:
        raise NotFound(what=f"answers/{identifier}")
    return found


def missing(codes: Iterable[str]) -> int:
    """How many of these codes no answer has."""
    return len(set(codes) - set(Entry.objects.values_list("code", flat=True)))


def versions(identifier: int) -> list[Shown]:
    """Every version, the latest first."""
    return [shown(row) for row in EntryVersion.objects.filter(entry_id=identifier).order_by("-version")]


def author(identifier: int, version: int) -> str:
    """Who wrote a version, as the log names it."""
    written: str = EntryVersion.objects.get(entry_id=identifier, version=version).actor
    return written


def steps(identifier: int) -> list[EntryStep]:
    """Every act on an answer, the first first."""
    return list(EntryStep.objects.filter(entry_id=identifier).order_by("leaf"))


def latest(entries: Iterable[Entry]) -> dict[int, Shown]:
    """Of each answer the version to be shown at the desk: what waits for review, else what is published."""
    wanted = {each.pk: each.proposed or each.version for each in entries}
    rows = EntryVersion.objects.filter(entry_id__in=wanted).order_by("version")
    return {row.entry_id: shown(row) for row in rows if not wanted[row.entry_id] or row.version == wanted[row.entry_id]}


def votes(identifier: int) -> dict[str, int]:
    """How many readers said what."""
    counted = Vote.objects.filter(entry_id=identifier).values_list("said").annotate(count=Count("leaf"))
    return dict(counted.order_by())


def asked_again(identifier: int) -> int:
    """How many questions were answered with it."""
    return Answer.objects.filter(entry=identifier).values("question_id").distinct().count()
