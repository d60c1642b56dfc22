"""What is known already of the declarations in a loading."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from django.db import connection

from motcua.declarations.services import rows
from motcua.ground.services import bulk

_COLUMNS = ("root", "declaration_id", "version", "branch", "digest")


class Held(msgspec.Struct, gc=False):
    """A recorded declaration: its id and the digest of each branch that came."""

    id: int
    versions: dict[int, bytes]

    @property
    def newest(self) -> int:
        """The highest branch that is known."""
        return max(self.versions)


class Known(msgspec.Struct):
    """By root: what was recorded, and which roots were given here."""

    recorded: dict[str, Held]
    ours: set[str]


def known(roots: Sequence[str]) -> Known:
    """Look up declarations by the eleven digits that stay the same over amendments."""
    recorded: dict[str, Held] = {}
    for root, subject, _, branch, digest in bulk.held(rows.T_RECORDED, _COLUMNS, "root", roots):
        recorded.setdefault(root, Held(subject, {})).versions[branch] = bytes(digest)
    candidates = [f"{root}{branch}" for root in roots if root not in recorded for branch in range(10)]
    ours = {number[:11] for number, _ in bulk.held(rows.T_NUMBER, rows.NUMBER, "number", candidates)}
    return Known(recorded, ours)


def given_elsewhere(first: str, last: str) -> set[str]:
    """Roots from `first` to `last` that another system has given: one look into an index, most often empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT root FROM declarations_recorded WHERE root BETWEEN %s AND %s", (first, last))
        return {root for (root,) in cursor.fetchall()}


Seen = dict[int, dict[str, set[datetime]]]
"""Moments of each verb, by declaration."""


def steps_of(subjects: Iterable[int]) -> Seen:
    """The steps known of these declarations."""
    found: Seen = {}
    columns = ("declaration_id", "verb", "at")
    for subject, verb, at in bulk.held(rows.T_MOVE, columns, "declaration_id", sorted(subjects), (2,)):
        found.setdefault(subject, {}).setdefault(verb, set()).add(at)
    return found
