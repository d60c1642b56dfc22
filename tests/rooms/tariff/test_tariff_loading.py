"""An official table is previewed, stored over those before it, and can be taken back; nothing is overwritten."""

import io
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.counting import calls

from motcua.ground.domain.covering import REGISTER
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.tariff import events, queries, services
from motcua.tariff.domain import packaged
from motcua.tariff.domain.errors import FaultyTable, NothingToTakeBack, UnreadableFile
from motcua.tariff.domain.tables import Terms

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
COAL = "27011900"
TERMS = Terms(since=date(2026, 4, 1), source="26/2023/NĐ-CP")
SMALL = "code,description_vi,mfn\n27011900,Than đá loại khác,4\n22083000,Rượu whisky,45\n".encode()


def load(content: bytes = SMALL, terms: Terms = TERMS, **more: Any) -> services.Loaded:
    return services.load(content, "table.csv", terms, by=SYSTEM, at=AT, **more)


def mfn(day: str) -> int:
    return queries.book().on(date.fromisoformat(day)).import_rate(COAL, "AU", "B01").ppm


def stored(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]


def test_without_a_load_the_book_is_the_packaged_one() -> None:
    assert queries.book() is packaged()
    assert queries.version() == ()


def test_a_preview_shows_what_would_change_and_stores_nothing() -> None:
    shown = services.preview(SMALL, "table.csv", TERMS)
    (changed,) = shown.comparison.changed
    assert (changed.code, changed.before[0].ppm, changed.after[0].ppm) == (COAL, 20_000, 40_000)
    assert shown.comparison.new["MFN"] == 1
    assert (stored("tariff_load"), stored("tariff_entry")) == (0, 0)


def test_a_loaded_rate_holds_from_its_first_day_and_the_earlier_days_keep_theirs() -> None:
    load()
    assert [mfn("2026-03-31"), mfn("2026-04-01")] == [20_000, 40_000]


def test_a_loaded_line_can_be_declared_from_its_first_day_and_found_by_its_words() -> None:
    load()
    assert queries.book().on(date(2026, 4, 1)).line("22083000")
    assert queries.book().on(date(2026, 3, 31)).line("22083000") is None
    assert queries.search("whisky", date(2026, 4, 1))[0].line.code == "22083000"


def test_a_tax_of_which_nobody_has_said_anything_is_an_error_for_a_loaded_line() -> None:
    from motcua.kernel.dated import NotInForce

    load()
    today = queries.book().on(date(2026, 4, 1))
    for ask in (today.excise, today.environment, today.vat):
        with pytest.raises(NotInForce):
            ask("22083000")


def test_the_same_book_is_given_until_something_is_loaded() -> None:
    load()
    first = queries.book()
    assert queries.book() is first
    load(b"code,mfn\n27011900,5\n", Terms(since=date(2026, 5, 1)))
    assert queries.book() is not first


def test_a_second_table_is_laid_over_the_first_and_the_first_stays() -> None:
    load()
    load(b"code,mfn\n27011900,5\n", Terms(since=date(2026, 5, 1), until=date(2026, 5, 31)))
    assert [mfn(text) for text in ("2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01")] == [
        40_000, 50_000, 50_000, 40_000,
    ]  # fmt: skip
    assert stored("tariff_load") == 2


def test_a_load_taken_back_no_longer_counts_and_is_not_removed() -> None:
    done = load()
    services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="nhầm tệp")
    assert mfn("2026-04-01") == 20_000
    assert stored("tariff_entry") == done.entries
    assert queries.loads()[0].withdrawn == "nhầm tệp"
    with pytest.raises(NothingToTakeBack):
        services.withdraw(done.leaf, by=SYSTEM, at=AT, reason="lần nữa")


def test_a_table_with_faults_is_refused_whole_unless_it_is_taken_without_them() -> None:
    faulty = SMALL + b"2701190X,,3\n"
    with pytest.raises(FaultyTable) as refused:
        load(faulty)
    assert refused.value.facts["row"] == 4
    assert stored("tariff_load") == stored("ground_leaf") == 0
    assert load(faulty, without_faults=True).skipped == 1


def test_only_an_administrator_loads() -> None:
    for by in (PUBLIC, Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))):
        with pytest.raises(NotAllowed):
            services.load(SMALL, "table.csv", TERMS, by=by, at=AT)
    services.load(SMALL, "table.csv", TERMS, by=Actor(8, "Bình", posts=frozenset({Post("admin")})), at=AT)


def test_a_file_that_is_no_table_is_refused() -> None:
    for content in (b"\xff\xfe\x00", b"PK\x03\x04 no workbook"):
        with pytest.raises(UnreadableFile):
            services.preview(content, "x", TERMS)


def test_a_workbook_with_titles_and_numbers_for_codes_is_read_like_a_csv() -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for number, row in enumerate([["BIỂU THUẾ NHẬP KHẨU"], [], ["Mã HS", "Mô tả", "MFN"], [1012100, "Ngựa", 0],
                                  [27011900, "Than", 2.5]]):  # fmt: skip
        sheet.write_row(number, 0, row)
    book.close()
    table = services.preview(target.getvalue(), "bieu.xlsx", TERMS).table
    assert [(each.code, each.ppm) for each in table.entries] == [("01012100", 0), (COAL, 25_000)]


def test_a_load_is_in_the_log_with_its_rows_and_a_change_of_a_rate_is_seen() -> None:
    done = load()
    log.sequence()
    covered = REGISTER.coverings["tariff"]
    assert {"tariff_load", "tariff_line", "tariff_entry"} < {table.table for table in covered.tables}
    assert not _faults()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tariff_entry SET ppm = 10000 WHERE leaf = %s AND code = %s", [done.leaf, COAL])
    assert any("tariff" in place for place in _faults())


def test_every_column_of_the_rooms_tables_is_covered() -> None:
    names = (
        "load",
        "line",
        "entry",
        "withdrawal",
        "from",
        "note",
        "claim",
        "quotation",
        "cross",
        "correlation",
        "arrival",
    )
    listed = {f"tariff_{name}": getattr(events, f"{name.upper()}_COLUMNS") for name in names}
    for table, columns in listed.items():
        with connection.cursor() as cursor:
            found = {each.name for each in connection.introspection.get_table_description(cursor, table)}
        assert found == set(columns)


def test_the_whole_tariff_and_the_yearly_tables_load_and_are_looked_up_with_little_work(samples: Path) -> None:
    whole = (samples / "tariff" / "vn-tariff-2026.csv").read_bytes()
    with CaptureQueriesContext(connection) as asked:
        done = load(whole, Terms(since=date(2026, 1, 1), until=date(2026, 12, 31)))
    assert len(asked) < 100
    assert done.lines == 11_885
    yearly = (samples / "tariff" / "vn-fta-by-year.csv").read_bytes()
    assert load(yearly, Terms(since=date(2022, 12, 30))).skipped == 0
    today = queries.book().on(date(2026, 5, 2))
    assert today.import_rate("72092710", "CN", "B01").ppm == 70_000
    assert today.rate("ACFTA", "27101971", "CN") is None
    assert today.rate("ACFTA", "27101971", "SG").ppm == 80_000
    assert today.vat(COAL).ppm == 80_000
    work = sorted(_searches(date(2026, 5, 2)))
    assert work[int(len(work) * 0.95)] < 40 * done.lines


def _searches(day: date) -> list[int]:
    """How many functions each search calls, letter by letter as somebody types."""
    queries.search("a", day)
    work = []
    for text in ("than đá", "sau rieng", "petrolium", "washing machine", "dien thoai", "1190"):
        for end in range(1, len(text) + 1):
            work.append(calls(partial(queries.search, text[:end], day)))
    return work


def _faults() -> list[str]:
    return [fault.place for fault in verification.verify().faults]


def test_a_load_and_its_taking_back_are_seen_at_once() -> None:
    before = queries.recent_version()
    loaded = load()
    assert queries.recent_version() == (*before, loaded.leaf)
    services.withdraw(loaded.leaf, by=SYSTEM, at=AT, reason="thử")
    assert queries.recent_version() == before
