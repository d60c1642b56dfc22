"""GET /api/control/indicators: for the department's own programs alone, and never with a case's or a note's number."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.rooms.control.watch_desk import CONTROL, opened
from tests.rooms.door.conftest import DAY as TODAY

from motcua.control.services import watching
from motcua.kernel.days import law_moment

pytestmark = pytest.mark.django_db
Ask, Give = Callable[..., Any], Callable[..., str]
DAY = TODAY - timedelta(days=1)


def test_a_program_of_the_department_reads_how_far_the_indicators_have_come(ask: Ask, give: Give) -> None:
    watching.set_targets(DAY.year, {"profiles": 1}, reason="Giao", by=CONTROL, at=law_moment(DAY, 8))
    found = watching.enter(opened(opened_on=DAY), by=CONTROL, at=law_moment(DAY, 9))
    answer = ask(f"/api/control/indicators?day={DAY}", token=give(party="", scopes=frozenset({"control:read"})))
    told = answer.told
    assert (told["ahead"], told["passed"], told["days"]) == (1, DAY.timetuple().tm_yday, 365)
    line = next(each for each in told["indicators"] if each["code"] == "profiles")
    assert (line["target"], line["done"], line["ahead"], line["verified"]) == (1, 1, True, False)
    assert found.number not in answer.content.decode()


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2000-05-05"])
def test_a_day_that_cannot_be_counted_is_refused(ask: Ask, give: Give, day: str) -> None:
    token = give(party="", scopes=frozenset({"control:read"}))
    assert ask(f"/api/control/indicators?day={day}", token=token).status_code == 400


def test_an_enterprises_program_reads_nothing(ask: Ask, give: Give) -> None:
    other = give(scopes=frozenset({"declarations:read"}))
    assert ask("/api/control/indicators", token=other).status_code == 403
