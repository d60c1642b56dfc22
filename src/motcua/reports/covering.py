"""What the log answers for in reports: every version of a target, and every turn of one."""

from collections.abc import Iterator
from itertools import groupby

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.reports import events
from motcua.reports.models import TargetVersion
from motcua.reports.services.rows import COVERED, T_VERSION

_GAP = Words("Thiếu một lần sửa chỉ tiêu, hoặc thứ tự sai.", "A version of the target is missing, or out of order.")


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("targets", events.VERBS, COVERED))
    log.check("reports: versions of targets", (T_VERSION,), the_versions)


def the_versions() -> Iterator[log.Fault]:
    """A fault for each target whose versions do not follow one another."""
    found = TargetVersion.objects.order_by("target", "leaf").values_list("target", "version")
    for target, rows in groupby(found, key=lambda row: row[0]):
        versions = [version for _, version in rows]
        if versions != list(range(versions[0], versions[0] + len(versions))) or versions[0] != 1:
            yield log.Fault(f"{T_VERSION} {target}", _GAP)
