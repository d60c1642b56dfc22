"""Who is fit to audit and to verify: nobody judges the own work."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from motcua.kernel.days import months_after
from motcua.procedures.domain.audit.bodies import Nonconformity
from motcua.procedures.domain.audit.errors import NoLead, NotAnother, OwnProcedure, OwnWork
from motcua.procedures.domain.life import persons

WRITING = frozenset({"enter", "change", "revise", "report", "hold", "minutes"})
"""Verbs after which another text waits for approval."""


class Post(msgspec.Struct, frozen=True):
    """A post that somebody has, or had: at an office, both days included."""

    office: str
    since: date
    until: date | None = None


def works_there(posts: Iterable[Post], offices: frozenset[str], since: date, until: date) -> bool:
    """Whether one of the posts was held at one of the offices on a day from `since` to `until`."""
    return any(
        post.office in offices and post.since <= until and (post.until is None or since <= post.until)
        for post in posts
    )  # fmt: skip


class Team(msgspec.Struct, frozen=True):
    """Who audits: the lead, all auditors, their posts and names."""

    lead: int
    auditors: tuple[int, ...]
    posts: Mapping[int, tuple[Post, ...]]
    names: Mapping[int, str]


def need_fit(
    team: Team, *, office: str, offices: frozenset[str], since: date, until: date, months: int,
    makers: Mapping[str, frozenset[int]],
) -> None:  # fmt: skip
    """Refuse a team that would audit its own work. NoLead, OwnWork, OwnProcedure.

    `offices` are those that count as the audited one (itself, and what lies below it); `makers` are the accounts that
    wrote, reviewed or approved each audited procedure. A post counts if it was held on the audit's days, or within
    `months` before.
    """
    if team.lead not in team.auditors:
        raise NoLead
    first = months_after(since, -months)
    for auditor in team.auditors:
        if works_there(team.posts.get(auditor, ()), offices, first, until):
            raise OwnWork(who=team.names.get(auditor, auditor), office=office, months=months)
        for code, made_by in makers.items():
            if auditor in made_by:
                raise OwnProcedure(who=team.names.get(auditor, auditor), code=code)


def writers(acts: Iterable[tuple[str, str]]) -> frozenset[int]:
    """Who wrote what waits for approval, and for whom: of the acts (verb, reference) those after the last approval."""
    found: frozenset[int] = frozenset()
    for verb, actor in acts:
        if verb == "approve":
            found = frozenset()
        elif verb in WRITING:
            found |= persons(actor)
    return found


def need_another(
    body: Nonconformity, *, by: frozenset[int], owner: int, doers: frozenset[int], works_at_office: bool
) -> None:  # fmt: skip
    """Who verifies is neither owner, nor who answered or reported it as done, nor of the office. NotAnother.

    `by` are those who verify: a delegate, and whom it stands in for; `doers` likewise who answered and reported.
    """
    if works_at_office or by & (doers | {owner, body.answered_by, body.done_by}) - {0}:
        raise NotAnother
