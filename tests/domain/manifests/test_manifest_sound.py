"""The quick look finds a document sound where, and only where, the rules about values find nothing in it."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.days import law_moment
from motcua.manifests import factories
from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import CODES
from motcua.manifests.domain.judging import judge, values
from motcua.manifests.domain.message import CrewList, Document
from motcua.manifests.domain.sound import sound
from motcua.manifests.domain.structure import SHAPES
from motcua.reference import domain as reference

DAY = date(2023, 5, 4)
MAKERS = [
    factories.cargo, factories.house, factories.general, factories.crew, factories.effects, factories.stores,
    factories.passengers, factories.dangerous, factories.health, factories.containers,
]  # fmt: skip
TEXTS = ("", " ", "A", "ZZ", "QQQ", "VN", "a\nb", "\u200b", "\x7f", "X" * 12, "X" * 13, "X" * 35, "X" * 36, "X" * 800)
AMOUNTS = (
    None, 0, 1, -1, 9_999, 10**13, 10**14, Decimal(0), Decimal("0.0001"), Decimal("0.00001"), Decimal("-0.1"),
    Decimal(10) ** 13, Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+20"),
)  # fmt: skip


@cache
def desk(day: date = DAY) -> Desk:
    places = reference.code_list("location").on(day)
    return Desk(
        day=day, now=law_moment(day, 9), offices=frozenset(office.code for office in reference.branches(day)),
        ports={code: entry.extra.get("country", "") for code, entry in places.items()},
        countries=reference.code_list("country").codes(day),
    )  # fmt: skip


def told(d: Document, day: date = DAY) -> list[str]:
    return sorted(each.path for each in values(d, "", d, desk(day)))


def spoiled(value: Any, data: st.DataObject) -> Any:
    """The struct with one of its values, or one of a struct within it, put in another's place."""
    name = data.draw(st.sampled_from(value.__struct_fields__))
    held, shape = getattr(value, name), SHAPES[type(value)]
    if name in {field for field, _ in shape.texts}:
        put: Any = data.draw(st.sampled_from(TEXTS) | st.text(max_size=40))
    elif name in {field for field, _ in shape.amounts}:
        put = data.draw(st.sampled_from(AMOUNTS))
    elif isinstance(held, msgspec.Struct):
        put = spoiled(held, data)
    elif isinstance(held, tuple) and held and isinstance(held[0], msgspec.Struct):
        at = data.draw(st.integers(0, len(held) - 1))
        times = data.draw(st.sampled_from((1, 1, 1, 7, 60, 1_200)))
        put = held[:at] + (spoiled(held[at], data),) * times + held[at + 1 :]
    elif isinstance(held, tuple):
        put = (*held, *data.draw(st.lists(st.sampled_from(TEXTS), max_size=9)))
    else:
        put = held
    return msgspec.structs.replace(value, **{name: put})


@pytest.mark.parametrize("make", MAKERS)
def test_every_made_up_document_is_sound_at_once(make: Any) -> None:
    assert sound(make(), desk())
    assert told(make()) == []


@given(st.data())
def test_whatever_value_is_spoiled_the_quick_look_agrees_with_the_rules(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(MAKERS))()
    for _ in range(data.draw(st.integers(1, 3))):
        document = spoiled(document, data)
    assert sound(document, desk()) == (told(document) == [])


def test_what_was_sound_before_is_no_excuse_for_what_is_not() -> None:
    good = factories.crew(people=3)
    assert sound(good, desk())
    bad = msgspec.structs.replace(good.people[1], title="X" * 80)
    changed = msgspec.structs.replace(good, people=(*good.people, bad))
    for _ in range(2):
        assert not sound(changed, desk())
    assert {each.path for each in judge(changed, desk())} >= {"/people/3/title"}


def test_a_code_is_sound_from_its_first_day_and_not_before() -> None:
    first = min(code.since for held in CODES.values() for code in held.values())
    document = factories.crew(people=1)
    assert sound(document, desk())
    early = msgspec.structs.replace(desk(), day=date(first.year - 1, 1, 1))
    assert isinstance(document, CrewList)
    assert sound(document, early) == ([*values(document, "", document, early)] == [])
