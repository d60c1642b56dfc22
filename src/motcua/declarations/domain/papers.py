"""Papers: which documents belong to the dossier of a declaration, from what it says itself. Dated data."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec

from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.sets import rows
from motcua.declarations.domain.telling import Paper


class Rule(msgspec.Struct, frozen=True):
    """A document, the direction that needs it (empty for both), the case in which, and the day from which."""

    paper: Paper
    direction: str
    when: str
    since: date


WHEN: Mapping[str, Callable[[Declaration], bool]] = MappingProxyType(
    {
        "always": lambda d: True,
        "bill": lambda d: bool(d.bills),
        "licence": lambda d: bool(d.licences),
        "other_law": lambda d: bool(d.other_laws) or any(item.other_laws for item in d.items),
        "certificate": lambda d: any(item.certificate for item in d.items),
        "adjusted": lambda d: bool(d.adjustments),
        "principal": lambda d: bool(d.principal_id),
        "exemption": lambda d: any(item.exemption or item.reduction for item in d.items),
    }
)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            Paper(row["code"], row["vi"], row["en"], row["source"]), row["direction"], row["when"],
            date.fromisoformat(row["since"]),
        )
        for row in rows("papers.csv")
    )  # fmt: skip


def papers(message: Declaration, day: date) -> tuple[Paper, ...]:
    """The documents that this declaration needs on that day, as far as it can be told from itself."""
    return tuple(
        rule.paper
        for rule in _rules()
        if rule.since <= day and rule.direction in ("", message.direction) and WHEN[rule.when](message)
    )
