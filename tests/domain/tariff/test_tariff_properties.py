"""What must be true of every book of rates, whatever its entries."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.domain.tariff.tariff_factories import OPENS, SCHEDULES, book, entry, line

from motcua.kernel.dated import NotInForce
from motcua.kernel.refusals import Refusal
from motcua.tariff.domain import Book, DayBook, Entry, packaged
from motcua.tariff.domain.packaged import layer

CODES = ("27011900", "25231090", "72071100")
LINES = [line(code) for code in CODES]
KEYS = ("MFN", "ATIGA", "CPTPP", "VAT", "EXCISE", "ENVIRONMENT", "EXPORT")
ORIGINS = ("ID", "MX", "JP", "CN")
ONE = timedelta(days=1)
LAST = 120
numbers = st.integers(0, LAST)


@st.composite
def periods(draw) -> list[tuple[date, date | None]]:
    """Periods that follow one another from the first day, with gaps or without; the last one may be open."""
    marks = sorted({0, *draw(st.sets(numbers, max_size=4))})
    found: list[tuple[date, date | None]] = []
    for place, mark in enumerate(marks):
        since = OPENS + timedelta(days=mark)
        until = OPENS + timedelta(days=marks[place + 1] - 1) if place + 1 < len(marks) else None
        found.append((since, until))
    return [each for each in found if draw(st.integers(0, 5))] or found[:1]


@st.composite
def entries(draw) -> list[Entry]:
    """Entries of several schedules and lines, some with origins of their own."""
    made: list[Entry] = []
    for key in KEYS:
        for code in draw(st.sets(st.sampled_from(CODES), min_size=1)):
            for since, until in draw(periods()):
                more = {"code": code, "since": since.isoformat(), "until": until.isoformat() if until else ""}
                made.append(entry(key, draw(st.integers(0, 10**6)), **more))
                if key == "CPTPP" and draw(st.booleans()):
                    mexico = frozenset({"MX"})
                    made[-1] = replace(made[-1], excluded=mexico)
                    made.append(entry(key, draw(st.integers(0, 10**6)), origins=mexico, **more))
    return made


def _told(tariff: Book, day: date) -> dict[tuple[str, ...], object]:
    """Everything that a book answers on a day: entries as what they say, refusals by their code."""
    today = tariff.on(day)
    found: dict[tuple[str, ...], object] = {}
    for code in CODES:
        for key in KEYS:
            for origin in ORIGINS:
                found[key, code, origin] = _answer(today, key, code, origin)
        found["VAT asked", code] = _asked(lambda code=code: today.vat(code))
        for tax in ("excise", "environment", "export"):
            found[tax, code] = _asked(lambda tax=tax, code=code: getattr(today, tax)(code))
    return found


def _answer(today: DayBook, key: str, code: str, origin: str) -> object:
    return _asked(lambda: today.rate(key, code, origin))


def _asked(ask) -> object:
    try:
        entry_ = ask()
    except Refusal as refusal:
        return refusal.code
    return None if entry_ is None else entry_.says


@settings(max_examples=40, deadline=None)
@given(entries(), st.data())
def test_changing_one_entry_changes_only_the_days_of_its_period_and_its_own_line(made: list[Entry], data) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    old = made[place]
    new = replace(old, ppm=old.ppm + 1)
    before = book(*made, lines=LINES)
    after = book(*made[:place], new, *made[place + 1 :], lines=LINES)
    for number in sorted({0, LAST + 5, *data.draw(st.sets(numbers, max_size=4)), *_edges(old)}):
        day = OPENS + timedelta(days=number)
        first, second = _told(before, day), _told(after, day)
        changed = {key for key in first if first[key] != second[key]}
        assert bool(changed) == old.holds_on(day)
        assert all(old.code in key for key in changed)


def _edges(old: Entry) -> set[int]:
    days = {old.since - ONE, old.since, (old.until or old.since), (old.until or old.since) + ONE}
    return {(day - OPENS).days for day in days if day >= OPENS}


@settings(max_examples=40, deadline=None)
@given(entries(), st.data())
def test_a_loaded_layer_that_says_the_same_changes_nothing(made: list[Entry], data) -> None:
    keys = data.draw(st.sets(st.sampled_from([(each.schedule, each.code) for each in made])))
    again = [replace(each, id=each.id + 10**9) for each in made if (each.schedule, each.code) in keys]
    plain, loaded = book(*made, lines=LINES), book(*made, lines=LINES, over=[again])
    for number in data.draw(st.sets(numbers, min_size=1, max_size=5)):
        day = OPENS + timedelta(days=number)
        assert _told(plain, day) == _told(loaded, day)


@settings(max_examples=40, deadline=None)
@given(entries(), st.sampled_from(["GB01", "TD01", "98390010"]), numbers)
def test_a_claim_never_changes_lines_that_have_no_claimed_rates(made: list[Entry], claim: str, number: int) -> None:
    today = book(*made, lines=LINES).on(OPENS + timedelta(days=number))
    for code in CODES:
        for key in KEYS:
            for origin in ORIGINS:
                plain = _answer(today, key, code, origin)
                assert _asked(lambda key=key, code=code, origin=origin: today.rate(key, code, origin, claim)) == plain


@settings(max_examples=40, deadline=None)
@given(entries(), numbers)
def test_the_order_of_entries_in_a_file_does_not_matter(made: list[Entry], number: int) -> None:
    day = OPENS + timedelta(days=number)
    assert _told(book(*made, lines=LINES), day) == _told(book(*reversed(made), lines=LINES), day)


@given(st.integers(1, 4000))
def test_a_day_before_the_tariff_opens_is_an_error_for_every_tax(before: int) -> None:
    with pytest.raises(NotInForce):
        packaged().on(packaged().opens - timedelta(days=before))


OPENED = [key for key in packaged().schedules if (packaged().opens_at(key) or OPENS) > packaged().opens]
UNWRITTEN = [key for key in packaged().schedules if packaged().opens_at(key) is None]


@pytest.mark.parametrize("key", OPENED)
def test_the_day_before_the_first_source_of_a_schedule_is_an_error_and_not_zero(key: str) -> None:
    opens = packaged().opens_at(key)
    assert opens is not None
    code = packaged().codes_in(key)[0]
    with pytest.raises(NotInForce, match=key):
        packaged().on(opens - ONE).rate(key, code, "ID")
    for table in packaged().schedules[key].tables:
        with pytest.raises(Refusal):
            packaged().on(opens - ONE).import_rate(code, "ID", table)


@pytest.mark.parametrize("key", UNWRITTEN)
def test_a_schedule_without_any_table_is_an_error_on_every_day(key: str) -> None:
    for day in (date(2022, 1, 1), date(2023, 5, 2), date(2026, 12, 31)):
        with pytest.raises(NotInForce, match=key):
            packaged().on(day).rate(key, "27011900", "LA")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KEYS), st.integers(1, LAST), st.integers(1, LAST))
def test_a_schedule_of_a_random_book_is_an_error_until_its_first_day(key: str, first: int, before: int) -> None:
    opens = OPENS + timedelta(days=first)
    tariff = book(entry(key, 1, opens.isoformat()), entry("NOT_SUBJECT", code="", kind="exempt"))
    assert tariff.on(opens).rate(key, "27011900", "ID") is not None or key == "CPTPP"
    if before <= first:
        with pytest.raises(NotInForce):
            tariff.on(opens - timedelta(days=before)).rate(key, "27011900", "ID")


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(sorted(each.id for each in layer()[1] if each.kind == "percent")), st.booleans())
def test_changing_one_packaged_entry_changes_only_its_own_days(number: int, later: bool) -> None:
    known = packaged().entry(number)
    own = [each for each in layer()[1] if (each.schedule, each.code) == (known.schedule, known.code)]
    lines = [each for each in layer()[0] if each.code == known.code]
    schedules = list(packaged().schedules.values())
    books = [
        Book([(lines, few)], schedules, packaged().exchange, packaged().vat_codes, OPENS)
        for few in (own, [replace(each, ppm=each.ppm + 1) if each.id == number else each for each in own])
    ]
    inside = known.since if not later else known.until or known.since
    for day in {inside, known.since - ONE, (known.until or date(2027, 12, 31)) + ONE}:
        if day >= OPENS:
            first, second = (
                [each.says for each in tariff.on(day).entries(known.schedule, known.code)] for tariff in books
            )
            assert (first != second) == known.holds_on(day)


def test_the_schedules_of_these_books_are_those_that_every_test_uses() -> None:
    assert {schedule.key for schedule in SCHEDULES} >= set(KEYS)
