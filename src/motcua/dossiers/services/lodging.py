"""Lodging: an enterprise hands in a dossier, or its supplement. One function for one and for many."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction

from motcua.declarations.domain import enclosing
from motcua.dossiers import events
from motcua.dossiers.domain.errors import DayFull, MissingPapers, OtherContent, UnknownPaper
from motcua.dossiers.domain.life import State
from motcua.dossiers.domain.story import Standing
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services import answering, rows
from motcua.dossiers.services.courses import Procedures, need_office
from motcua.dossiers.services.writing import Row, Sheet
from motcua.ground.services import files, ids, numbering, receipts
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.refusals import NotAllowed
from motcua.parties import queries as parties
from motcua.procedures.domain.content import Content

LOCK = "HS"
"""The running number that keeps those who number dossiers at once in line."""
LAST = 9_999
TOGETHER = 500


class Attached(msgspec.Struct, frozen=True):
    """A file for a paper of the procedure: its bytes, or the id of a kept file (`file`), which is not looked into."""

    paper: str
    name: str
    content: bytes = b""
    file: int = 0
    media_type: str = "application/pdf"
    """Of a kept file."""


class Lodging(msgspec.Struct, frozen=True):
    """A dossier to be lodged. `answers` as the form judges them; `key` makes a repeated sending the same dossier."""

    code: str
    answers: Mapping[str, Any]
    files: Sequence[Attached]
    party: str
    office: str
    by: Actor
    at: datetime
    key: str = ""
    channel: str = "site"


@transaction.atomic
def lodge(  # noqa: PLR0913 - what a dossier is lodged with
    code: str, answers: Mapping[str, Any], files: Sequence[Attached], *, party: str, office: str, key: str = "",
    by: Actor, at: datetime, channel: str = "site",
) -> Dossier:  # fmt: skip
    """Lodge one dossier and sign its receipt. NotAllowed, NotInForce, UnknownDossierOffice, FaultyAnswers,
    MissingPapers, UnknownPaper, OtherContent where the key was used for another, and what is wrong with a file."""
    made = lodge_many([Lodging(code, answers, files, party, office, by, at, key, channel)])[0]
    receipts.group_receipts([made.pk], at=at)
    return made


@transaction.atomic
def lodge_many(lodgings: Sequence[Lodging], *, known: Procedures | None = None) -> list[Dossier]:
    """Lodge dossiers, all or none, in order. A key that was used for the same dossier gives that dossier.

    `known` are procedures that were read for an earlier group.
    """
    held, sheet = _Held(lodgings, known), Sheet()
    made = [held.taken(each) or _new(each, held, sheet) for each in lodgings]
    sheet.write()
    return made


class _Held:
    """What is read once for all lodgings: procedures, parties, keys, and the last number of each office and day."""

    def __init__(self, lodgings: Sequence[Lodging], known: Procedures | None) -> None:
        self.procedures = known or Procedures(each.code for each in lodgings)
        self._parties: dict[str, str] = {}
        numbering.take(LOCK, max(1, len(lodgings)))
        self._last = _last_numbers({(each.office, law_day(each.at)) for each in lodgings})
        keys = [each.key for each in lodgings if each.key]
        self._sent = {
            (each.party, each.key): each
            for start in range(0, len(keys), TOGETHER)
            for each in Sending.objects.filter(key__in=keys[start : start + TOGETHER])
        }

    def taken(self, asked: Lodging) -> Dossier | None:
        """The dossier that came with this key before. NotAllowed, OtherContent."""
        found = self._sent.get((asked.party, asked.key)) if asked.key else None
        if found is None:
            return None
        need_party(asked.by, asked.party, found.office)
        if found.no != 1 or not self._same(asked, found):
            raise OtherContent(key=asked.key, number=found.number)
        return Dossier.objects.get(pk=found.dossier_id)

    def _same(self, asked: Lodging, found: Sending) -> bool:
        """Whether the same is asked again: judged as it was then, with files for the same papers."""
        if (asked.code, asked.office) != (found.code, found.office):
            return False
        papers = sorted(each["paper"] for each in json.loads(found.papers))
        if papers != sorted(each.paper for each in asked.files):
            return False
        content = self.procedures.content(found.version_id)
        return answering.judged(content, asked.answers, law_day(found.at)) == found.answers

    def party_name(self, code: str) -> str:
        """The registered name. NotFound."""
        if code not in self._parties:
            self._parties[code] = parties.find(code).name
        return self._parties[code]

    def number(self, office: str, day: date) -> str:
        """The next number of an office and a day. DayFull."""
        stem = _stem(office, day)
        self._last[stem] += 1
        if self._last[stem] > LAST:
            raise DayFull(office=office)
        return f"{stem}{self._last[stem]:04d}"


def _stem(office: str, day: date) -> str:
    return f"{office}-{day:%y%m%d}-"


def _last_numbers(asked: set[tuple[str, date]]) -> dict[str, int]:
    """The last number given for each office and day, by stem; 0 where none was. Found by the moments of lodging: texts
    are in another order in each database."""
    found = {_stem(office, day): 0 for office, day in asked}
    days = sorted(day for _, day in asked)
    if not days:
        return found
    rows = Dossier.objects.filter(
        office__in={office for office, _ in asked},
        lodged_at__gte=law_moment(days[0]), lodged_at__lt=law_moment(days[-1] + timedelta(days=1)),
    )  # fmt: skip
    for number in rows.values_list("number", flat=True):
        stem, running = number[:-4], int(number[-4:])
        if stem in found:
            found[stem] = max(found[stem], running)
    return found


def _new(asked: Lodging, held: _Held, sheet: Sheet) -> Dossier:
    need_party(asked.by, asked.party, asked.office)
    day = law_day(asked.at)
    need_office(asked.office, day)
    version, content = held.procedures.in_force(asked.code, day)
    answers = answering.judged(content, asked.answers, day)
    need_papers(content, asked.files)
    papers = kept(asked.files, by=asked.by, at=asked.at)
    number, leaf, name = held.number(asked.office, day), ids.one(asked.at), held.party_name(asked.party)
    originals = int(any(paper.originals and paper.required for paper in content.papers))
    head = (
        leaf, number, asked.office, asked.code, version, asked.party, name, asked.channel, asked.at, originals,
    )  # fmt: skip
    sending = (
        leaf, leaf, 1, number, asked.office, asked.code, version, asked.party, name, asked.channel, asked.key,
        originals, asked.at, asked.by.reference, answers, papers, "",
    )  # fmt: skip
    row = (*head, *standing_row(Standing(State.NEW)), leaf)
    sheet.new(row)
    facts = {"procedure": asked.code, "version": version, "party": asked.party}
    sheet.leaf(
        events.LODGED, f"dossier/{number}", {rows.T_SENDING: [sending]}, leaf=leaf, by=asked.by, at=asked.at,
        facts=facts,
    )  # fmt: skip
    return Dossier(**dict(zip(rows.DOSSIER, row, strict=True)))


def standing_row(held: Standing) -> Row:
    """A standing as columns."""
    return tuple(str(value) if name == "state" else value for name, value in zip(
        rows.STANDING, (getattr(held, name) for name in rows.STANDING), strict=True))  # fmt: skip


def need_party(by: Actor, party: str, office: str) -> None:
    """Refuse who may not lodge for the party at the office."""
    if by.kind != "system" and not by.may(party, "lodge", office=office):
        raise NotAllowed(who=by.name, act=f"dossier {party}")


def need_papers(content: Content, attached: Sequence[Attached]) -> None:
    """Every paper that is required has a file, and every file is a paper of the procedure."""
    need_known(content, attached)
    given = {each.paper for each in attached}
    missing = [paper.words.vi for paper in content.papers if paper.required and paper.code not in given]
    if missing:
        raise MissingPapers(papers="; ".join(missing))


def need_known(content: Content, attached: Sequence[Attached]) -> None:
    """Every file is a paper of the procedure. UnknownPaper."""
    known = {paper.code for paper in content.papers}
    for each in attached:
        if each.paper not in known:
            raise UnknownPaper(paper=each.paper[:40])


def kept_known(attached: Sequence[Attached], content: Content, *, by: Actor, at: datetime) -> str:
    """As `kept`, for a supplement: any paper of the procedure, none required. UnknownPaper."""
    need_known(content, attached)
    return kept(attached, by=by, at=at)


def kept(attached: Sequence[Attached], *, by: Actor, at: datetime) -> str:
    """Keep the files byte for byte; the list of papers as JSON: paper, name, file, media type."""
    told = []
    for each in attached:
        if each.file:
            told.append({"paper": each.paper, "name": each.name[:100], "file": each.file, "type": each.media_type})
            continue
        kind = enclosing.kind_of(each.content, each.name)
        file = files.keep(each.content, media_type=kind.media_type, at=at, by=by)
        name = enclosing.clean(each.name, kind.ending)
        told.append({"paper": each.paper, "name": name, "file": file, "type": kind.media_type})
    return json.dumps(told, ensure_ascii=False)
