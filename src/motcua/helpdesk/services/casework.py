"""A question at work: each act makes its step, its words and its leaf. The same for one and for many."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from motcua.ground.services import bulk, ids
from motcua.helpdesk import events, sealing
from motcua.helpdesk.domain import answers, askers
from motcua.helpdesk.domain.answers import Answer
from motcua.helpdesk.domain.askers import Asked, Contact
from motcua.helpdesk.domain.standing import Act, Standing, after
from motcua.helpdesk.models import Question
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.services import rows
from motcua.helpdesk.services.writing import Row, Sheet
from motcua.kernel.actor import Actor
from motcua.kernel.worktime import Calendar


class Kept(NamedTuple):
    """A file that is kept already."""

    name: str
    media_type: str
    size: int
    file: int


class Arrived(NamedTuple):
    """The mail by which something came."""

    message_id: str


class Identity(NamedTuple):
    """What of a question never changes."""

    id: int
    number: str
    channel: str
    party: str
    account: int
    asked_at: datetime
    meeting: int


class Case:
    """A question while acts are done on it. `store` at the end puts its present state down, once."""

    def __init__(self, who: Identity, stands: Standing, sheet: Sheet, calendar: Calendar) -> None:
        self.who, self.stands = who, stands
        self.title, self.answer, self.leaf = "", 0, 0
        self._sheet, self._calendar, self._new = sheet, calendar, True

    @classmethod
    def of(cls, found: Question, sheet: Sheet, calendar: Calendar) -> "Case":
        """A question that exists, held by the caller."""
        who = Identity(
            found.pk, found.number, found.channel, found.party, found.account, found.asked_at, found.meeting
        )  # fmt: skip
        case = cls(who, queries.standing(found), sheet, calendar)
        case.title, case.answer, case.leaf, case._new = found.title, found.answer, found.leaf, False
        return case

    def open(
        self, asked: Asked, contact: Contact, *, by: Actor, at: datetime, files: Sequence[Kept] = (),
        mail: Arrived | None = None,
    ) -> None:  # fmt: skip
        """The first leaf: the question as it came, how it stands, the words and who asked."""
        leaf, who = self.who.id, self.who
        self.title = asked.title
        told = self._told(leaf, "ask", "", by, at)
        told[rows.T_OPENING] = [
            (leaf, who.number, at, by.reference, who.channel, who.party, who.account, who.asked_at, who.meeting)
        ]
        self._words(told, leaf, queries.ASKER, asked, by, at, files)
        salt = sealing.salt()
        told[rows.T_ASKER_STEP] = [(leaf, who.id, at, by.reference, "given", askers.committed(contact, salt), "")]
        sealed = sealing.seal(askers.write(contact), who.id)
        self._sheet.beside(rows.T_ASKER, rows.ASKER, (who.id, leaf, salt, sealed))
        if mail is not None:
            told[rows.T_MAIL] = [(leaf, mail.message_id, 1, who.id, at, "opened")]
        self._log(events.OPENED, told, leaf, by, at, {"channel": who.channel, "domain": self.stands.domain})

    def do(  # noqa: PLR0913 - an act has so many parts
        self, act: Act, *, by: Actor, at: datetime, words: Asked | None = None, note: str = "",
        files: Sequence[Kept] = (), mail: Arrived | None = None,
    ) -> None:  # fmt: skip
        """An act, with what was written to it. Words are the asker's where the asker acts. Refusals of `standing`."""
        self.stands = after(self.stands, act, at, self.who.asked_at, self._calendar)
        leaf = ids.one(at)
        told = self._told(leaf, act.verb, note, by, at)
        if words is not None:
            side = queries.DESK_SIDE if act.verb == "ask_back" else queries.ASKER
            self._words(told, leaf, side, words, by, at, files)
        if mail is not None:
            told[rows.T_MAIL] = [(leaf, mail.message_id, 1, self.who.id, at, act.verb)]
        self._log(events.STEP, told, leaf, by, at, {"verb": act.verb, "state": str(self.stands.state)})

    def answered(self, answer: Answer, *, by: Actor, at: datetime, note: str = "") -> None:
        """An answer, the first or a corrected one. Refusals of `standing` and `answers.checked`."""
        answer = answers.checked(answer)
        self.stands = after(self.stands, Act("answer"), at, self.who.asked_at, self._calendar)
        leaf = ids.one(at)
        self.answer += 1
        told = self._told(leaf, "answer", note, by, at)
        told[rows.T_ANSWER] = [
            (
                leaf, self.who.id, self.answer, at, by.reference, by.account, answer.body, answers.listed(answer.basis),
                answers.listed(answer.procedures), answers.listed(answer.lines), answer.entry,
            )
        ]  # fmt: skip
        facts = {"verb": "answer", "version": self.answer, "used": self.stands.used_s}
        self._log(events.ANSWERED, told, leaf, by, at, facts)

    def store(self) -> None:
        """Put down where the question stands now."""
        changing = (self.title, self.answer, self.leaf, *_of(self.stands))
        if self._new:
            self._sheet.beside(rows.T_QUESTION, rows.QUESTION, (*self.who, *changing), rows.QUESTION_MOMENTS)
        else:
            moments = tuple(1 + rows.CHANGING.index(name) for name in ("since", "due_at", "answered_at"))
            bulk.update(rows.T_QUESTION, "id", rows.CHANGING, [(self.who.id, *changing)], moments)

    def _told(self, leaf: int, verb: str, note: str, by: Actor, at: datetime) -> dict[str, Sequence[Row]]:
        self.leaf = leaf
        step = (leaf, self.who.id, verb, at, by.reference, by.account, note, *_of(self.stands))
        return {rows.T_STEP: [step]}

    def _words(  # noqa: PLR0913 - who, what, when, files
        self, told: dict[str, Sequence[Row]], leaf: int, side: str, words: Asked, by: Actor, at: datetime,
        files: Sequence[Kept],
    ) -> None:  # fmt: skip
        salt = sealing.salt()
        hashed = askers.committed_words(words.title, words.body, salt)
        told[rows.T_MESSAGE] = [(leaf, self.who.id, at, side, by.reference, hashed)]
        self._sheet.beside(rows.T_TEXT, rows.TEXT, (leaf, self.who.id, words.title, words.body, salt))
        told[rows.T_ATTACHMENT] = [(leaf, no, self.who.id, *kept) for no, kept in enumerate(files, start=1)]

    def _log(  # noqa: PLR0913 - as the sheet's
        self, verb: str, told: dict[str, Sequence[Row]], leaf: int, by: Actor, at: datetime, facts: dict[str, object]
    ) -> None:
        self._sheet.leaf(verb, f"question/{self.who.number}", told, at=at, leaf=leaf, by=by, facts=facts)


def _of(stands: Standing) -> Row:
    return (str(stands.state), *(getattr(stands, name) for name in rows.STANDING[1:]))
