"""Answers: words, their legal basis, and what they lead to; as one is written for a question or for publication."""

from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.errors import EndsBeforeBegin, NoBasis, NoWords, TooLong, WrongClass
from motcua.kernel.words import Words

MOST = 20_000
TITLE = 200


class Basis(msgspec.Struct, frozen=True, omit_defaults=True):
    """An act and where in it. `verified` only when a person has seen the text."""

    act: str
    article: str = ""
    verified: bool = False


class Answer(msgspec.Struct, frozen=True):
    """An answer to a question. `procedures` are codes, `lines` of the tariff, `entry` the published one it rests on."""

    body: str
    basis: tuple[Basis, ...] = ()
    procedures: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    entry: int = 0


class Content(msgspec.Struct, frozen=True):
    """A published answer in both languages. `until` is the last day on which it may be relied on; None is open."""

    domain: str
    question: Words
    answer: Words
    basis: tuple[Basis, ...]
    since: date
    until: date | None = None
    procedures: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    uncertain: bool = True
    note: Words = Words("", "")
    """What must be checked, shown with the answer."""


_encode = msgspec.json.Encoder().encode
_bases = msgspec.json.Decoder(tuple[Basis, ...]).decode
_codes = msgspec.json.Decoder(tuple[str, ...]).decode


def listed(values: Iterable[object]) -> str:
    """Bases or codes as they are kept: JSON."""
    return _encode(list(values)).decode()


def bases(told: str) -> tuple[Basis, ...]:
    """Bases as they were kept. MsgspecError where somebody changed them."""
    return _bases(told)


def codes(told: str) -> tuple[str, ...]:
    """Codes as they were kept."""
    return _codes(told)


def text(told: str, most: int = MOST) -> str:
    """What a person wrote, without blanks around it. NoWords, TooLong."""
    plain = told.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise NoWords
    if len(plain) > most:
        raise TooLong(most=most)
    return plain


def checked(answer: Answer) -> Answer:
    """An answer fit to be given. NoWords, TooLong, NoBasis."""
    basis = _named(answer.basis)
    return msgspec.structs.replace(answer, body=text(answer.body), basis=basis)


def fit(content: Content) -> Content:
    """A published answer fit for review. WrongClass, NoWords, TooLong, NoBasis, EndsBeforeBegin."""
    if content.domain not in tables.DOMAINS:
        raise WrongClass(told=content.domain)
    if content.until is not None and content.until < content.since:
        raise EndsBeforeBegin
    question = Words(text(content.question.vi, 500), text(content.question.en, 500))
    answer = Words(text(content.answer.vi), text(content.answer.en))
    return msgspec.structs.replace(content, question=question, answer=answer, basis=_named(content.basis))


def _named(basis: tuple[Basis, ...]) -> tuple[Basis, ...]:
    named = tuple(each for each in basis if each.act.strip())
    if not named:
        raise NoBasis
    return named
