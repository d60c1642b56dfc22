"""The programs' door: what an operation is, what it is given and what it tells. Rooms list theirs in `api.py`."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from motcua.design.domain import problems
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words

JSON = "application/json"
Method = Literal["get", "post"]
_encode = msgspec.json.Encoder().encode


class Call(msgspec.Struct, frozen=True, gc=False):
    """A request as an operation gets it. `spend` counts goods against the caller's limit, or stops the call."""

    by: Actor
    at: datetime
    query: Mapping[str, str]
    body: bytes = b""
    media_type: str = ""
    key: str = ""
    spend: Callable[[int], None] = lambda _: None


class Told(msgspec.Struct, frozen=True, gc=False):
    """What is answered."""

    content: bytes
    status: int = 200
    media_type: str = JSON
    headers: Mapping[str, str] = {}


class Parameter(msgspec.Struct, frozen=True):
    """A parameter in the query or in a header."""

    name: str
    words: Words
    kind: type = str
    place: Literal["query", "header"] = "query"


class Operation(msgspec.Struct, frozen=True):
    """One thing that a program may ask for.

    `scope` is what its token must be good for, empty where anybody may ask. `takes` and `gives` are the types of
    bodies, bytes for any content; `problems` are the kinds that it has beside those of every operation.
    """

    id: str
    method: Method
    path: str
    name: str
    summary: Words
    answer: Callable[..., Told]
    gives: Mapping[int, Any]
    scope: str = ""
    takes: tuple[Any, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()
    about: Words = Words("", "")
    largest: int = 0
    medium: str = JSON


def told(value: Any, status: int = 200, **headers: str) -> Told:
    """A value as JSON. Names of headers are written with underscores."""
    return Told(_encode(value), status, JSON, {name.replace("_", "-"): text for name, text in headers.items()})


def told_problem(found: problems.Problem, **headers: str) -> Told:
    """A problem as an answer."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Told(_encode(found), found.status, problems.MEDIA_TYPE, named)


def day_asked(call: Call, name: str, wrong: list[problems.Error]) -> date | None:
    """A day of the query; what cannot be read is added to `wrong`."""
    text = call.query.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        words = Words("Ngày viết 2023-12-22.", "A day as 2023-12-22.")
        wrong.append(problems.error("API-400", f"?{name}", words, text))
        return None


def whole_asked(call: Call, name: str, usual: int, most: int, wrong: list[problems.Error]) -> int:
    """A whole number of the query from 1, `usual` where none is asked for; what cannot be read is added to `wrong`."""
    text = call.query.get(name, "") or str(usual)
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    words = Words(f"Số nguyên từ 1 đến {most}.", f"A whole number from 1 to {most}.")
    wrong.append(problems.error("API-400", f"?{name}", words, text))
    return usual
