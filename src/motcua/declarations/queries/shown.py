"""One declaration as a program may read it."""

from collections.abc import Iterator, Sequence
from datetime import date

from motcua.declarations.domain.life import STATE_WORDS, State, Wish
from motcua.declarations.domain.shown import Reason, Shown, Step, Wished
from motcua.declarations.domain.telling import CHANNEL_NAMES, links
from motcua.declarations.domain.terms import due_on
from motcua.declarations.models import Declaration, Request, Version
from motcua.declarations.queries import one
from motcua.declarations.queries.listing import visible_to
from motcua.kernel.actor import Actor
from motcua.revenue import queries as revenue
from motcua.risk import queries as risk


def shown(found: Declaration) -> Shown:
    """Where it stands, with its steps. Of the selection only the channel and the class of its reason."""
    version = one.versions(found.id)[-1]
    words = STATE_WORDS[State(found.state)]
    return Shown(
        found.number, found.version, found.direction, found.procedure, found.office, found.party, version.reference,
        found.registered_at, CHANNEL_NAMES.get(found.channel, ""), _reason(found.id), found.state, words.vi, words.en,
        found.items, found.customs_value, found.tax_total,
        _due_on(found, version) if found.tax_total else None,
        found.due_at, found.checked_at, found.cleared_at, found.passed_at, found.cancelled_at,
        tuple(_steps(found.id)), tuple(wished(found.number, requests(found.id))), links(found.number),
    )  # fmt: skip


def _due_on(found: Declaration, version: Version) -> date:
    """The last day to pay; what never was charged anything goes by the term of its version."""
    owed = revenue.obligation(found.id)
    return owed.due_on if owed else due_on(found.registered_on, version.payment_term)


def requests(declaration: int) -> list[Request]:
    """Every request to cancel it, the first first."""
    return list(Request.objects.filter(declaration_id=declaration).select_related("decided").order_by("no"))


def waits(declaration: int) -> bool:
    """Whether a request to cancel it waits for its answer."""
    return Request.objects.filter(declaration_id=declaration, decided=None).exists()


def wished(number: str, rows: Sequence[Request]) -> Iterator[Wished]:
    """Requests with what became of them."""
    for row in rows:
        decided = getattr(row, "decided", None)
        if decided is None:
            yield Wished(number, row.reason, row.note, row.at, Wish.ASKED.value)
        else:
            yield Wished(number, row.reason, row.note, row.at, decided.verdict, decided.at, decided.note)


def _reason(subject: int) -> Reason | None:
    view = risk.shown_to_trader(subject)
    return None if view is None else Reason(view.reason_class, view.reason.vi, view.reason.en)


def _steps(subject: int) -> Iterator[Step]:
    for move in one.moves(subject):
        yield Step(move.verb, move.state, move.at, str(move.leaf))


def waiting_requests(actor: Actor, most: int = 200) -> list[tuple[Request, Declaration]]:
    """Requests that wait for an answer among the declarations an actor may see, the oldest first."""
    rows = list(Request.objects.filter(decided=None).order_by("leaf")[:most])
    held = {found.id: found for found in visible_to(actor).filter(id__in=[row.declaration_id for row in rows])}
    return [(row, held[row.declaration_id]) for row in rows if row.declaration_id in held]
