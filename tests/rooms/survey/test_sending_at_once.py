"""Sheets sent at the same moment, and acts that meet: each enterprise answers once, and nothing is lost between."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.at_once import shared, together
from tests.rooms.survey.conftest import AT, CLOSES, CODES, DAYS, SUPPORT, TRADER, opened, sheet, used

from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound
from motcua.survey import services
from motcua.survey.domain.errors import ChangedSince, Spent
from motcua.survey.models import Answer, Box, Day, Draft, Round, RoundStep, Token
from motcua.survey.services import answering

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def links(tmp_path: Path) -> Any:
    """The links of an open round by tax code."""
    with shared(tmp_path):
        used()
        yield opened(inside=12, outside=18)[1]


def sent(link: str, level: int = 4, at: Any = AT) -> int:
    return services.submit_many([(link, sheet(services.door(link, at).codes, level))], at=at)


def test_one_enterprise_that_sends_by_four_links_at_once_answers_once(links: dict[str, str]) -> None:
    code = CODES[0]
    more = [services.own_link("CDCI-2023", code, by=TRADER, at=AT) for _ in range(3)]
    told = sheet(services.door(links[code], AT).codes)
    found = together(
        *(lambda link=link: services.submit_many([(link, told)], at=AT) for link in [links[code], *more] * 2)  # type: ignore[misc]
    )
    assert sorted(str(each) if isinstance(each, int) else type(each).__name__ for each in found) == [
        "1", *["Spent"] * 7
    ]  # fmt: skip
    assert Box.objects.filter(kind="sheet").count() == 1
    assert set(Token.objects.filter(party=code).values_list("spent", flat=True)) == {1}


def test_all_that_send_at_once_are_counted_and_none_of_their_answers_is_lost(links: dict[str, str]) -> None:
    told = {link: sheet(services.door(link, AT).codes) for link in list(links.values())[:8]}
    found = together(*(lambda link=link: services.submit_many([(link, told[link])], at=AT) for link in told))  # type: ignore[misc]
    assert found == [1] * 8
    assert Box.objects.filter(kind="sheet").count() == 8
    assert Box.objects.filter(kind="rating").count() == sum(len(each.branches) for each in told.values())


def test_a_sheet_that_meets_the_close_is_counted_or_refused(links: dict[str, str]) -> None:
    first, *rest = list(links.values())[:7]
    services.save(first, sheet(services.door(first, AT).codes), at=AT)
    for link in rest:
        sent(link)
    late, over = law_moment(CLOSES, 23), law_moment(CLOSES + DAYS, 1)
    found = together(lambda: services.submit(first, at=late), lambda: services.close("CDCI-2023", by=SUPPORT, at=over))
    counted = not isinstance(found[0], NotFound)
    assert Round.objects.get().answers == 6 + counted
    assert not Box.objects.exists()
    assert not Draft.objects.exists()
    assert not Token.objects.exists()


def test_a_page_saved_just_before_the_sheet_is_sent_goes_with_it(
    links: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    link = links[CODES[20]]
    [office] = services.door(link, AT).codes
    services.save(link, sheet([office], level=2), at=AT)
    locked = answering._Box.open

    def late(box: Any, hashes: list[str]) -> None:
        services.save(link, sheet([office], level=5), at=AT)
        locked(box, hashes)

    monkeypatch.setattr(answering._Box, "open", late)
    services.submit(link, at=AT)
    assert '"Q02":5' in Box.objects.get(kind="rating").content


def test_two_workers_remind_once(links: dict[str, str]) -> None:
    found = together(*[lambda: services.remind_due(AT + 5 * DAYS)] * 2)
    assert [1 if isinstance(each, ChangedSince) else each for each in found] in ([1, 1], [0, 1], [1, 0])
    assert RoundStep.objects.filter(verb="remind").count() == 1


def test_a_sheet_on_a_day_that_was_closed_before_the_clock_was_put_back_is_counted_on_the_next(
    links: dict[str, str],
) -> None:
    first, second = list(links.values())[:2]
    sent(first)
    services.close_due(AT + DAYS)
    sent(second)
    services.close_due(law_moment(CLOSES + DAYS, 1))
    assert list(Day.objects.order_by("day").values_list("day", "sheets")) == [
        (date(2023, 11, 1), 1), (date(2023, 11, 2), 1), (CLOSES, 0)
    ]  # fmt: skip
    assert Round.objects.get().state == "closed"
    assert Answer.objects.count() >= 2


def test_a_day_is_not_closed_before_it_is_over(links: dict[str, str]) -> None:
    first, second = list(links.values())[:2]
    sent(first)
    assert services.close_days("CDCI-2023", until=CLOSES + DAYS, at=AT) == 0
    sent(second)
    with pytest.raises(Spent):
        sent(second)
    assert services.close_days("CDCI-2023", until=CLOSES + DAYS, at=AT + DAYS) == 1
    assert Day.objects.get().sheets == 2
