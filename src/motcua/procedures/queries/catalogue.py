"""The catalogue: what is in force on a day, searched and counted."""

from datetime import date

import msgspec

from motcua.procedures.domain.content import Content
from motcua.procedures.domain.finding import found
from motcua.procedures.models import Version
from motcua.procedures.queries.one import Held, counting, held


class Listed(msgspec.Struct, frozen=True):
    """A line of the catalogue."""

    version_id: int
    no: int
    content: Content
    effective_from: date | None

    @property
    def online(self) -> bool:
        """Whether it can be filed on the site."""
        return self.content.form is not None


def all_in_force(day: date) -> dict[str, Held]:
    """Every version that counts on that day, by code, in order of code."""
    return {each.code: held(each) for each in Version.objects.filter(counting(day)).order_by("code")}


def catalogue(day: date, *, text: str = "", area: str = "", kind: str = "") -> list[Listed]:
    """What is in force on that day, narrowed by area and kind; by text the best answer first, else in order of code."""
    rows = Version.objects.filter(counting(day))
    if area:
        rows = rows.filter(area=area)
    if kind:
        rows = rows.filter(kind=kind)
    held_ = {each.code: held(each) for each in rows.order_by("code")}
    contents = found([each.content for each in held_.values()], text)
    return [
        Listed(each.version_id, each.no, each.content, each.effective_from)
        for each in (held_[content.code] for content in contents)
    ]


def counts(day: date) -> dict[str, int]:
    """How many are in force that day: administrative, internal, and `areas` of management of the internal ones."""
    rows = list(Version.objects.filter(counting(day)).values_list("kind", "area"))
    return {
        "administrative": sum(kind == "administrative" for kind, _ in rows),
        "internal": sum(kind == "internal" for kind, _ in rows),
        "areas": len({area for kind, area in rows if kind == "internal"}),
    }
