"""A trader's question: what is taken for granted, what is refused, and that it is the sum of a declaration."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from motcua.duties.domain import assess
from motcua.duties.domain.answering import Refused, answer
from motcua.duties.domain.asking import DutyQuestion, tidied
from motcua.duties.domain.completing import completed, plain_form, table_of
from motcua.duties.domain.refusing import KINDS
from motcua.duties.domain.telling import DutyAnswer, exact, rate_text, written
from motcua.tariff.domain import Entry, packaged

DAY = date(2023, 5, 2)
TODAY = date(2023, 12, 22)
COAL = {
    "direction": "import", "hs": "27011900", "origin": "ID", "value": 1000, "currency": "USD", "incoterm": "FOB",
    "freight": 50, "insurance": 5, "quantity": 10, "unit": "TNE", "on": "2023-05-02",
}  # fmt: skip
EXPORT = {
    "direction": "export", "hs": "27011900", "value": 1000, "currency": "USD", "incoterm": "FOB", "on": "2023-05-02",
}  # fmt: skip


def question(base: dict[str, Any] = COAL, **changes: Any) -> DutyQuestion:
    said = {name: value for name, value in {**base, **changes}.items() if value is not None}
    return msgspec.convert(said, DutyQuestion, strict=False)


def answered(base: dict[str, Any] = COAL, **changes: Any) -> DutyAnswer:
    found = answer(question(base, **changes), TODAY, packaged())
    assert isinstance(found, DutyAnswer), found
    return found


def refused(base: dict[str, Any] = COAL, **changes: Any) -> list[str]:
    found = answer(question(base, **changes), TODAY, packaged())
    assert isinstance(found, Refused), found
    assert all(each.words.vi and each.words.en and each.remedy.vi and each.remedy.en for each in found.problems)
    return [f"{each.code} {each.path}" for each in found.problems]


def test_coal_with_a_form_d_is_worked_out_to_the_dong():
    found = answered(form="D")
    value = (1000 + 50 + 5) * 23_370
    assert (found.customs_value, found.exchange_rate, found.total) == (value, 23_370, 150_000 + 2_480_535)
    told = [(tax.kind, tax.base, tax.rate, tax.amount, tax.schedule) for tax in found.taxes]
    assert told == [
        ("import", value, "0%", 0, "ATIGA"),
        ("environment", 10, "15000 VND/TNE", 150_000, "ENVIRONMENT"),
        ("vat", value + 150_000, "10%", 2_480_535, "VAT"),
    ]


def test_it_is_the_sum_that_a_declaration_of_the_same_would_bear():
    asked = tidied(question(form="D"))
    rates = packaged().on(DAY)
    found = assess(completed(asked, DAY), rates, taxed=True)
    assert (answered(form="D").total, answered(form="D").by_kind) == (found.total, found.by_kind)


def test_the_json_begins_with_the_fields_that_were_agreed_and_keeps_money_whole():
    told = msgspec.json.decode(written(answered()))
    agreed = ["on", "customs_value", "exchange_rate", "taxes", "total", "explanation"]
    assert list(told)[:6] == agreed
    assert list(told["taxes"][0])[:7] == ["kind", "base", "rate", "amount", "schedule", "source", "verified"]
    assert isinstance(told["exchange_rate"], int)
    tree = told["explanation"]
    assert set(tree) == {"label", "amount", "how", "law", "verified", "children"}
    assert tree["amount"] == told["total"] == sum(tax["amount"] for tax in told["taxes"])
    assert set(tree["children"][0]["children"][0]["how"]) == {"vi", "en"}


def test_what_a_trader_takes_for_granted_is_filled_in_and_told():
    assert answered().taken == {
        "freight_class": "A", "freight_currency": "USD", "insurance_class": "A", "insurance_currency": "USD",
        "valuation": "6",
    }  # fmt: skip
    assert answered(insurance=None).taken["insurance_class"] == "D"
    assert answered(incoterm="CIF", freight=None, insurance=None).taken == {"valuation": "6"}
    assert answered(freight_currency="EUR").exchange_rates.keys() == {"USD", "EUR"}


@pytest.mark.parametrize(
    ("form", "origin", "table"),
    [("", "ID", "B01"), ("D", "ID", "B04"), ("e", "CN", "B05"), ("AK", "KR", "B06"), ("EUR.1", "DE", "B23"),
     ("eur 1", "GB", "B24"), ("Form D", "TH", "B04")],
)  # fmt: skip
def test_the_form_at_hand_names_the_table(form, origin, table):
    assert table_of(tidied(question(form=form, origin=origin))) == table


def test_the_ordinary_rate_is_for_whoever_asks_for_it():
    assert answered(table="B03").items[0].table == "B03"
    assert answered(table="B03").by_kind["import"] > answered().by_kind["import"]


def test_codes_are_read_as_people_write_them():
    assert answered(hs="2701.19.00", currency="usd", incoterm="fob", unit="tne", origin=" id ") == answered()


def test_many_goods_share_the_costs_and_each_tax_names_its_item():
    goods = [{"hs": "27011900", "origin": "ID", "value": value, "quantity": 10, "unit": "TNE"} for value in (1, 2)]
    found = answered({name: COAL[name] for name in ("direction", "currency", "incoterm", "freight", "on")}, items=goods)
    assert [item.freight for item in found.items] == [389_500, 779_000]
    assert [tax.item for tax in found.taxes] == [1, 1, 1, 2, 2, 2]
    assert sum(item.total for item in found.items) == found.total


def test_additions_and_deductions_meet_the_items_that_they_name():
    added = answered(adjustments=[{"kind": "AD", "amount": 100}])
    taken = answered(adjustments=[{"kind": "SB", "amount": 100, "items": [1]}])
    assert added.customs_value - answered().customs_value == 2_337_000
    assert answered().customs_value - taken.customs_value == 2_337_000


def test_export_is_on_the_value_at_the_gate():
    found = answered(EXPORT)
    assert [(tax.kind, tax.rate, tax.amount) for tax in found.taxes] == [("export", "10%", 2_337_000)]
    assert found.items[0].table == ""
    assert answered(EXPORT, incoterm="CFR", export_value=900).customs_value == 900 * 23_370


REFUSED = [
    ({"hs": "27011901"}, "TAR-E01 /hs"),
    ({"hs": ""}, "DUT-20 /hs"),
    ({"value": None}, "DUT-20 /value"),
    ({"currency": ""}, "DUT-20 /currency"),
    ({"incoterm": ""}, "DUT-20 /incoterm"),
    ({"origin": ""}, "DUT-20 /origin"),
    ({"on": "2021-12-31"}, "KRN-E10 /on"),
    ({"currency": "XAU"}, "DEC-VAL-11 /currency"),
    ({"freight_currency": "XAU"}, "DEC-VAL-11 /freight_currency"),
    ({"value": -1}, "DUT-01 /value"),
    ({"value": "100000000000000"}, "DUT-01 /value"),
    ({"value": "NaN"}, "DUT-01 /value"),
    ({"value": "0.00001"}, "DUT-01 /value"),
    ({"value": 0, "freight": None, "insurance": None}, "IMP-VAL-08 /customs_value"),
    ({"quantity": -1}, "DUT-01 /quantity"),
    ({"value": "1000.5", "currency": "VND"}, "DUT-24 /value"),
    ({"freight": "50.5", "freight_currency": "VND"}, "DUT-24 /freight"),
    ({"incoterm": "ABC"}, "DUT-25 /incoterm"),
    ({"unit": "TON"}, "DUT-26 /unit"),
    ({"unit": "LTR"}, "DUT-02 /unit"),
    ({"unit": ""}, "DUT-27 /unit"),
    ({"quantity": None}, "DUT-27 /quantity"),
    ({"quantity": None, "unit": ""}, "DUT-02 /unit"),
    ({"origin": "ZZ"}, "DEC-ORI-01 /origin"),
    ({"form": "Q"}, "DUT-21 /form"),
    ({"form": "D", "origin": "US"}, "IMP-ORI-02 /origin"),
    ({"form": "D", "table": "B05"}, "DUT-22 /table"),
    ({"table": "B99"}, "TAR-E04 /table"),
    ({"incoterm": "CIF", "freight": None}, "IMP-FRT-09 /insurance"),
    ({"incoterm": "CIF", "insurance": None}, "IMP-FRT-16 /freight"),
    ({"freight_class": "E"}, "IMP-FRT-07 /freight_class"),
    ({"freight_class": "Q"}, "IMP-FRT-01 /freight_class"),
    ({"freight_class": "B"}, "IMP-FRT-04 /freight_class"),
    ({"freight": None, "freight_class": "A"}, "IMP-FRT-02 /freight"),
    ({"insurance_class": "D"}, "IMP-FRT-10 /insurance_class"),
    ({"insurance": None, "insurance_class": "A"}, "IMP-FRT-10 /insurance_class"),
    ({"insurance": None, "insurance_currency": "USD"}, "IMP-FRT-10 /insurance_currency"),
    ({"exemption": "ABC"}, "DUT-30 /exemption"),
    ({"reduction": 5}, "DUT-37 /reduction"),
    ({"claims": [{"code": "Q"}]}, "DUT-33 /claims"),
    ({"claims": [{"code": "VB205", "exemption": "Q"}]}, "DUT-30 /claims"),
    ({"claims": [{"code": "VB205"}]}, "TAR-E05 /claims"),
    ({"valuation": "Q"}, "DUT-34 /valuation"),
    ({"valuation": "3"}, "IMP-VAL-02 /customs_value"),
    ({"adjustments": [{"kind": "XX", "amount": 1}]}, "DUT-32 /adjustments/0/kind"),
    ({"adjustments": [{"kind": "AD"}]}, "DUT-20 /adjustments/0/amount"),
    ({"destination": "CN"}, "DUT-29 /destination"),
    ({"allocation_total": 1}, "DEC-INV-15 /allocation_total"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "wanted"), REFUSED, ids=[wanted for _, wanted in REFUSED])
def test_it_refuses_with_the_code_and_the_field(changes, wanted):
    assert refused(**changes) == [wanted]


REFUSED_ON_EXPORT = [
    ({"form": "D"}, "DUT-23 /form"),
    ({"table": "B04"}, "DUT-23 /table"),
    ({"origin": "CN"}, "DUT-36 /origin"),
    ({"freight": 5}, "DUT-35 /freight"),
    ({"insurance": 5}, "DUT-35 /insurance"),
    ({"destination": "ZZ"}, "DEC-ORI-01 /destination"),
    ({"incoterm": "CIF"}, "EXP-VAL-14 /export_value"),
    ({"value": 0}, "DUT-03 /customs_value"),
]


@pytest.mark.parametrize(("changes", "wanted"), REFUSED_ON_EXPORT, ids=[wanted for _, wanted in REFUSED_ON_EXPORT])
def test_it_refuses_on_export_what_belongs_to_import(changes, wanted):
    assert refused(EXPORT, **changes) == [wanted]


def test_goods_of_viet_nam_may_say_so_on_export():
    assert answered(EXPORT, origin="VN").total == answered(EXPORT).total


def test_goods_stand_in_the_question_or_in_items_but_not_in_both():
    assert refused(items=[{"hs": "27011900", "origin": "ID", "value": 1}])[0] == "DUT-28 /hs"


def test_more_items_than_a_declaration_has_are_refused():
    goods = [{"hs": "84713020", "origin": "CN", "value": 1}] * 1000
    base = {"direction": "import", "currency": "USD", "incoterm": "CIF", "on": "2023-05-02"}
    assert "DUT-31 /items" in refused(base, items=goods)


def test_a_fault_in_an_item_names_the_item():
    goods = [{"hs": "84713020", "origin": "CN", "value": 1}, {"hs": "84713020", "origin": "CN", "value": -1}]
    base = {"direction": "import", "currency": "USD", "incoterm": "CIF", "on": "2023-05-02"}
    assert refused(base, items=goods) == ["DUT-01 /items/1/value"]


def test_the_first_day_is_known_and_the_day_before_is_an_error():
    assert answered(on="2022-01-01", form="D").total > 0
    assert refused(on="2021-12-31") == ["KRN-E10 /on"]


def test_an_agreement_without_the_line_is_told_at_the_form():
    assert refused(hs="87032361", origin="JP", form="AJ", on="2026-02-02", unit="PCE") == ["TAR-E02 /form"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"freight": None}, "IMP-FRT-12"), ({"on": "2023-12-25"}, "DUT-38"), ({}, "DUT-39"), ({}, "DUT-40")],
)
def test_what_is_doubtful_is_noted(changes, code):
    assert code in [note.code for note in answered(**changes).notes]


def test_a_price_in_dong_needs_no_exchange_rate():
    found = answered(currency="VND", value=24_000_000, freight=None, insurance=None)
    assert (found.exchange_rate, found.exchange_quoted_on) == (1, None)
    assert "DUT-39" not in [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Entry(1, "MFN", "1", DAY, None, "percent", 75_000), "7.5%"),
        (Entry(1, "MFN", "1", DAY, None, "exempt"), "exempt"),
        (Entry(1, "ENVIRONMENT", "1", DAY, None, "specific", 0, 15_000, "TNE"), "15000 VND/TNE"),
        (Entry(1, "ABSOLUTE", "1", DAY, None, "specific", 0, 12_500, "PCE", "USD"), "1.25 USD/PCE"),
        (Entry(1, "MIXED", "1", DAY, None, "mixed", 100_000, 5000, "KGM"), "10% + 5000 VND/KGM"),
    ],
)
def test_a_rate_is_an_exact_number_with_its_unit(entry, text):
    assert rate_text(entry, entry.ppm) == text


def test_exact_numbers_have_no_needless_zeros():
    assert [str(exact(number)) for number in (10_000, 12_345_000, 251_262_900)] == ["1", "1234.5", "25126.29"]
    assert plain_form("EUR.1") == "EUR1"
    assert answered(quantity=Decimal("10.5")).taxes[1].base == Decimal("10.5")


def test_every_kind_of_refusal_has_a_code_of_its_own():
    assert len({kind.code for kind in KINDS}) == len(KINDS)
