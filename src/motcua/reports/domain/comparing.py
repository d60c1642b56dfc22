"""Comparing: two reports as JSON, figure by figure and sentence by sentence."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from motcua.reports.domain.errors import NotAReport

Value = int | float | str | None


class ToldFigure(msgspec.Struct, frozen=True):
    """A figure as the report's JSON has it."""

    id: str
    value: Value
    unit: str
    text: str
    rows: str = ""


class ToldSentence(msgspec.Struct, frozen=True):
    """A sentence as the report's JSON has it."""

    text: str
    figures: tuple[str, ...] = ()


class ToldSection(msgspec.Struct, frozen=True):
    """A section as the report's JSON has it."""

    id: str
    title: str
    sentences: tuple[ToldSentence, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """A report as its JSON tells it; one of before the text was generated has no sections, an older one no lines."""

    year: int
    as_of: str
    fingerprint: str
    figures: tuple[ToldFigure, ...]
    sections: tuple[ToldSection, ...] = ()
    by_branch: tuple[dict[str, Value], ...] = ()
    by_month: tuple[dict[str, Value], ...] = ()


class Changed(msgspec.Struct, frozen=True):
    """A figure in both reports; `kind` is `same`, `up`, `down`, `other`, `added` or `removed`.

    `difference` is in the figure's unit, `per_cent` of the first value; None where neither can be worked out.
    """

    id: str
    unit: str
    before: str
    after: str
    kind: str
    difference: int | float | None = None
    per_cent: float | None = None


class Rewritten(msgspec.Struct, frozen=True):
    """The sentences of a section that only one of the reports has."""

    section: str
    title: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True):
    """Two reports held against each other. `same`: no figure differs, nor any line of a branch or a month."""

    before: Told
    after: Told
    same: bool
    figures: tuple[Changed, ...]
    text: tuple[Rewritten, ...]


_READER = msgspec.json.Decoder(Told)


def read(content: bytes, what: str) -> Told:
    """A report from its JSON. NotAReport."""
    try:
        return _READER.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotAReport(what=what) from None


def compared(before: Told, after: Told) -> Compared:
    """What differs from one report to the other; figures in the order of the later one, removed ones last."""
    figures = tuple(_figures(before, after))
    same = all(each.kind == "same" for each in figures) and _lines(before) == _lines(after)
    return Compared(before, after, same, figures, tuple(_text(before, after)))


def _lines(told: Told) -> list[dict[str, Value]]:
    """Branches and months without what they are called, which is of a language."""
    rows = (*told.by_branch, *told.by_month)
    return [{name: value for name, value in row.items() if name != "label"} for row in rows]


def _figures(before: Told, after: Told) -> Iterator[Changed]:
    old = {figure.id: figure for figure in before.figures}
    for figure in after.figures:
        was = old.pop(figure.id, None)
        yield _changed(was, figure) if was else Changed(figure.id, figure.unit, "", figure.text, "added")
    for figure in old.values():
        yield Changed(figure.id, figure.unit, figure.text, "", "removed")


def _changed(was: ToldFigure, now: ToldFigure) -> Changed:
    if was.value == now.value:
        return Changed(now.id, now.unit, was.text, now.text, "same")
    if not isinstance(was.value, int | float) or not isinstance(now.value, int | float):
        return Changed(now.id, now.unit, was.text, now.text, "other")
    difference = now.value - was.value
    share = float(Fraction(now.value) / Fraction(was.value) - 1) * 100 if was.value and now.unit != "percent" else None
    return Changed(now.id, now.unit, was.text, now.text, "up" if difference > 0 else "down", difference, share)


def _text(before: Told, after: Told) -> Iterator[Rewritten]:
    old, now = ({section.id: section for section in told.sections} for told in (before, after))
    for id_ in dict.fromkeys((*now, *old)):
        had, said = ([sentence.text for sentence in told[id_].sentences] if id_ in told else [] for told in (old, now))
        gone, new = tuple(x for x in had if x not in said), tuple(x for x in said if x not in had)
        if gone or new:
            yield Rewritten(id_, (now.get(id_) or old[id_]).title, gone, new)
