"""What programs are told of questions and published answers."""

from datetime import date, datetime

import msgspec


class AnswerBasis(msgspec.Struct, frozen=True):
    """An act and where in it; `verified` only when a person has seen the text."""

    act: str
    article: str
    verified: bool


class AnswerListed(msgspec.Struct, frozen=True):
    """A published answer in both languages."""

    code: str
    domain: str
    question_vi: str
    question_en: str
    answer_vi: str
    answer_en: str
    basis: tuple[AnswerBasis, ...]
    procedures: tuple[str, ...]
    lines: tuple[str, ...]
    since: date
    until: date | None
    uncertain: bool
    links: dict[str, str]


class AnswersFound(msgspec.Struct, frozen=True):
    """Published answers that fit, the best first."""

    answers: tuple[AnswerListed, ...]


class QuestionListed(msgspec.Struct, frozen=True):
    """A question as it stands. `due_at` is null while the clock stands."""

    number: str
    party: str
    title: str
    domain: str
    nature: str
    priority: str
    level: int
    state: str
    channel: str
    asked_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    again: int
    links: dict[str, str]


class QuestionPage(msgspec.Struct, frozen=True):
    """A page of questions; `next` is the address of the next, empty at the end."""

    questions: tuple[QuestionListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class Said(msgspec.Struct, frozen=True):
    """Words of the asker or of the desk. Empty where they were erased."""

    at: datetime
    side: str
    words: str


class Given(msgspec.Struct, frozen=True):
    """A version of the answer."""

    version: int
    at: datetime
    body: str
    basis: tuple[AnswerBasis, ...]
    procedures: tuple[str, ...]
    lines: tuple[str, ...]


class QuestionShown(msgspec.Struct, frozen=True):
    """A question whole, the latest answer first."""

    question: QuestionListed
    said: tuple[Said, ...]
    answers: tuple[Given, ...]


class Asking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of an enterprise's program. Codes are those of the tables of this room."""

    party: str
    title: str
    body: str
    domain: str
    nature: str = "rules"
    priority: str = "P3"


class Replying(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with which the asker goes on."""

    words: str
