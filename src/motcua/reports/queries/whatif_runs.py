"""What-ifs as they are kept: the list, one run with its answer, two beside each other."""

from datetime import datetime

import msgspec
from django.db.models import Q

from motcua.kernel.refusals import NotFound, Refusal
from motcua.reports.domain.whatif.told import Pair, TariffFound
from motcua.reports.queries.whatif_kinds import KINDS, REFUSALS, TARIFF, Asked, Found
from motcua.reports.whatif_models import WhatIf, WhatIfAnswer

MOST = 200
"""So many runs are listed, the newest first."""


class Run(msgspec.Struct, frozen=True):
    """A run as it stands: neither answer nor refusal while it is worked out."""

    id: int
    at: datetime
    actor: str
    kind: str
    said: str
    asked: Asked
    answer: Found | None = None
    refusal: Refusal | None = None
    milliseconds: int = 0

    @property
    def waits(self) -> bool:
        """Whether it is being worked out."""
        return self.answer is None and self.refusal is None


class Beside(msgspec.Struct, frozen=True):
    """A sum of two runs: as it was, and as it would be by each."""

    group: str
    key: str
    first: Pair
    second: Pair

    @property
    def difference(self) -> int:
        """What the second would bring more than the first, each against its own year, in dong."""
        return self.second.difference - self.first.difference


def listing(text: str = "", office: str = "", kind: str = TARIFF) -> list[Run]:
    """Runs of a kind whose question holds the text, the newest first, bounded."""
    found = WhatIf.objects.select_related("answered").filter(kind=kind)
    for word in text.split()[:8]:
        found = found.filter(Q(said__icontains=word))
    if office:
        found = found.filter(asked__contains=f'"office":"{office}"')
    return [_run(row) for row in found.order_by("-leaf")[:MOST]]


def one(number: int) -> Run:
    """One run. NotFound."""
    row = WhatIf.objects.select_related("answered").filter(pk=number).first()
    if row is None:
        raise NotFound(what=f"whatif/{number}")
    return _run(row)


def answered(number: int) -> bool:
    """Whether the run has its answer."""
    return WhatIfAnswer.objects.filter(run_id=number).exists()


def beside(first: TariffFound, second: TariffFound) -> list[Beside]:
    """Two answers held against each other, sum by sum; what one does not have is zero there."""
    found = [Beside("total", "", first.total, second.total)]
    for group in ("taxes", "branches", "months"):
        one_, two = ({pair.key: pair for pair in getattr(each, group)} for each in (first, second))
        found += [
            Beside(group, key, one_.get(key, Pair(key, 0, 0)), two.get(key, Pair(key, 0, 0)))
            for key in dict.fromkeys((*one_, *two))
        ]
    return found


def _run(row: WhatIf) -> Run:
    kind = KINDS[row.kind]
    asked = kind.read_asked(row.asked)
    known = getattr(row, "answered", None)
    answer = refusal = None
    if known is not None and known.refusal:
        refusal = REFUSALS[known.refusal](**msgspec.json.decode(known.answer or "{}"))
    elif known is not None:
        answer = kind.read_found(known.answer)
    took = known.milliseconds if known is not None else 0
    return Run(row.leaf, row.at, row.actor, row.kind, row.said, asked, answer, refusal, took)
