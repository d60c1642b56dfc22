"""Issued reports as they stand: versions of each year, and what was said in them."""

from motcua.ground.services import files
from motcua.kernel.refusals import NotFound
from motcua.reports.domain.comparing import Told, read
from motcua.reports.issue_models import Issue

MOST = 200


def listing(year: int | None = None) -> list[Issue]:
    """Issued versions, the newest first; of one year or of all."""
    rows = Issue.objects.all() if year is None else Issue.objects.filter(year=year)
    return list(rows.order_by("-leaf")[:MOST])


def one(year: int, version: int) -> Issue:
    """A version of a year's report. NotFound."""
    found = Issue.objects.filter(year=year, version=version).first()
    if found is None:
        raise NotFound(what=f"report/{year}/{version}")
    return found


def told(found: Issue) -> Told:
    """What was said, as it was kept."""
    return read(files.read(found.told), f"report/{found.year}/{found.version}")


def raw(found: Issue) -> bytes:
    """The JSON, as it was kept."""
    return files.read(found.told)


def paper(found: Issue) -> bytes:
    """The PDF, as it was kept."""
    return files.read(found.paper)
