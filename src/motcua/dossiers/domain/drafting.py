"""What a draft of a dossier holds: answers exactly as typed, which pages were opened, where answers were taken from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Field, Form, Prefill
from motcua.procedures.domain.form.judging import judge
from motcua.procedures.domain.form.posted import parts_of
from motcua.procedures.domain.form.shown import as_typed

MOST_OPEN = 300
"""Drafts of an enterprise that are not lodged."""
MOST_FILES = 50
"""Files of a draft."""
PAPERS, CHECK = "papers", "check"
"""Steps beside the sections of the form."""


class Entered(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answers as typed. `opened` are sections that were saved; `taken` says of a field where its text came from:
    `party`, or the number of an earlier dossier."""

    answers: dict[str, Any] = {}
    opened: tuple[str, ...] = ()
    taken: dict[str, str] = {}


_decoder = msgspec.json.Decoder(Entered)


def load(body: str) -> Entered:
    """What `dump` wrote."""
    return _decoder.decode(body)


def dump(entered: Entered) -> str:
    """As JSON text; what UTF-8 cannot write is replaced."""
    return msgspec.json.encode(_writable(msgspec.to_builtins(entered)), order="deterministic").decode()


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_writable(key): _writable(each) for key, each in value.items()}
    return [_writable(each) for each in value] if isinstance(value, list | tuple) else value


class Known(msgspec.Struct, frozen=True):
    """What is known of an enterprise: by the register, and (value, dossier) of what it answered before, by name."""

    party: Mapping[Prefill, str]
    before: Mapping[str, tuple[Any, str]]


def begun(form: Form | None, known: Known, language: str, *, today: date, codes: Codes) -> Entered:
    """A new draft, filled in with what is known and fits the fields: nothing is asked twice."""
    if form is None:
        return Entered()
    found: dict[str, tuple[Any, str]] = {}
    for field in _prefilled(form):
        value = known.party.get(field.prefill, "")
        found[field.name] = (value, "party") if value else known.before.get(field.name, ("", ""))
    given = {name: value for name, (value, _) in found.items() if value}
    judged = judge(form, given, today=today, codes=codes)
    wrong = {each.path for each in judged.faults} | set(judged.dropped)
    taken = {name: found[name][1] for name in given if name not in wrong and name in judged.answers}
    return Entered(as_typed(form, {name: judged.answers[name] for name in taken}, language), (), taken)


def _prefilled(form: Form) -> Iterable[Field]:
    return (part for part in parts_of(form) if isinstance(part, Field) and part.prefill)


def with_section(entered: Entered, names: Iterable[str], typed: Mapping[str, Any], section: str) -> Entered:
    """The answers of one section in place of those before. `section` is empty while its page is not ended."""
    own = set(names)
    answers = {name: value for name, value in entered.answers.items() if name not in own}
    opened = entered.opened if not section or section in entered.opened else (*entered.opened, section)
    taken = {name: where for name, where in entered.taken.items() if entered.answers.get(name) == typed.get(name, "")
             or name not in own}  # fmt: skip
    return Entered({**answers, **typed}, opened, taken)


STALE = Words(
    "Hồ sơ đã được thay đổi ở cửa sổ khác. Nội dung vừa nhập còn nguyên bên dưới: xem lại rồi lưu.",
    "The dossier was changed in another window. What you typed stands below: look it through, then save.",
)
