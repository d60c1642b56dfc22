"""Periods of stay and balances: a list, one with all that was drawn on it, and what a closing declaration closes."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from django.db.models import Q, QuerySet

from motcua.declarations.domain.linking import closes, standing, warned_until
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read
from motcua.declarations.models import Declaration, Item, Number, Version
from motcua.declarations.queries import one
from motcua.declarations.queries.listing import visible_to
from motcua.declarations.stay_models import Balance, Draw, Elsewhere, Stay, StayRequest, StayTerm
from motcua.design.domain.access import is_staff
from motcua.design.domain.paging import Page, page
from motcua.kernel.actor import Actor

COUNTED = 1_000
REACH = 20_000
SORTS = {"due": "due_on", "registered": "registered_on", "number": "number", "party": "party"}
STATES = ("open", "soon", "overdue", "asked", "closed", "cancelled")
"""What the list can be narrowed to; `asked` are those whose request for a longer stay waits."""


class Asked(msgspec.Struct, frozen=True):
    """What the list is narrowed to. Empty values narrow nothing."""

    text: str = ""
    state: str = ""
    procedure: str = ""
    office: str = ""
    sort: str = "due"


class Listed(msgspec.Struct, frozen=True):
    """A stay on the list: how it stands on the day, its goods, how many of its lines have something left."""

    stay: Stay
    state: str
    goods: str
    lines: int
    left: int
    asked: bool


class Taken(msgspec.Struct, frozen=True):
    """What was drawn on a line: by which declaration and line, and that declaration's state; `elsewhere` says that
    another system registered it.
    """

    number: str
    line: int
    quantity_e4: int
    state: str
    elsewhere: bool = False


class Line(msgspec.Struct, frozen=True):
    """A line of an earlier declaration with its balance."""

    item: Item
    drawn_e4: int
    taken: tuple[Taken, ...]

    @property
    def left_e4(self) -> int:
        """What may still be drawn."""
        return int(self.item.quantity_e4) - self.drawn_e4


class Sheet(msgspec.Struct, frozen=True):
    """The balance of a declaration; `stay` where its goods have a period of stay, with its terms and requests."""

    lines: tuple[Line, ...]
    stay: Stay | None
    state: str
    terms: tuple[StayTerm, ...]
    requests: tuple[StayRequest, ...]

    @property
    def waiting(self) -> StayRequest | None:
        """The request for a longer stay that waits."""
        return next((each for each in self.requests if not hasattr(each, "decided")), None)


def visible(actor: Actor) -> QuerySet[Stay]:
    """The stays an actor may see: those of the declarations that it may see."""
    if actor.kind == "system" or is_staff(actor):
        return Stay.objects.all()
    return Stay.objects.filter(declaration_id__in=visible_to(actor).values("id"))


def listing(asked: Asked, actor: Actor, *, on: date, number: int = 1, size: int = 50) -> tuple[list[Listed], Page]:
    """A page of stays."""
    rows = matching(asked, actor, on)
    found = len(rows.values_list("pk")[: COUNTED + 1])
    place = page(number, size, min(found, COUNTED), more=found > COUNTED)
    return list(listed(rows[place.start : place.start + size], on)), place


def export(asked: Asked, actor: Actor, *, on: date) -> Iterator[Listed]:
    """All that fit, in the same order, as far as a list reaches."""
    rows = matching(asked, actor, on)
    for start in range(0, REACH, 500):
        part = list(rows[start : start + 500])
        yield from listed(part, on)
        if len(part) < 500:  # noqa: PLR2004
            return


def matching(asked: Asked, actor: Actor, on: date) -> QuerySet[Stay]:
    """What fits, in order."""
    rows = visible(actor).filter(_state(asked.state, on))
    if asked.procedure:
        rows = rows.filter(procedure=asked.procedure)
    if asked.office:
        rows = rows.filter(office=asked.office)
    if text := asked.text.strip():
        rows = rows.filter(_text(text))
    column = SORTS.get(asked.sort.lstrip("-"), "due_on")
    sign = "-" if asked.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{column}", f"{sign}declaration_id")


def _state(state: str, on: date) -> Q:
    if state == "asked":
        return Q(ended="", declaration_id__in=StayRequest.objects.filter(decided=None).values("declaration_id"))
    if state == "soon":
        return Q(ended="", due_on__gte=on, due_on__lte=warned_until(on))
    return {
        "open": Q(ended=""), "overdue": Q(ended="", due_on__lt=on), "closed": Q(ended="closed"),
        "cancelled": Q(ended="cancelled"),
    }.get(state, Q())  # fmt: skip


def _text(text: str) -> Q:
    if text.isdecimal():
        return Q(number__startswith=text) | Q(party=text)
    return Q(party_name__icontains=text)


def listed(rows: Sequence[Stay] | QuerySet[Stay], on: date) -> Iterator[Listed]:
    """Stays with what stands around them."""
    found = list(rows)
    ids = [each.pk for each in found]
    held = {
        subject: (items, cleared is not None)
        for subject, items, cleared in Declaration.objects.filter(id__in=ids).values_list("id", "items", "cleared_at")
    }
    goods = _goods(ids)
    left: dict[int, int] = {}
    for balance in Balance.objects.filter(declaration_id__in=ids):
        left[balance.declaration_id] = left.get(balance.declaration_id, 0) + (balance.declared_e4 > balance.drawn_e4)
    asked = set(
        StayRequest.objects.filter(declaration_id__in=ids, decided=None).values_list("declaration_id", flat=True)
    )
    for each in found:
        lines, cleared = held[each.pk]
        state = standing(due_on=each.due_on, ended=each.ended, cleared=cleared, day=on)
        yield Listed(each, state, goods.get(each.pk, ""), lines, left.get(each.pk, lines), each.pk in asked)


def _goods(ids: Sequence[int]) -> dict[int, str]:
    rows = Item.objects.filter(declaration_id__in=ids, no=1).order_by("declaration_id", "version")
    return dict(rows.values_list("declaration_id", "description"))


def sheet(found: Declaration, on: date) -> Sheet | None:
    """The balance of a declaration: of a temporary one always, of another once something was drawn on it."""
    stay = Stay.objects.filter(pk=found.id).first()
    balances = dict(Balance.objects.filter(declaration_id=found.id).values_list("line", "drawn_e4"))
    if stay is None and not balances:
        return None
    taken = _taken(found.id)
    lines = tuple(
        Line(item, balances.get(item.no, 0), tuple(taken.get(item.no, ())))
        for item in one.items(found.id, found.version, 0, found.items)
    )
    requests = StayRequest.objects.filter(declaration_id=found.id).select_related("decided").order_by("no")
    terms = StayTerm.objects.filter(declaration_id=found.id).order_by("no")
    cleared = found.cleared_at is not None
    state = "" if stay is None else standing(due_on=stay.due_on, ended=stay.ended, cleared=cleared, day=on)
    return Sheet(lines, stay, state, tuple(terms), tuple(requests))


def _taken(original: int) -> dict[int, list[Taken]]:
    """What is drawn on each line, the first first; what was given back is left out."""
    sums: dict[tuple[int, int, int], int] = {}
    for draw in Draw.objects.filter(original=original).order_by("leaf", "no"):
        key = (draw.original_line, draw.declaration_id, draw.line)
        sums[key] = sums.get(key, 0) + draw.quantity_e4
    ids = {subject for _, subject, _ in sums}
    known = {each.id: (each.number, each.state) for each in Declaration.objects.filter(id__in=ids)}
    found: dict[int, list[Taken]] = {}
    for (original_line, subject, line), quantity in sums.items():
        if quantity:
            found.setdefault(original_line, []).append(Taken(known[subject][0], line, quantity, known[subject][1]))
    for each in Elsewhere.objects.filter(original=original).order_by("leaf", "line"):
        found.setdefault(each.line, []).append(Taken(each.number, 0, each.quantity_e4, "", elsewhere=True))
    return found


class Closes(msgspec.Struct, frozen=True):
    """The earlier declaration that one closes: its number, whether it is known here, and what each line takes:
    (line, earlier line, quantity, unit).
    """

    number: str
    known: bool
    lines: tuple[tuple[int, int, int, str], ...]


def closed_of(found: Declaration, version: Version) -> Closes | None:
    """What a declaration closes; None for types that close nothing and where none is named."""
    if not closes(found.procedure, found.direction, found.registered_on):
        return None
    message = read(one.original(version))
    if not isinstance(message, Message) or not message.prior_number:
        return None
    sums: dict[tuple[int, int, str], int] = {}
    for draw in Draw.objects.filter(declaration_id=found.id).order_by("leaf", "no"):
        key = (draw.line, draw.original_line, draw.unit)
        sums[key] = sums.get(key, 0) + draw.quantity_e4
    lines = tuple((line, earlier, total, unit) for (line, earlier, unit), total in sums.items() if total)
    candidates = [message.prior_number, f"{message.prior_number[:11]}0"]
    known = Number.objects.filter(number__in=candidates).values_list("number", flat=True).first()
    return Closes(known or message.prior_number, known is not None, lines)
