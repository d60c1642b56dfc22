"""An accountant loads the treasury's file, explains a difference, closes the day; debts by age; instalments granted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import WAYS
from tests.rooms.revenue.revenue_factories import charge, pay
from tests.rooms.site.conftest import NOW

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.revenue import services
from motcua.revenue.domain.instalments import monthly
from motcua.revenue.models import ClosedDay, InstalmentStep

pytestmark = [*BROWSER, pytest.mark.usefixtures("demonstration")]
Pages = Callable[..., Any]
Picture = Callable[[Any, str], None]
THEN = NOW - timedelta(days=1)
DAY = law_day(THEN)


@pytest.mark.parametrize("way", WAYS)
def test_a_day_is_compared_explained_and_closed_and_instalments_are_granted(
    page_for: Pages, picture: Picture, tmp_path: Path, way: str
) -> None:
    pay(charge({"import": 60_000, "vat": 40_000}, at=THEN, term=30), 100_000, "FT1", at=THEN)
    late = charge({"vat": 90_000_000}, at=NOW - timedelta(days=150), term=30)
    parts = monthly(90_000_000, 3, law_day(NOW) + timedelta(days=30))
    plan = services.ask_plan(late, parts, note="Khách hàng chậm trả", by=SYSTEM, at=NOW)
    file = tmp_path / "kb.csv"
    file.write_text(f"day,reference,item,amount\n{DAY},FT1,1901,60000\n{DAY},FT1,1702,39000\n")

    clerk = page_for("revenue", **WAYS[way])
    clerk.goto("/revenue/treasury/")
    clerk.set_input_files("#file", str(file))
    clerk.click("main form .is-main")
    assert "Khác số tiền" in clerk.inner_text("main")
    picture(clerk, f"accountant {way} 1 file looked at")
    clerk.click("button[value='take']")
    assert "FT1" in clerk.inner_text("main")
    picture(clerk, f"accountant {way} 2 day")
    clerk.click("main a.row-link")
    clerk.fill("#id_note", "Kho bạc thu phí chuyển tiền.")
    picture(clerk, f"accountant {way} 3 difference")
    clerk.click("button[value='explain']")
    clerk.click("aside button.is-main")
    assert ClosedDay.objects.get(day=DAY).standing == "explained"
    assert "Đã khóa sổ" in clerk.inner_text("h1")
    picture(clerk, f"accountant {way} 4 closed")
    clerk.goto("/revenue/book/?by=day")
    picture(clerk, f"accountant {way} 5 book")
    clerk.goto("/revenue/debts/")
    assert "90.000.000" in clerk.inner_text("main")
    picture(clerk, f"accountant {way} 6 debts by age")
    clerk.click("main a.row-link")
    picture(clerk, f"accountant {way} 7 debts of a party")

    leader = page_for("leader", **WAYS[way])
    leader.goto(f"/revenue/instalments/{plan}/")
    picture(leader, f"accountant {way} 8 plan")
    leader.click("button[value='grant']")
    assert InstalmentStep.objects.get().verb == "grant"
    leader.goto("/revenue/instalments/")
    picture(leader, f"accountant {way} 9 plans")
    assert clerk.said == leader.said == []
