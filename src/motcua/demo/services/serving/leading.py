"""Targets in the demonstration: what the published report asks of 2024, and invented ones of branches and quarters.

The report assigns no sum for 2024: its revenue and its control targets are conditions in words. What is invented says
so as its source, and is of the demonstration's scale.
"""

from collections.abc import Sequence
from datetime import date

from motcua.demo.domain.world import World
from motcua.demo.services.represented import Shown
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.reports import services
from motcua.reports.domain.targets_kept import Goal

BILLION = 1_000_000_000
REPORT = "published report of the year 2023"
INVENTED = "giả định của bản trình diễn / invented for the demonstration"
OF_NEXT_YEAR = (
    Goal("own", "growth", "2024", "", 50_000, REPORT, True, "Tổng kim ngạch xuất nhập khẩu so với năm 2023"),
    Goal("own", "revenue", "2024", "", None, REPORT, True, "Vượt chỉ tiêu được giao (chưa có số cụ thể)"),
    Goal("own", "control", "2024", "", None, REPORT, True, "Vượt các chỉ tiêu kiểm soát được giao"),
)
BRANCHES = {"20BB": 1_600, "20BC": 180, "20BD": 90, "20CE": 320, "20CF": 9_000, "20CG": 5_150}
"""Invented revenue of 2023 by branch, in thousand millions of dong."""
PERIODS = {"2023-Q4": 4_950, "2023-12": 1_850}
SERVICE_PPM = 950_000


def build(world: World, shown: Sequence[Shown]) -> int:
    """Set them by the leader, as on the page; how many."""
    goals = [*_invented(world.scale), *OF_NEXT_YEAR]
    by, opens = _leader(shown, world.given.opens_at.day), world.given.opens_at
    services.load_targets(goals[:-3], by=by, at=law_moment(date(2023, 1, 5), 9))
    services.load_targets(goals[-3:], by=by, at=law_moment(opens.day, opens.hour - 1))
    return len(goals)


def _invented(scale: float) -> list[Goal]:
    whole = [Goal("own", "revenue", period, "", _sum(sum_, scale), INVENTED) for period, sum_ in PERIODS.items()]
    branches = [Goal("own", "revenue", "2023", code, _sum(sum_, scale), INVENTED) for code, sum_ in BRANCHES.items()]
    return [*branches, *whole, Goal("own", "service", "2023", "", SERVICE_PPM, INVENTED)]


def _sum(billions: int, scale: float) -> int:
    return max(round(billions * scale * 1_000), 1) * BILLION // 1_000


def _leader(shown: Sequence[Shown], day: date) -> Actor:
    """The leader that visitors try; the system where there is none."""
    name = next((each.username for each in shown if each.role == "leader"), "")
    account = people.visible_to(SYSTEM).filter(username=name).first()
    return SYSTEM if account is None else people.actor_for(account, day)
