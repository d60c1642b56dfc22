"""Notices: sentences in a person's or a party's inbox on the site."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from motcua.ground.domain.moments import stored
from motcua.ground.services import bulk, ids
from motcua.kernel.words import Words

COLUMNS = ("id", "recipient", "words_vi", "words_en", "link", "at", "read_at")


class Told(NamedTuple):
    """A notice to be given: the recipient is "account/5" or "party/5700100000"."""

    recipient: str
    words: Words
    link: str = ""


def account(account_id: int) -> str:
    """The recipient that is an account."""
    return f"account/{account_id}"


def party(tax_code: str) -> str:
    """The recipient that is a party: all who act for it."""
    return f"party/{tax_code}"


def tell(recipient: str, words: Words, link: str = "", *, at: datetime) -> int:
    """Put a notice into an inbox, in the current transaction. Returns its id."""
    return tell_many([Told(recipient, words, link)], at=at)[0]


def tell_many(notices: Iterable[Told], *, at: datetime) -> list[int]:
    """Put many notices into inboxes, in the current transaction. Returns their ids."""
    listed = list(notices)
    taken = ids.take(at, len(listed))
    rows = [
        (identifier, told.recipient, told.words.vi, told.words.en, told.link, at, None)
        for identifier, told in zip(taken, listed, strict=True)
    ]
    bulk.insert("ground_notice", COLUMNS, rows, moments=(5, 6))
    return taken


def mark_read(notice_ids: Iterable[int], recipients: Iterable[str], *, at: datetime) -> int:
    """Mark notices as read, as far as they are these recipients'. Returns how many."""
    ours, theirs = list(notice_ids), list(recipients)
    if not ours or not theirs:
        return 0
    moment = stored(at) if connection.vendor == "sqlite" else at
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ground_notice SET read_at = %s WHERE read_at IS NULL"  # noqa: S608
            f" AND id IN ({_marks(ours)}) AND recipient IN ({_marks(theirs)})",
            [moment, *ours, *theirs],
        )
        return int(cursor.rowcount)


def _marks(values: list[int] | list[str]) -> str:
    return ", ".join(["%s"] * len(values))
