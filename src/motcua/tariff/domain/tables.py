"""Tables: an official table read whole, with every fault named by its row and every column accounted for.

The layout is known by the headings: *wide* (one column a schedule), *by year* (code, agreement, direction and one
column a year), *entries* (one row an entry, as this room keeps its own), *exchange rates* (`weekly`), and the
*correlation* of old and new codes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from motcua.reference import domain as reference
from motcua.tariff.domain import headings, weekly
from motcua.tariff.domain.entries import Correlation
from motcua.tariff.domain.keeping import Cell, Keeper
from motcua.tariff.domain.terms import HeldCell, Problem, Quoted, Table, Terms, Use
from motcua.tariff.domain.wide import Wide

__all__ = ["HeldCell", "Problem", "Quoted", "Table", "Terms", "Use", "read"]

CODE = re.compile(r"^\d{8}(\d{2})?$")
_YEAR = re.compile(r"20\d\d")
_PLACE = re.compile(r"^([A-Z]{2}( |$))*$")
_FACTS = ("schedule", "since", "until", "rate", "origins", "excluded", "condition", "source", "claim", "currency")

Row = Mapping[str, str]


def read(names: Sequence[str], rows: Iterable[Sequence[str]], terms: Terms) -> Table:
    """Read a table. Its layout is known by its headings; a file without known columns has one problem."""
    listed = [name.strip() for name in names]
    table = Table("unknown", uses=[Use(name, "ignored") for name in listed if name])
    twice = [name for name, count in Counter(listed).items() if name and count > 1]
    if twice:
        few = ", ".join(twice)
        table.problem(1, "", f"Tên cột xuất hiện hai lần: {few}", f"A heading stands twice: {few}")
        return table
    mapped = _mapped(listed, rows, table)
    if headings.among(listed, headings.OLD) and headings.among(listed, headings.NEW):
        return _correlations(table, listed, mapped, terms)
    if weekly.layout(listed):
        return weekly.read(table, listed, mapped, terms)
    return _rates(table, listed, mapped, terms)


def _rates(table: Table, names: list[str], rows: Iterable[Row], terms: Terms) -> Table:
    code = headings.code_column(names)
    if code is None:
        table.problem(
            1, "", "Không có cột mã hàng (code, Mã HS …), cột tỷ giá, hay cặp mã cũ và mã mới.",
            "There is no column of codes (code, Mã HS …), of exchange rates, nor a pair of old and new codes.",
        )  # fmt: skip
        return table
    uses = {use.name: use for use in table.uses}
    uses[code].kind = "code"
    coded = _coded(table, code, rows)
    keeper = Keeper(table, terms)
    plain = {headings.plain(name): name for name in names}
    if {"schedule", "since", "rate"} <= plain.keys():
        table.layout = "entries"
        _entries(keeper, uses, plain, coded)
    elif "agreement" in plain and any(_YEAR.fullmatch(name) for name in names):
        table.layout = "by year"
        _by_year(keeper, uses, coded, terms.since)
    else:
        table.layout = "wide"
        Wide(keeper, uses, terms).read(coded)
    return table


def _mapped(names: Sequence[str], rows: Iterable[Sequence[str]], table: Table) -> Iterator[Row]:
    """Rows by heading, blank ones too, so that numbers stay right; filled cells are counted by column."""
    uses = {use.name: use for use in table.uses}
    places = [(place, name, uses[name]) for place, name in enumerate(names) if name]
    nameless = [place for place, name in enumerate(names) if not name]
    for number, row in enumerate(rows, start=2):
        found = {}
        for place, name, use in places:
            text = row[place].strip() if place < len(row) else ""
            found[name] = text
            if text:
                use.filled += 1
        stray = [row[place] for place in (*nameless, *range(len(names), len(row))) if place < len(row) and row[place]]
        if any(text.strip() for text in stray):
            table.problem(
                number, "", "Có ô dữ liệu không nằm dưới tên cột nào", "A cell is filled that stands under no heading"
            )
        yield found


def _coded(table: Table, code_name: str, rows: Iterable[Row]) -> Iterator[tuple[int, str, Row]]:
    """Rows with a whole code. Headings between lines (a short code and no rate) are counted, others are faults."""
    for number, row in enumerate(rows, start=2):
        code = re.sub(r"[\s.\xa0]", "", row[code_name])
        if not any(row.values()):
            continue
        table.rows += 1
        if CODE.match(code):
            yield number, code, row
        elif code.isdecimal() and len(code) in (2, 4, 5, 6, 7) and not _rates_in(row):
            table.headed += 1
        else:
            table.problem(
                number, code, "Mã hàng phải có 8 hoặc 10 chữ số; cả dòng bị bỏ",
                "A code has 8 or 10 digits; the whole row is left out",
            )  # fmt: skip


def _rates_in(row: Row) -> bool:
    return any(text and headings.column(name) is not None for name, text in row.items())


def _by_year(
    keeper: Keeper, uses: Mapping[str, Use], rows: Iterable[tuple[int, str, Row]], since: date
) -> None:  # fmt: skip
    years = [name for name in uses if _YEAR.fullmatch(name)]
    for name in (name for name in uses if headings.plain(name) in ("agreement", "direction")):
        uses[name].kind = "facts"
    for name in years:
        uses[name].kind = "rate"
    for number, code, row in rows:
        key = _schedule_of(keeper, row)
        if key is None:
            told = row.get("agreement", "")
            keeper.table.problem(number, code, f"Không có biểu “{told}”", f"There is no schedule “{told}”")
        for run, text in _runs(row, years):
            first, last = date(int(run[0]), 1, 1), date(int(run[-1]), 12, 31)
            cell = Cell(number, run[0], key or "", code, text, max(first, since), last)
            became = "faulty" if key is None else "before" if last < since else keeper.say(cell)
            for year in run:
                uses[year].became[became] += 1


def _runs(row: Row, years: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Runs of equal years with the cell that they share; blank years are left out."""
    run: list[str] = []
    for place, year in enumerate(years):
        text = row[year]
        run.append(year)
        if place + 1 < len(years) and row[years[place + 1]] == text:
            continue
        if text:
            yield run, text
        run = []


def _schedule_of(keeper: Keeper, row: Row) -> str | None:
    found = headings.column(row.get("agreement", ""))
    if found is None:
        return None
    export = (row.get("direction") or "import").lower() == "export"
    key = f"EXPORT_{found.schedule}" if export else found.schedule
    return key if keeper.knows(key) else None


def _entries(
    keeper: Keeper, uses: Mapping[str, Use], plain: Mapping[str, str], rows: Iterable[tuple[int, str, Row]]
) -> None:  # fmt: skip
    for fact in _FACTS:
        if fact in plain:
            uses[plain[fact]].kind = "rate" if fact == "rate" else "facts"
    for number, code, row in rows:
        facts = {fact: row[plain[fact]] if fact in plain else "" for fact in _FACTS}
        cell = _cell_of(keeper, number, code, facts)
        if facts["rate"]:
            uses[plain["rate"]].became[keeper.say(cell) if cell else "faulty"] += 1


def _cell_of(keeper: Keeper, number: int, code: str, facts: Mapping[str, str]) -> Cell | None:
    since, until = _day(facts["since"]), _day(facts["until"])
    wrong = _wrong(keeper, facts, since, until)
    if wrong is not None or since is None:
        keeper.table.problem(number, code, *(wrong or ("", "")))
        return None
    return Cell(
        number, "rate", facts["schedule"], code, facts["rate"], since, until, frozenset(facts["origins"].split()),
        frozenset(facts["excluded"].split()), facts["condition"], facts["source"][:80], facts["claim"],
        facts["currency"],
    )  # fmt: skip


def _wrong(
    keeper: Keeper, facts: Mapping[str, str], since: date | None, until: date | None
) -> tuple[str, str] | None:  # fmt: skip
    """What is wrong with the facts of an entry, in both languages; None where nothing is."""
    if since is None or facts["until"] and until is None:
        return "Ngày phải viết YYYY-MM-DD", "Days are written YYYY-MM-DD"
    if until is not None and until < since:
        return "Ngày cuối đứng trước ngày đầu", "The last day is before the first"
    if not keeper.knows(facts["schedule"]):
        return f"Không có biểu “{facts['schedule']}”", f"There is no schedule “{facts['schedule']}”"
    if not facts["rate"]:
        return "Dòng không có thuế suất", "The row has no rate"
    places = f"{facts['origins']} {facts['excluded']}".strip()
    if not _PLACE.match(re.sub(" +", " ", places)):
        return f"“{places}”: mã nước gồm 2 chữ cái", f"“{places}”: codes of countries have two letters"
    return _wrong_amount(facts, since)


def _wrong_amount(facts: Mapping[str, str], since: date) -> tuple[str, str] | None:
    unit = re.search(r"/\s*([A-Z]{2,3})$", facts["rate"])
    if unit and unit[1] not in reference.all_units():
        return f"Không có đơn vị tính {unit[1]}", f"There is no unit {unit[1]}"
    currency = facts["currency"]
    if currency and currency not in weekly.currencies(since):
        return f"Không có đồng tiền {currency}", f"There is no currency {currency}"
    if len(facts["claim"]) > 10 or len(facts["condition"]) > 2000:
        return "Mã chọn hoặc điều kiện quá dài", "The claim or the condition is too long"
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _correlations(table: Table, names: Sequence[str], rows: Iterable[Row], terms: Terms) -> Table:
    table.layout = "correlations"
    old_name, new_name = headings.among(names, headings.OLD), headings.among(names, headings.NEW)
    since_name, source_name = headings.among(names, headings.SINCE), headings.among(names, {"source"})
    assert old_name is not None
    assert new_name is not None
    uses = {use.name: use for use in table.uses}
    for name in filter(None, (old_name, new_name, since_name, source_name)):
        uses[name].kind = "facts" if name in (since_name, source_name) else "code"
    said: set[tuple[str, str, date]] = set()
    for number, row in enumerate(rows, start=2):
        if not any(row.values()):
            continue
        table.rows += 1
        old, new = (re.sub(r"[\s.\xa0]", "", row[name]) for name in (old_name, new_name))
        since = _day(row[since_name]) if since_name and row[since_name] else terms.since
        if not (CODE.match(old) and CODE.match(new)) or since is None:
            table.problem(
                number, old or new, "Cần mã cũ và mã mới đủ 8 chữ số, ngày viết YYYY-MM-DD",
                "An old and a new code of 8 digits are needed, days are written YYYY-MM-DD",
            )  # fmt: skip
        elif (old, new, since) in said:
            table.repeated += 1
        else:
            said.add((old, new, since))
            act = (row[source_name] if source_name else "") or terms.source
            table.correlations.append(Correlation(old, new, since, act[:80], terms.verified))
    return table
