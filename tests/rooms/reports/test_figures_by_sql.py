"""Each figure of the annual report equals a statement of SQL that shares nothing with the program's queries.

The same statements are held against the built years in tests/rooms/demo.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.rooms.reports import by_sql
from tests.rooms.site.conftest import NOW, account, demonstration, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations import services
from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.ground.models import Outage, Ruling
from motcua.ground.services import ids
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.reports import queries
from motcua.revenue.models import Transfer

DAY = date(2023, 12, 22)


@pytest.fixture
def year(lodge: Callable[..., list[Answer]]) -> list[Answer]:  # noqa: F811
    """Some declarations, paid on the last moments of a day, and outages that overlap and cross the year's edge."""
    answers = lodge(8)
    at = law_moment(DAY, 23, 59)
    services.pay([services.Payment(each.declaration_id, at, each.tax_total, each.number, "VCB")
                  for each in answers if each.tax_total], by=SYSTEM)  # fmt: skip
    for leaf, began, minutes, verdict in (
        (1, law_moment(date(2022, 12, 31), 23, 50), 20, "confirmed"),
        (2, law_moment(date(2023, 5, 1), 8), 60, "confirmed"),
        (3, law_moment(date(2023, 5, 1), 8, 30), 60, "confirmed"),
        (4, law_moment(date(2023, 6, 1), 8), 60, "rejected"),
    ):
        outage = Outage.objects.create(leaf=leaf, at=NOW, actor="s", source="person", service="pages", began_at=began,
                                       ended_at=began + timedelta(minutes=minutes), reason="Mất điện")  # fmt: skip
        Ruling.objects.create(leaf=100 + leaf, outage=outage, at=NOW, actor="s", verdict=verdict, reason="Đã xem")
    return answers


@pytest.mark.parametrize("last", [DAY, DAY - timedelta(days=1), date(2023, 5, 1)])
def test_every_figure_equals_its_statement(year: list[Answer], last: date) -> None:
    report = queries.annual(2023, last)
    for figure in report.figures:
        if figure.id not in by_sql.UNCOUNTED:
            assert figure.value == by_sql.value(figure.id, 2023, last), figure.id


def test_overlapping_outages_count_once_and_only_within_the_year(year: list[Answer]) -> None:
    report = queries.annual(2023, DAY)
    assert report.figure("S5.outages").value == 3
    assert report.figure("S5.outage_minutes").value == 10 + 90


def test_money_of_the_last_minute_is_of_its_day(year: list[Answer]) -> None:
    assert queries.annual(2023, DAY - timedelta(days=1)).total.revenue == 0
    assert queries.annual(2023, DAY).total.revenue == sum(each.tax_total for each in year) > 0


def test_the_department_is_all_that_was_counted_also_where_no_branch_did_it(year: list[Answer]) -> None:
    Declaration.objects.filter(pk=year[0].declaration_id).update(office="20ZZ")
    report = queries.annual(2023, DAY)
    red, registered = by_sql._row(by_sql.INSPECTED, date(2023, 1, 1), DAY)
    assert (report.total.red, report.total.registered) == (red, registered)
    assert sum(line.registered for line in report.by_branch) == registered - 1
    assert report.total.declarations == by_sql.value("S2.declarations", 2023, DAY)


def test_months_stand_beside_the_same_days_of_the_year_before(year: list[Answer]) -> None:
    for number, day in enumerate((date(2022, 3, 31), date(2022, 12, 22), date(2022, 12, 23))):
        Transfer.objects.create(
            leaf=ids.one(NOW), no=1, at=law_moment(day, 9), day=day, kind="pay", debit="112", credit="131",
            tax="import", office="20BB", party="9900000009", declaration_id=1, amount=10**number,
        )  # fmt: skip
    report = queries.annual(2023, DAY)
    assert {line.key: line.before for line in report.by_month if line.before} == {"2023-03": 1, "2023-12": 10}
    assert sum(line.before for line in report.by_month) == report.total.before == 11
    assert sum(line.revenue for line in report.by_month) == report.total.revenue > 0
    assert sum(line.before for line in queries.annual(2023, date(2023, 12, 31)).by_month) == 111


@pytest.mark.parametrize("days", [30, 300])
def test_a_shorter_period_counts_what_its_rows_list(year: list[Answer], days: int) -> None:
    since = DAY - timedelta(days=days - 1)
    figures = {figure.id: figure.value for figure in queries.period(since, DAY)}
    assert figures["S1.revenue"] == sum(row["amount"] for row in queries.rows("S1.revenue", 2023, DAY, since))
    assert figures["S2.declarations"] == len(list(queries.rows("S2.declarations", 2023, DAY, since))) > 0
