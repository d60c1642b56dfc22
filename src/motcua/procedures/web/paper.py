"""A version as it stands on paper: what the PDF and the DOCX both set, in the language of the reader."""

import re
from datetime import date

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.design.domain import times
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.domain import flow, outline, wording
from motcua.procedures.domain.life import persons
from motcua.procedures.domain.outline import Part
from motcua.procedures.models import Act
from motcua.procedures.queries import Held, about
from motcua.reference import domain as reference

NOBODY = "–"
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
WIDTH_MM, TALLEST_MM = 167, 225
"""What a drawing may take of a page."""


class SetPart(msgspec.Struct, frozen=True):
    """A section as texts."""

    no: str
    title: str
    mark: str
    texts: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: int = 1
    steps: bool = False


class Signer(msgspec.Struct, frozen=True):
    """A box of the cover: title, name, day."""

    title: str
    name: str
    at: str


class Paper(msgspec.Struct, frozen=True):
    """What stands on paper. `flow` is an SVG, or empty; `flow_height` how high it is set, in mm.

    `changes_more` says what the table of changes leaves out, or is empty.
    """

    lang: str
    house: str
    code: str
    title: str
    edition: str
    foot: str
    words: dict[str, str]
    cover: tuple[tuple[str, str], ...]
    signers: tuple[Signer, ...]
    marks: tuple[str, ...]
    change_heads: tuple[str, ...]
    changes: tuple[tuple[str, ...], ...]
    distribution: str
    parts: tuple[SetPart, ...]
    flow: str = ""
    flow_height: float = 0
    changes_more: str = ""


def paper(found: Held, today: date) -> Paper:
    """The version in the language of the reader."""
    spoken, content = language(), found.content
    drawing = flow.svg(content.steps, spoken)
    changes = _changes(found)
    edition = pgettext("ISO", "version %(no)s") % {"no": found.no}
    return Paper(
        spoken, say(reference.office(reference.DEPARTMENT, today).words), found.code, say(content.title), edition,
        _("Printed %(at)s from the register; only the register is the original.")
        % {"at": times.moment(clock.now(), spoken)},
        {
            "procedure": _("PROCEDURE"), "changes": _("Table of changes"), "distribution": _("Distribution"),
            "flow": _("Flow chart"),
        },
        _cover(found), _signers(found), _marks(found),
        (_("Day"), pgettext("ISO", "Version"), _("Place"), _("Before"), _("After"), _("Reason")),
        changes[-MOST_CHANGES:], _given(found),
        tuple(map(_set, outline.parts(content))), drawing, _height(drawing), _more(len(changes)),
    )  # fmt: skip


def _cover(found: Held) -> tuple[tuple[str, str], ...]:
    day = _day(found.effective_from) if found.effective_from else _("not in force yet")
    content = found.content
    return (
        (_("Code"), found.code), (_("Issue"), str(found.no)), (_("In force from"), day),
        (pgettext("ISO", "Kind"), say(wording.KINDS[content.kind])), (_("Area"), say(wording.area(content.area))),
        (_("National code"), content.national_code or _("not loaded yet")),
    )  # fmt: skip


def _signers(found: Held) -> tuple[Signer, ...]:
    done = about.signers(found.version_id)
    boxes = ((pgettext("ISO", "Written by"), "write"), (pgettext("ISO", "Reviewed by"), "review"),
             (pgettext("ISO", "Approved by"), "approve"))  # fmt: skip
    return tuple(_signer(title, done.get(verb)) for title, verb in boxes)


def _signer(title: str, act: Act | None) -> Signer:
    if act is None:
        return Signer(title, NOBODY, "")
    ids = sorted(persons(act.actor))
    names = people.names(ids)
    name = ", ".join(names.get(each, f"#{each}") for each in ids) or _("packaged catalogue")
    return Signer(title, name, times.moment(act.at, language()))


def _marks(found: Held) -> tuple[str, ...]:
    content = found.content
    told = [
        (wording.uncertain(content), _("The time limit is not certain: it is written from memory or an older text.")),
        (wording.unverified(content), _("The legal basis has not been checked against the texts.")),
        (not content.full, _("Only the outline is written; the steps are still to be written.")),
        (found.effective_from is None, _("Draft: not in force.")),
    ]  # fmt: skip
    return tuple(words for holds, words in told if holds)


MOST_CHANGES = 60
"""Lines of the table of changes on paper, the last ones; the site shows all."""


def _more(count: int) -> str:
    """What the table of changes on paper leaves out, if anything."""
    if count <= MOST_CHANGES:
        return ""
    return _("Earlier lines that stand only on the site: %(count)s.") % {"count": count - MOST_CHANGES}


def _changes(found: Held) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for each in about.editions(found.code):
        if each.it.no > found.no or each.it.effective_from is None:
            continue
        day, no = _day(each.it.effective_from), str(each.it.no)
        if each.it.no == 1 or not each.changes:
            rows.append((day, no, NOBODY, NOBODY, _("First version") if each.it.no == 1 else NOBODY, each.note))
        for at, change in enumerate(each.changes):
            place = f"{change.section} {say(change.words)}".strip()
            why = each.note if at == 0 else ""
            rows.append((day, no, place, _told(change.before), _told(change.after), why))
    return tuple(rows)


def _told(words: Words | None) -> str:
    return say(words) if words is not None else NOBODY


def _given(found: Held) -> str:
    return ", ".join(about.given(found.version_id)) or _("Given to no office yet.")


def _set(part: Part) -> SetPart:
    grid = part.grid
    return SetPart(
        part.no, say(part.title), say(part.mark) if part.mark else "", tuple(map(say, part.texts)),
        tuple(map(say, grid.heads)) if grid else (),
        tuple(tuple(map(say, row)) for row in grid.rows) if grid else (), grid.wide if grid else 1, part.steps,
    )  # fmt: skip


def _height(drawing: str) -> float:
    size = _SIZE.search(drawing)
    if size is None:
        return 0
    width, height = map(int, size.groups())
    return min(TALLEST_MM, WIDTH_MM * height / width)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
