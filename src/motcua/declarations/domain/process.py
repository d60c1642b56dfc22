"""The heart: one pure function for one declaration and for a year of them."""

from collections.abc import Sequence

import msgspec

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.judging import judge
from motcua.declarations.domain.message import Declaration, Misread
from motcua.duties.domain import Assessment, Problem, assess
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words


class Outcome(msgspec.Struct, frozen=True):
    """What follows from a declaration: accepted or not, all findings, and the sum."""

    accepted: bool
    findings: tuple[Finding, ...]
    assessment: Assessment | None


def process(message: Declaration, desk: Desk) -> Outcome:
    """Check, value and assess a declaration by the snapshot of its day of registration.

    Reads no table, clock or setting. All that is wrong is reported at once; the assessment is there
    whenever the message bears one, also for a refused declaration (a dry run shows it).
    """
    findings = judge(message, desk)
    procedure = desk.procedures.get(message.procedure)
    assessment = assess(message, desk.tariff, taxed=procedure is None or procedure.taxed)
    if assessment.problems:
        findings = _with_problems(findings, assessment.problems)
    accepted = not any(found.severity == "refuse" for found in findings)
    return Outcome(accepted, findings, assessment)


def _with_problems(findings: tuple[Finding, ...], problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """Add what the assessment met, unless a rule has already refused that field, or a field of that row."""
    named = {found.path for found in findings if found.severity == "refuse"}
    named |= {_row(path) for path in named}
    added = [
        Finding(problem.code, problem.path, "refuse", problem.value, problem.words, problem.remedy)
        for problem in problems
        if problem.path not in named and _row(problem.path) not in named
    ]
    return (*findings, *added)


def _row(path: str) -> str:
    """The goods item or other row in which a field stands; the field itself where it is of the header."""
    return path.rsplit("/", 1)[0] or path


_UNREADABLE = Words("Không đọc được giá trị này.", "This value cannot be read.")


def misread_findings(misread: Sequence[Misread]) -> tuple[Finding, ...]:
    """Values that could not be read, as findings; what was expected stands in the remedy."""
    return tuple(
        Finding(
            "DCL-E01", found.path or "/", "refuse", found.value, _UNREADABLE,
            Words(f"Cần: {found.expected}", f"Expected: {found.expected}"),
        )
        for found in misread
    )  # fmt: skip
