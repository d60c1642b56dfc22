"""Letters of programs: kept in the post book, read, obeyed and answered; the same again is told what was told."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from motcua.design.domain.api import JSON, Call, Parameter, Told
from motcua.design.domain.problems import MEDIA_TYPE, Problem, error, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

KEY = Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header")
REPLAYED = {"Idempotent-Replayed": "true"}
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


class Done(msgspec.Struct, frozen=True):
    """What came of a letter: the value that is answered, and what the post book is told of it."""

    value: Any
    status: int = 200
    reference: str = ""
    subject: str = ""


class Unreadable(Exception):  # noqa: N818 - what happened
    """The body is not what was expected."""

    def __init__(self, code: str, words: Words, path: str = "/") -> None:
        self.problem = problem("unreadable", errors=[error(code, path, words)])
        super().__init__(words.en)


def read(body: bytes, decode: Callable[[bytes], T], expected: Words | str, code: str) -> T:
    """The body as what was expected, such as `{“reason”}`. Unreadable."""
    try:
        return decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        vi, en = (expected, expected) if isinstance(expected, str) else (expected.vi, expected.en)
        raise Unreadable(code, Words(f"Cần {vi} ({fault}).", f"Expected {en} ({fault}).")) from None


def answered(
    call: Call, about: str, obey: Callable[[post.Letter], Done | Problem], *, kind: str, subject: str = ""
) -> Told:
    """Kept before it is read, and its answer before that is sent. A refusal is told as a conflict, unless `obey` does.

    `about` and `kind` as the post book has them; `subject` is the number that it speaks of.
    """
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key, about=about
    )
    if letter.answered:
        return told_again(letter)
    try:
        found = obey(letter)
    except Unreadable as fault:
        found = fault.problem
    except Refusal as refusal:
        found = of_refusal(refusal, "conflict")
    reply = _done(found, kind, subject) if isinstance(found, Done) else _refused(found, kind, subject)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def told_again(letter: post.Letter) -> Told:
    """The answer that was given before."""
    return Told(letter.answer, letter.status, letter.answer_type, REPLAYED)


def _done(found: Done, kind: str, subject: str) -> post.Reply:
    return post.Reply(
        _encode(found.value), JSON, found.status, kind=kind, reference=found.reference,
        subject=found.subject or subject,
    )  # fmt: skip


def _refused(found: Problem, kind: str, subject: str) -> post.Reply:
    errors = found.errors_total or 1
    return post.Reply(_encode(found), MEDIA_TYPE, found.status, kind=kind, subject=subject, errors=errors)
