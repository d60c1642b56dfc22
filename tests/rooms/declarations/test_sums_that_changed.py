"""Rates that change between preparing and lodging: nothing is lodged on other sums than those that were shown."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from motcua.declarations import factories, services
from motcua.declarations.domain import changing
from motcua.declarations.domain.changing import Expected
from motcua.declarations.domain.message import Declaration, write
from motcua.declarations.models import Declaration as Stored
from motcua.declarations.services import Answer, Raw
from motcua.declarations.services.trial import basis_of, try_out
from motcua.duties.domain import assess
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
SUNDAY = date(2023, 5, 7)


def message(day: date = SUNDAY, **changes: Any) -> Declaration:
    return factories.declaration(1, **{"day": day, "lines": 1, "declared_on": None, **changes})


def sent(made: Declaration, at: datetime, expected: Expected | None = None) -> Answer:
    return services.submit([Raw(write(made), at, expected=expected)], by=SYSTEM)[0]


def codes(answer: Answer) -> list[str]:
    return sorted({found.code for found in answer.findings if found.severity == "refuse"})


def in_dong(day: date, **changes: Any) -> Declaration:
    """A declaration whose sums come from no exchange rate."""
    made = message(day, currency="VND", **changes)
    item = made.items[0]
    priced = {"unit_price": Decimal(100_000), "unit_price_currency": "VND"}
    value = (item.quantity or Decimal(1)) * 100_000

    return msgspec.structs.replace(
        made, invoice_total=value, items=(msgspec.structs.replace(item, invoice_value=value, **priced),)
    )


@pytest.mark.parametrize(
    ("hour", "minute", "shift", "accepted"), [(23, 59, 0, True), (0, 0, 1, False), (0, 0, 0, True)]
)
def test_a_new_week_begins_on_monday_at_midnight_in_viet_nam(
    hour: int, minute: int, shift: int, accepted: bool
) -> None:
    at = law_moment(SUNDAY + timedelta(days=shift), hour, minute)
    answer = sent(message(), at, Expected(SUNDAY))
    assert answer.accepted is accepted
    assert codes(answer) == ([] if accepted else ["DEC-VAL-12"])
    assert Stored.objects.count() == int(accepted)


def test_the_refusal_tells_both_sums_and_the_currency_that_changed() -> None:
    monday = law_moment(SUNDAY + timedelta(days=1), 8)
    before = try_out(Raw(write(message()), law_moment(SUNDAY, 8)), by=SYSTEM)
    after = try_out(Raw(write(message()), monday), by=SYSTEM)
    assert before.tax_total != after.tax_total
    first, *rest = [found for found in sent(message(), monday, Expected(SUNDAY)).findings if found.severity == "refuse"]
    for total in (before.tax_total, after.tax_total):
        assert f"{total:,}" in first.message.en
        assert f"{total:,}".replace(",", ".") in first.message.vi
    assert first.value == str(after.tax_total)
    assert [each.path for each in rest] == ["/currency"]
    assert rest[0].message.en.startswith("Exchange rate of USD: ")
    assert first.remedy.vi


def test_without_a_day_the_sums_of_the_day_of_registration_are_right() -> None:
    assert sent(message(), law_moment(SUNDAY + timedelta(days=1), 8)).accepted


def test_what_was_lodged_is_told_again_whatever_has_changed_since() -> None:
    first = sent(message(), law_moment(SUNDAY, 23), Expected(SUNDAY))
    again = sent(message(), law_moment(SUNDAY + timedelta(days=9), 8), Expected(SUNDAY))
    assert (again.accepted, again.repeated, again.number) == (True, True, first.number)


def test_a_total_that_is_not_what_these_tables_give_is_refused_on_the_same_day_too() -> None:
    answer = sent(message(), law_moment(SUNDAY, 8), Expected(SUNDAY, 1))
    assert codes(answer) == ["DEC-VAL-12", "IMP-TAX-27"]
    assert "loaded since" in answer.findings[-1].message.en


def test_a_batch_that_is_prepared_again_keeps_what_was_shown() -> None:
    raw = Raw(write(message()), law_moment(SUNDAY + timedelta(days=1), 8), expected=Expected(SUNDAY))
    batch = services.prepare([raw], services.kit())

    old = msgspec.structs.replace(batch, kit_version=("older",))
    assert codes(services.register(old, by=SYSTEM)[0]) == ["DEC-VAL-12"]


CHANGES = [
    # the last day before, the first day of the new rate, code of goods, origin, table, what must be told
    (date(2022, 12, 31), "61091010", "CN", "B01", "IMP-TAX-27", "value added tax: 8 %", "10 %"),
    (date(2023, 6, 30), "61091010", "CN", "B01", "IMP-TAX-27", "value added tax: 10 %", "8 %"),
]


@pytest.mark.parametrize(("last", "hs", "origin", "table", "code", "old", "new"), CHANGES)
def test_a_rate_that_begins_between_is_told_with_its_line_and_act(
    last: date, hs: str, origin: str, table: str, code: str, old: str, new: str
) -> None:
    made = in_dong(last)

    item = msgspec.structs.replace(made.items[0], hs_code=hs, origin=origin, tariff_table=table, unit="PCE",
                                   unit_price_unit="PCE")  # fmt: skip
    made = msgspec.structs.replace(made, items=(item,))
    same_day = sent(made, law_moment(last, 23, 59), Expected(last))
    assert same_day.accepted, same_day.findings
    other = msgspec.structs.replace(made, reference="OTHER")
    answer = sent(other, law_moment(last + timedelta(days=1)), Expected(last))
    assert codes(answer) == ["DEC-VAL-12", code]
    told = next(found for found in answer.findings if found.code == code)
    assert told.message.en.startswith(f"Line 1, {old}")
    assert f"→ {new}" in told.message.en
    assert "NĐ-CP" in told.message.en or "QH" in told.message.en
    assert told.path.startswith("/items/0/")


def moved_between(last: date, hs: str, origin: str, table: str) -> Any:
    """What changes for a line in dong from this day to the next."""

    made = in_dong(last)
    made = msgspec.structs.replace(
        made, items=(msgspec.structs.replace(made.items[0], hs_code=hs, origin=origin, tariff_table=table),)
    )
    kit = services.kit()
    then, now = kit.desk(last), kit.desk(last + timedelta(days=1))
    return changing.moved(made, Expected(last), then, now, assess(made, now.tariff, taxed=True), kit.book)


def changed_code(schedule: str, first: date) -> tuple[str, str] | None:
    """A code whose rate in a schedule differs from the day before to this day, and an origin that it serves."""
    book = services.kit().book
    before, after = book.on(first - timedelta(days=1)), book.on(first)
    members = sorted(book.schedules[schedule].members) or ["CN"]
    for code in book.codes_in(schedule):
        old, new = before.entries(schedule, code), after.entries(schedule, code)
        if len(old) == len(new) == 1 and old[0].kind == new[0].kind == "percent" and old[0].ppm != new[0].ppm:
            for origin in members:
                if old[0].serves(origin) and new[0].serves(origin):
                    return code, origin
    return None


FIRST_DAYS = [date(2022, 12, 30), date(2023, 1, 1), date(2023, 7, 1), date(2023, 7, 15), date(2025, 7, 8)]


@pytest.mark.parametrize("first", FIRST_DAYS)
@pytest.mark.parametrize(
    ("schedule", "table", "code"),
    [("ATIGA", "B04", "IMP-ORI-07"), ("MFN", "B01", "IMP-TAX-27"), ("VAT", "B01", "IMP-TAX-27")],
)
def test_on_the_first_days_of_rates_a_change_is_told_by_its_check_and_without_one_nothing_is(
    schedule: str, table: str, code: str, first: date
) -> None:
    last = first - timedelta(days=1)
    changing_line = changed_code(schedule, first)
    if changing_line is None:  # the packaged tables say the same before and after
        assert moved_between(last, "61091010", "CN", "B01") is None or changed_code("VAT", first)
        return
    found = moved_between(last, *changing_line, table)
    assert found is not None
    assert code in {each.code for each in found.changes}
    assert (found.before.day, found.now.day) == (last, first)
    assert found.before.total != found.now.total


def test_a_line_that_the_nomenclature_drops_is_told_as_such() -> None:
    kit = services.kit()
    made, then = in_dong(SUNDAY), kit.desk(SUNDAY)
    tariff = then.tariff

    class Dropped:
        exchange = tariff.exchange
        day = SUNDAY

        def line(self, code: str) -> None:
            return None

    after = assess(made, tariff, taxed=True)
    now = msgspec.structs.replace(then, tariff=Dropped())  # type: ignore[arg-type]
    found = changing.moved(made, Expected(SUNDAY, after.total + 1), then, now, after, kit.book)
    assert found is not None
    assert [each.code for each in found.changes] == ["DEC-ITM-04", "IMP-TAX-27"]


def test_a_dry_run_tells_the_rates_used_and_until_when_the_sums_hold() -> None:
    told = try_out(Raw(write(message(date(2023, 5, 4))), law_moment(date(2023, 5, 4), 9)), by=SYSTEM)
    assert told.day == date(2023, 5, 4)
    assert told.sums_hold_until == SUNDAY
    assert [each.currency for each in told.exchange_rates] == ["USD"]
    rate = told.exchange_rates[0]
    assert (rate.week_since, rate.week_until) == (date(2023, 5, 1), SUNDAY)
    assert rate.quoted_on <= date(2023, 4, 27)
    assert not rate.cross
    assert sum(each.amount for each in told.payables) == told.tax_total
    assert {each.due_on for each in told.payables} == {told.due_on}
    assert all(each.before_release for each in told.payables)


@pytest.mark.parametrize("day", [date(2023, 5, 1), date(2023, 5, 7)])
def test_sums_in_foreign_money_hold_to_sunday(day: date) -> None:
    kit = services.kit()
    made = message(day)
    found = basis_of(made, assess(made, kit.desk(day).tariff, taxed=True), day)
    assert found.holds_until == SUNDAY


@pytest.mark.parametrize(
    ("day", "last"), [(date(2023, 6, 28), date(2023, 6, 30)), (date(2023, 6, 30), date(2023, 6, 30))]
)
def test_sums_end_with_the_rates_of_their_lines_even_within_the_week(day: date, last: date) -> None:

    kit = services.kit()
    made = message(day)
    made = msgspec.structs.replace(made, items=(msgspec.structs.replace(made.items[0], hs_code="61091010"),))
    found = basis_of(made, assess(made, kit.desk(day).tariff, taxed=True), day)
    assert found.holds_until == last


def test_sums_in_dong_hold_until_a_table_changes_them() -> None:

    kit, day = services.kit(), date(2023, 5, 4)
    made = in_dong(day)
    made = msgspec.structs.replace(made, items=(msgspec.structs.replace(made.items[0], hs_code="61091010"),))
    found = basis_of(made, assess(made, kit.desk(day).tariff, taxed=True), day)
    assert found.rates == ()
    assert found.holds_until == date(2023, 6, 30)
