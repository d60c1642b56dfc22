"""Courses: what is fixed in a dossier's life, read from the version of the procedure under which it came."""

from collections.abc import Iterable
from datetime import date

from motcua.dossiers.domain import clock as clocks
from motcua.dossiers.domain.clock import Clock
from motcua.dossiers.domain.errors import NotInForce, UnknownDossierOffice
from motcua.dossiers.domain.steps import limit_of, steps_of
from motcua.dossiers.domain.story import Course
from motcua.ground.queries import outages
from motcua.kernel.actor import SYSTEM
from motcua.procedures import queries as procedures
from motcua.procedures.domain.content import Content
from motcua.reference import domain as reference


def clock_now() -> Clock:
    """The offices' clock with the outages in force."""
    return clocks.clock(reference.calendar(), outages.in_force())


class Procedures:
    """Versions of procedures, each read once: kept by who lodges or works on many groups of dossiers."""

    def __init__(self, codes: Iterable[str] = ()) -> None:
        self._contents: dict[int, Content] = {}
        self._courses: dict[int, Course] = {}
        self._spans: dict[str, list[tuple[int, date, date | None]]] = {}
        self._look(set(codes))

    def _look(self, codes: set[str]) -> None:
        """When versions of these procedures count."""
        wanted = sorted(codes)
        rows = procedures.visible_to(SYSTEM).filter(code__in=wanted, effective_from__isnull=False)
        for name, *span in rows.values_list("code", "pk", "effective_from", "effective_to"):
            self._spans.setdefault(name, []).append(tuple(span))
        for name in wanted:
            self._spans.setdefault(name, [])

    def in_force(self, code: str, day: date) -> tuple[int, Content]:
        """The version in force on a day. NotInForce."""
        if code not in self._spans:
            self._look({code})
        for version, since, until in self._spans[code]:
            if since <= day and (until is None or day <= until):
                return version, self.content(version)
        raise NotInForce(code=code[:40], day=f"{day:%d/%m/%Y}")

    def content(self, version: int) -> Content:
        """What a version says."""
        if version not in self._contents:
            self._contents[version] = procedures.version(version).content
        return self._contents[version]

    def course(self, version: int, number: str = "", *, originals: bool = False) -> Course:
        """The course of a dossier under a version."""
        if version not in self._courses:
            content = self.content(version)
            self._courses[version] = Course("", steps_of(content), limit_of(content))
        return self._courses[version]._replace(number=number, originals=originals)


def need_office(office: str, day: date) -> None:
    """The department and its branches take dossiers. UnknownDossierOffice."""
    held = next((each for each in reference.offices(day) if each.code == office), None)
    if held is None or held.kind not in ("department", "branch"):
        raise UnknownDossierOffice(office=office[:12])
