"""Answering by a link, without an account: saved page by page under the link's own key, sent in once.

A sheet goes into the box in pieces, and with it go rows that lay there, drawn and put in anew: neither the place of a
row nor the transaction that wrote it tells what came last or with what.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from motcua.ground.services import bulk
from motcua.kernel.canonical import encode
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.survey import sealing
from motcua.survey.domain import sheets
from motcua.survey.domain.errors import NoAnswers, Spent
from motcua.survey.domain.life import State
from motcua.survey.domain.questionnaires import Questionnaire, questionnaire
from motcua.survey.domain.sheets import Sheet
from motcua.survey.models import Box, Day, Draft, Frame, Round, Token
from motcua.survey.queries import framing
from motcua.survey.services import rows
from motcua.survey.services.writing import marked

Row = tuple[Any, ...]
MIXED = 400
"""So many rows of the box go in anew with what is sent in."""


class Door(NamedTuple):
    """What a link opens: its round, questionnaire, the branches asked about, and whether it was used."""

    round: Round
    form: Questionnaire
    offices: tuple[tuple[str, str, bool], ...]
    spent: bool

    @property
    def codes(self) -> list[str]:
        """The branches' codes."""
        return [office for office, _, _ in self.offices]


def door(secret: str, at: datetime) -> Door:
    """What a link opens. NotFound for an unknown one, and for every one of a round that is not open."""
    token = next(iter(_tokens([sealing.hashed(secret)])), None)
    found = Round.objects.filter(pk=token.round_id, state=State.OPEN).first() if token else None
    if token is None or found is None or law_day(at) > found.closes_on:
        raise NotFound(what="survey")
    spent = Token.objects.filter(round_id=found.pk, party=token.party, spent=1).exists()
    asked = framing.asked_about(found, token.party)
    return Door(found, questionnaire(found.questionnaire), tuple(asked), spent)


def saved(secret: str) -> Sheet:
    """What was filled in so far; an empty sheet where nothing can be read."""
    held = Draft.objects.filter(hash=sealing.hashed(secret)).first()
    content = sealing.unseal(bytes(held.sealed), secret) if held else None
    return sheets.read(content) if content else Sheet()


@transaction.atomic
def save(secret: str, sheet: Sheet, *, at: datetime) -> None:
    """Keep what was filled in, encrypted: it opens with this link alone. NotFound, Spent."""
    Token.objects.select_for_update().filter(hash=sealing.hashed(secret)).first()
    opened = door(secret, at)
    if opened.spent:
        raise Spent
    sheet.begun = sheet.begun or int(at.timestamp())
    sealed = sealing.seal(sheets.write(sheet), secret)
    Draft.objects.update_or_create(
        hash=sealing.hashed(secret), defaults={"round_id": opened.round.pk, "sealed": sealed}
    )


def submit(secret: str, *, at: datetime) -> None:
    """Send in what was saved: once an enterprise. NotFound, Spent, NoAnswers."""
    _submit([(secret, None)], at)


def submit_many(sent: Sequence[tuple[str, Sheet]], *, at: datetime) -> int:
    """Put sheets into the box, spend their links, and drop what was saved of them; how many.

    All or none. NotFound, Spent, NoAnswers.
    """
    return _submit(sent, at)


@transaction.atomic
def _submit(sent: Sequence[tuple[str, Sheet | None]], at: datetime) -> int:
    """Put in these sheets; None is the one that was saved, read once nobody can save any more."""
    box = _Box(at)
    box.open([sealing.hashed(secret) for secret, _ in sent])
    for secret, sheet in sent:
        box.put(sealing.hashed(secret), saved(secret) if sheet is None else sheet)
    box.store()
    return len(sent)


class _Box:
    """The box while sheets are put into it."""

    def __init__(self, at: datetime) -> None:
        self._at, self._today = at, law_day(at)
        self._tokens: dict[str, Token] = {}
        self._rounds: dict[int, Round] = {}
        self._days: dict[int, date] = {}
        self._asked: dict[tuple[int, str], list[tuple[str, str, bool]]] = {}
        self._spent: set[tuple[int, str]] = set()
        self._rows: list[Row] = []

    def open(self, hashes: list[str]) -> None:
        """Lock the rounds and every link of these enterprises, in one order. NotFound, Spent."""
        first = _tokens(hashes)
        if len(first) < len(set(hashes)):
            raise NotFound(what="survey")
        for found in Round.objects.select_for_update().filter(pk__in={t.round_id for t in first}).order_by("pk"):
            if found.state != State.OPEN or self._today > found.closes_on:
                raise NotFound(what="survey")
            self._rounds[found.pk], self._days[found.pk] = found, _open_day(found, self._today)
        parties = sorted({token.party for token in first})
        for token in _locked(parties, sorted(self._rounds)):
            if token.spent:
                raise Spent
            self._tokens[token.hash] = token
        self._read_asked(parties)

    def _read_asked(self, parties: list[str]) -> None:
        for found in self._rounds.values():
            names = framing.strata_kept(found).names
            for part in _parts(parties):
                held = Frame.objects.filter(leaf=found.frame, party__in=part, chosen=1).order_by("no")
                for party, *told in held.values_list("party", "office", "stratum", "inside"):
                    self._asked.setdefault((found.pk, party), []).append((told[0], names[told[1]], bool(told[2])))

    def put(self, hashed: str, sheet: Sheet) -> None:
        """One sheet. Spent where the enterprise has sent another before it. NoAnswers."""
        token = self._tokens.get(hashed)
        if token is None:
            raise NotFound(what="survey")
        who = token.round_id, token.party
        if who in self._spent:
            raise Spent
        self._spent.add(who)
        found, asked = self._rounds[token.round_id], self._asked[who]
        seconds = int(self._at.timestamp()) - sheet.begun
        self._rows += _rows(found, sheet, asked, self._days[found.pk], seconds)

    def store(self) -> None:
        """Spend the links, drop drafts, and put the rows into the box in the order of their random ids."""
        tokens = self._tokens
        gone = sorted(token.hash for token in tokens.values() if (token.round_id, token.party) in self._spent)
        used = [marked(each, tokens[each].round_id, tokens[each].party, 1) for each in gone]
        bulk.update(rows.T_TOKEN, "hash", rows.TOKEN[1:], used)
        for part in _parts(gone):
            Draft.objects.filter(hash__in=part).delete()
        for pk in sorted(self._rounds):
            self._rows += _taken_out(pk)
        bulk.insert(rows.T_BOX, rows.BOX, sorted(self._rows))


def _open_day(found: Round, today: date) -> date:
    """The day on which a sheet is counted: one that was closed stays as it is, even where the clock was put back."""
    closed = Day.objects.filter(round_id=found.pk).aggregate(last=Max("day"))["last"]
    return max(today, closed + timedelta(days=1)) if closed else today


def _taken_out(round_id: int) -> list[Row]:
    """Rows drawn from the box, which are no longer in it. Ids are random, so those after a random one are a draw."""
    box, mark = Box.objects.filter(round_id=round_id).order_by("id").values_list(*rows.BOX), secrets.token_hex(16)
    drawn = list(box.filter(id__gte=mark)[:MIXED])
    drawn += box.filter(id__lt=mark)[: MIXED - len(drawn)]
    Box.objects.filter(id__in=[each[0] for each in drawn]).delete()
    return drawn


def _tokens(hashes: list[str]) -> list[Token]:
    return [token for part in _parts(hashes) for token in _true(Token.objects.filter(hash__in=part))]


def _true(found: Iterable[Token]) -> Iterator[Token]:
    """Links that are as they were written; one that was changed in the database opens nothing."""
    return (each for each in found if sealing.fits(rows.T_TOKEN, [getattr(each, name) for name in rows.TOKEN]))


def _locked(parties: list[str], rounds: list[int]) -> Iterator[Token]:
    for part in _parts(parties):
        held = Token.objects.select_for_update().filter(round_id__in=rounds, party__in=part)
        yield from _true(held.order_by("hash"))


def _parts(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), bulk.TOGETHER):
        yield values[start : start + bulk.TOGETHER]


def _rows(
    found: Round, sheet: Sheet, asked: Iterable[tuple[str, str, bool]], day: date, seconds: int
) -> Iterator[Row]:  # fmt: skip
    """A sheet taken to pieces: each rating, each word of the profile and each open answer has an id of its own.

    That a sheet came is counted on its day; what it holds stands under the last day of the round, as all others do.
    """
    form, asked, last = questionnaire(found.questionnaire), list(asked), found.closes_on
    strata = {office: stratum for office, stratum, _ in asked}
    told = list(sheets.ratings(form, sheet, strata, seconds=seconds))
    yield _row(found, day, "sheet", stratum="in" if asked[0][2] else "out", content=str(len(told)))
    for rating in told:
        content = encode(rating.answers).decode()
        yield _row(found, last, "rating", rating.office, strata[rating.office], " ".join(rating.flags), content)
    for choice in form.profile:
        value = sheet.profile.get(choice.code)
        if value is not None:
            if not 1 <= value <= len(choice.choices):
                raise NoAnswers(what=choice.code)
            yield _row(found, last, "said", choice.code, content=str(value))
    for each in form.open:
        if text := sheets.masked(sheet.open.get(each.code, "")):
            yield _row(found, last, "said", each.code, content=text)


def _row(  # noqa: PLR0913 - the columns of the box
    found: Round, day: date, kind: str, office: str = "", stratum: str = "", flags: str = "", content: str = ""
) -> Row:  # fmt: skip
    row = (secrets.token_hex(16), found.pk, day, kind, office, stratum, flags, content)
    return (*row, sealing.mark(rows.T_BOX, row))
