"""Drafts for tests: filled in as a trader would, ready to lodge."""

from datetime import date, datetime
from typing import Any

from motcua.declarations import factories
from motcua.declarations.domain.drafting import writing
from motcua.declarations.models import Draft
from motcua.declarations.services import drafts
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_day

PARTY = factories.party(1).tax_code
OTHER = factories.party(2).tax_code
TRADER = Actor(8, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
COLLEAGUE = Actor(9, "Trần Văn Nam", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
STRANGER = Actor(10, "Lê Thị Xa", posts=frozenset({Post("trader")}), parties=frozenset({OTHER}))


def seen(draft: Draft, form: str = "") -> drafts.Seen:
    """What a page that shows the draft knows."""
    return drafts.Seen(draft.revision, form)


def texts(direction: str = "import", day: date = date(2023, 5, 4), lines: int = 2, **changes: Any) -> Any:
    """The texts of a declaration that passes every rule on that day."""
    made = factories.declaration(3, day=day, direction=direction, lines=lines, party_id=PARTY, **changes)
    return writing.entered(made)


def ready(
    direction: str = "import", *, by: Actor = TRADER, at: datetime, lines: int = 2, **changes: Any
) -> Draft:  # fmt: skip
    """A draft whose every step is saved and right."""
    entered = texts(direction, law_day(at), lines)
    draft = drafts.begin(direction=direction, party=PARTY, by=by, at=at)
    header = {key: text for key, text in entered.header.items() if key != "reference"} | changes
    for step in ("procedure", "parties", "transport", "invoice", "papers"):
        draft = drafts.save(draft.pk, header, step=step, seen=seen(draft), by=by, at=at)
    return drafts.take_items(draft.pk, entered.items, replace=True, seen=seen(draft), by=by, at=at)
