"""Choices of the worksheet's fields, from the lists of the day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from motcua.duties.domain.methods import grounds
from motcua.duties.domain.terms import terms
from motcua.duties.web.value.fields import Field
from motcua.kernel.words import Words
from motcua.reference import domain as reference


def choices(field: Field, day: date) -> Mapping[str, Words]:
    """Code and words of each choice of a field."""
    return _LISTED[field.listed](day) if field.listed else dict(field.options)


@cache
def _names(day: date) -> Mapping[str, Words]:
    return {code: _coded(code, entry.words) for code, entry in reference.code_list("adjustment_name").on(day).items()}


@cache
def _kinds(day: date) -> Mapping[str, Words]:
    entries = reference.code_list("adjustment_kind").on(day)
    return {code: _coded(code, entry.words) for code, entry in entries.items() if code in ("AD", "SB")}


def _terms(day: date) -> Mapping[str, Words]:
    return {code: Words(code, code) for code in terms()}


def _grounds(day: date) -> Mapping[str, Words]:
    return {code: ground.words for code, ground in grounds().items()}


def _coded(code: str, words: Words) -> Words:
    return Words(f"{code} · {words.vi}", f"{code} · {words.en}")


_LISTED: Mapping[str, Callable[[date], Mapping[str, Words]]] = {
    "adjustment_name": _names, "adjustment_kind": _kinds, "incoterm": _terms, "basis": _grounds,
}  # fmt: skip
