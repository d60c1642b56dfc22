"""Some days of the book: treasury files, differences, closed days, plans of instalments: every table has rows."""

from datetime import timedelta

from tests.rooms.revenue.revenue_factories import DAY, NOON, PARTY, charge, pay

from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.revenue import services
from motcua.revenue.domain.instalments import monthly

CLERK = Actor(7, "Kế toán", posts=frozenset({Post("revenue")}))
LEADER = Actor(6, "Lãnh đạo", posts=frozenset({Post("leader")}))
TRADER = Actor(5, "Hoa", parties=frozenset({PARTY}))
DAYS = timedelta(days=1)
NEXT = NOON + DAYS
LATER = NOON + 95 * DAYS
FILE = f"""day,reference,item,amount,account,declaration,payer
{DAY},R1,1702,90,7111,105000000010,{PARTY}
{DAY},R9,1901,50,7111,,
"""


def days_of_the_book() -> None:
    """One difference explained, one corrected, days closed; a plan granted and failed, one denied, one that waits."""
    first, second, third = (charge({"vat": 90}, term=1) for _ in range(3))
    pay(charge({"vat": 100}), 100)
    services.take_file(services.Sent(FILE.encode(), "kb.csv"), by=CLERK, at=NEXT)
    services.explain(DAY, "R1", note="Kho bạc sẽ bổ sung.", by=CLERK, at=NEXT)
    services.close_days(DAY, note="Chưa có tệp của kho bạc.", by=CLERK, at=NEXT)
    services.correct(DAY, "R9", note="theo kho bạc", by=CLERK, at=NEXT)
    services.close_days(DAY + DAYS, note="Chưa có tệp của kho bạc.", by=CLERK, at=NEXT + DAYS)
    granted, denied, _ = (
        services.ask_plan(each, monthly(90, 3, law_day(LATER) + 30 * DAYS), note="khó khăn", by=TRADER, at=LATER)
        for each in (first, second, third)
    )
    services.decide_plan(granted, verb="grant", note="đủ điều kiện", by=LEADER, at=LATER)
    services.decide_plan(denied, verb="deny", note="không đủ điều kiện", by=LEADER, at=LATER)
    pay(first, 33, "P1", at=LATER + 30 * DAYS)
    assert services.follow_plans(by=SYSTEM, at=LATER + 65 * DAYS) == [granted]
    log.sequence()
    log.sign_head(LATER + 65 * DAYS)
