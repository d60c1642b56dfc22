"""Linked procedures: what closes a temporary import draws on its balance, and never more than is left."""

import json
from datetime import datetime, timedelta

import msgspec
import pytest
from tests.rooms.declarations.linked_factories import (
    HOUR,
    LIMIT,
    checked,
    closing,
    good,
    green,
    lodge,
    original,
    refusals,
    seed,
    temporary,
)

from motcua.declarations import factories, services
from motcua.declarations.domain.errors import Faulty
from motcua.declarations.domain.link_errors import DrawnUpon, StayByRequest, StillDrawn
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration
from motcua.declarations.services.trial import try_out
from motcua.declarations.stay_models import Balance, Draw, Stay
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]


@pytest.fixture(autouse=True)
def _seeded(department: None, at: datetime) -> None:
    seed(at)


def left(number: str) -> dict[int, int]:
    """What is left of each line."""
    found = Balance.objects.filter(declaration_id=Declaration.objects.get(number=number).id)
    return {each.line: (each.declared_e4 - each.drawn_e4) // 10_000 for each in found}


def stay(number: str) -> tuple[str, str]:
    found = Stay.objects.get(number=number)
    return found.ended, found.due_on.isoformat()


def closed(number: str, at: datetime, parts: list[tuple[int, int]], first: int = 100) -> services.Answer:
    return green(first, lambda no: closing(no, number, parts), at)


def test_a_re_export_draws_and_the_last_one_closes_the_stay(at: datetime) -> None:
    number = original(at, (100, 30))
    assert stay(number) == ("", LIMIT.isoformat())
    closed(number, at + HOUR, [(1, 60), (2, 30)])
    assert left(number) == {1: 40, 2: 0}
    assert stay(number)[0] == ""
    closed(number, at + 2 * HOUR, [(1, 40)], 200)
    assert (left(number), stay(number)[0]) == ({1: 0, 2: 0}, "closed")
    assert good() == []


def test_more_than_is_left_is_refused_and_draws_nothing(at: datetime) -> None:
    number = original(at)
    closed(number, at + HOUR, [(1, 60)])
    answer = lodge(closing(300, number, [(1, 41)]), at + 2 * HOUR)
    assert refusals(answer) == [("DEC-LNK-11", "/items/0/quantity")]
    tried = services.try_out(services.Raw(write(closing(300, number, [(1, 41)])), at + 2 * HOUR), by=SYSTEM)
    assert [error.code for error in tried.errors] == ["DEC-LNK-11"]
    assert lodge(closing(301, number, [(1, 40)]), at + 2 * HOUR).accepted
    assert left(number) == {1: 0}


def test_two_lines_of_one_declaration_together_ask_no_more_than_is_left(at: datetime) -> None:
    number = original(at)
    answer = lodge(closing(300, number, [(1, 60), (1, 41)]), at + HOUR)
    assert refusals(answer) == [("DEC-LNK-11", "/items/1/quantity")]
    assert not Draw.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"procedure": "G22"}, [("DEC-LNK-14", "/procedure")]),
        ({"parts": [(9, 10)]}, [("DEC-LNK-08", "/items/0/prior_line")]),
        ({"item": {"hs_code": "61091020"}}, [("DEC-LNK-09", "/items/0/hs_code")]),
        ({"item": {"unit": "SET", "unit_price_unit": "SET"}}, [("DEC-LNK-10", "/items/0/unit")]),
    ],
)
def test_the_goods_and_the_type_are_those_of_the_original(
    at: datetime, changes: dict[str, object], wrong: list[tuple[str, str]]
) -> None:  # fmt: skip
    told = dict(changes)
    item = told.pop("item", {})
    made = closing(300, original(at), told.pop("parts", [(1, 10)]), **told)  # type: ignore[arg-type]
    made = msgspec.structs.replace(made, items=(msgspec.structs.replace(made.items[0], **item),))  # type: ignore[arg-type]
    assert set(wrong) <= set(refusals(lodge(made, at + HOUR)))


def test_another_enterprise_learns_only_that_the_original_is_not_its_own(at: datetime) -> None:
    number = original(at)
    other = {"party_id": factories.party(3).tax_code, "party_name": factories.party(3).name}
    answer = lodge(closing(300, number, [(1, 500)], **other), at + HOUR)
    assert refusals(answer) == [("DEC-LNK-07", "/prior_number")]


def test_an_original_that_is_not_cleared_or_was_cancelled_cannot_be_closed(at: datetime) -> None:
    waits = checked(1, temporary, at)
    assert refusals(lodge(closing(300, waits.number, [(1, 10)]), at + HOUR)) == [("DEC-LNK-06", "/prior_number")]
    services.cancel([services.Cancellation(waits.declaration_id, at + HOUR, "E3")], by=SYSTEM)
    assert stay(waits.number)[0] == "cancelled"
    assert refusals(lodge(closing(301, waits.number, [(1, 10)]), at + HOUR)) == [("DEC-LNK-04", "/prior_number")]
    assert good() == []


def test_an_original_registered_elsewhere_is_accepted_with_a_warning(at: datetime) -> None:
    made = closing(300, "104000000050", [(1, 10)])
    answer = lodge(made, at)
    assert answer.accepted
    assert [found.code for found in answer.findings if found.code.startswith("DEC-LNK")] == ["DEC-LNK-18"]
    assert not Draw.objects.exists()
    assert good() == []


def test_an_open_closing_declaration_holds_the_original_until_it_is_cleared(at: datetime) -> None:
    number = original(at)
    first = checked(100, lambda no: closing(no, number, [(1, 10)]), at + HOUR)
    assert refusals(lodge(closing(300, number, [(1, 10)]), at + 2 * HOUR)) == [("DEC-LNK-12", "/prior_number")]
    services.cancel([services.Cancellation(first.declaration_id, at + 2 * HOUR, "E3")], by=SYSTEM)
    assert lodge(closing(301, number, [(1, 10)]), at + 3 * HOUR).accepted


def test_the_stay_counts_its_last_day(at: datetime) -> None:
    number = original(at, limit_on=at.date() + timedelta(days=2))
    late = law_moment(at.date() + timedelta(days=3), 9)
    made = closing(300, number, [(1, 10)], day=late.date())
    assert refusals(lodge(made, late)) == [("DEC-LNK-13", "/prior_number")]
    last = law_moment(at.date() + timedelta(days=2), 9)
    assert lodge(closing(301, number, [(1, 10)], day=last.date()), last).accepted


def test_a_cancelled_closing_gives_back_what_it_drew_and_the_stay_runs_on(at: datetime) -> None:
    number = original(at)
    answer = closed(number, at + HOUR, [(1, 100)])
    assert stay(number)[0] == "closed"
    services.cancel([services.Cancellation(answer.declaration_id, at + 2 * HOUR, "E2")], by=SYSTEM)
    assert (left(number), stay(number)[0]) == ({1: 100}, "")
    mine = Draw.objects.filter(declaration_id=answer.declaration_id).order_by("leaf")
    assert list(mine.values_list("quantity_e4", flat=True)) == [1_000_000, -1_000_000]
    assert good() == []


def amend(answer: services.Answer, declaration: object, at: datetime) -> None:
    services.amend([services.Change(answer.declaration_id, at, write(declaration), "5")], by=SYSTEM)  # type: ignore[arg-type]


def test_an_amended_closing_gives_back_and_draws_anew(at: datetime) -> None:
    number = original(at)
    held: list[int] = []

    def make(no: int) -> object:
        held.append(no)
        return closing(no, number, [(1, 60)])

    answer = green(100, make, at + HOUR)
    amend(answer, closing(held[-1], number, [(1, 100)]), at + 2 * HOUR)
    assert left(number) == {1: 0}
    with pytest.raises(Faulty, match="DEC-LNK-11 /items/0/quantity"):
        amend(answer, closing(held[-1], number, [(1, 101)]), at + 3 * HOUR)
    amend(answer, closing(held[-1], number, [(1, 25)]), at + 4 * HOUR)
    assert (left(number), stay(number)[0]) == ({1: 75}, "")
    assert good() == []


def test_an_original_keeps_what_others_drew_and_is_not_cancelled_under_them(at: datetime) -> None:
    held: list[int] = []

    def make(no: int) -> object:
        held.append(no)
        return temporary(no)

    first = green(1, make, at)
    closed(first.number, at + HOUR, [(1, 60)])
    with pytest.raises(StillDrawn):
        services.cancel([services.Cancellation(first.declaration_id, at + 2 * HOUR, "E3")], by=SYSTEM)
    with pytest.raises(DrawnUpon, match="60 PCE|60 KGM"):
        amend(first, temporary(held[-1], (59,)), at + 2 * HOUR)
    amend(first, temporary(held[-1], (60,)), at + 3 * HOUR)
    assert (left(first.number), stay(first.number)[0]) == ({1: 0}, "closed")
    assert good() == []


def test_an_amendment_may_shorten_a_stay_and_never_lengthen_it(at: datetime) -> None:
    held: list[int] = []

    def make(no: int) -> object:
        held.append(no)
        return temporary(no)

    answer = green(1, make, at)
    with pytest.raises(StayByRequest):
        amend(answer, temporary(held[-1], (90,), limit_on=LIMIT + timedelta(days=1)), at + HOUR)
    amend(answer, temporary(held[-1], (90,), limit_on=LIMIT - timedelta(days=5)), at + HOUR)
    assert stay(answer.number) == ("", (LIMIT - timedelta(days=5)).isoformat())
    assert good() == []


def test_declarations_of_one_sending_that_close_the_same_see_each_other(at: datetime) -> None:
    number = original(at)
    bodies = [write(closing(no, number, [(1, 70)])) for no in range(300, 303)]
    answers = services.submit([services.Raw(body, at + HOUR) for body in bodies], by=SYSTEM)
    assert [answer.accepted for answer in answers] == [True, False, False]
    assert {code for code, _ in refusals(answers[1])} <= {"DEC-LNK-11", "DEC-LNK-12"}
    assert good() == []


def test_a_change_of_use_draws_on_an_import_that_was_not_temporary(at: datetime) -> None:
    number = original(at, procedure="E13", limit_on=None)
    assert refusals(lodge(closing(301, number, [(1, 10)]), at + HOUR)) == [("DEC-LNK-14", "/procedure")]
    answer = lodge(closing(300, number, [(1, 10)], procedure="A42", notes="x"), at + HOUR)
    assert (answer.accepted, left(number)) == (True, {1: 90})
    assert not Stay.objects.exists()
    assert good() == []


@pytest.mark.parametrize("quantity", ["NaN", "Infinity", "1e30", "0.00001"])
def test_a_quantity_that_is_none_is_told_and_never_breaks_the_look_at_the_earlier_one(
    at: datetime, quantity: str
) -> None:
    body = json.loads(write(closing(100, original(at, (100,)), [(1, 1)])))
    body["items"][0]["quantity"] = quantity
    told = try_out(services.Raw(json.dumps(body).encode(), at + HOUR), by=SYSTEM)
    assert not told.accepted
    [answer] = services.submit([services.Raw(json.dumps(body).encode(), at + HOUR)], by=SYSTEM)
    assert not answer.accepted
