"""`verify` passes on a whole log and names the place of every change."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from tests.rooms.ground.ground_trial import AT, Trial

from motcua.ground.domain.covering import REGISTER
from motcua.ground.queries import verification
from motcua.ground.queries.snapshot import columns_of
from motcua.ground.services import ids, log
from motcua.ground.services.sequencer import write_heads
from motcua.kernel.actor import SYSTEM

EXCUSED = {
    ("ground_appended", "id"): "only orders what waits",
    ("trial_note", "seen"): "excused by the covering",
}
BUSINESS = (
    "ground_leaf", "ground_appended", "ground_batch", "ground_tile", "ground_head", "ground_receipt", "ground_file",
    "ground_file_part", "ground_clock", "trial_note", "trial_line",
)  # fmt: skip


def places(report: verification.Report) -> str:
    return "\n".join(found.place for found in report.faults)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def row_name() -> str:
    return "ctid" if connection.vendor == "postgresql" else "rowid"


def changed(value: Any, chance: random.Random) -> Any:
    """The value with one small change of its own kind."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return value + chance.choice((1009, 2003))
    if isinstance(value, bytes | memoryview):
        spoiled = bytearray(value) or bytearray(b"\x00")
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        return bytes(spoiled)
    return None


def mutate(table: str, column: str, chance: random.Random) -> None:
    """Change one column of one row."""
    which = chance.choice(rows(f"SELECT {row_name()} FROM {table}"))[0]
    ((value,),) = rows(f'SELECT "{column}" FROM {table} WHERE {row_name()} = %s', which)
    new = changed(value, chance)
    if new is not None:
        rows(f'UPDATE {table} SET "{column}" = %s WHERE {row_name()} = %s', new, which)
    elif isinstance(value, str):
        rows(f'UPDATE {table} SET "{column}" = %s WHERE {row_name()} = %s', value + "x", which)
    elif connection.vendor == "postgresql":
        day = "date" if column == "day" else "timestamptz"
        rows(f'UPDATE {table} SET "{column}" = ("{column}" + interval \'1 day\')::{day} WHERE ctid = %s', which)
    else:
        late = (
            "date(\"%s\", '+1 day')"
            if column == "day"
            else "strftime('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%S', \"%s\", '+1 day')"
        )
        rows(f'UPDATE {table} SET "{column}" = {late % column} WHERE rowid = %s', which)


def test_a_whole_log_is_good_and_everything_in_it_was_seen(year: Trial) -> None:
    report = verification.verify()
    assert report.faults == []
    assert (report.leaves, report.rows) == (300 + 3 + 3 + 1 + 1 + 250 + 2, 5 * 556 + 3)
    assert (report.size, report.heads, report.receipts, report.files) == (558, 4, 2, 3)


def test_every_column_of_every_listed_table_is_guarded(year: Trial, chance: random.Random) -> None:
    """Each mutation is made in a savepoint, must be found with its table named, and is taken back."""
    missed = []
    for table in BUSINESS:
        for column in columns_of(table):
            if (table, column) in EXCUSED:
                continue
            save = transaction.savepoint()
            mutate(table, column, chance)
            if table not in places(verification.verify()):
                missed.append((table, column))
            transaction.savepoint_rollback(save)
    assert not missed
    assert verification.verify().good


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20231222)


def test_an_excused_column_may_change(year: Trial) -> None:
    rows("UPDATE trial_note SET seen = seen + 1")
    assert verification.verify().good


@pytest.mark.parametrize("table", [table for table in BUSINESS if table != "ground_receipt"])
def test_a_row_that_is_deleted_is_missed(year: Trial, table: str, chance: random.Random) -> None:
    which = chance.choice(rows(f"SELECT {row_name()} FROM {table}"))[0]
    rows(f"DELETE FROM {table} WHERE {row_name()} = %s", which)
    assert not verification.verify().good


def test_a_changed_row_is_named_with_its_leaf_and_key(year: Trial) -> None:
    ((leaf,),) = rows("SELECT leaf FROM trial_note WHERE code = 'Ký hiệu 7'")
    rows("UPDATE trial_note SET amount = amount + 1 WHERE leaf = %s", leaf)
    (found,) = verification.verify().faults
    assert str(leaf) in found.place
    assert "trial_note" in found.place
    assert "trial_note(code=Ký hiệu 7)" in found.words.en
    assert "trial_note(code=Ký hiệu 7)" in found.words.vi


def test_a_row_slipped_in_under_no_leaf_or_the_wrong_leaf_is_seen(year: Trial) -> None:
    rows("INSERT INTO trial_line (leaf, code, no) VALUES (5, 'x', 1)")
    mere = log.record(year.mere, subject="s", at=AT, by=SYSTEM)
    rows("INSERT INTO trial_line (leaf, code, no) VALUES (%s, 'y', 1)", mere.id)
    rows("INSERT INTO trial_line (leaf, code, no) VALUES (%s, 'z', 1)", ids.one(AT))
    rows("INSERT INTO trial_line (code, no) VALUES ('w', 1)")
    found = [fault for fault in verification.verify().faults if fault.place.startswith("trial_line")]
    assert len(found) == 4, places(verification.verify())


def test_two_rows_exchanged_between_leaves_are_seen(year: Trial) -> None:
    (one,), (other,) = rows("SELECT leaf FROM trial_note ORDER BY leaf LIMIT 2")
    rows(
        "UPDATE trial_note SET leaf = CASE leaf WHEN %s THEN %s ELSE %s END WHERE leaf IN (%s, %s)",
        one,
        other,
        one,
        one,
        other,
    )
    assert len(verification.verify().faults) == 2


def test_a_leaf_slipped_into_the_table_alone_is_seen(year: Trial) -> None:
    new = log.leaf(year.mere, id=ids.one(AT), subject="s", at=AT, by=SYSTEM)
    log.append([new])
    rows("DELETE FROM ground_appended WHERE id = (SELECT MAX(id) FROM ground_appended)")
    assert places(verification.verify()) == f"ground_leaf {new.id}"


def test_a_tail_cut_off_with_all_its_traces_in_the_database_is_seen_by_the_heads_outside(year: Trial) -> None:
    """The whole tree is built anew over fewer leaves, as someone with the database alone could."""
    leaves = rows("SELECT id FROM ground_leaf ORDER BY id")
    last = leaves[399][0]
    for table in ("ground_batch", "ground_tile", "ground_appended", "ground_head"):
        rows(f"DELETE FROM {table}")
    for statement in (
        "ground_leaf WHERE id",
        "trial_note WHERE leaf",
        "trial_line WHERE leaf",
        "ground_receipt WHERE id",
    ):
        rows(f"DELETE FROM {statement} > %s", last)
    for identifier, digest in rows("SELECT id, hash FROM ground_leaf ORDER BY id"):
        rows("INSERT INTO ground_appended (ids, hashes) VALUES (%s, %s)", identifier.to_bytes(8, "big"), digest)
    log.sequence()
    faults = verification.verify().faults
    assert any("đã bị cắt" in fault.words.vi and "heads/" in fault.place for fault in faults)


def test_a_past_rewritten_under_the_old_size_does_not_fit_the_signed_roots(year: Trial, home: Path) -> None:
    rows("DELETE FROM ground_batch")
    rows("DELETE FROM ground_tile")
    rows("DELETE FROM ground_appended")
    for identifier, digest in rows("SELECT id, hash FROM ground_leaf ORDER BY id DESC"):
        rows("INSERT INTO ground_appended (ids, hashes) VALUES (%s, %s)", identifier.to_bytes(8, "big"), digest)
    log.sequence()
    assert "ground_head" in places(verification.verify())


def test_a_line_changed_in_the_files_of_heads_is_seen(year: Trial, home: Path) -> None:
    (path,) = (home / "heads").glob("*.jsonl")
    first, *rest = path.read_text().splitlines()
    told = json.loads(first)
    for spoiled in ("nonsense", json.dumps(told | {"size": told["size"] + 1}), json.dumps(told | {"root": "00" * 32})):
        path.write_text("\n".join([spoiled, *rest]) + "\n")
        assert f"heads/{path.name}:1" in places(verification.verify())
    path.write_text("\n".join([first, *rest]) + "\n")
    assert verification.verify().good


def test_a_head_deleted_outside_is_missed_unless_it_is_the_last(year: Trial, home: Path) -> None:
    (path,) = (home / "heads").glob("*.jsonl")
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[1])
    assert "heads/" in places(verification.verify())
    path.write_text(lines[0])
    assert verification.verify().good
    write_heads()
    assert path.read_text() == "".join(lines)


def test_a_table_and_a_column_that_nobody_answers_for_are_faults(year: Trial) -> None:
    rows("CREATE TABLE trial_loose (id integer)")
    rows("ALTER TABLE trial_line ADD COLUMN loose integer")
    report = verification.verify()
    assert places(report) == "trial_line\ntrial_loose" or places(report) == "trial_loose\ntrial_line"
    assert {each.table: each.standing for each in verification.standings()}["trial_loose"] == ""


def test_every_table_is_listed_with_how_it_stands(year: Trial) -> None:
    found = {each.table: each for each in verification.standings()}
    assert found["trial_note"].standing == "covered"
    assert found["trial_note"].columns_excused == (("seen", "counts lookers"),)
    assert found["ground_leaf"].standing == "checked"
    assert found["ground_job"].standing == "excused"
    assert found["ground_job"].reason.vi
    assert found["ground_job"].reason.en
    assert all(each.standing for each in found.values())


def test_a_check_that_a_room_registers_is_run(year: Trial) -> None:
    log.check("trial sums", ("trial_sum",), lambda: iter([log.Fault("trial_sum 7", ("sai", "wrong"))]))  # type: ignore[arg-type]
    assert places(verification.verify()) == "trial_sum 7"


def test_after_so_many_faults_the_rest_is_not_told(year: Trial) -> None:
    rows("UPDATE trial_note SET amount = amount + 1")
    report = verification.verify(most=10)
    assert len(report.faults) == 10
    assert report.more


def test_a_verb_that_no_room_registered_cannot_be_written(year: Trial) -> None:
    with pytest.raises(log.UnknownVerb):
        log.record("trial.unheard", subject="s", at=AT, by=SYSTEM)
    assert "trial.unheard" not in REGISTER.verbs
