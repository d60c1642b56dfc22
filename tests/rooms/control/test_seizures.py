"""The seizure store: two signatures for each hand-over, seals compared, counts and their differences, the end."""

import pytest
from tests.rooms.control.case_desk import (
    AT,
    DAY,
    FAR_HEAD,
    HANDLER,
    HEAD,
    HOUR,
    LEADER,
    OFFICER,
    OTHER,
    exhibit,
    explained,
    faults,
)

from motcua.control.domain.cases import errors
from motcua.control.models import Case, CaseReading, Exhibit
from motcua.control.queries import store
from motcua.control.services import seizures
from motcua.control.services.cases import reading, working
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import queries as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Exhibit:
    """An exhibit that its handler sealed and stored."""
    staff = {each.account: each for each in (HANDLER, OTHER, OFFICER, HEAD, FAR_HEAD, LEADER)}
    monkeypatch.setattr(people, "actor_for", lambda account, day: staff[account])
    return exhibit(explained())


def test_an_exhibit_changes_hands_when_both_have_signed(held: Exhibit) -> None:
    offered = seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT + HOUR)
    assert (offered.state, offered.holder, offered.to) == ("handing", HANDLER.account, OTHER.account)
    taken = seizures.take(held.pk, seal="NP-0001", into="K1", by=OTHER, at=AT + 2 * HOUR)
    assert (taken.state, taken.holder, taken.to, taken.store) == ("stored", OTHER.account, 0, "K1")
    assert [each.verb for each in store.chain(taken)] == ["store", "offer", "take"]
    assert faults() == []


def test_only_the_holder_gives_and_only_the_named_receiver_takes(held: Exhibit) -> None:
    with pytest.raises(errors.NotTheReceiver):
        seizures.offer(held.pk, to=OTHER.account, by=HEAD, at=AT)
    with pytest.raises(errors.NotTheReceiver):
        seizures.offer(held.pk, to=HANDLER.account, by=HANDLER, at=AT)
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    for by in (HANDLER, HEAD):
        with pytest.raises(errors.NotTheReceiver):
            seizures.take(held.pk, seal="NP-0001", by=by, at=AT)
    with pytest.raises(NotFound):
        seizures.take(held.pk, seal="NP-0001", by=FAR_HEAD, at=AT)


def test_another_seal_than_the_recorded_one_is_not_received_and_what_is_refused_stays(held: Exhibit) -> None:
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    with pytest.raises(errors.SealDiffers):
        seizures.take(held.pk, seal="NP-0009", by=OTHER, at=AT)
    back = seizures.refuse(held.pk, note="niêm phong khác", by=OTHER, at=AT)
    assert (back.state, back.holder, back.to) == ("stored", HANDLER.account, 0)


def test_who_gives_takes_back_what_nobody_received(held: Exhibit) -> None:
    with pytest.raises(Impossible):
        seizures.recall(held.pk, note="nhầm người", by=HANDLER, at=AT)
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    for by in (OTHER, HEAD):
        with pytest.raises(errors.NotTheReceiver):
            seizures.recall(held.pk, note="nhầm người", by=by, at=AT)
    with pytest.raises(errors.NeedsWords):
        seizures.recall(held.pk, note=" ", by=HANDLER, at=AT)
    back = seizures.recall(held.pk, note="nhầm người", by=HANDLER, at=AT)
    assert (back.state, back.holder, back.to) == ("stored", HANDLER.account, 0)
    with pytest.raises(NotFound):
        seizures.take(held.pk, seal="NP-0001", by=OTHER, at=AT)
    assert faults() == []


def test_an_exhibit_of_a_restricted_case_has_no_name_in_lists_but_for_who_handles_or_keeps_it(held: Exhibit) -> None:
    number = Case.objects.get().number
    assert store.nameless([held], LEADER) == frozenset()
    working.restrict(number, sensitive=True, note="chuyên án", by=LEADER, at=AT)
    assert store.nameless([held], LEADER) == {held.pk}
    assert store.nameless([held], HANDLER) == frozenset()
    named, numbered = store.Filters(text="thuốc lá"), store.Filters(text=number)
    assert store.listing(named, LEADER, DAY)[0] == []
    assert [each.pk for each in store.listing(numbered, LEADER, DAY)[0]] == [held.pk]
    assert [each.pk for each in store.listing(named, HANDLER, DAY)[0]] == [held.pk]
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    assert [each.pk for each in store.listing(named, OTHER, DAY)[0]] == [held.pk]


def test_reading_an_exhibit_stands_among_the_readings_of_its_case(held: Exhibit) -> None:
    reading.read_exhibit(held, by=HEAD, at=AT)
    found = seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    reading.read_exhibit(found, by=OTHER, at=AT)
    kept = CaseReading.objects.order_by("leaf").values_list("account", "what", "reason")
    assert list(kept) == [(HEAD.account, "exhibit", "head"), (OTHER.account, "exhibit", "keeper")]
    working.restrict(Case.objects.get().number, sensitive=True, note="chuyên án", by=LEADER, at=AT)
    reading.read_exhibit(found, by=OTHER, at=AT)
    with pytest.raises(errors.NeedsWords):
        reading.read_exhibit(found, by=LEADER, at=AT)
    reading.read(Case.objects.get().number, reason="chỉ đạo", by=LEADER, at=AT)
    reading.read_exhibit(found, by=LEADER, at=AT)
    assert faults() == []


def test_a_count_expects_the_whole_store_and_begins_with_what_was_touched_longest_ago(held: Exhibit) -> None:
    more = [seizures.Sealed(f"Kiện {no}", 10_000, "kiện", f"NP-{no}", "K2") for no in range(205)]
    seizures.seize(Case.objects.get().number, more, by=HANDLER, at=AT)
    assert store.to_count("K2", HEAD, DAY)[0].pk == held.pk
    made = seizures.count("K2", [seizures.Counted(held.pk, 500_000, " NP-0001")], by=HEAD, at=AT + HOUR)
    assert (made.expected, made.counted, made.differ) == (206, 1, 0)
    assert store.to_count("K2", HEAD, DAY)[-1].pk == held.pk


def test_an_exhibit_on_its_way_is_not_dealt_with(held: Exhibit) -> None:
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    with pytest.raises(Impossible):
        seizures.end(held.pk, how="returned", note="trả", by=HEAD, at=AT)


def test_nothing_is_destroyed_before_a_decision_is_executed_and_a_handler_ends_nothing(held: Exhibit) -> None:
    with pytest.raises(errors.NotExecuted):
        seizures.end(held.pk, how="destroyed", note="x", by=HEAD, at=AT)
    with pytest.raises(NotAllowed):
        seizures.end(held.pk, how="returned", note="x", by=HANDLER, at=AT)
    assert seizures.end(held.pk, how="returned", note="trả", by=HEAD, at=AT).state == "ended"


@pytest.mark.parametrize(("found", "seal", "differ"), [(500_000, "NP-0001", 0), (499_999, "NP-0001", 1), (0, "", 1)])
def test_a_count_says_what_differs_and_changes_nothing(held: Exhibit, found: int, seal: str, differ: int) -> None:
    made = seizures.count("K2", [seizures.Counted(held.pk, found, seal)], by=HEAD, at=AT)
    assert (made.expected, made.counted, made.differ) == (1, 1, differ)
    assert Exhibit.objects.get().quantity_e4 == 500_000
    assert faults() == []


def test_a_count_is_of_its_own_store_and_by_those_who_keep_it(held: Exhibit) -> None:
    told = [seizures.Counted(held.pk, 500_000, "NP-0001")]
    with pytest.raises(errors.NotCounted):
        seizures.count("K1", told, by=HEAD, at=AT)
    with pytest.raises(errors.NotCounted):
        seizures.count("K2", [], by=HEAD, at=AT)
    with pytest.raises(errors.NotListed):
        seizures.count("XX", told, by=HEAD, at=AT)
    with pytest.raises(NotAllowed):
        seizures.count("K2", told, by=OFFICER, at=AT)


def test_a_seal_is_renewed_by_the_holder_with_words(held: Exhibit) -> None:
    with pytest.raises(errors.NotTheReceiver):
        seizures.reseal(held.pk, seal="NP-2", note="x", by=HEAD, at=AT)
    with pytest.raises(errors.NeedsWords):
        seizures.reseal(held.pk, seal="NP-2", note=" ", by=HANDLER, at=AT)
    assert seizures.reseal(held.pk, seal="NP-2", note="rách", by=HANDLER, at=AT).seal == "NP-2"


def test_the_store_shows_what_one_may_see_and_what_one_is_handed(held: Exhibit) -> None:
    assert store.listing(store.Filters(), OTHER, DAY)[0] == []
    seizures.offer(held.pk, to=OTHER.account, by=HANDLER, at=AT)
    assert [each.pk for each in store.listing(store.Filters(state="mine"), OTHER, DAY)[0]] == [held.pk]
    assert store.listing(store.Filters(), FAR_HEAD, DAY)[0] == []
