"""Notices: sentences in a person's or a party's inbox on the site, and from there by mail and webhook.

Put in the transaction of what they speak of; each further way is a job of the outbox in the same transaction, so that
none is lost. The notice's id goes with it everywhere: whoever is told twice can tell.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from motcua.ground.domain.moments import stored
from motcua.ground.domain.noticing import Medium, wants
from motcua.ground.models import Notice
from motcua.ground.queries import addresses
from motcua.ground.services import bulk, ids, jobs
from motcua.kernel.words import Words

COLUMNS = ("id", "recipient", "kind", "subject", "words_vi", "words_en", "link", "at", "read_at")
SENT_BY = {Medium.MAIL: "notice.mail", Medium.WEBHOOK: "notice.webhook"}
"""The kind of job that sends a notice by each medium."""


class Told(NamedTuple):
    """A notice to be given: the recipient is "account/5" or "party/5700100000"."""

    recipient: str
    words: Words
    link: str = ""
    kind: str = "other"
    subject: str = ""


def account(account_id: int) -> str:
    """The recipient that is an account."""
    return f"account/{account_id}"


def party(tax_code: str) -> str:
    """The recipient that is a party: all who act for it."""
    return f"party/{tax_code}"


def tell(
    recipient: str, words: Words, link: str = "", *, at: datetime, kind: str = "other", subject: str = ""
) -> int:  # fmt: skip
    """Put a notice of a class of `noticing.KINDS` into an inbox, in the current transaction. Returns its id."""
    return tell_many([Told(recipient, words, link, kind, subject)], at=at)[0]


def tell_many(notices: Iterable[Told], *, at: datetime) -> list[int]:
    """Put many notices into inboxes and on their further ways, in the current transaction. Returns their ids."""
    listed = list(notices)
    if not listed:
        return []
    taken = ids.take(at, len(listed))
    rows = [
        (identifier, told.recipient, told.kind, told.subject, told.words.vi, told.words.en, told.link, at, None)
        for identifier, told in zip(taken, listed, strict=True)
    ]
    bulk.insert("ground_notice", COLUMNS, rows, moments=(7, 8))
    ways = addresses.active({told.recipient for told in listed})
    jobs.put_many(
        [
            (SENT_BY[way.medium], {"notice": identifier, "address": way.leaf})
            for identifier, told in zip(taken, listed, strict=True)
            for way in ways.get(told.recipient, ())
            if wants(way.kinds, told.kind)
        ],
        at=at,
    )
    return taken


def given(notices: Iterable[Told]) -> set[tuple[str, str]]:
    """Which of these have been given already, as (recipient, link): a link may say of what it tells."""
    listed = list(notices)
    recipients, links = {told.recipient for told in listed}, {told.link for told in listed}
    held = Notice.objects.filter(recipient__in=recipients, link__in=links)
    return set(held.values_list("recipient", "link"))


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


def mark_all_read(recipients: Iterable[str], *, at: datetime) -> int:
    """Mark every notice of these recipients as read. Returns how many were not."""
    return Notice.objects.filter(recipient__in=list(recipients), read_at=None).update(read_at=at)


def _marks(values: list[int] | list[str]) -> str:
    return ", ".join(["%s"] * len(values))
