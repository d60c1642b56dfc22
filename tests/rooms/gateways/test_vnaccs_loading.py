"""An export is kept byte for byte, read, and recorded: each declaration whole or not at all, the rest told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.domain.gateways.vnaccs_factories import item, number, payment, source, text, workbook

from motcua.declarations.models import Declaration, Item, Move, Recorded
from motcua.gateways.vnaccs import queries, services
from motcua.gateways.vnaccs.domain import Source, UnreadableExport
from motcua.gateways.vnaccs.services import Summary
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotAllowed
from motcua.revenue import queries as revenue

pytestmark = pytest.mark.django_db
NOW = law_moment(date(2023, 12, 22), 10)
EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "tutorial" / "examples"


def load(*sources: Source, **more: Any) -> Summary:
    return services.load(services.arrive(sources, by=SYSTEM, at=NOW, **more), by=SYSTEM, at=NOW)


def counted(summary: Summary) -> dict[str, tuple[int, int, int, int]]:
    return {kind: (held.new, held.version, held.same, held.refused) for kind, held in summary.counts.items()}


def everything() -> dict[str, list[Any]]:
    found = {}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


def test_what_is_loaded_stands_with_its_steps_and_payments_and_the_log_answers_for_it() -> None:
    summary = load(source([item(1), item(2)]), source([payment(1)]))
    assert counted(summary) == {"declaration": (2, 0, 0, 0), "step": (0, 0, 0, 0), "payment": (1, 0, 0, 0)}
    first = Declaration.objects.get(number=number(1))
    assert (first.tax_total, first.channel, first.state) == (2_240_000, 2, "document_check")
    assert revenue.settled([first.id]) == {first.id}
    log.sequence()
    log.sign_head(NOW)
    assert verification.verify().faults == []


def test_the_files_are_kept_byte_for_byte_with_the_map_that_read_them() -> None:
    book = workbook(To_khai=[item(1)])
    arrival = services.arrive([Source("x.xlsx", book), source([payment(1)])], by=SYSTEM, at=NOW, columns=b"a,b")
    held = queries.arrival(arrival)
    assert [(each.name, each.role) for each in held] == [
        ("x.xlsx", "export"), ("export.csv", "export"), ("columns.csv", "map"),
    ]  # fmt: skip
    assert [queries.content(each) for each in held] == [book, text([payment(1)]).encode(), b"a,b"]


def test_a_declaration_in_error_is_not_half_stored_and_its_neighbours_are_loaded() -> None:
    rows = [item(1, 1), item(1, 2, **{"Mã HS": "x"}), item(2), item(3, **{"Ngày thông quan": "03/05/2023"})]
    summary = load(source(rows), source([payment(1), payment(2)]))
    assert counted(summary) == {"declaration": (2, 0, 0, 1), "step": (0, 0, 0, 1), "payment": (1, 0, 0, 1)}
    assert set(Declaration.objects.values_list("number", flat=True)) == {number(2), number(3)}
    assert Item.objects.count() == 2
    assert [(each.file, each.row, each.code) for each in queries.faults(summary.leaf)] == [
        (1, 3, "VNX-01"), (1, 5, "DCL-E39"), (2, 2, "DCL-E35"),
    ]  # fmt: skip


def test_faults_tell_the_place_the_value_and_what_to_do_in_both_languages() -> None:
    summary = load(source([item(1, **{"Thuế GTGT": "tám"})]))
    (found,) = queries.faults(summary.leaf)
    assert (found.row, found.column, found.value) == (2, "Thuế GTGT", "tám")
    assert "Cần: một số" in found.vi
    assert "Expected: a number" in found.en


def test_a_check_answers_the_same_as_loading_and_writes_nothing() -> None:
    sources = [source([item(1), item(2, **{"Mã HS": "x"}), item(3, **{"Ngày thông quan": "05/05/2023"})])]
    before = everything()
    checked = services.check(sources, by=SYSTEM, at=NOW)
    assert everything() == before
    loaded = load(*sources)
    assert (counted(checked), checked.faults, checked.differing) == (counted(loaded), loaded.faults, loaded.differing)


def test_a_preview_writes_nothing_either() -> None:
    arrival = services.arrive([source([item(1)])], by=SYSTEM, at=NOW)
    before = everything()
    assert counted(services.preview(arrival, by=SYSTEM, at=NOW))["declaration"] == (1, 0, 0, 0)
    assert everything() == before


def test_the_same_file_again_changes_no_declaration() -> None:
    rows = [item(1, **{"Ngày thông quan": "05/05/2023"}), item(2)]
    load(source(rows), source([payment(1)]))
    before = {table: held for table, held in everything().items() if table.startswith(("declarations", "revenue"))}
    summary = load(source(rows), source([payment(1)]))
    assert counted(summary) == {"declaration": (0, 0, 2, 0), "step": (0, 0, 0, 0), "payment": (0, 0, 1, 0)}
    assert {table: everything()[table] for table in before} == before
    assert len(queries.loads()) == 2


def test_a_changed_row_is_a_conflict_and_an_amended_number_a_new_version() -> None:
    load(source([item(1)]))
    assert [each.code for each in load(source([item(1, **{"Thuế GTGT": "1"})])).faults] == ["DCL-E32"]
    later = item(1, **{"Số tờ khai": number(1, 1), "Ngày sửa đổi": "06/05/2023 08:00", "Thuế GTGT": "840001"})
    assert counted(load(source([later])))["declaration"] == (0, 1, 0, 0)
    assert Declaration.objects.get().tax_total == 2_240_001


def test_a_later_export_of_the_same_declarations_brings_only_what_has_happened_since() -> None:
    load(source([item(1)]))
    later = item(1, **{"Ngày thông quan": "05/05/2023 10:00", "Ngày qua KVGS": "05/05/2023 11:00"})
    assert counted(load(source([later]))) == {
        "declaration": (0, 0, 1, 0), "step": (1, 0, 0, 0), "payment": (0, 0, 0, 0),
    }  # fmt: skip
    assert [move.verb for move in Move.objects.order_by("leaf")] == ["record", "record clearance", "record passage"]


def test_payments_and_channels_before_their_declaration_are_told_and_come_with_the_next_load() -> None:
    channels = source([{"Số tờ khai": number(1), "Luồng": "Đỏ", "Ngày phân luồng": "04/05/2023 10:00"}])
    first = load(channels, source([payment(1)]))
    assert [each.code for each in first.faults] == ["DCL-E35", "DCL-E35"]
    row = item(1)
    row.pop("Luồng")
    load(source([row]))
    assert load(channels, source([payment(1)])).clean
    assert Declaration.objects.get().channel == 3


def test_differences_are_counted_and_their_rows_known() -> None:
    summary = load(source([item(1)]))
    assert summary.differing == 1
    assert Recorded.objects.get().row == 2


@pytest.mark.parametrize("count", [0, 9])
def test_a_load_takes_one_to_eight_files(count: int) -> None:
    with pytest.raises(UnreadableExport):
        services.arrive([source([item(no)]) for no in range(1, count + 1)], by=SYSTEM, at=NOW)


def test_a_file_that_is_no_export_is_kept_and_refused() -> None:
    arrival = services.arrive([Source("x.xlsx", b"PK\x03\x04 nothing")], by=SYSTEM, at=NOW)
    with pytest.raises(UnreadableExport):
        services.load(arrival, by=SYSTEM, at=NOW)
    assert queries.content(queries.arrival(arrival)[0]) == b"PK\x03\x04 nothing"
    assert Declaration.objects.count() == 0


@pytest.mark.parametrize("role", ["officer", "risk", "trader"])
def test_others_than_leaders_revenue_and_administrators_are_refused_at_every_door(role: str) -> None:
    by = Actor(3, "An", posts=frozenset({Post(role, "20BB")}))
    arrival = services.arrive([source([item(1)])], by=SYSTEM, at=NOW)
    for call in (
        lambda: services.arrive([source([item(1)])], by=by, at=NOW),
        lambda: services.check([source([item(1)])], by=by, at=NOW),
        lambda: services.preview(arrival, by=by, at=NOW),
        lambda: services.load(arrival, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_more_declarations_than_fit_one_transaction_are_loaded_and_counted() -> None:
    summary = load(source([item(no) for no in range(1, 1203)]))
    assert counted(summary)["declaration"] == (1202, 0, 0, 0)
    assert Declaration.objects.count() == 1202


def test_the_example_of_the_tutorial_loads_without_error_and_says_that_it_is_invented() -> None:
    paths = sorted(EXAMPLES.glob("vnaccs-*.csv"))
    summary = load(*(Source(path.name, path.read_bytes()) for path in paths))
    assert summary.faults == []
    assert counted(summary) == {"declaration": (12, 0, 0, 0), "step": (9, 0, 0, 0), "payment": (5, 0, 0, 0)}
    assert summary.differing == 3
    assert all("KHÔNG CÓ THẬT" in path.read_text("utf-8").splitlines()[0] for path in paths)
