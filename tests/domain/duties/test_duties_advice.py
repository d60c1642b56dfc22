"""Advice: every schedule side by side, the cheapest lawful one, and why the others are not usable."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from motcua.duties.domain import advice as words
from motcua.duties.domain.advice import Advice, Option, Wanted, advise
from motcua.duties.domain.advising import AdviceQuestion, wanted
from motcua.duties.domain.answering import Refused
from motcua.duties.domain.proofs import late, proof, proofs
from motcua.duties.domain.telling_advice import advice_told
from motcua.kernel.dated import NotInForce
from motcua.kernel.words import Words
from motcua.tariff.domain import Entry, UnknownLine, packaged, schedules
from motcua.tariff.domain.packaged import book_of, layer

COAL = Wanted("27011900", "ID", date(2023, 5, 2), quantity=Decimal(10), unit="TNE")
SHIRT = "61091010"


def on(code: str, origin: str, day: str) -> Advice:
    return advise(Wanted(code, origin, date.fromisoformat(day)), packaged())


def of(found: Advice, key: str) -> Option:
    return next(each for each in found.options if each.schedule.key == key)


def with_entries(*entries: Entry):
    return book_of((layer(), ([], entries)))


def entry(schedule: str, kind: str, **more) -> Entry:
    return Entry(990_000_000 + hash(schedule) % 1000, schedule, SHIRT, date(2022, 1, 1), None, kind, **more)


def test_a_form_d_saves_the_duty_and_the_tax_on_it():
    found = advise(COAL, packaged())
    assert found.best == "ATIGA"
    assert (found.missing_duty, found.missing_total) == (20_000_000, 22_000_000)
    assert of(found, "ATIGA").total == 100_165_000
    assert of(found, "MFN").total == 122_165_000


def test_agreements_of_other_countries_are_not_shown():
    keys = {each.schedule.key for each in advise(COAL, packaged()).options}
    assert {"ATIGA", "ACFTA", "MFN", "ORDINARY"} <= keys
    assert not {"EVFTA", "VKFTA", "VNEAEU"} & keys


def test_most_favoured_nation_is_best_where_no_proof_saves_anything():
    found = on("85171200", "KR", "2022-05-02")
    assert (found.best, found.missing_total) == ("MFN", 0)


def test_the_ordinary_rate_is_never_advised():
    found = advise(COAL, packaged())
    assert of(found, "ORDINARY").usable
    assert found.options[-1].schedule.key != "ORDINARY"
    assert of(found, "ORDINARY").saved_total < 0


def test_an_agreement_can_be_worse_than_most_favoured_nation():
    book = with_entries(entry("ACFTA", "percent", ppm=500_000))
    found = advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book)
    worse = of(found, "ACFTA")
    assert (found.best, worse.why) == ("MFN", words.WORSE)
    assert worse.usable
    assert worse.saved_duty == -300_000_000


@pytest.mark.parametrize(
    ("added", "why"),
    [
        (entry("ACFTA", "absent"), words.NOT_IN_SCHEDULE),
        (entry("ACFTA", "percent", excluded=frozenset({"CN"})), words.EXCLUDED),
        (entry("ACFTA", "percent", origins=frozenset({"TH"})), words.NOT_IN_SCHEDULE),
        (entry("ACFTA", "percent", condition="claimed"), words.ON_CONDITIONS),
    ],
)
def test_a_rate_that_cannot_be_used_says_why(added, why):
    option = of(advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), with_entries(added)), "ACFTA")
    assert (option.usable, option.why) == (False, why)


def test_a_rate_that_the_table_alone_cannot_settle_shows_what_is_printed():
    book = with_entries(entry("ACFTA", "held", ppm=-1, condition="0/5"))
    option = of(advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book), "ACFTA")
    assert not option.usable
    assert "0/5" in option.why.en


def test_without_a_settled_rate_of_most_favoured_nations_nothing_is_compared_with_it():
    book = with_entries(entry("MFN", "held", ppm=-1, condition="0/5"))
    found = advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book)
    assert (found.best, found.missing_total) == ("ACFTA", 0)
    assert not of(found, "MFN").usable


def test_a_schedule_without_a_table_for_the_day_is_not_taken_for_zero():
    found = advise(COAL, packaged())
    assert (of(found, "AKFTA").usable, of(found, "AKFTA").why) == (False, words.NOT_LOADED)


def test_the_last_day_of_a_schedule_and_the_day_after():
    assert of(on(SHIRT, "CN", "2027-12-31"), "ACFTA").usable
    expired = of(on(SHIRT, "CN", "2028-01-01"), "ACFTA")
    assert (expired.usable, expired.why) == (False, words.EXPIRED)


def test_an_agreement_that_has_not_begun_is_not_shown():
    assert "VIFTA" not in {each.schedule.key for each in on(SHIRT, "IL", "2024-11-16").options}
    assert "VIFTA" in {each.schedule.key for each in on(SHIRT, "IL", "2024-11-17").options}


def test_conditional_schedules_are_shown_and_never_the_cheapest():
    book = with_entries(entry("CH98", "percent", claim="98390000"))
    found = advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book)
    option = of(found, "CH98")
    assert (option.conditional, option.usable, option.why) == (True, False, words.ON_CONDITIONS)
    assert "98390000" in option.rate
    assert found.best == "ACFTA"


def test_a_duty_per_unit_is_not_compared_without_a_quantity():
    book = with_entries(entry("ACFTA", "specific", amount=1000, unit="PCE"))
    without = advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book)
    assert of(without, "ACFTA").unmeasured
    assert without.best == "MFN"
    measured = advise(Wanted(SHIRT, "CN", date(2023, 5, 2), quantity=Decimal(10), unit="PCE"), book)
    assert (measured.best, of(measured, "ACFTA").duty) == ("ACFTA", 10_000)


def test_a_tax_per_unit_without_quantity_is_left_out_and_said():
    found = on("27011900", "ID", "2023-05-02")
    assert found.lacking == (words.NEEDS_QUANTITY,)
    assert [each.amount for each in found.others if each.kind == "environment"] == [None]
    assert advise(COAL, packaged()).lacking == ()


def test_remedies_on_the_origin_are_named_with_those_of_producers():
    general = entry("ANTIDUMPING", "percent", ppm=100_000, origins=frozenset({"CN"}))
    producer = Entry(991_000_001, "ANTIDUMPING", SHIRT, date(2022, 1, 1), None, "percent", 50_000,
                     origins=frozenset({"CN"}), claim="GB001")  # fmt: skip
    book = with_entries(general, producer)
    found = advise(Wanted(SHIRT, "CN", date(2023, 5, 2)), book)
    assert sorted((each.claim, each.ppm) for each in found.remedies) == [("", 100_000), ("GB001", 50_000)]
    assert advise(Wanted(SHIRT, "TH", date(2023, 5, 2)), book).remedies == ()


def test_an_unknown_code_and_a_day_before_the_tables_are_errors():
    with pytest.raises(UnknownLine):
        on("00000000", "CN", "2023-05-02")
    with pytest.raises(NotInForce):
        on(SHIRT, "CN", "2021-12-31")


def test_controls_that_are_given_are_told():
    control = SimpleNamespace(
        words=Words("Giấy phép", "A licence"), agency=Words("Bộ", "Ministry"), act="1", verified=False
    )
    found = advise(COAL, packaged(), [control])
    told = advice_told(found, packaged().on(COAL.day))
    assert told.controls[0].words.en == "A licence"
    assert told.best == "ATIGA"
    assert [each.schedule for each in told.options if each.best] == ["ATIGA"]
    assert told.options[0].proof is not None
    assert not told.options[0].proof.verified


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        (AdviceQuestion(), ["DUT-20 /hs", "DUT-20 /origin"]),
        (AdviceQuestion("1", "ZZ"), ["TAR-E01 /hs", "DEC-ORI-01 /origin"]),
        (AdviceQuestion(SHIRT, "CN", date(2021, 1, 1)), ["KRN-E10 /on"]),
        (AdviceQuestion(SHIRT, "CN", value=Decimal(0)), ["DUT-01 /value"]),
        (AdviceQuestion(SHIRT, "CN", value=Decimal("1.5")), ["DUT-24 /value"]),
        (AdviceQuestion(SHIRT, "CN", unit="XX"), ["DUT-26 /unit"]),
        (AdviceQuestion(SHIRT, "CN", quantity=Decimal(1)), ["DUT-27 /unit"]),
        (AdviceQuestion(SHIRT, "CN", quantity=Decimal(-1), unit="KGM"), ["DUT-01 /quantity"]),
    ],
)
def test_a_question_that_cannot_be_advised_on_says_why(question, wrong):
    found = wanted(question, date(2023, 5, 2), packaged())
    assert isinstance(found, Refused)
    assert [f"{each.code} {each.path}" for each in found.problems] == wrong


def test_a_question_is_read_as_people_write_it():
    found = wanted(AdviceQuestion("6109.10.10", " cn "), date(2023, 5, 2), packaged())
    assert found == Wanted(SHIRT, "CN", date(2023, 5, 2))


def test_every_agreement_says_what_proof_it_asks_for_and_that_nobody_has_checked_it():
    known = {each.schedule for each in proofs()}
    assert known == {each.key for each in schedules() if each.kind == "preference"}
    assert not any(each.verified for each in proofs())
    assert {each.evidence for each in proofs()} == {"recalled"}
    forms = {each.key: each.form for each in schedules()}
    assert all(each.form == forms[each.schedule] for each in proofs())


@pytest.mark.parametrize(
    ("schedule", "day", "term"),
    [("ATIGA", "2023-07-14", "30 days"), ("ATIGA", "2023-07-15", "1 year"), ("EVFTA", "2023-07-14", "2 years"),
     ("UKVFTA", "2023-07-15", "2 years")],
)  # fmt: skip
def test_a_late_proof_has_until_the_day_that_its_rule_says(schedule, day, term):
    found = late(schedule, date.fromisoformat(day))
    assert found is not None
    assert term in found.words.en


def test_nothing_is_known_of_a_proof_before_its_first_day():
    assert proof("ATIGA", date(2021, 12, 31)) is None
    assert late("ATIGA", date(2018, 6, 4)) is None
    assert proof("MFN", date(2023, 1, 1)) is None
