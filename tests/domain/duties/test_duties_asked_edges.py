"""What a trader's answer leaves unsaid: what was not taken for granted, and a source that needs no note."""

from datetime import date

from msgspec.structs import replace
from tests.domain.duties.test_duties_asked import COAL, TODAY, answered, question

from motcua.duties.domain.answering import answer
from motcua.duties.domain.telling import DutyAnswer
from motcua.tariff.domain import Book, packaged, schedules
from motcua.tariff.domain.exchange import Exchange
from motcua.tariff.domain.packaged import OPENS, layer, vat_codes


def test_a_method_of_valuation_that_was_named_is_not_among_what_was_taken_for_granted():
    assert "valuation" in answered(COAL).taken
    assert "valuation" not in answered(COAL, valuation="6").taken


def test_rates_of_exchange_whose_source_nobody_has_named_are_given_without_a_note():
    quoted = {date(2023, 4, 27): {"USD": 234_500_000}}
    book = Book([layer()], schedules(), Exchange(quoted), vat_codes(), OPENS)
    found = answer(question(COAL), TODAY, book)
    assert isinstance(found, DutyAnswer)
    assert "DUT-39" not in [note.code for note in found.notes]
    assert packaged().exchange.source


def test_rates_that_a_person_has_compared_with_their_acts_need_no_warning():
    lines, entries = layer()
    seen = [replace(entry, verified=True) for entry in entries if entry.code == COAL["hs"]]
    book = Book([(lines, seen)], schedules(), packaged().exchange, vat_codes(), OPENS)
    found = answer(question(COAL), TODAY, book)
    assert isinstance(found, DutyAnswer)
    assert found.verified
    assert "DUT-40" not in [note.code for note in found.notes]
