"""What the log answers for at the support desk; what stands now is checked against steps, words against hashes."""

from collections.abc import Iterator

import msgspec
from cryptography.exceptions import InvalidTag
from django.db import connection

from motcua.ground.services import log
from motcua.helpdesk import events, sealing
from motcua.helpdesk.domain import askers
from motcua.helpdesk.models import Asker, AskerStep, Message, Text
from motcua.helpdesk.services import rows
from motcua.kernel.words import Words

_WRONG = Words("Không khớp các bước đã ghi.", "Not as its steps say.")
_NOT_AS_HASHED = Words("Nội dung không khớp với lá, hoặc thiếu.", "The words are not as hashed, or are missing.")
_MOMENTS = ("since", "due_at", "answered_at")


def _differ(name: str) -> str:
    if name in _MOMENTS:
        return f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(q.{name} AS TEXT), '')"
    return f"s.{name} <> q.{name}"


_IDENTITY = ("number", "channel", "party", "account", "meeting")
_QUESTIONS = f"""
SELECT q.number FROM {rows.T_QUESTION} q LEFT JOIN {rows.T_STEP} s ON s.leaf = q.leaf
LEFT JOIN {rows.T_OPENING} o ON o.leaf = q.id LEFT JOIN {rows.T_TEXT} t ON t.leaf = q.id
WHERE s.leaf IS NULL OR o.leaf IS NULL OR s.question_id <> q.id OR COALESCE(t.title, '') <> q.title
OR {" OR ".join(_differ(name) for name in rows.STANDING)}
OR {" OR ".join(f"o.{name} <> q.{name}" for name in _IDENTITY)}
OR CAST(o.asked_at AS TEXT) <> CAST(q.asked_at AS TEXT)
OR EXISTS (SELECT 1 FROM {rows.T_STEP} l WHERE l.question_id = q.id AND l.leaf > q.leaf)
OR q.answer <> (SELECT COUNT(*) FROM {rows.T_ANSWER} a WHERE a.question_id = q.id)
UNION SELECT o.number FROM {rows.T_OPENING} o LEFT JOIN {rows.T_QUESTION} q ON q.id = o.leaf WHERE q.id IS NULL
"""  # noqa: S608 - names of our own tables
_ENTRIES = f"""
SELECT q.code FROM {rows.T_ENTRY} q LEFT JOIN {rows.T_ENTRY_STEP} s ON s.leaf = q.leaf
LEFT JOIN {rows.T_ENTRY_VERSION} v ON v.entry_id = q.id AND v.version = 1
WHERE s.leaf IS NULL OR v.leaf IS NULL OR s.entry_id <> q.id OR v.code <> q.code
OR {" OR ".join(f"s.{name} <> q.{name}" for name in rows.ENTRY_STANDING)}
OR EXISTS (SELECT 1 FROM {rows.T_ENTRY_STEP} l WHERE l.entry_id = q.id AND l.leaf > q.leaf)
UNION SELECT v.code FROM {rows.T_ENTRY_VERSION} v LEFT JOIN {rows.T_ENTRY} q ON q.id = v.entry_id WHERE q.id IS NULL
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of the tables of questions and published answers."""
    log.cover(log.Covered("questions of enterprises", events.VERBS, rows.COVERED))
    log.check("helpdesk: questions", (rows.T_QUESTION,), the_questions)
    log.check("helpdesk: published answers", (rows.T_ENTRY,), the_entries)
    log.check("helpdesk: words", (rows.T_TEXT,), the_words)
    log.check("helpdesk: askers", (rows.T_ASKER,), the_askers)


def the_questions() -> Iterator[log.Fault]:
    """A fault for each question that does not stand as it was opened and last stepped."""
    yield from _faults(_QUESTIONS, rows.T_QUESTION)


def the_entries() -> Iterator[log.Fault]:
    """A fault for each published answer that does not stand as its last step says."""
    yield from _faults(_ENTRIES, rows.T_ENTRY)


def the_words() -> Iterator[log.Fault]:
    """Every message has its words as the leaf hashed them; an asker's own may be erased."""
    erased = set(AskerStep.objects.filter(verb="erased").values_list("question_id", flat=True))
    messages = {each.leaf: each for each in Message.objects.all().iterator()}
    seen = set()
    for text in Text.objects.order_by("leaf").iterator():
        seen.add(text.leaf)
        message = messages.get(text.leaf)
        gone = message is not None and message.side == "asker" and message.question_id in erased
        if message is None or gone or not _is_hashed(text, message):
            yield log.Fault(f"{rows.T_TEXT} {text.leaf}", _NOT_AS_HASHED)
    for leaf in sorted(set(messages) - seen):
        if messages[leaf].side != "asker" or messages[leaf].question_id not in erased:
            yield log.Fault(f"{rows.T_TEXT} {leaf}", _NOT_AS_HASHED)


def _is_hashed(text: Text, message: Message) -> bool:
    hashed = askers.committed_words(text.title, text.body, bytes(text.salt))
    return text.question_id == message.question_id and hashed == bytes(message.commitment)


def the_askers() -> Iterator[log.Fault]:
    """Every question has its asker as given or last corrected, or the leaf of the erasure."""
    last: dict[int, AskerStep] = {}
    for step in AskerStep.objects.order_by("leaf").iterator():
        last[step.question_id] = step
    kept = {each.question_id: each for each in Asker.objects.all().iterator()}
    for question in sorted(set(last) | set(kept)):
        if not _stands(kept.get(question), last.get(question)):
            yield log.Fault(f"{rows.T_ASKER} {question}", _NOT_AS_HASHED)


def _stands(kept: Asker | None, last: AskerStep | None) -> bool:
    if last is None or last.verb == "erased":
        return last is not None and kept is None
    if kept is None or kept.leaf != last.leaf:
        return False
    try:
        contact = askers.read(sealing.unseal(bytes(kept.sealed), kept.question_id))
    except (InvalidTag, msgspec.MsgspecError, ValueError):
        return False
    return askers.committed(contact, bytes(kept.salt)) == bytes(last.commitment)


def _faults(statement: str, table: str) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for place in cursor.fetchall():
            yield log.Fault(f"{table} {' '.join(map(str, place))}", _WRONG)
