"""A file of declarations through the whole path, beside raw storage of the same rows and the naive way."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from motcua.declarations import factories, services
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.site.bench.results import Result

DAY = date(2023, 5, 4)
GROUP = 1000
SAMPLE = 600
"""Declarations that the naive way and the raw way are measured on where the whole would take too long."""
TABLES = (
    "declarations_declaration", "declarations_number", "declarations_version", "declarations_item",
    "declarations_move", "revenue_transfer", "revenue_obligation", "risk_decision", "ground_key", "ground_leaf",
    "ground_file", "ground_file_part",
)  # fmt: skip
KEY = {
    "declarations_declaration": "id", "declarations_number": "declaration_id", "declarations_version": "declaration_id",
    "declarations_item": "declaration_id", "declarations_move": "declaration_id", "revenue_transfer": "declaration_id",
    "revenue_obligation": "declaration_id", "risk_decision": "subject", "ground_key": "subject_id", "ground_leaf": "id",
}  # fmt: skip
GOALS = {"sqlite": 30.0, "postgresql": 20.0}
RAW_GOAL = 1.5


def write_file(path: Path, count: int) -> None:
    """A file of made-up declarations of four items, one a line."""
    with path.open("wb") as file:
        for no in range(count):
            file.write(factories.body(no, day=DAY))
            file.write(b"\n")


def groups(path: Path) -> Iterator[list[services.Raw]]:
    """The file in groups of one commit."""
    at = law_moment(DAY, 9)
    with path.open("rb") as file:
        while group := [services.Raw(line.rstrip(b"\n"), at) for line in islice(file, GROUP)]:
            yield group


def measure(count: int) -> Iterator[Result]:
    """Ours, raw and naive on the database of this process, which is empty."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
    path = settings.HOME / "bench.jsonl"
    write_file(path, count)
    engine = connection.vendor
    ours = _ours(path, count)
    raw = _raw()
    naive = _naive(path, count)
    goal = GOALS[engine]
    whole = count >= 140_000
    yield Result(
        f"a file of {count} declarations, {4 * count} items, whole path", engine, "s", round(raw, 2), round(ours, 2),
        round(ours / raw, 2), f"<= {goal} s for 140000" + (f", <= {RAW_GOAL} x raw" if engine == "postgresql" else ""),
        (ours <= goal and (engine == "sqlite" or ours <= RAW_GOAL * raw)) if whole else None,
        "baseline: the same rows stored by executemany or COPY, nothing else",
    )  # fmt: skip
    yield Result(
        "the same against the naive way", engine, "s", round(naive, 1), round(ours, 2), round(naive / ours, 1), "",
        None,
        f"baseline: the same rules and rows by the ORM, a transaction each; extrapolated from {SAMPLE}",
    )  # fmt: skip


def _ours(path: Path, count: int) -> float:
    begun = perf_counter()
    accepted = sum(
        answer.accepted for answers in services.lodge_stream(groups(path), by=SYSTEM, workers=2) for answer in answers
    )
    log.sequence()
    spent = perf_counter() - begun
    if accepted != count:
        raise SystemExit(f"{count - accepted} of {count} made-up declarations were refused")
    return spent


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _raw() -> float:
    """Store all rows of the tables into empty copies of them, table by table in groups."""
    return _raw_sqlite() if connection.vendor == "sqlite" else _raw_postgresql()


def _raw_sqlite() -> float:
    import sqlite3

    source = settings.DATABASES["default"]["NAME"]
    target = settings.HOME / "raw.sqlite3"
    spent = 0.0
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target, isolation_level=None)) as writing:
        writing.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;")
        for kind in ("table", "index"):
            for (statement,) in reading.execute(
                "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND tbl_name IN"  # noqa: S608
                f" ({', '.join('?' * len(TABLES))})", (kind, *TABLES),
            ).fetchall():  # fmt: skip
                writing.execute(statement)
        for table in TABLES:
            rows = reading.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            marks = ", ".join("?" * len(rows.description))
            while part := rows.fetchmany(_part(table)):
                begun = perf_counter()
                writing.execute("BEGIN IMMEDIATE")
                writing.executemany(f'INSERT INTO "{table}" VALUES ({marks})', part)  # noqa: S608
                writing.execute("COMMIT")
                spent += perf_counter() - begun
    target.unlink()
    return spent


def _part(table: str) -> int:
    return 4 * GROUP if table in ("declarations_item", "revenue_transfer") else GROUP


def _raw_postgresql() -> float:
    import psycopg

    parameters = {key: value for key, value in connection.get_connection_params().items() if key in _KNOWN}
    spent = 0.0
    with psycopg.connect(**parameters) as reading, psycopg.connect(**parameters) as writing:
        writing.execute("CREATE SCHEMA raw")
        for table in TABLES:
            writing.execute(f'CREATE TABLE raw."{table}" (LIKE public."{table}" INCLUDING ALL)')
        writing.commit()
        for table in TABLES:
            with reading.cursor(name=f"read_{table}") as rows:
                rows.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                while part := rows.fetchmany(_part(table)):
                    begun = perf_counter()
                    with writing.cursor().copy(f'COPY raw."{table}" FROM STDIN') as copy:
                        for row in part:
                            copy.write_row(row)
                    writing.commit()
                    spent += perf_counter() - begun
        writing.execute("DROP SCHEMA raw CASCADE")
        writing.commit()
    return spent


_KNOWN = ("dbname", "user", "password", "host", "port")


def _naive(path: Path, count: int) -> float:
    """Seconds for `count`, from a sample: its rows are taken out and created again one by one by the ORM."""
    raws = next(groups(path))[:SAMPLE]
    kept = _take_out(len(raws))
    models = {model._meta.db_table: model for model in apps.get_models()}
    kit = services.kit()
    begun = perf_counter()
    for raw, rows in zip(raws, kept, strict=True):
        services.prepare([raw], kit)
        with transaction.atomic():
            for table, values in rows:
                models[table].objects.create(**values)
    return (perf_counter() - begun) * count / len(raws)


def _take_out(count: int) -> list[list[tuple[str, dict[str, Any]]]]:
    """The rows of the first declarations, by declaration, removed from their tables."""
    models = {model._meta.db_table: model for model in apps.get_models()}
    first = list(models["declarations_declaration"].objects.order_by("id").values_list("id", flat=True)[:count])
    found: dict[int, list[tuple[str, dict[str, Any]]]] = {subject: [] for subject in first}
    for table, key in KEY.items():
        query = models[table].objects.filter(**{f"{key}__in": first})
        for values in query.values(*_columns(table)):
            found[values[key]].append((table, values))
        bulk_delete(table, key, first)
    return list(found.values())


def bulk_delete(table: str, key: str, values: Sequence[int]) -> None:
    """Remove rows; only a scratch database of a measurement does this."""
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" IN ({marks})', list(values))  # noqa: S608


def main() -> None:
    """Print the results as JSON; run as a program with a database of its own."""
    sys.stdout.buffer.write(msgspec.json.encode(list(measure(int(sys.argv[2])))))
