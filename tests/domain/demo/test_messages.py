"""Messages: every declaration passes all rules, and is taxed as planned."""

from datetime import date, timedelta

import numpy as np
import pytest

from motcua.declarations.domain.context import Desk, Procedure
from motcua.declarations.domain.message import Declaration, read
from motcua.declarations.domain.process import Outcome, process
from motcua.demo.domain import corrections
from motcua.demo.domain.amounts import amounts
from motcua.demo.domain.messages import Letters, container, prior
from motcua.demo.domain.names import tax_code
from motcua.demo.domain.parameters import day_index, parameters
from motcua.demo.domain.trade import trade
from motcua.demo.domain.world import World
from motcua.parties.domain import Party
from motcua.reference import domain as reference
from motcua.tariff.domain import packaged

WORLD = World(parameters(), packaged(), seed=2023, scale=0.2)
LETTERS = Letters(WORLD)
DAYS = [date(2022, 1, 18), date(2022, 2, 9), date(2022, 4, 1), date(2022, 7, 12), date(2022, 12, 30),
        date(2023, 1, 3), date(2023, 6, 30), date(2023, 7, 3), date(2023, 7, 17), date(2023, 12, 22)]  # fmt: skip


def procedures(day: date) -> dict[str, Procedure]:
    found = {}
    for direction in ("import", "export"):
        for code in reference.lists_on(day)[f"procedure_{direction}"]:
            extra = reference.entry(f"procedure_{direction}", code, day).extra
            flags = ("taxed", "temporary", "needs_prior", "needs_limit", "needs_contract")
            found[code] = Procedure(code=code, direction=direction, **{name: extra.get(name) == "1" for name in flags})
    return found


def desk(day: date) -> Desk:
    parties = {}
    for party in range(WORLD.roster.size):
        code, name, address, phone = WORLD.roster.identity(party)
        parties[code] = Party(code, name, address, phone, registered_on=day - timedelta(days=90))
    return Desk(
        day=day, lists=reference.lists_on(day), procedures=procedures(day), parties=parties,
        offices=frozenset(office.code for office in reference.offices(day) if office.kind == "branch"),
        tariff=packaged().on(day),
    )  # fmt: skip


def judged(day: date, bodies: list[bytes]) -> list[tuple[Declaration, Outcome]]:
    at = desk(day)
    read_ = [read(body) for body in bodies]
    return [(message, process(message, at)) for message in read_ if isinstance(message, Declaration)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_declaration_of_a_day_passes_all_rules_and_is_taxed_as_planned(day: date) -> None:
    drawn = trade(WORLD, day_index(day))
    as_is = amounts(WORLD, drawn, np.ones(drawn.size))
    found = judged(day, LETTERS.write(drawn, as_is, np.arange(drawn.size)))
    assert len(found) == drawn.size > 0
    refusals = {f"{f.code} {f.path}" for _, outcome in found for f in outcome.findings if f.severity == "refuse"}
    assert refusals == set()
    for (message, outcome), planned in zip(found, as_is.tax_total, strict=True):
        assert outcome.assessment is not None
        assert outcome.assessment.total == pytest.approx(planned, abs=4 * len(message.items))


def test_warnings_are_rare() -> None:
    drawn = trade(WORLD, day_index(date(2023, 11, 15)))
    as_is = amounts(WORLD, drawn, np.ones(drawn.size))
    found = judged(date(2023, 11, 15), LETTERS.write(drawn, as_is, np.arange(drawn.size)))
    assert sum(bool(outcome.findings) for _, outcome in found) <= 0.03 * len(found)


def test_the_truth_costs_more_than_what_was_declared_and_passes_the_rules_too() -> None:
    kinds: set[int] = set()
    for back in range(60):
        day = date(2023, 10, 31) - timedelta(days=back)
        drawn = trade(WORLD, day_index(day))
        as_is = amounts(WORLD, drawn, np.ones(drawn.size))
        true, told = corrections.told_truly(WORLD, drawn, as_is)
        false = np.flatnonzero(drawn.fraud)
        assert (corrections.evaded(drawn, as_is, told)[false] > 0).all()
        kinds.update(drawn.fraud[false].tolist())
        found = judged(day, LETTERS.write(true, told, false, mark="KBS-HQ")) if len(false) else []
        assert all(outcome.accepted for _, outcome in found)
    assert kinds == {1, 2, 3, 4}


def test_tax_codes_have_ten_digits_a_prefix_of_no_province_and_never_repeat() -> None:
    codes = [tax_code(party) for party in range(2000)]
    assert len(set(codes)) == 2000
    assert {len(code) for code in codes} == {10}
    assert {code[:2] for code in codes} == {"99"}


def test_container_numbers_carry_the_check_digit_of_iso_6346() -> None:
    letters = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(39) if n == 0 or n % 11], strict=True))
    for number in (0, 17, 305438, 999_999):
        written = container(number)
        assert sum(letters[c] * 2**p for p, c in enumerate(written[:10])) % 11 % 10 == int(written[10])


def test_an_earlier_declaration_has_the_check_digit_of_its_number() -> None:
    for number in (0, 1, 8_999_999):
        assert len(prior(number)) == 12
        assert int(prior(number)[2:10]) % 7 == int(prior(number)[10])
