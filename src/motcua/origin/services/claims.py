"""Claims: lines of declarations that name certificates, when these are amended or end; and what of it was used."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.rules import Finding
from motcua.origin.domain.bearing import Days, Taken, Wanted
from motcua.origin.domain.errors import Faulty
from motcua.origin.domain.life import OPEN_CLAIMS, ClaimState
from motcua.origin.models import Claim, Use
from motcua.origin.services import rows
from motcua.origin.services.book import Book, Declared, Placed, claim_row, load
from motcua.origin.services.writing import Row

_OPEN = frozenset(str(each) for each in OPEN_CLAIMS)
_GONE = str(ClaimState.GONE)
_BORNE = str(ClaimState.BORNE)


def look(subject: int, wanted: Sequence[Wanted], days: Days) -> tuple[Finding, ...]:
    """What speaks against lines that name certificates, as it stands now; nothing is locked or taken.

    `subject` is the declaration that is amended by them, 0 for a new one: what it holds already counts as free.
    """
    if not wanted:
        return ()
    book = Book(load(each.reference for each in wanted))
    held = {each.line: each for each in Claim.objects.filter(declaration_id=subject)} if subject else {}
    for line, claim in held.items():
        if claim.state == _BORNE and claim.certificate_id in book.held:
            for taken in used_of(subject, line, claim.certificate_id):
                bearer = next(each for each in book.held[claim.certificate_id].lines if each.no == taken.line)
                bearer.used_e4 -= taken.change_e4
    fresh = [each for each in wanted if not _same(held.get(each.line), each)]
    return book.placed(fresh, days)[1]


class Claims:
    """What lines of some declarations name, read once for a group of them that is locked."""

    def __init__(self, subjects: Iterable[int]) -> None:
        self.held: dict[int, dict[int, Claim]] = {}
        wanted = sorted(set(subjects))
        for start in range(0, len(wanted), bulk.TOGETHER):
            part = wanted[start : start + bulk.TOGETHER]
            for each in Claim.objects.filter(declaration_id__in=part).exclude(state=_GONE):
                self.held.setdefault(each.declaration_id, {})[each.line] = each

    def amended(
        self, declared: Declared, wanted: Sequence[Wanted], days: Days, *, leaf: int, at: datetime, by: Actor
    ) -> list[bytes]:  # fmt: skip
        """Lines as the new version has them: what is given up is restored, what is new is taken; the rows of its leaf.

        Faulty where a certificate does not bear a line that names it now. Lines that say the same are left alone.
        """
        before = self.held.get(declared.id, {})
        fresh = [each for each in wanted if not _same(before.get(each.line), each)]
        kept = {each.line for each in wanted} - {each.line for each in fresh}
        ended = [claim for line, claim in sorted(before.items()) if line not in kept]
        if not fresh and not ended:
            return []
        return _changed(declared, ended, fresh, days, leaf=leaf, at=at, by=by)

    def ended(self, declared: Declared, *, leaf: int, at: datetime, by: Actor) -> list[bytes]:
        """A declaration ends: what its lines used is restored; the rows of its leaf."""
        before = self.held.get(declared.id, {})
        return _changed(declared, list(before.values()), (), None, leaf=leaf, at=at, by=by) if before else []


def _changed(  # noqa: PLR0913 - what a leaf is made of
    declared: Declared, ended: Sequence[Claim], fresh: Sequence[Wanted], days: Days | None, *, leaf: int, at: datetime,
    by: Actor,
) -> list[bytes]:  # fmt: skip
    book = Book.lock((each.reference for each in fresh), (each.certificate_id for each in ended if borne(each)))
    steps: list[Row] = []
    uses: list[Row] = []
    for claim in Claim.objects.select_for_update().filter(
        declaration_id=declared.id, line__in=[each.line for each in ended]
    ).order_by("line"):  # fmt: skip
        if borne(claim):
            taken = used_of(declared.id, claim.line, claim.certificate_id)
            uses += book.give_back(
                declared, claim.certificate_id, claim.line, taken, leaf=leaf, at=at, first=len(uses)
            )  # fmt: skip
        gone = claim_row(
            declared, wanted_of(claim), ClaimState.GONE, (claim.certificate_id, claim.certificate_line), at=at, by=by,
            reason=claim.reason,
        )  # fmt: skip
        steps.append((leaf, len(steps), *gone))
    placed: list[Placed] = []
    if days is not None:
        placed, wrong = book.placed(fresh, days)
        if wrong:
            raise Faulty(wrong)
    taken_now = book.claim(declared, placed, leaf=leaf, at=at, by=by, first=(len(steps), len(uses)))
    told = {
        rows.T_CLAIM_STEP: [*steps, *taken_now[rows.T_CLAIM_STEP]], rows.T_USE: [*uses, *taken_now[rows.T_USE]]
    }  # fmt: skip
    _store(declared, told, leaf)
    book.write(by=by, kept=True)
    return [row_bytes(table, row) for table, found in told.items() for row in found]


def _store(declared: Declared, told: Mapping[str, Sequence[Row]], leaf: int) -> None:
    """Rows of the leaf; and lines that are gone as they stand now. Lines that are claimed anew come with the book."""
    bulk.insert(rows.T_CLAIM_STEP, rows.CLAIM_STEP, told[rows.T_CLAIM_STEP], (7, 8))
    bulk.insert(rows.T_USE, rows.USE, told[rows.T_USE], (2,))
    last = {row[3]: row for row in told[rows.T_CLAIM_STEP]}
    Claim.objects.filter(declaration_id=declared.id, line__in=list(last)).delete()
    gone = [(*row[2:], leaf) for row in last.values() if row[2 + rows.CLAIMED.index("state")] == _GONE]
    bulk.insert(rows.T_CLAIM, rows.CLAIM, gone, (5, 6))


def borne(claim: Claim) -> bool:
    """Whether a certificate of the register has been used for it and is not restored."""
    return claim.certificate_id != 0 and claim.state in (_BORNE, str(ClaimState.FELL))


def used_of(subject: int, line: int, certificate: int) -> list[Taken]:
    """What a declaration's line uses of a certificate now, by its lines."""
    changes: Counter[tuple[int, str, str]] = Counter()
    declared: Counter[tuple[int, str, str]] = Counter()
    for each in Use.objects.filter(declaration_id=subject, declaration_line=line, certificate_id=certificate):
        key = (each.line, each.unit, each.declared_unit)
        changes[key] += each.change_e4
        declared[key] += each.declared_e4
    return [
        Taken(no, change, unit, declared[no, unit, told], told)
        for (no, unit, told), change in sorted(changes.items())
        if change
    ]


def wanted_of(claim: Claim) -> Wanted:
    """A claim as it was declared."""
    return Wanted(claim.line, claim.reference, claim.hs_code, claim.origin, claim.quantity_e4, claim.unit)


def declared_of(claim: Claim) -> Declared:
    """The declaration of a claim."""
    return Declared(claim.declaration_id, claim.number, claim.party, claim.office, claim.registered_at)


def _same(claim: Claim | None, wanted: Wanted) -> bool:
    return claim is not None and claim.state in _OPEN and (
        (claim.reference, claim.hs_code, claim.origin, claim.quantity_e4, claim.unit)
        == (wanted.reference, wanted.hs_code, wanted.origin, wanted.quantity_e4, wanted.unit)
    )  # fmt: skip
