"""Writing: rows with the leaves that commit to them, and what partners are told, gathered and then stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.ground.services import ids, sheets
from motcua.kernel.actor import Actor
from motcua.origin.services import rows
from motcua.origin.services.home import home

Row = sheets.Row
SEND = "origin.send"


class Sheet(sheets.Sheet):
    """What one actor's service writes."""

    def __init__(self, by: Actor) -> None:
        super().__init__(rows.ORDER)
        self.by = by

    def act(
        self, verb: str, subject: str, told: Mapping[str, Sequence[Row]], *, at: datetime, leaf: int,
        facts: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """One leaf of the sheet's actor for these rows; they hold its id already."""
        self.leaf(verb, subject, told, leaf=leaf, by=self.by, at=at, facts=facts or {})

    def outgoing(
        self, leaf: int, *, partner: str, kind: str, about: int, reference: str, body: bytes, at: datetime
    ) -> Row:  # fmt: skip
        """The row of a message to a partner, with its job; put it down with the leaf."""
        identifier = ids.one(at)
        self.job(SEND, {"outgoing": identifier}, at)
        return (
            identifier, leaf, f"{home()}-{identifier}", partner, kind, about, reference, at, body.decode(),
        )  # fmt: skip
