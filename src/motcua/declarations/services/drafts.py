"""Drafts: begin, fill, copy, delete and lodge. Whoever acts for the enterprise may; nobody else sees them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.drafting import writing
from motcua.declarations.domain.drafting.entered import Entered, dump, load, with_changes
from motcua.declarations.domain.drafting.reading import read
from motcua.declarations.domain.drafting.refusals import Lodged, Stale, TooManyDrafts, TooManyItems
from motcua.declarations.domain.drafting.slots import item_slots, slots
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read as read_message
from motcua.declarations.domain.message import write
from motcua.declarations.domain.sets import LIMITS
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.queries import drafts as queries
from motcua.declarations.queries import one
from motcua.declarations.services import telling
from motcua.declarations.services.intake import INTAKE, Arrival
from motcua.declarations.services.trying import progress, try_out
from motcua.declarations.services.values import Answer, Raw
from motcua.design.domain.api import JSON
from motcua.ground.services import ids
from motcua.kernel.actor import Acting, Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.parties import queries as parties

MOST_OPEN = 300
"""Drafts of an enterprise that are not lodged."""
MOST_ITEMS = LIMITS["items"]
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NEW = {
    "weight_unit": "KGM", "invoice_class": "A", "price_kind": "A", "payment_term": "D", "taxpayer": "1",
}  # fmt: skip
USUAL_TABLE = "B01"
"""The import tariff table (list tariff_table) with which a line begins."""
_NEW_IMPORT = {"transaction_class": "4", "valuation_code": "6"}
_ARRIVAL = Arrival("form", JSON, telling.refusal)
"""How the post book tells what a form lodged."""
_KEPT_FROM_BEFORE = ("origin", "unit_price_currency", "tariff_table", "unit_price_unit", "unit")


class Seen(msgspec.Struct, frozen=True):
    """What a page knew of the draft when it was opened: its revision, and the mark of the page itself.

    The last look also says which sums it showed.
    """

    revision: int
    form: str = ""
    expected: Expected | None = None


def begin(*, direction: str, party: str, title: str = "", by: Actor, at: datetime) -> Draft:
    """Begin a draft, filled in with what the register knows of the enterprise."""
    right = _need(party, direction, by)
    identifier = free_id(party, at)
    held = parties.find(party)
    header = {
        **_NEW, **(_NEW_IMPORT if direction == "import" else {}), "reference": _reference(identifier),
        "party_name": held.name, "party_address": held.address, "party_phone": held.phone,
        "agent_id": _named(party, direction, by),
    }  # fmt: skip
    entered = Entered({key: text for key, text in header.items() if text and key in slots(direction)})
    return _store(identifier, party, direction, title, entered, right.agent, by, at)


def copy(draft_id: int, *, by: Actor, at: datetime) -> Draft:
    """A new draft with the same contents under a reference of its own; the first stays as it is."""
    held = queries.find(draft_id, by)
    title = "" if held.template else held.title
    return copied(held.party, held.direction, title, load(held.body), by, at)


def copy_declaration(number: str, *, by: Actor, at: datetime) -> Draft:
    """A new draft with the contents of a declaration of one's own, in its newest version."""
    found = one.find(number, by)
    message = read_message(one.original(one.versions(found.id)[-1]))
    if not isinstance(message, Message):
        raise NotFound(what=number)
    entered = writing.entered(message)
    entered.header.pop("declared_on", None)
    return copied(found.party, found.direction, "", entered, by, at)


def save(
    draft_id: int, changes: Mapping[str, str], *, step: str = "", seen: Seen, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    """Take texts of the header; keys of anything else are left out. `step` is a step that its trader has ended."""

    def change(entered: Entered, draft: Draft) -> Entered:
        known = slots(draft.direction)
        header = with_changes(entered.header, {key: text for key, text in changes.items() if key in known})
        opened = entered.seen if not step or step in entered.seen else (*entered.seen, step)
        return msgspec.structs.replace(entered, header=header, seen=opened)

    return _change(draft_id, change, seen=seen, by=by, at=at, in_place=True)


def add_item(draft_id: int, *, seen: Seen, by: Actor, at: datetime) -> Draft:
    """Add a goods item at the end, with what is mostly the same as in the item before."""

    def change(entered: Entered, draft: Draft) -> Entered:
        before = entered.items[-1] if entered.items else _first_item(entered, draft.direction)
        kept = {key: before[key] for key in _KEPT_FROM_BEFORE if before.get(key)}
        return _with_items(entered, (*entered.items, kept))

    return _change(draft_id, change, seen=seen, by=by, at=at)


def _first_item(entered: Entered, direction: str) -> dict[str, str]:
    currency = entered.header.get("currency", "")
    if direction == "export":
        return {"unit_price_currency": currency, "origin": "VN"}
    return {"unit_price_currency": currency, "tariff_table": USUAL_TABLE}


def put_item(
    draft_id: int, no: int, changes: Mapping[str, str], *, seen: Seen, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    """Take the texts of item `no`, counted from 1."""

    def change(entered: Entered, draft: Draft) -> Entered:
        known = item_slots(draft.direction)
        items = list(_items(entered, no))
        items[no - 1] = with_changes(items[no - 1], {k: text for k, text in changes.items() if k in known})
        return _with_items(entered, items)

    return _change(draft_id, change, seen=seen, by=by, at=at, in_place=True)


def copy_item(draft_id: int, no: int, *, seen: Seen, by: Actor, at: datetime) -> Draft:
    """Put a copy of item `no` behind it."""

    def change(entered: Entered, draft: Draft) -> Entered:
        items = list(_items(entered, no))
        return _with_items(entered, (*items[:no], dict(items[no - 1]), *items[no:]))

    return _change(draft_id, change, seen=seen, by=by, at=at)


def remove_item(draft_id: int, no: int, *, seen: Seen, by: Actor, at: datetime) -> Draft:
    """Take item `no` out; those behind it move up."""

    def change(entered: Entered, draft: Draft) -> Entered:
        items = list(_items(entered, no))
        return _with_items(entered, (*items[: no - 1], *items[no:]))

    return _change(draft_id, change, seen=seen, by=by, at=at)


def move_item(draft_id: int, no: int, to: int, *, seen: Seen, by: Actor, at: datetime) -> Draft:
    """Move item `no` to place `to`, or to the nearest end."""

    def change(entered: Entered, draft: Draft) -> Entered:
        items = list(_items(entered, no))
        items.insert(max(0, min(to, len(items)) - 1), items.pop(no - 1))
        return _with_items(entered, items)

    return _change(draft_id, change, seen=seen, by=by, at=at)


def take_items(
    draft_id: int, rows: Sequence[Mapping[str, str]], *, replace: bool, seen: Seen, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    """Take rows of a spreadsheet behind the items there are, or in their place."""

    def change(entered: Entered, draft: Draft) -> Entered:
        known = item_slots(draft.direction)
        new = [with_changes({}, {k: text for k, text in row.items() if k in known}) for row in rows]
        return _with_items(entered, new if replace else (*entered.items, *new))

    return _change(draft_id, change, seen=seen, by=by, at=at)


@transaction.atomic
def delete(draft_id: int, *, by: Actor) -> None:
    """Delete a draft that was not lodged; one that was only leaves the list by itself."""
    draft = _held(draft_id, by)
    _need_draft(draft, by)
    if draft.declaration_id is not None:
        raise Lodged
    draft.delete()


def lodge(draft_id: int, *, seen: Seen, key: str = "", by: Actor, at: datetime) -> Answer:
    """Lodge a draft. Its reference is the key against repetition: the same again gets the same declaration.

    Raises Stale when revision or `key`, the reference, are not those that the page showed. What was accepted is
    never lodged twice, also when the answer got lost; the draft then points to its declaration. Refused with DEC-VAL-12
    where the sums are no longer those that the page showed.
    """
    draft = queries.find(draft_id, by)
    if draft.amends is not None or draft.template:
        raise NotFound(what=f"draft/{draft_id}")
    lodged = queries.lodged_from(draft)
    if lodged is not None:
        return _again(lodged)
    if draft.revision != seen.revision or key not in ("", draft.reference):
        raise Stale
    reading = read(load(draft.body), direction=draft.direction, party=draft.party, day=law_day(at))
    if reading.unread:
        return Answer(False, draft.direction, findings=reading.unread)
    declared, named = reading.declaration, _named(draft.party, draft.direction, by)
    if not named and declared.agent_id != draft.agent:  # what an agent prepared, its principal lodges in its own name
        named = declared.agent_id
    message = msgspec.structs.replace(
        declared, reference=declared.reference or draft.reference, agent_id=named
    )  # fmt: skip
    answer = INTAKE.lodge(Raw(write(message), at, expected=seen.expected), by=by, arrival=_ARRIVAL)
    if answer.accepted:
        Draft.objects.filter(pk=draft.pk).update(declaration_id=answer.declaration_id, updated_at=at)
    return answer


def _again(found: Declaration) -> Answer:
    return Answer(
        True, found.direction, found.number, found.id, found.id, found.channel, found.state, found.tax_total,
        repeated=True,
    )  # fmt: skip


def _need_draft(draft: Draft, by: Actor) -> None:
    """Refuse with NotAllowed who may not change the draft: the branch's own are its officers'."""
    if draft.office:
        by.need("officer", draft.office)
    else:
        _need(draft.party, draft.direction, by)


def _need(party: str, direction: str, by: Actor) -> Acting:
    """By which right a declaration of that direction is prepared for the party. NotAllowed where there is none."""
    right = by.right(party, "prepare", direction=direction)
    if right is None:
        raise NotAllowed(who=by.name, act=f"prepare {party}")
    return right


def _named(party: str, direction: str, by: Actor) -> str:
    """The agent as which this actor lodges for the party; empty for the party itself."""
    right = by.right(party, "lodge", direction=direction)
    return right.agent if right is not None else ""


def free_id(party: str, at: datetime) -> int:
    """An id for a new draft. TooManyDrafts where the enterprise has as many as are kept."""
    if Draft.objects.filter(party=party, declaration_id=None).count() >= MOST_OPEN:
        raise TooManyDrafts(most=MOST_OPEN)
    identifier = ids.one(at)
    while Draft.objects.filter(pk=identifier).exists():  # a draft writes no leaf, from which ids go on
        identifier = ids.one(at)
    return identifier


def _reference(identifier: int) -> str:
    """A reference that no other draft has, short enough for VNACCS."""
    text = ""
    while identifier:
        identifier, digit = divmod(identifier, 36)
        text = _DIGITS[digit] + text
    return f"MC-{text}"


def copied(party: str, direction: str, title: str, entered: Entered, by: Actor, at: datetime) -> Draft:
    """A new draft with these contents under a reference of its own."""
    right = _need(party, direction, by)
    identifier = free_id(party, at)
    header = {**entered.header, "reference": _reference(identifier)}
    header.pop("agent_id", None)
    if named := _named(party, direction, by):
        header["agent_id"] = named
    copied = msgspec.structs.replace(entered, header=header)
    return _store(identifier, party, direction, title, copied, right.agent, by, at)


def _store(  # noqa: PLR0913 - a row
    identifier: int, party: str, direction: str, title: str, entered: Entered, agent: str, by: Actor, at: datetime
) -> Draft:  # fmt: skip
    draft = Draft(
        id=identifier, party=party, agent=agent, account=by.account, direction=direction,
        title=" ".join(title.split())[:120],
        revision=1, form="", created_at=at, updated_at=at,
    )  # fmt: skip
    fill(draft, entered, at)
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def _change(
    draft_id: int, change: Callable[[Entered, Draft], Entered], *, seen: Seen, by: Actor, at: datetime,
    in_place: bool = False,
) -> Draft:  # fmt: skip
    """Change a draft under its lock. Stale unless the page knew its revision.

    Texts put `in_place` may come again from the page that put them last: it saves by itself and by its button.
    What adds, moves or takes out lines is done once for a revision, however often the button is pressed.
    """
    draft = _held(draft_id, by)
    _need_draft(draft, by)
    if draft.declaration_id is not None:
        raise Lodged
    if draft.revision != seen.revision and not (in_place and seen.form and seen.form == draft.form):
        raise Stale
    before = load(draft.body)
    after = change(before, draft)
    if after != before:
        fill(draft, after, at)
        draft.revision, draft.updated_at = draft.revision + 1, at
        draft.form = seen.form[:16] if in_place else ""
        draft.save()
    return draft


def _held(draft_id: int, by: Actor) -> Draft:
    found = queries.visible_to(by).select_for_update().filter(pk=draft_id).first()
    if found is None:
        raise NotFound(what=f"draft/{draft_id}")
    return found


def fill(draft: Draft, entered: Entered, at: datetime) -> None:
    """The body and what lists show of it."""
    trial = try_out(
        entered, direction=draft.direction, party=draft.party, at=draft.law_at or at, amends=draft.amends or 0
    )
    draft.body = dump(entered)
    draft.reference = entered.header.get("reference", "")[:35] or _reference(draft.id)
    draft.items = len(entered.items)
    draft.goods = entered.items[0].get("description", "")[:200] if entered.items else ""
    draft.done = sum(state == "done" for state in progress(entered, trial).values())


def _items(entered: Entered, no: int) -> tuple[dict[str, str], ...]:
    if not 1 <= no <= len(entered.items):
        raise NotFound(what=f"item/{no}")
    return entered.items


def _with_items(entered: Entered, items: Sequence[dict[str, str]]) -> Entered:
    if len(items) > MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS, count=len(items))
    opened = entered.seen if "goods" in entered.seen else (*entered.seen, "goods")
    return msgspec.structs.replace(entered, items=tuple(items), seen=opened)
