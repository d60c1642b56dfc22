"""Rounds, for those who run them and those who sign; counts that tell nothing of one enterprise."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import NotFound
from motcua.parties import queries as parties
from motcua.survey.domain.life import State
from motcua.survey.models import Box, Day, Frame, Round, RoundStep, Token

SORTS = ("-year", "year", "state", "-state")
FRAME_SORTS = {"party": "party", "office": "office", "declarations": "declarations", "stratum": "stratum"}


def visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds that an actor may see as rounds: all for the support desk and leaders, published ones for others."""
    rows = Round.objects.all()
    if actor.kind == "system" or any(post.role in ("support", "leader") for post in actor.posts):
        return rows
    return rows.filter(state=State.PUBLISHED)


def find(number: str, actor: Actor) -> Round:
    """A round by its number. NotFound."""
    found = visible_to(actor).filter(number=number[:20]).first()
    if found is None:
        raise NotFound(what=number[:30])
    return found


def rounds(actor: Actor, *, text: str = "", state: str = "", sort: str = "-year") -> list[Round]:
    """The rounds, one a year."""
    rows = visible_to(actor)
    if text.strip():
        rows = rows.filter(number__icontains=text.strip())
    if state:
        rows = rows.filter(state=state)
    return list(rows.order_by(sort if sort in SORTS else SORTS[0], "-pk")[:200])


class Progress(NamedTuple):
    """How far an open round is: invited, sheets that came, and how many on each day that was closed."""

    invited: int
    sheets: int
    days: tuple[tuple[date, int], ...]


def progress(found: Round) -> Progress:
    """How many sheets came, as counted by day."""
    days = tuple(Day.objects.filter(round_id=found.pk).order_by("day").values_list("day", "sheets"))
    boxed = Box.objects.filter(round_id=found.pk, kind="sheet").count()
    return Progress(found.inside + found.outside, sum(count for _, count in days) + boxed, days)


def steps(found: Round) -> list[RoundStep]:
    """Every act on a round, the first first."""
    return list(RoundStep.objects.filter(about=found.pk).order_by("leaf"))


class Listed(NamedTuple):
    """A row of a frame with the enterprise's name."""

    row: Frame
    name: str


def frame(
    found: Round, *, text: str = "", office: str = "", chosen: bool = False, sort: str = "party", number: int = 1,
    size: int = 50,
) -> tuple[list[Listed], Page]:  # fmt: skip
    """A page of a frame, by tax code, branch or stratum. Who was invited stands in it, never who answered."""
    rows = _frame(found, text, office, chosen=chosen)
    place = page(number, size, rows.count())
    key = FRAME_SORTS.get(sort.removeprefix("-"), "party")
    held = list(rows.order_by(f"-{key}" if sort.startswith("-") else key, "no")[place.start : place.start + size])
    codes = [each.party for each in held]
    names = dict(parties.visible_to(SYSTEM).filter(tax_code__in=codes).values_list("tax_code", "name"))
    return [Listed(each, names.get(each.party, each.party)) for each in held], place


def frame_rows(found: Round, *, text: str = "", office: str = "", chosen: bool = False) -> Iterator[Frame]:
    """Every row that fits, in the frame's order."""
    yield from _frame(found, text, office, chosen=chosen).order_by("no").iterator(chunk_size=2000)


def _frame(found: Round, text: str, office: str, *, chosen: bool) -> QuerySet[Frame]:
    rows = Frame.objects.filter(leaf=found.frame)
    if text.strip():
        rows = rows.filter(Q(party__startswith=text.strip()) | Q(stratum__startswith=text.strip()))
    if office:
        rows = rows.filter(office=office)
    return rows.filter(chosen=1) if chosen else rows


class Invitation(NamedTuple):
    """A round to which an enterprise is invited, and whether it may still get a link."""

    round: Round
    party: str
    open: bool


def invitations(actor: Actor) -> list[Invitation]:
    """What the actor's enterprises are invited to. Whether they answered is told while the round is open only."""
    own = sorted(actor.own)
    found = []
    for held in Round.objects.filter(opened_on__isnull=False).order_by("-year"):
        mine = Frame.objects.filter(leaf=held.frame, party__in=own, chosen=1, place=1).values_list("party", flat=True)
        for party in mine:
            used = Token.objects.filter(round_id=held.pk, party=party, spent=1).exists()
            found.append(Invitation(held, party, held.state == State.OPEN and not used))
    return found


def sheets_of(found: Round) -> int:
    """Sheets of a round on the days that were closed."""
    return int(Day.objects.filter(round_id=found.pk).aggregate(found=Sum("sheets"))["found"] or 0)
