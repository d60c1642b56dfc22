"""Looking the tariff up: the search while someone types and the page of a line, whole requests, on a full table."""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from time import perf_counter
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection
from django.test import Client

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.site.bench import typing
from motcua.site.bench.results import Result
from motcua.site.manual import ROOT
from motcua.tariff import queries, services
from motcua.tariff.domain import Line
from motcua.tariff.domain.tables import Terms

DAY = date(2026, 6, 1)
SAMPLE = ROOT.parent / "shared" / "samples" / "tariff" / "vn-tariff-2026.csv"
SIZE = 12_000
GOAL = 100.0
COLD = 2.0
WARM = 25
FIRST = 20
"""How far down a list a line counts as found."""


def measure(count: int) -> Iterator[Result]:
    """Ours beside a list found by LIKE in the same pages, on the database of this process, which is empty."""
    table = _load()
    engine = connection.vendor
    cold = _seconds(lambda: queries.warm(DAY))
    yield Result(
        f"lay out book and index of {table}, once for each process", engine, "s", 0, round(cold, 2), 0,
        f"<= {COLD} s", cold <= COLD,
    )  # fmt: skip
    lines = list(queries.book().lines_on(DAY).values())
    client = Client()
    texts = typing.texts(lines, count)
    yield _searching(client, texts, lines, table, engine)
    yield from _finding(lines, engine)
    yield _pages(client, [line.code for line in _some(lines)], engine)


def _some(lines: Sequence[Line]) -> list[Line]:
    return Random(7).sample(lines, min(300, len(lines)))  # noqa: S311 - the same lines each time


def _searching(client: Client, texts: Sequence[str], lines: Sequence[Line], table: str, engine: str) -> Result:
    requests = [{"q": text, "day": DAY.isoformat()} for text in texts]
    ours = _times(client, "/tariff/", requests)
    with _by_like(lines):
        naive = _times(client, "/tariff/", requests)
    return Result(
        f"search while typing, {len(texts)} prefixes, codes and misspellings, {table}, whole request", engine, "ms p95",
        _ms(naive, 0.95), _ms(ours, 0.95), round(_ms(naive, 0.95) / _ms(ours, 0.95), 2), f"p95 <= {GOAL:.0f} ms",
        _ms(ours, 0.95) <= GOAL,
        f"baseline: the same page, its lines found by LIKE in SQLite; p50 {_ms(naive, 0.5)} ms,"
        f" p99 {_ms(naive, 0.99)} ms",
        _ms(ours, 0.5), _ms(ours, 0.99),
    )  # fmt: skip


def _finding(lines: Sequence[Line], engine: str) -> Iterator[Result]:
    """How often the line that was meant is among the first: a fast search that finds nothing is none."""
    for kind, meant in typing.meant(lines).items():
        ours = _share(meant, lambda text: [hit.line.code for hit in queries.find(text, DAY, size=FIRST).hits])
        with _by_like(lines):
            naive = _share(meant, lambda text: [hit.line.code for hit in queries.find(text, DAY, size=FIRST).hits])
        yield Result(
            f"the line that was meant is among the first {FIRST}: {kind}, {len(meant)} searches", engine, "%",
            naive, ours, round(ours / naive, 2) if naive else 0, note="baseline: LIKE",
        )  # fmt: skip


def _pages(client: Client, codes: Sequence[str], engine: str) -> Result:
    times: list[float] = []
    naive: list[float] = []
    for number, code in enumerate(codes):
        spent = _seconds(lambda code=code: _get(client, f"/tariff/{code}/", {"day": DAY.isoformat(), "origin": "CN"}))  # type: ignore[misc]
        if number >= WARM:
            times.append(spent)
            naive.append(_seconds(lambda code=code: _rows(code)))  # type: ignore[misc]
    return Result(
        f"page of a line with its history, {len(times)} lines, whole request", engine, "ms p95", _ms(naive, 0.95),
        _ms(times, 0.95), round(_ms(naive, 0.95) / _ms(times, 0.95), 2), f"p95 <= {GOAL:.0f} ms",
        _ms(times, 0.95) <= GOAL, "baseline: its rows selected from the table of rates, no page",
        _ms(times, 0.5), _ms(times, 0.99),
    )  # fmt: skip


def _times(client: Client, address: str, requests: Sequence[dict[str, str]]) -> list[float]:
    for query in requests[:WARM]:
        _get(client, address, query)
    return [_seconds(lambda query=query: _get(client, address, query)) for query in requests]  # type: ignore[misc]


def _get(client: Client, address: str, query: dict[str, str]) -> None:
    answer = client.get(address, query, headers={"hx-request": "true"})
    if answer.status_code != 200 or not answer.content:  # noqa: PLR2004
        raise SystemExit(f"{address} {query}: {answer.status_code}")


def _rows(code: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tariff_entry WHERE code = %s ORDER BY schedule, since", (code,))
        return list(cursor.fetchall())


@contextmanager
def _by_like(lines: Sequence[Line]) -> Iterator[None]:
    """The naive way in the place of ours: a table of lines, and LIKE over code, Vietnamese and English."""
    by_code = {line.code: line for line in lines}
    held = sqlite3.connect(settings.HOME / "like.sqlite3")
    held.execute("CREATE TABLE IF NOT EXISTS line (code TEXT PRIMARY KEY, vi TEXT, en TEXT)")
    held.executemany(
        "INSERT OR REPLACE INTO line VALUES (?, ?, ?)", [(line.code, line.path.vi, line.path.en) for line in lines]
    )
    held.commit()

    def find(text: str, day: date, chosen: Any = None, *, start: int = 0, size: int = 20) -> queries.Found:
        like = f"%{text}%"
        where = "FROM line WHERE code LIKE ? OR vi LIKE ? OR en LIKE ?"
        codes = held.execute(f"SELECT code {where} ORDER BY code LIMIT ? OFFSET ?", (*(like,) * 3, size, start))  # noqa: S608
        hits = tuple(queries.Hit(by_code[code], 0.0) for (code,) in codes)
        (total,) = held.execute(f"SELECT count(*) {where}", (like,) * 3).fetchone()  # noqa: S608
        return queries.Found(hits, total)

    ours = queries.find
    queries.find = find  # type: ignore[assignment]
    try:
        yield
    finally:
        queries.find = ours
        held.close()


def _share(meant: Sequence[tuple[str, str]], find: Callable[[str], list[str]]) -> float:
    return round(100 * sum(code in find(text) for text, code in meant) / max(len(meant), 1), 1)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _ms(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)


def _load() -> str:
    """Load the full table that lies beside the checkout, else one made of the packaged words. What it is called."""
    there = SAMPLE.is_file()
    content = SAMPLE.read_bytes() if there else typing.table(SIZE)
    terms = Terms(date(2026, 1, 1), None, "", False, "AHTN 2022", frozenset({"EXPORT"}))
    loaded = services.load(
        content, "full.csv", terms, by=SYSTEM, at=law_moment(DAY - timedelta(days=1)), without_faults=True
    )
    return f"{loaded.lines} lines ({'vn-tariff-2026.csv' if there else 'generated from the packaged words'})"


def main() -> None:
    """Print the results as JSON; run as a program with a database of its own."""
    settings.ALLOWED_HOSTS = ["testserver"]
    sys.stdout.buffer.write(msgspec.json.encode(list(measure(int(sys.argv[2])))))
