"""What an audit asks of the procedures: which are in force on a day, and who made them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_

from motcua.procedures.domain.audit.checklist import Procedure
from motcua.procedures.domain.audit.errors import Unknown
from motcua.procedures.domain.life import persons
from motcua.procedures.models import Act, Version
from motcua.procedures.queries.one import Held, counting
from motcua.procedures.queries.one import in_force as version_of


def in_force(codes: Sequence[str], day: date) -> list[Procedure]:
    """The versions of these procedures that count on that day. Unknown for one that has none."""
    found = (_held(code, day) for code in codes)
    return [Procedure(each.code, each.no, each.content.title) for each in found]


def not_in_force(codes: Iterable[str], *days: date) -> list[str]:
    """Those of the codes that no version in force bears on any of the days."""
    wanted = sorted(set(codes))
    known = Version.objects.filter(reduce(or_, map(counting, days)), code__in=wanted)
    return sorted(set(wanted) - set(known.values_list("code", flat=True))) if wanted else []


def makers(codes: Sequence[str], day: date) -> Mapping[str, frozenset[int]]:
    """The accounts that acted on the version in force of each procedure: wrote, reviewed, approved it. Unknown."""
    versions = {_held(code, day).version_id: code for code in codes}
    made: dict[str, set[int]] = {code: set() for code in codes}
    rows = Act.objects.filter(version_id__in=list(versions)).values_list("version_id", "actor")
    for version, actor in rows:
        made[versions[version]] |= persons(actor)
    return {code: frozenset(accounts) for code, accounts in made.items()}


def _held(code: str, day: date) -> Held:
    found = version_of(code, day)
    if found is None:
        raise Unknown(what=code)
    return found
