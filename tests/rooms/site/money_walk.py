"""What the routes of the ledger, of instalments and of reports are asked with: each object made once."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.rooms.site.conftest import NOW

from motcua.declarations.services import Answer
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.reports import queries
from motcua.reports.domain.whatif.asked import Change, TariffAsked
from motcua.reports.issue_models import Issue
from motcua.reports.services import issuing
from motcua.reports.services import whatif as asking
from motcua.revenue import services as revenue
from motcua.revenue.domain.instalments import monthly
from motcua.revenue.models import InstalmentPlan, Obligation, TreasuryFile

TODAY = law_day(NOW)
DAY = TODAY - timedelta(days=1)


def a_treasury_file() -> TreasuryFile:
    """A file of the treasury of yesterday, with money that only the treasury knows."""
    held = TreasuryFile.objects.first()
    if held is not None:
        return held
    content = f"day,reference,item,amount,payer\n{DAY},WALK1,1702,5000,5799900001\n".encode()
    return TreasuryFile.objects.get(pk=revenue.take_file(revenue.Sent(content, "kb.csv"), by=SYSTEM, at=NOW))


def a_plan(lodged: Answer) -> int:
    """A plan of the enterprise of the first declaration to pay what it owes in three parts."""
    held = InstalmentPlan.objects.first()
    if held is not None:
        return held.leaf
    owes = Obligation.objects.get(pk=lodged.declaration_id)
    parts = monthly(owes.charged - owes.settled, 3, TODAY + timedelta(days=30))
    return revenue.ask_plan(lodged.declaration_id, parts, note="khó khăn", by=SYSTEM, at=NOW)


def an_issue() -> Issue:
    """A version of the year's report, issued."""
    held = Issue.objects.first()
    if held is not None:
        return held
    report = queries.annual(TODAY.year, TODAY)
    told = json.dumps(queries.as_told(report, "vi")).encode()
    return issuing.issue(issuing.New(report, told, b"%PDF-made"), by=SYSTEM, at=NOW)


def a_whatif() -> int:
    """A question what December would have brought with another VAT, answered."""
    by = Actor(7, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
    asked = TariffAsked((Change("VAT", "", 200_000),), TODAY.replace(day=1), TODAY, "")
    number = asking.order(asked, by=by, at=NOW)
    if end := asking.work(jobs.Job(1, "reports.whatif", {"id": number}, 1, "x"), NOW):
        end()
    return number


def _day(_: Any) -> dict[str, Any]:
    return {"day": a_treasury_file().day.isoformat()}


MONEY_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"ledger:{name}": _day for name in ("day", "day_csv", "difference")},
    "ledger:original": lambda _: {"leaf": a_treasury_file().leaf},
    "money:plan_ask": lambda lodged: {"number": lodged.number},
    "money:plan": lambda lodged: {"plan": a_plan(lodged)},
    "reports:whatif_one": lambda _: {"number": a_whatif()},
    "reports:whatif_file": lambda _: {"number": a_whatif(), "kind": "csv"},
    "api:whatif-run": lambda _: {"run": str(a_whatif())},
    "reports:pack": lambda _: {"code": "2023-11", "kind": "pdf"},
    "reports:annual_file": lambda _: {"kind": "json"},
    "reports:issued_file": lambda _: (
        lambda held: {"year": held.year, "version": held.version, "kind": "pdf"}
    )(an_issue()),
}  # fmt: skip
