"""What if: changes as they are typed, and lines assessed as it was and as it would be, to the dong."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec
import pytest

from motcua.declarations import factories
from motcua.declarations.domain.message import Declaration
from motcua.duties.domain import assess
from motcua.duties.domain.asked import Rates
from motcua.reports.domain.whatif.asked import (
    MOST_CHANGES,
    Change,
    Index,
    TariffAsked,
    change,
    changes,
    fit,
    of_table,
    written,
)
from motcua.reports.domain.whatif.errors import NothingOtherwise, UnknownSchedule, WrongChange, WrongDays
from motcua.reports.domain.whatif.rates import Otherwise
from motcua.reports.domain.whatif.reckoning import TAXES, Reckoned, StoredLine, reckon
from motcua.reports.domain.whatif.told import Of, Sides, StoredSums
from motcua.tariff.domain.packaged import packaged

DAY = date(2023, 5, 4)
RATES = packaged().on(DAY)
SHIPMENTS = [factories.declaration(no, day=DAY, direction="export" if no % 3 == 2 else "import") for no in range(9)]
IMPORT = SHIPMENTS[0]


def stored(message: Declaration, rates: Rates = RATES) -> list[StoredLine]:
    """The lines as registration stores them."""
    found = []
    for line in assess(message, rates, taxed=True).lines:
        sums = dict.fromkeys(TAXES, 0)
        for tax in line.taxes:
            sums[tax.kind] += tax.amount
        found.append(StoredLine(line.no, message.items[line.no - 1].hs_code, tuple(sums.values())))
    return found


def by(listed: Sequence[Change], message: Declaration = IMPORT) -> Reckoned:
    return reckon(message, stored(message), (RATES, Otherwise(RATES, Index(listed))), taxed=True)


def total(found: Reckoned) -> int:
    return sum(line.difference for line in found.moved)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("MFN:8703=30", Change("MFN", "8703", 300_000)),
        (" mfn : 8703 = 7,5 % ", Change("MFN", "8703", 75_000)),
        ("VAT:*@10=8", Change("VAT", "", 80_000, 100_000)),
        ("ATIGA:03061490=0", Change("ATIGA", "03061490", 0)),
        ("MFN:87=1000", Change("MFN", "87", 10_000_000)),
    ],
)
def test_a_change_is_read_as_it_is_typed(told: str, read: Change) -> None:
    assert change(told) == read
    assert change(written([read])) == read


@pytest.mark.parametrize(
    "told",
    ["", "MFN", "MFN:8703", "MFN:8703=", "MFN:8=5", "MFN:8703=-1", "MFN:8703=1000.0001", "MFN:8703=1.00001",
     "MFN:12345678901=5", "MFN:8703=5\0", "MFN:x=5", "MFN:8703@=5", "=5", "MFN:8703=" + "9" * 400],
)  # fmt: skip
def test_what_is_no_change_is_refused(told: str) -> None:
    with pytest.raises(WrongChange):
        change(told)


def test_changes_stand_one_on_a_line_or_divided_by_semicolons() -> None:
    assert changes("MFN:87=5; VAT:*@10=8\n\nMFN:03=0\n") == (
        Change("MFN", "87", 50_000), Change("VAT", "", 80_000, 100_000), Change("MFN", "03", 0),
    )  # fmt: skip


def asked(listed: Sequence[Change], since: date = DAY, until: date = DAY) -> TariffAsked:
    return TariffAsked(tuple(listed), since, until)


def test_what_is_asked_must_be_reckonable() -> None:
    one = Change("MFN", "87", 50_000)
    assert fit(asked([one] * MOST_CHANGES), ["MFN"]).changes[0] == one
    for wrong, refusal in (
        (asked([]), NothingOtherwise), (asked([one] * (MOST_CHANGES + 1)), NothingOtherwise),
        (asked([Change("NFM", "87", 5)]), UnknownSchedule), (asked([Change("MFN", "8%", 5)]), WrongChange),
        (asked([Change("MFN", "87", -1)]), WrongChange), (asked([one], date(2024, 1, 1), DAY), WrongDays),
        (asked([one], date.min, DAY), WrongDays), (asked([one], DAY, date.max), WrongDays),
    ):  # fmt: skip
        with pytest.raises(refusal):
            fit(wrong, ["MFN"])


@pytest.mark.parametrize("message", SHIPMENTS, ids=lambda each: each.reference)
def test_the_tariff_unchanged_moves_nothing(message: Declaration) -> None:
    assert by([], message) == Reckoned((), 0)
    for line in stored(message):
        entry = assess(message, RATES, taxed=True).lines[line.no - 1].taxes
        same = [Change(RATES.entry(tax.entry).schedule, line.code, tax.ppm, tax.ppm) for tax in entry if tax.ppm]
        assert by(same, message) == Reckoned((), 0)


def test_vat_goes_up_on_duty_too_and_to_the_dong() -> None:
    line, known = stored(IMPORT)[1], assess(IMPORT, RATES, taxed=True).lines[1]
    found = by([Change("MFN", line.code, 500_000)])
    moved = next(each for each in found.moved if each.code == line.code)
    value = known.customs_value
    vat = next(tax.ppm for tax in known.taxes if tax.kind == "vat")
    assert vat > 0
    duty = (value * 500_000 * 2 + 1_000_000) // 2_000_000
    assert moved.would[TAXES.index("import")] == duty
    assert moved.would[TAXES.index("vat")] == ((value + duty) * vat * 2 + 1_000_000) // 2_000_000


@pytest.mark.parametrize("schedule", ["MFN", "ACFTA", "VAT", "EXPORT"])
def test_a_higher_rate_never_brings_less(schedule: str) -> None:
    ladder = [
        sum(total(by([Change(schedule, "", ppm)], message)) for message in SHIPMENTS)
        for ppm in (0, 50_000, 100_000, 300_000)
    ]
    assert all(less <= more for less, more in pairwise(ladder))


def test_a_change_counts_from_its_first_day_on() -> None:
    code = stored(IMPORT)[1].code
    assert by([Change("VAT", code, 990_000, since=DAY)]).moved
    assert by([Change("VAT", code, 990_000, since=date(2023, 5, 5))]) == Reckoned((), 0)


def test_only_lines_that_have_the_rate_named_are_changed() -> None:
    rates = {tax.ppm for line in assess(IMPORT, RATES, taxed=True).lines for tax in line.taxes if tax.kind == "vat"}
    assert by([Change("VAT", "", 0, max(rates) + 1)]) == Reckoned((), 0)
    assert by([Change("VAT", "", 0, max(rates))]).moved


def test_the_last_of_two_changes_decides() -> None:
    both = [Change("VAT", "", 0), Change("VAT", "", 990_000)]
    assert by(both) == by(both[1:])


def test_a_line_that_the_tariff_does_not_reproduce_keeps_what_is_stored() -> None:
    lines = stored(IMPORT)
    lines[1] = lines[1]._replace(sums=(lines[1].sums[0] + 1, *lines[1].sums[1:]))
    found = reckon(IMPORT, lines, (RATES, Otherwise(RATES, Index([Change("VAT", "", 990_000)]))), taxed=True)
    assert found.left == 1
    assert found.moved == by([Change("VAT", "", 990_000)]).moved[1:]


def test_goods_that_are_not_subject_to_a_tax_stay_so() -> None:
    fruit = stored(IMPORT)[0]
    assert fruit.sums[TAXES.index("vat")] == 0
    assert by([Change("VAT", fruit.code, 990_000)]) == Reckoned((), 0)


def test_sums_of_every_side_add_up_to_the_same_total() -> None:
    sides = Sides(
        [StoredSums("20BB", "2023-05", 7, (0, 0, 0, 0, 10**12, 0)), StoredSums("20BC", "2023-06", 1, (5,) * 6)]
    )
    found = by([Change("VAT", "", 990_000)])
    sides.add(Of("20BB", "2023-05", "1", "Một"), found.moved, 0)
    sides.add(Of("20BC", "2023-06", "2", "Hai"), (), 3)
    told = sides.found(asked([Change("VAT", "", 990_000)]), "x")
    assert told.total.difference == total(found) > 0
    for group in (told.taxes, told.branches, told.months):
        assert sum(each.was for each in group) == told.total.was
        assert sum(each.would for each in group) == told.total.would
    assert sum(each.difference for each in told.goods) == sum(each.difference for each in told.parties) == total(found)
    assert (told.declarations, told.touched_declarations, told.touched_enterprises, told.left) == (8, 1, 1, 3)


def test_a_table_gives_its_plain_percentages_and_counts_the_rest() -> None:
    plain = next(each for each in packaged().entries_of("MFN", stored(IMPORT)[1].code) if each.kind == "percent")
    odd = [
        msgspec.structs.replace(plain, **change_)
        for change_ in ({"kind": "exempt"}, {"origins": frozenset({"CN"})}, {"condition": "inland"}, {"claim": "X"})
    ]
    assert of_table([plain, *odd]) == ((Change("MFN", plain.code, plain.ppm, None, plain.since),), 4)


def test_of_changes_by_longer_and_shorter_beginnings_the_last_decides() -> None:
    long, short, every = Change("MFN", "87032399", 1), Change("MFN", "8703", 2), Change("MFN", "", 3)
    for order in ([long, short, every], [every, short, long], [short, every, long]):
        assert Index(order).find("MFN", "87032399", 5, DAY) == order[-1]
    assert Index([long, short]).find("VAT", "87032399", 5, DAY) is None
    assert Index([short]).find("MFN", "87041000", 5, DAY) is None
