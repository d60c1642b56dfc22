"""Issuing: the leadership signs a year's report to a day; what was issued is kept and proved by its leaf."""

from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.ground.services import files, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed
from motcua.reports import issue_events as events
from motcua.reports.domain.errors import NotYetOver
from motcua.reports.domain.figures import Report
from motcua.reports.issue_covering import COLUMNS, T_ISSUE
from motcua.reports.issue_models import Issue

SIGNS = "leader"


class New(msgspec.Struct, frozen=True):
    """What is issued: the figures, and the same as JSON and as PDF."""

    report: Report
    told: bytes
    paper: bytes


def issue(new: New, *, by: Actor, at: datetime) -> Issue:
    """Issue a version of the year's report; the newest one again where no figure has changed since.

    NotAllowed for others than the leadership; NotYetOver for figures of a day to come. Of two that are issued at the
    same moment the second one follows the first.
    """
    try:
        return _issue(new, by=by, at=at)
    except IntegrityError:
        return _issue(new, by=by, at=at)


@transaction.atomic
def _issue(new: New, *, by: Actor, at: datetime) -> Issue:
    if by.kind != "system" and not by.holds(SIGNS):
        raise NotAllowed(who=by.name, act=f"report/{new.report.year}")
    if new.report.as_of > law_day(at):
        raise NotYetOver(day=new.report.as_of.isoformat())
    last = Issue.objects.select_for_update().filter(year=new.report.year).order_by("-version").first()
    mark = new.report.fingerprint
    if last is not None and last.fingerprint == mark:
        return last
    told, paper = (
        files.keep(content, media_type=kind, at=at, by=by)
        for content, kind in ((new.told, "application/json"), (new.paper, "application/pdf"))
    )
    version = last.version + 1 if last else 1
    row = Issue(
        leaf=ids.one(at), at=at, actor=by.reference, year=new.report.year, version=version, as_of=new.report.as_of,
        fingerprint=mark, told=told, paper=paper,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(row, by)
    return row


def _record(row: Issue, by: Actor) -> None:
    facts = {"year": row.year, "version": row.version, "fingerprint": row.fingerprint}
    values = tuple(getattr(row, name) for name in COLUMNS)
    new = log.leaf(
        events.ISSUED, id=row.leaf, subject=f"report/{row.year}/{row.version}", at=row.at, by=by, facts=facts,
        rows=[row_bytes(T_ISSUE, values)],
    )  # fmt: skip
    log.append([new])
