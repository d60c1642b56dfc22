"""The book: certificates locked until the transaction ends, drawn upon in memory and written back together.

Declarations ask it at registration, and wherever a line is claimed or given up. Where nothing names a certificate,
nothing is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from motcua.ground.services import bulk, ids
from motcua.kernel.actor import Actor
from motcua.kernel.money import from_e4
from motcua.kernel.rules import Finding
from motcua.origin import events
from motcua.origin.domain import answer
from motcua.origin.domain.bearing import Bearer, Days, Held, Taken, Wanted, bears, take
from motcua.origin.domain.judging import against
from motcua.origin.domain.life import ClaimState
from motcua.origin.models import Certificate, Line
from motcua.origin.services import rows
from motcua.origin.services.writing import Row, Sheet

TOGETHER = 400
_CHANGES = slice(6, None)
"""Of a claim: what changes while it is declared the same."""


class Declared(NamedTuple):
    """A declaration whose lines name certificates."""

    id: int
    number: str
    party: str
    office: str
    registered_at: datetime


class Placed(NamedTuple):
    """A line with the certificate that bears it, and what it takes; None where the register holds none (yet)."""

    wanted: Wanted
    held: Held | None
    taken: tuple[Taken, ...]


class Book:
    """Certificates by reference: several countries may use the same one."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        self.held = {each.id: each for each in held}
        self.by_reference: dict[str, list[Held]] = {}
        for each in self.held.values():
            self.by_reference.setdefault(each.reference, []).append(each)
        self._placed: dict[int, list[Placed]] = {}
        self._touched: dict[tuple[int, int], Bearer] = {}
        self._new: dict[str, list[Row]] = {rows.T_CLAIM_STEP: [], rows.T_USE: [], rows.T_CLAIM: []}
        self._told: dict[tuple[int, datetime], list[answer.Used]] = {}

    @classmethod
    def lock(cls, references: Iterable[str] = (), certificates: Iterable[int] = ()) -> "Book":
        """Lock the certificates of these references and of these ids."""
        return cls(load(references, certificates, lock=True))

    def placed(self, wanted: Sequence[Wanted], days: Days) -> tuple[list[Placed], tuple[Finding, ...]]:
        """Where each line finds what it needs, taken in memory; or all that speaks against them, and nothing taken."""
        found: list[Placed] = []
        wrong: list[Finding] = []
        for each in wanted:
            place, why = self.find(each, days)
            if why:
                wrong += against(each, why)
            else:
                found.append(place)
                if place.held is not None:
                    take(place.held, place.taken)
        if wrong:
            for place in found:
                self._undo(place)
            return [], tuple(wrong)
        return found, ()

    def admit(self, key: int, wanted: Sequence[Wanted], days: Days) -> tuple[Finding, ...]:
        """Take for the lines of one declaration, known by a key until it is stored; or all that is wrong."""
        self._placed[key], wrong = self.placed(wanted, days)
        return wrong

    def admitted(self, key: int, declared: Declared, *, leaf: int, at: datetime, by: Actor) -> dict[str, list[Row]]:
        """The rows of a declaration that was admitted, for its leaf."""
        return self.claim(declared, self._placed.pop(key), leaf=leaf, at=at, by=by)

    def find(self, wanted: Wanted, days: Days) -> tuple[Placed, str]:
        """The certificate that bears a line, or why the first of its reference does not; nothing is taken."""
        first = ""
        for held in self.by_reference.get(wanted.reference, ()):
            found = bears(wanted, held, days)
            if not isinstance(found, str):
                return Placed(wanted, held, found), ""
            first = first or found
        return Placed(wanted, None, ()), first

    def _undo(self, place: Placed) -> None:
        if place.held is not None:
            take(place.held, [_negative(each) for each in place.taken])

    def claim(
        self, declared: Declared, placed: Sequence[Placed], *, leaf: int, at: datetime, by: Actor,
        first: tuple[int, int] = (0, 0),
    ) -> dict[str, list[Row]]:  # fmt: skip
        """The rows of lines that are named or borne from now on. `first`: numbers of rows already in the leaf."""
        steps: list[Row] = []
        uses: list[Row] = []
        for each in placed:
            state = ClaimState.NAMED if each.held is None else ClaimState.BORNE
            held = (each.held.id, each.taken[0].line) if each.held is not None else (0, 0)
            row = claim_row(declared, each.wanted, state, held, at=at, by=by)
            steps.append((leaf, first[0] + len(steps), *row))
            self._new[rows.T_CLAIM].append((*row, leaf))
            if each.held is not None:
                uses += self._used(declared, each, leaf, at, first[1] + len(uses))
        return self._gathered(steps, uses)

    def _used(self, declared: Declared, each: Placed, leaf: int, at: datetime, first: int) -> list[Row]:
        assert each.held is not None
        made = []
        for no, part in enumerate(each.taken, first):
            made.append(
                (
                    leaf, no, at, each.held.id, part.line, declared.id, each.wanted.line, part.change_e4, part.unit,
                    part.declared_e4, part.declared_unit,
                )
            )  # fmt: skip
            self._touch(each.held, part, declared, at)
        return made

    def give_back(
        self, declared: Declared, held: int, line: int, taken: Sequence[Taken], *, leaf: int, at: datetime, first: int
    ) -> list[Row]:  # fmt: skip
        """Restore what a declaration's line took of a certificate; the rows of its leaf."""
        found = self.held[held]
        back = [_negative(each) for each in taken]
        take(found, back)
        place = Placed(Wanted(line, found.reference, "", "", 0, ""), found, tuple(back))
        return self._gathered([], self._used(declared, place, leaf, at, first))[rows.T_USE]

    def _gathered(self, steps: list[Row], uses: list[Row]) -> dict[str, list[Row]]:
        self._new[rows.T_CLAIM_STEP] += steps
        self._new[rows.T_USE] += uses
        return {rows.T_CLAIM_STEP: steps, rows.T_USE: uses}

    def _touch(self, held: Held, part: Taken, declared: Declared, at: datetime) -> None:
        line = next(each for each in held.lines if each.no == part.line)
        self._touched[held.id, line.no] = line
        told = answer.Used(
            line.no, from_e4(part.change_e4), line.unit, from_e4(line.left_e4), declared.number
        )  # fmt: skip
        self._told.setdefault((held.id, at), []).append(told)

    def renew(self, row: Row, leaf: int) -> None:
        """A line that stands otherwise from now on, beside those that are claimed here."""
        self._new[rows.T_CLAIM].append((*row, leaf))

    def write(self, *, by: Actor, kept: bool = False, again: bool = False) -> None:
        """Store balances, lines and what partners are told. `kept`: the rows of leaves are stored by their writer;
        `again`: the lines stand in the table already.
        """
        if not kept:
            bulk.insert(rows.T_CLAIM_STEP, rows.CLAIM_STEP, self._new[rows.T_CLAIM_STEP], (7, 8))
            bulk.insert(rows.T_USE, rows.USE, self._new[rows.T_USE], (2,))
        if again:
            changed = [(row[0], row[1], *row[_CHANGES]) for row in self._new[rows.T_CLAIM]]
            bulk.update(rows.T_CLAIM, ("declaration_id", "line"), rows.CLAIM[_CHANGES], changed, (2,))
        elif self._new[rows.T_CLAIM]:
            bulk.insert(rows.T_CLAIM, rows.CLAIM, self._new[rows.T_CLAIM], (5, 6))
        if self._touched:
            self._balance()
            self._tell(by)

    def _balance(self) -> None:
        changed = [(*key, line.used_e4) for key, line in sorted(self._touched.items())]
        bulk.update(rows.T_LINE, ("certificate_id", "no"), ("used_e4",), changed)
        touched = sorted({key for key, _ in self._touched})
        now = [
            (each, any(line.used_e4 for line in found), exhausted(found))
            for each in touched
            for found in [self.held[each].lines]
        ]
        bulk.update(rows.T_CERTIFICATE, "id", ("used", "exhausted"), now)

    def _tell(self, by: Actor) -> None:
        """Tell the issuers what was used and restored: one leaf for all of one moment."""
        sheet = Sheet(by)
        by_moment: dict[datetime, list[tuple[int, list[answer.Used]]]] = {}
        for (held, at), uses in self._told.items():
            by_moment.setdefault(at, []).append((held, uses))
        for at, told in by_moment.items():
            leaf = ids.one(at)
            made = [self._message(sheet, leaf, self.held[held], uses, at) for held, uses in told]
            sheet.act(events.TOLD, "origin/used", {rows.T_OUTGOING: made}, at=at, leaf=leaf)
        sheet.write()

    def _message(self, sheet: Sheet, leaf: int, held: Held, uses: Sequence[answer.Used], at: datetime) -> Row:
        body = answer.write(answer.Answer("used", held.reference, held.country, at, uses=tuple(uses)))
        return sheet.outgoing(
            leaf, partner=held.country, kind="used", about=held.id, reference=held.reference, body=body, at=at
        )  # fmt: skip


def exhausted(lines: Sequence[Bearer]) -> bool:
    """Whether a certificate was used and has nothing left."""
    return any(line.used_e4 for line in lines) and all(line.left_e4 == 0 for line in lines)


def claim_row(
    declared: Declared, wanted: Wanted, state: ClaimState, held: tuple[int, int], *, at: datetime, by: Actor,
    reason: str = "",
) -> Row:  # fmt: skip
    """The columns of a claim, as declared and as it stands."""
    return (
        declared.id, wanted.line, declared.number, declared.party, declared.office, declared.registered_at, at,
        wanted.reference, wanted.hs_code, wanted.origin, wanted.quantity_e4, wanted.unit, str(state), *held, reason,
        by.reference,
    )  # fmt: skip


def load(references: Iterable[str] = (), certificates: Iterable[int] = (), *, lock: bool = False) -> list[Held]:
    """Certificates with their lines, by reference and by id, in the order of their ids."""
    found: dict[int, Certificate] = {}
    for name, wanted in (("reference", sorted(set(references))), ("pk", sorted(set(certificates)))):
        for start in range(0, len(wanted), TOGETHER):
            part = {f"{name}__in": wanted[start : start + TOGETHER]}
            held = Certificate.objects.filter(**part).order_by("pk")
            found |= {each.pk: each for each in (held.select_for_update() if lock else held)}
    lines = _lines(sorted(found))
    return [
        Held(
            each.pk, each.country, each.reference, each.state, each.flagged, each.issued_on, each.valid_until,
            lines.get(each.pk, []),
        )
        for _, each in sorted(found.items())
    ]  # fmt: skip


def _lines(wanted: Sequence[int]) -> Mapping[int, list[Bearer]]:
    found: dict[int, list[Bearer]] = {}
    for start in range(0, len(wanted), TOGETHER):
        held = Line.objects.filter(certificate_id__in=wanted[start : start + TOGETHER]).order_by("certificate_id", "no")
        for each in held:
            found.setdefault(each.certificate_id, []).append(
                Bearer(each.no, each.hs_code, each.origin, each.quantity_e4, each.unit, each.used_e4, each.given)
            )
    return found


def _negative(each: Taken) -> Taken:
    return Taken(each.line, -each.change_e4, each.unit, -each.declared_e4, each.declared_unit)
