"""What other rooms told opens a case proposal: an inspection that did not match, a vehicle that stayed too long."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.control.models import Case
from motcua.control.services.cases.opening import New, propose
from motcua.declarations import events as declarations
from motcua.kernel.days import law_day
from motcua.reference.domain import entry

DISCREPANCY = declarations.DISCREPANCY
KINDS = {"CAM": "smuggling", "DIEUKIEN": "smuggling", "SHTT": "property", "TRIGIA": "fraud", "XUATXU": "fraud"}
"""The kind of violation that a finding suggests; other findings suggest a breach of procedure."""


def from_inspection(told: Mapping[str, Any], *, at: datetime) -> Case:
    """Propose a case of an inspection's finding: once for a declaration. `told` is as `inspections.told` gives it."""
    found_at = datetime.fromisoformat(told["at"])
    words = entry("finding_code", told["finding"], law_day(found_at)).words
    number = told["number"]
    new = New(
        f"{words.vi}: tờ khai {number}", KINDS.get(told["finding"], "procedure"), told["office"], "inspection",
        found_at, link=f"declaration/{number}",
    )  # fmt: skip
    return propose(new, at=max(at, found_at), note=f"{told['finding']}: {words.vi}")


def from_stay(told: Mapping[str, Any], *, at: datetime) -> Case:
    """Propose a case of a vehicle that did not leave in time: once for a stay."""
    leaf, no = told["stay"]
    due_at = datetime.fromisoformat(told["due_at"])
    new = New(
        f"Phương tiện {told['plate']} quá hạn lưu lại", "transport", told["office"], "stay", min(due_at, at),
        link=f"stay/{leaf}/{no}", place=told["gate"],
    )  # fmt: skip
    return propose(new, at=at, note=f"{told['plate']} {told['country']}: {due_at:%d/%m/%Y %H:%M}")
