"""The rounds of the demonstration at full size: the published figures come out of sheets that were sent in."""

import time
from collections import Counter
from datetime import UTC, date, datetime
from random import Random
from types import SimpleNamespace

import pytest

from motcua.demo.services.measuring import survey
from motcua.kernel.actor import SYSTEM
from motcua.people import services as people
from motcua.people.domain import Tenure
from motcua.reports.queries import surveyed
from motcua.survey.domain.frames import Used
from motcua.survey.models import Answer, Frame
from motcua.survey.queries import framing

OFFICES = ("20BB", "20BC", "20BD", "20CE", "20CF", "20CG")
SHARES = (50, 6, 5, 9, 20, 10)


@pytest.fixture
def used(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,500 enterprises of a full-sized year, two of three outside the province, and somebody at each desk."""
    own = Random(7)  # noqa: S311 - not for secrets
    rows = []
    for no in range(1_500):
        for office in dict.fromkeys(own.choices(OFFICES, SHARES, k=1 + (no % 3 == 0))):
            rows.append(Used(f"99{no:08d}", office, int(own.lognormvariate(2.6, 1.4)) + 1, no % 3 == 0))  # noqa: PERF401
    monkeypatch.setattr(framing, "used", lambda since, until: iter(rows))
    since = datetime(2021, 12, 1, tzinfo=UTC)
    for role in ("support", "leader"):
        opened = people.open_account(username=role, name=role, password="a-long-word-2023", by=SYSTEM, at=since)
        tenure = Tenure(role=role, office="20ZZ", since=since.date())
        people.give_post(account=opened.pk, tenure=tenure, by=SYSTEM, at=since)


def test_the_figures_of_2023_come_out_to_the_digit(used: None) -> None:
    opens = SimpleNamespace(day=date(2023, 12, 22), hour=10)
    world = SimpleNamespace(scale=1.0, seed=2023, given=SimpleNamespace(opens_at=opens))
    begun = time.process_time()
    assert survey.build(world) == 729 + 780  # type: ignore[arg-type]
    taken = time.process_time() - begun
    told = {each.id: each for each in surveyed.figures(date(2023, 1, 1), date(2023, 12, 22))}
    values = {name: each.value for name, each in told.items()}
    assert (values["S11.invited"], values["S11.invited_in_province"], values["S11.answers"]) == (1_114, 365, 780)
    assert told["S11.response_rate"].text.vi == "70,02\xa0%"
    assert (values["S11.first_branch"], values["S11.first_score"]) == ("20BB", 95.76)
    assert 98.5 <= float(values["S11.satisfied"]) < 99
    assert round(float(values["S11.answers_growth"]), 1) == 7.0
    before = {each.id: each.value for each in surveyed.figures(date(2022, 1, 1), date(2022, 12, 31))}
    assert before["S11.answers"] == 729
    assert taken < 15, "a busy machine; 1.5 s is the aim"


def test_at_a_small_scale_the_rounds_are_held_with_what_enterprises_there_are(used: None) -> None:
    opens = SimpleNamespace(day=date(2023, 12, 22), hour=10)
    world = SimpleNamespace(scale=0.02, seed=2023, given=SimpleNamespace(opens_at=opens))
    sheets = survey.build(world)  # type: ignore[arg-type]
    told = {each.id: each.value for each in surveyed.figures(date(2023, 1, 1), date(2023, 12, 22))}
    assert 20 < sheets < 80
    assert told["S11.invited"] == 36
    for stratum in set(Answer.objects.values_list("stratum", flat=True)):
        asked = Frame.objects.filter(chosen=1, stratum__in=stratum.split("+")).values_list("leaf", flat=True)
        whole = Frame.objects.filter(chosen=1, office=stratum[:4]).values_list("leaf", flat=True)
        assert all(count >= min(5, Counter(whole)[leaf]) for leaf, count in Counter(asked).items())


def test_a_round_that_is_not_published_yet_is_in_no_figure(db: None) -> None:
    told = {each.id: each.value for each in surveyed.figures(date(2023, 1, 1), date(2023, 12, 22))}
    assert told["S11.answers"] == 0
    assert told["S11.first_branch"] == ""
