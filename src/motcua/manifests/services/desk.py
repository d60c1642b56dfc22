"""The desk: what documents are judged by, read once for many and kept up to date while they are taken in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from motcua.kernel.days import law_day
from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.life import STANDING, Paper, State
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.domain.message import GeneralDeclaration, HouseBills, bills_of, read
from motcua.manifests.domain.sums import gross_e4, packages
from motcua.manifests.models import Bill, Call, Document, Version
from motcua.manifests.queries import registers
from motcua.manifests.services.book import TOGETHER, Held, due_at
from motcua.manifests.services.filed import Filed
from motcua.reference import domain as reference


class Named(NamedTuple):
    """A bill as it stands in a document."""

    document: int
    direction: str
    house: bool
    master: str
    office: str
    packages: int
    gross_e4: int


class Desks:
    """Desks for the documents of a batch."""

    def __init__(self, messages: Iterable[Message]) -> None:
        told = list(messages)
        self.vessels = registers.vessels({m.call_sign for m in told})
        self.carriers = registers.carriers({m.carrier for m in told})
        self.names = {sign: row.name for sign, row in self.vessels.items()}
        self.parties = {code: row.party for code, row in self.carriers.items()}
        self._leaving = {m.call_sign for m in told if m.direction == "E"}
        self.named_by: dict[int, set[str]] = {}
        self.bills: dict[str, list[Named]] = {}
        self.under: dict[str, list[Named]] = {}
        wanted = {b.number for m in told for b in bills_of(m)} | {b.master for m in told for b in bills_of(m)}
        self._load(sorted(wanted - {""}), sorted({b.master for m in told for b in bills_of(m)} - {""}))

    def desk(self, message: Message, held: Held, document: Filed, before: Message | None, at: datetime) -> Desk:
        """What one document is judged by."""
        day = law_day(at)
        told = _listed(day)
        masters, elsewhere, housed, sums = self._of_bills(message, document.id)
        return Desk(
            day=day, now=at, vessels=self.names, carriers=self.parties, masters=masters, elsewhere=elsewhere,
            housed=housed, sums=sums, lists=_lists(message, held), before=before,
            volumes=sum(each.version > 0 for each in held.standing("passengers")),
            due=None if document.version else due_at(held.call, document, self.stopped), corrections=document.version,
            **told,
        )  # fmt: skip

    stopped: tuple[tuple[datetime, datetime], ...] = ()

    def entry_of(self, message: Message) -> int:
        """The last entry of a ship on exit to that port that has not left; 0 of one on entry, or unknown."""
        return self._entries.get((message.call_sign, message.port), 0) if message.direction == "E" else 0

    @cached_property
    def _entries(self) -> dict[tuple[str, str], int]:
        ended, found, signs = (str(State.CANCELLED), str(State.CLEARED_OUT)), {}, sorted(self._leaving)
        for start in range(0, len(signs), TOGETHER):
            rows = Call.objects.filter(call_sign__in=signs[start : start + TOGETHER], direction="I")
            rows = rows.exclude(state__in=ended).order_by("opened_at")
            found.update({(sign, port): pk for sign, port, pk in rows.values_list("call_sign", "port", "pk")})
        return found

    def take(self, message: Message, document: Filed) -> None:
        """Remember the bills of a document that was taken in: they stand for those that follow in the batch."""
        self.forget(document)
        house = isinstance(message, HouseBills)
        for bill in bills_of(message):
            made = Named(
                document.id, message.direction, house, bill.master, message.office, packages(bill), gross_e4(bill)
            )
            self._remember(self.bills, bill.number, made)
            if house:
                self._remember(self.under, bill.master, made)

    def forget(self, document: Filed) -> None:
        """A document was cancelled or corrected: its bills stand no longer as they did."""
        for number in self.named_by.pop(document.id, ()):
            for held in (self.bills, self.under):
                if number in held:
                    held[number] = [each for each in held[number] if each.document != document.id]

    def _remember(self, held: dict[str, list[Named]], number: str, made: Named) -> None:
        held.setdefault(number, []).append(made)
        self.named_by.setdefault(made.document, set()).add(number)

    def _of_bills(
        self, message: Message, document: int
    ) -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, int], dict[str, tuple[int, int]]]:
        masters, sums, housed = {}, {}, {}
        elsewhere: dict[str, frozenset[str]] = {}
        for bill in bills_of(message):
            others = [each for each in self.bills.get(bill.number, ()) if each.document != document]
            if others:
                marks = {each.direction for each in others} | {"H" for each in others if each.house}
                elsewhere[bill.number] = frozenset(marks)
            if bill.master and bill.master not in housed:
                found = [e for e in self.bills.get(bill.master, ()) if not e.house and e.direction == message.direction]
                for each in found:
                    masters[bill.master], sums[bill.master] = each.office, (each.packages, each.gross_e4)
                housed[bill.master] = sum(each.document != document for each in self.under.get(bill.master, ()))
        return masters, elsewhere, housed, sums

    def _load(self, wanted: list[str], masters: list[str]) -> None:
        rows: list[Bill] = []
        for start in range(0, len(wanted), TOGETHER):
            rows += Bill.objects.filter(number__in=wanted[start : start + TOGETHER])
        self._keep(rows, self.bills, "number")
        rows = []
        for start in range(0, len(masters), TOGETHER):
            rows += Bill.objects.filter(master__in=masters[start : start + TOGETHER], house=1)
        self._keep(rows, self.under, "master")

    def _keep(self, rows: list[Bill], into: dict[str, list[Named]], name: str) -> None:
        documents = Document.objects.in_bulk({row.document_id for row in rows}) if rows else {}
        calls = Call.objects.in_bulk({row.call_id for row in rows}) if rows else {}
        for row in rows:
            document, call = documents[row.document_id], calls[row.call_id]
            if document.version != row.version or document.state == Paper.CANCELLED or call.state == State.CANCELLED:
                continue
            made = Named(
                row.document_id, call.direction, bool(row.house), row.master, call.office, row.packages, row.gross_e4
            )
            self._remember(into, getattr(row, name), made)


def before(document: Document) -> Message | None:
    """The version in force of a document; None where nothing was lodged."""
    if not document.version:
        return None
    found = read(Version.objects.get(document_id=document.id, version=document.version).message.encode())
    assert isinstance(found, Message)
    return found


def befores(documents: Iterable[Filed]) -> dict[int, Message]:
    """The versions in force of many documents, by document."""
    wanted = {each.id: each.version for each in documents if each.version}
    found: dict[int, Message] = {}
    listed = sorted(wanted)
    for start in range(0, len(listed), TOGETHER):
        for row in Version.objects.filter(document_id__in=listed[start : start + TOGETHER]):
            if row.version == wanted[row.document_id]:
                told = read(row.message.encode())
                assert isinstance(told, Message)
                found[row.document_id] = told
    return found


def _lists(message: Message, held: Held) -> frozenset[str]:
    """Numbers of the lists of this call that are current."""
    if not isinstance(message, GeneralDeclaration):
        return frozenset()
    standing = [d for kind in ("crew", "passengers") for d in held.standing(kind) if d.state in STANDING and d.number]
    return frozenset(each.number for each in standing)


@lru_cache(maxsize=1024)
def _listed(day: date) -> Mapping[str, object]:
    places = reference.code_list("location").on(day)
    return {
        "offices": frozenset(office.code for office in reference.branches(day)),
        "ports": _countries_of(places),
        "countries": reference.code_list("country").codes(day),
    }


_places: list[tuple[Mapping[str, reference.Entry], Mapping[str, str]]] = []
"""Lists of places with the countries of their ports; a list stays the same for years of days."""


def _countries_of(places: Mapping[str, reference.Entry]) -> Mapping[str, str]:
    for known, told in _places:
        if known is places:
            return told
    made = {code: entry.extra.get("country", "") for code, entry in places.items()}
    _places.append((places, made))
    return made
