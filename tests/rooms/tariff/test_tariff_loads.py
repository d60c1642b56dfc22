"""Files arrive, are loaded once over what was previewed, and taken back to the book as it was before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.duties.duties_factories import Goods, Shipment

from motcua.duties.domain.assessment import assess
from motcua.ground.queries import verification
from motcua.ground.services import files, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.tariff import queries, services
from motcua.tariff.domain import NoExchangeRate, packaged
from motcua.tariff.domain.errors import FaultyTable, NothingToTakeBack
from motcua.tariff.domain.load_errors import LoadTakenBack, NoReason, NothingToLoad, TariffChanged, WrongTerms
from motcua.tariff.domain.terms import Terms
from motcua.tariff.queries import books
from motcua.tariff.services import loading

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
COAL = "27011900"
TERMS = Terms(since=date(2026, 4, 1), source="26/2023/NĐ-CP")
SMALL = b"code,mfn\n27011900,4\n"
WEEK = b"quoted_on,USD,EUR\n2026-04-02,25150,27000.5\n"


def sent(content: bytes = SMALL, terms: Terms = TERMS, name: str = "bảng.csv") -> services.Sent:
    return services.Sent(content, name, terms)


def arrive(content: bytes = SMALL, terms: Terms = TERMS) -> int:
    return services.arrive(sent(content, terms), by=SYSTEM, at=AT)


def load(content: bytes = SMALL, terms: Terms = TERMS, **more: Any) -> services.Loaded:
    return services.load(content, "bảng.csv", terms, by=SYSTEM, at=AT, **more)


def load_arrived(arrival: int, **more: Any) -> services.Loaded:
    return services.load_arrived(arrival, by=SYSTEM, at=AT, **more)


def stored(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def mfn(day: str = "2026-04-01") -> int:
    return queries.book().on(date.fromisoformat(day)).import_rate(COAL, "AU", "B01").ppm


def test_an_arrival_keeps_the_file_byte_for_byte_with_its_terms() -> None:
    terms = Terms(TERMS.since, date(2026, 12, 31), "1/NĐ-CP", True, "AHTN 2022", frozenset({"MFN"}), (("x", "VAT"),))
    held = queries.arrival(arrive(SMALL, terms))
    assert held is not None
    assert (files.read(held.file_id), held.terms, held.kind, held.name) == (SMALL, terms, "rates", "bảng.csv")
    assert queries.version() == ()


def test_loading_an_arrival_stores_what_was_previewed_and_a_second_time_nothing() -> None:
    arrival = arrive()
    shown = services.preview_arrived(arrival)
    first = load_arrived(arrival, stands_on=shown.stands_on)
    assert (first.entries, first.again, mfn()) == (len(shown.table.entries), False, 40_000)
    again = load_arrived(arrival, stands_on=shown.stands_on)
    assert (again.leaf, again.again, stored("tariff_load")) == (first.leaf, True, 1)


def test_two_tabs_with_two_previews_load_the_first_and_ask_the_second_to_look_again() -> None:
    one, two = arrive(), arrive(b"code,mfn\n27011900,5\n")
    stands = services.preview_arrived(one).stands_on
    assert services.preview_arrived(two).stands_on == stands
    load_arrived(one, stands_on=stands)
    with pytest.raises(TariffChanged):
        load_arrived(two, stands_on=stands)
    assert mfn() == 40_000
    load_arrived(two, stands_on=services.preview_arrived(two).stands_on)
    assert mfn() == 50_000


def test_a_table_taken_back_since_the_preview_is_a_change_too_and_states_never_come_again() -> None:
    done = load()
    stands = queries.state()
    services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="thử")
    assert queries.state() != stands
    with pytest.raises(TariffChanged):
        load_arrived(arrive(b"code,mfn\n27011900,5\n"), stands_on=stands)


def test_an_arrival_that_was_taken_back_is_sent_again_to_be_loaded_again() -> None:
    arrival = arrive()
    services.withdraw(load_arrived(arrival).leaf, by=SYSTEM, at=AT, reason="thử")
    with pytest.raises(LoadTakenBack):
        load_arrived(arrival)
    assert not load_arrived(arrive()).again


def test_the_same_file_under_the_same_terms_is_not_loaded_twice_unless_something_lies_over_it() -> None:
    first = load()
    load(WEEK, Terms(date(2026, 4, 2)))
    assert load().leaf == first.leaf
    load(b"code,mfn\n27011900,5\n")
    assert load().leaf != first.leaf
    assert load(SMALL, Terms(date(2026, 5, 1))).again is False


def test_an_unknown_arrival_a_missing_reason_and_a_second_withdrawal_are_refused() -> None:
    with pytest.raises(NotFound):
        load_arrived(5)
    done = load()
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(NoReason):
            services.withdraw(done.leaf, by=SYSTEM, at=AT, reason=reason)
    services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="nhầm")
    with pytest.raises(NothingToTakeBack):
        services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="nhầm")


@pytest.mark.parametrize("terms", [
    Terms(date(2026, 4, 2), date(2026, 4, 1)), Terms(TERMS.since, source="x" * 81), Terms(TERMS.since, edition=""),
    Terms(TERMS.since, complete=frozenset({"NONE"})), Terms(TERMS.since, columns=(("x", "NONE"),)),
    Terms(TERMS.since, columns=(("x", "MFN 2023-13-01"),)),
])  # fmt: skip
def test_terms_that_cannot_be_are_refused(terms: Terms) -> None:
    with pytest.raises(WrongTerms):
        services.preview(SMALL, "a.csv", terms)
    with pytest.raises(WrongTerms):
        arrive(SMALL, terms)


def test_a_table_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(NothingToLoad):
        load(b"code,mfn\n27011900,\n")
    with pytest.raises(FaultyTable):
        load(b"code,mfn\nx,2\n", without_faults=True)
    assert stored("tariff_load") == stored("tariff_arrival") == 0


def test_a_program_loads_only_with_a_token_that_is_good_for_it() -> None:
    able = Actor(5, "máy", kind="program", posts=frozenset({Post("trader")}), scopes=frozenset({"tariff:write"}))
    unable = Actor(5, "máy", kind="program", posts=frozenset({Post("admin")}), scopes=frozenset({"messages:write"}))
    with pytest.raises(NotAllowed):
        services.arrive(sent(), by=unable, at=AT)
    assert services.load(SMALL, "a.csv", TERMS, by=able, at=AT).entries == 1


def test_a_loaded_week_covers_the_invented_one_whole_and_taking_it_back_uncovers_it() -> None:
    invented = dict(packaged().on(date(2026, 4, 6)).exchange)
    done = load(WEEK, Terms(date(2026, 4, 2), source="NHTM"))
    monday = queries.book().on(date(2026, 4, 6))
    assert dict(monday.exchange) == {"USD": 251_500_000, "EUR": 270_005_000, "VND": 10_000}
    with pytest.raises(NoExchangeRate):
        monday.need_exchange("CNY")
    assert queries.book().exchange.told(date(2026, 4, 6)).source == "NHTM"
    assert queries.book().exchange.told(date(2026, 3, 30)).source.startswith("invented")
    assert dict(queries.book().on(date(2026, 4, 5)).exchange) == dict(packaged().on(date(2026, 4, 5)).exchange)
    load(b"quoted_on,CNY\n2026-04-02,3500\n", Terms(date(2026, 4, 2)))
    assert queries.book().on(date(2026, 4, 6)).exchange["CNY"] == 35_000_000
    assert queries.book().on(date(2026, 4, 6)).exchange["USD"] == 251_500_000
    back = queries.back(done.leaf)
    assert {each.code for each in back.changed} == {"USD", "EUR"}
    for each in queries.loads():
        services.withdraw(each.leaf, by=SYSTEM, at=AT, reason="thử")
    assert dict(queries.book().on(date(2026, 4, 6)).exchange) == invented


def test_a_loaded_cross_rate_gives_a_currency_that_no_bank_quotes() -> None:
    invented = dict(queries.book().on(date(2026, 5, 8)).exchange)
    load(b"since,until,currency,usd\n2026-04-01,2026-04-30,LAK,0.00005\n", Terms(date(2026, 4, 1)))
    april = queries.book().on(date(2026, 4, 8)).exchange
    assert april["LAK"] == round(april["USD"] * 0.00005)
    assert "AED" not in april
    assert dict(queries.book().on(date(2026, 5, 8)).exchange) == invented


def test_loaded_correlations_name_the_lines_that_came_instead() -> None:
    load(b"old,new,since\n85171200,85171300,2022-12-01\n85171200,85171400,2022-12-01\n")
    assert {each.new for each in queries.book().successors("85171200")} >= {"85171300", "85171400"}
    assert {each.old for each in queries.book().predecessors("85171300")} >= {"85171200"}


def test_notes_and_claims_are_stored_and_come_back_with_the_book() -> None:
    load("code,description_vi,mfn,corresponding_line,policy_notes\n98041500,Tôm,27,03061500,Kiểm dịch\n".encode())
    today = queries.book().on(date(2026, 4, 1))
    line = today.line("98041500")
    assert line is not None
    assert line.notes.vi == "Kiểm dịch"
    assert today.import_rate("03061500", "NO", "B02", "98041500").ppm == 270_000 if today.line("03061500") else True
    assert [each.claim for each in today.entries("CH98", "03061500")] == ["98041500"]


def test_every_load_and_its_parts_are_in_the_log_and_a_change_of_any_is_seen() -> None:
    load(WEEK, Terms(date(2026, 4, 2)))
    load(b"since,until,currency,usd\n2026-04-01,2026-04-30,LAK,0.00005\n")
    load(b"old,new\n85171200,85171300\n")
    load("code,description_vi,mfn,corresponding_line,policy_notes\n98041500,Tôm,27,03061500,x\n".encode())
    log.sequence()
    assert not verification.verify().faults
    for table, change in [
        ("quotation", "e4 = 1"), ("cross", "usd_e8 = 1"), ("correlation", "new = '1'"), ("note", "words = ''"),
        ("claim", "claim = ''"), ("arrival", "terms = ''"),
        ("from", "arrival = 1 WHERE arrival = (SELECT MAX(arrival) FROM tariff_from)"),
    ]:  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE tariff_{table} SET {change}")
        before = len(verification.verify().faults)
        assert before, table


def test_who_loaded_and_took_back_is_told_by_name() -> None:
    from motcua.people import services as people

    account = people.open_account(username="qt", name="Quản Trị", password="mot-cua-2023-trial", by=SYSTEM, at=AT)
    by = Actor(account.pk, "Quản Trị", posts=frozenset({Post("admin")}))
    leaf = services.load(SMALL, "a.csv", TERMS, by=by, at=AT).leaf
    services.withdraw(leaf, by=by, at=AT, reason="nhầm tệp")
    (shown,) = queries.loads()
    assert queries.names([shown]) == {account.pk: "Quản Trị"}
    assert (shown.withdrawn, shown.withdrawn_by, shown.counts) == ("nhầm tệp", account.pk, False)
    assert queries.how_many() == 1


def test_what_taking_back_changes_is_told_beforehand() -> None:
    first = load()
    second = load(b"code,mfn\n27011900,5\n25231090,7\n")
    back = queries.back(second.leaf)
    assert {each.code: [e.ppm for e in each.after] for each in back.changed} == {COAL: [40_000], "25231090": [250_000]}
    assert queries.back(first.leaf).same["MFN"] == 1


RATES = st.sampled_from(["0", "2", "7,5", "*", "0/5", "0 (-CN)", "30000/TNE"])
ROWS = st.lists(st.tuples(st.sampled_from([COAL, "25231090", "01012100", "84713020"]), RATES, RATES), min_size=1,
                max_size=4, unique_by=lambda row: row[0])  # fmt: skip


def picture(codes: list[str]) -> list[Any]:
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31), date(2027, 1, 1)]
    book = queries.book()
    return [
        (day, code, key, book.on(day).entries(key, code)) for day in days for code in codes for key in ("MFN", "ACFTA")
    ]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_a_load_that_is_taken_back_leaves_the_book_as_it_was(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    def table(rows: list[tuple[str, str, str]]) -> bytes:
        return "\n".join(["code;mfn;acfta", *(";".join(row) for row in rows)]).encode()

    codes = [row[0] for row in (*first, *second)]
    load(table(first), Terms(date(2026, 4, 1), date(2026, 12, 31)))
    before = picture(codes)
    done = load(table(second), Terms(date(2026, 4, 1)))
    if not done.again:
        services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="thử")
    assert picture(codes) == before
    for each in queries.loads():
        if each.counts:
            services.withdraw(each.leaf, by=SYSTEM, at=AT, reason="dọn")
    assert queries.book() is packaged()


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_load_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test's SQLite lies in memory and has one writer; PostgreSQL has many")
    arrival = arrive()

    def click(_: int) -> int:
        try:
            return load_arrived(arrival, stands_on="0").leaf
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        leaves = set(pool.map(click, range(4)))
    assert (len(leaves), stored("tariff_load"), len(queries.version())) == (1, 1, 1)


def test_the_latest_preview_is_remembered_while_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    arrival = arrive()
    first = services.preview_arrived(arrival)
    assert services.preview_arrived(arrival) is first
    load(WEEK, Terms(date(2026, 4, 2)))
    assert services.preview_arrived(arrival) is not first
    assert loading._held[1].stands_on == queries.state()


def test_books_of_loads_that_do_not_count_are_forgotten() -> None:
    done = load()
    queries.book()
    assert done.leaf in books._layers
    services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="thử")
    queries.book()
    assert done.leaf not in books._layers


def test_a_whole_table_is_loaded_and_a_line_outside_the_packaged_ones_is_assessed(samples: Path) -> None:
    content = (samples / "tariff" / "vn-tariff-2026.csv").read_bytes()
    terms = Terms(
        date(2026, 1, 1), date(2026, 12, 31), "26/2023/NĐ-CP", columns=(("vat_rule_2026", "VAT"),),
        complete=frozenset({"EXPORT", "EXCISE", "ENVIRONMENT"}),
    )  # fmt: skip
    assert assessed(OUTSIDE).problems
    done = load(content, terms, without_faults=True)
    assert (done.lines, done.skipped) == (11_885, 3)
    found = assessed(OUTSIDE)
    assert not found.problems
    assert found.by_kind == {"import": 100_000, "vat": 88_000}
    services.withdraw(done.leaf, by=SYSTEM, at=AT + timedelta(hours=1), reason="thử")
    assert queries.book() is packaged()


@pytest.mark.parametrize(("name", "since"), [
    ("vn-fta-by-year.csv", date(2022, 12, 30)), ("mfn-changes-2023-2026.csv", date(2023, 7, 15)),
    ("quang-ninh-lines.csv", date(2026, 1, 1)),
])  # fmt: skip
def test_the_other_samples_load_whole(samples: Path, name: str, since: date) -> None:
    done = load((samples / "tariff" / name).read_bytes(), Terms(since))
    assert done.skipped == 0
    log.sequence()
    assert not verification.verify().faults


OUTSIDE = "95030010"


def assessed(code: str) -> Any:
    """A CIF import of a million dong on a day of 2026 that the loaded table speaks of."""
    goods = Goods(hs_code=code, origin="US", invoice_value=Decimal(1_000_000), tariff_table="B01", quantity=Decimal(1),
                  unit="PCE")  # fmt: skip
    return assess(Shipment(items=(goods,)), queries.book().on(date(2026, 5, 4)), taxed=True)
