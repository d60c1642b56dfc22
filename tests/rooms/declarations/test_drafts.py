"""Drafts: whose they are, how they change, and how one becomes a declaration, once."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rooms.declarations.draft_factories import (
    COLLEAGUE,
    OTHER,
    PARTY,
    STRANGER,
    TRADER,
    ready,
    seen,
    texts,
)

from motcua.declarations import services as declarations
from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.domain.drafting.refusals import Lodged, Stale, TooManyDrafts, TooManyItems
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read, write
from motcua.declarations.models import Declaration, Draft, Number
from motcua.declarations.queries import drafts as queries
from motcua.declarations.queries import one
from motcua.declarations.services import Raw, drafts, otherdrafts, trying
from motcua.declarations.services.intake import INTAKE
from motcua.ground.models import Leaf
from motcua.ground.models import Number as Counter
from motcua.kernel.actor import PUBLIC, Actor, Post
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.risk.models import Decision

OFFICER = Actor(7, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lodging stores in the test's own transaction, which the writer's thread could not see."""
    monkeypatch.setattr(INTAKE, "lodge", lambda raw, by, arrival=None, timeout=30: declarations.submit([raw], by=by)[0])


def trial(draft: Draft, at: datetime) -> trying.Trial:
    return trying.try_out(load(draft.body), direction=draft.direction, party=draft.party, at=at)


def test_a_new_draft_knows_the_enterprise_and_has_a_reference_of_its_own(at: datetime) -> None:
    first, second = (drafts.begin(direction="import", party=PARTY, by=TRADER, at=at) for _ in range(2))
    header = load(first.body).header
    assert header["party_name"] == "Công ty TNHH Minh Họa 1"
    assert first.reference == header["reference"] != second.reference
    assert len(first.reference) <= 20
    assert (first.revision, first.done, first.items) == (1, 0, 0)


def test_nobody_begins_or_copies_for_another_enterprise(at: datetime) -> None:
    with pytest.raises(NotAllowed):
        drafts.begin(direction="import", party=OTHER, by=TRADER, at=at)
    draft = ready(at=at)
    with pytest.raises(NotFound):
        drafts.copy(draft.pk, by=STRANGER, at=at)
    answer = declarations.submit([Raw(write(read_of(draft, at)), at)], by=TRADER)[0]
    with pytest.raises(NotFound):
        drafts.copy_declaration(answer.number, by=STRANGER, at=at)
    with pytest.raises(NotAllowed):
        drafts.copy_declaration(answer.number, by=OFFICER, at=at)


def read_of(draft: Draft, at: datetime) -> Message:
    return trial(draft, at).declaration


def test_colleagues_see_the_drafts_of_their_enterprise_and_nobody_else_does(at: datetime) -> None:
    draft = ready(at=at)
    assert queries.find(draft.pk, COLLEAGUE).pk == draft.pk
    for other in (STRANGER, OFFICER, PUBLIC, Actor(11, "Không", posts=frozenset({Post("trader")}))):
        assert queries.count_open(other) == 0
        with pytest.raises(NotFound):
            queries.find(draft.pk, other)


STRANGERS_TRIES: dict[str, Callable[[Draft, datetime], Any]] = {
    "save": lambda d, at: drafts.save(d.pk, {}, seen=seen(d), by=STRANGER, at=at),
    "add": lambda d, at: drafts.add_item(d.pk, seen=seen(d), by=STRANGER, at=at),
    "put": lambda d, at: drafts.put_item(d.pk, 1, {}, seen=seen(d), by=STRANGER, at=at),
    "remove": lambda d, at: drafts.remove_item(d.pk, 1, seen=seen(d), by=STRANGER, at=at),
    "move": lambda d, at: drafts.move_item(d.pk, 1, 2, seen=seen(d), by=STRANGER, at=at),
    "take": lambda d, at: drafts.take_items(d.pk, [], replace=True, seen=seen(d), by=STRANGER, at=at),
    "delete": lambda d, at: drafts.delete(d.pk, by=STRANGER),
    "lodge": lambda d, at: drafts.lodge(d.pk, seen=seen(d), by=STRANGER, at=at),
}


@pytest.mark.parametrize("act", STRANGERS_TRIES)
def test_a_stranger_can_do_nothing_with_a_draft(at: datetime, act: str) -> None:
    draft = ready(at=at)
    with pytest.raises(NotFound):
        STRANGERS_TRIES[act](draft, at)
    assert Draft.objects.get(pk=draft.pk).body == draft.body


def test_what_cannot_be_read_is_kept_as_it_was_typed(at: datetime) -> None:
    draft = ready(at=at, gross_weight="mười tấn")
    assert load(draft.body).header["gross_weight"] == "mười tấn"
    assert [found.path for found in trial(draft, at).refused][0] == "/gross_weight"


def test_only_fields_of_the_form_are_kept(at: datetime) -> None:
    draft = ready(at=at)
    changes = {"party_id": OTHER, "items": "x", "nonsense": "y", "marks": "A/1"}
    kept = load(drafts.save(draft.pk, changes, seen=seen(draft), by=TRADER, at=at).body)
    assert kept.header["marks"] == "A/1"
    assert not {"party_id", "items", "nonsense"} & set(kept.header)
    assert read_of(draft, at).party_id == PARTY


def test_an_old_page_overwrites_nothing(at: datetime) -> None:
    draft = ready(at=at)
    drafts.save(draft.pk, {"marks": "first"}, seen=seen(draft, "tab-1"), by=TRADER, at=at)
    with pytest.raises(Stale):
        drafts.save(draft.pk, {"marks": "second"}, seen=seen(draft, "tab-2"), by=COLLEAGUE, at=at)
    held = Draft.objects.get(pk=draft.pk)
    assert load(held.body).header["marks"] == "first"
    assert held.revision == draft.revision + 1


def test_a_page_is_not_in_its_own_way(at: datetime) -> None:
    draft = ready(at=at)
    for text in ("a", "b"):
        draft_now = drafts.save(draft.pk, {"marks": text}, seen=seen(draft, "tab-1"), by=TRADER, at=at)
    assert load(draft_now.body).header["marks"] == "b"
    drafts.save(draft.pk, {"marks": "c"}, seen=seen(draft_now, "tab-2"), by=TRADER, at=at)
    with pytest.raises(Stale):
        drafts.save(draft.pk, {"marks": "d"}, seen=seen(draft, "tab-1"), by=TRADER, at=at)


def test_saving_the_same_again_changes_no_revision(at: datetime) -> None:
    draft = ready(at=at)
    again = drafts.save(draft.pk, {"marks": ""}, seen=seen(draft), by=TRADER, at=at + timedelta(minutes=1))
    assert (again.revision, again.updated_at) == (draft.revision, at)


def test_progress_counts_steps_that_were_ended_and_are_right(at: datetime) -> None:
    draft = drafts.begin(direction="import", party=PARTY, by=TRADER, at=at)
    assert draft.done == 0
    draft = drafts.save(draft.pk, {"marks": "A"}, seen=seen(draft), by=TRADER, at=at)
    assert "transport" not in load(draft.body).seen
    draft = drafts.save(draft.pk, {}, step="transport", seen=seen(draft), by=TRADER, at=at)
    states = trying.progress(load(draft.body), trial(draft, at))
    assert states["transport"] == "faulty"
    assert states["invoice"] == "new"
    assert ready(at=at).done == 6


def test_items_are_added_copied_moved_and_taken_out(at: datetime) -> None:
    draft = ready(at=at, lines=3)

    def names() -> list[str]:
        return [item.get("description", "") for item in load(Draft.objects.get(pk=draft.pk).body).items]

    first, second, third = names()
    for act in (
        lambda d: drafts.move_item(d.pk, 3, 1, seen=seen(d), by=TRADER, at=at),
        lambda d: drafts.copy_item(d.pk, 1, seen=seen(d), by=TRADER, at=at),
        lambda d: drafts.remove_item(d.pk, 3, seen=seen(d), by=TRADER, at=at),
        lambda d: drafts.add_item(d.pk, seen=seen(d), by=TRADER, at=at),
        lambda d: drafts.move_item(d.pk, 1, 99, seen=seen(d), by=TRADER, at=at),
    ):
        held = act(Draft.objects.get(pk=draft.pk))
    assert names() == [third, second, "", third]
    assert held.items == 4
    assert load(held.body).items[2]["unit_price_currency"] == "USD"
    assert first not in names()


@pytest.mark.parametrize("act", ["remove_item", "copy_item", "add_item"])
def test_a_button_pressed_twice_takes_out_or_adds_one_line(at: datetime, act: str) -> None:
    draft = ready(at=at, lines=3)
    place = () if act == "add_item" else (2,)
    once = getattr(drafts, act)(draft.pk, *place, seen=seen(draft, "tab"), by=TRADER, at=at)
    with pytest.raises(Stale):
        getattr(drafts, act)(draft.pk, *place, seen=seen(draft, "tab"), by=TRADER, at=at)
    assert Draft.objects.get(pk=draft.pk).items == once.items == (2 if act == "remove_item" else 4)


def test_a_late_save_by_itself_does_not_land_in_the_line_that_moved_up(at: datetime) -> None:
    draft = ready(at=at, lines=3)
    moved = drafts.move_item(draft.pk, 1, 3, seen=seen(draft, "tab"), by=TRADER, at=at)
    with pytest.raises(Stale):
        drafts.put_item(draft.pk, 1, {"description": "x"}, seen=seen(draft, "tab"), by=TRADER, at=at)
    assert load(Draft.objects.get(pk=draft.pk).body) == load(moved.body)


@pytest.mark.parametrize("no", [0, 3, 999])
def test_an_item_that_is_not_there_is_not_found(at: datetime, no: int) -> None:
    draft = ready(at=at)
    with pytest.raises(NotFound):
        drafts.put_item(draft.pk, no, {}, seen=seen(draft), by=TRADER, at=at)


def test_nine_hundred_and_ninety_nine_items_are_taken_and_not_one_more(at: datetime) -> None:
    draft = ready(at=at)
    row = load(draft.body).items[0]
    full = drafts.take_items(draft.pk, [row] * 999, replace=True, seen=seen(draft), by=TRADER, at=at)
    assert full.items == 999
    for act in (
        lambda: drafts.add_item(draft.pk, seen=seen(full), by=TRADER, at=at),
        lambda: drafts.copy_item(draft.pk, 1, seen=seen(full), by=TRADER, at=at),
        lambda: drafts.take_items(draft.pk, [row], replace=False, seen=seen(full), by=TRADER, at=at),
    ):
        with pytest.raises(TooManyItems, match="1000"):
            act()
    assert Draft.objects.get(pk=draft.pk).items == 999


def test_a_dry_run_uses_no_number_and_never_asks_the_selection(at: datetime) -> None:
    draft = ready(at=at)
    before = (Leaf.objects.count(), Counter.objects.count(), Decision.objects.count())
    found = trying.with_reference(trial(draft, at))
    assert found.accepted
    assert found.assessment is not None
    assert (Leaf.objects.count(), Counter.objects.count(), Decision.objects.count()) == before


def test_the_dry_run_is_what_lodging_finds(at: datetime) -> None:
    draft = ready(at=at)
    found = trial(draft, at)
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    assert answer.accepted
    assert found.assessment is not None
    assert answer.tax_total == found.assessment.total
    wrong = ready(at=at, procedure="B11")
    told = {(each.code, each.path) for each in trial(wrong, at).findings}
    refused = drafts.lodge(wrong.pk, seen=seen(wrong), by=TRADER, at=at)
    assert not refused.accepted
    assert {(each.code, each.path) for each in refused.findings} == told


@pytest.mark.parametrize("direction", ["import", "export"])
def test_a_lodged_draft_is_the_declaration_that_was_typed(at: datetime, direction: str) -> None:
    draft = ready(direction, at=at)
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    held = Draft.objects.get(pk=draft.pk)
    found = Declaration.objects.get(pk=held.declaration_id)
    assert (found.number, found.party, found.direction) == (answer.number, PARTY, direction)
    kept = read(one.original(one.versions(found.id)[0]))
    assert kept == trial(draft, at).declaration
    assert queries.count_open(TRADER) == 0


def test_lodging_again_gives_the_same_declaration(at: datetime) -> None:
    draft = ready(at=at)
    first = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    again = drafts.lodge(draft.pk, seen=seen(draft), by=COLLEAGUE, at=at + timedelta(days=40))
    assert (again.number, again.repeated) == (first.number, True)
    assert Number.objects.count() == 1


def test_an_answer_that_got_lost_is_found_again(at: datetime) -> None:
    draft = ready(at=at)
    first = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    Draft.objects.filter(pk=draft.pk).update(declaration_id=None)  # killed after the commit, before this note
    again = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    assert (again.number, again.repeated) == (first.number, True)
    assert Draft.objects.get(pk=draft.pk).declaration_id == first.declaration_id


def test_a_draft_that_changed_after_the_page_is_not_lodged(at: datetime) -> None:
    draft = ready(at=at)
    drafts.save(draft.pk, {"marks": "later"}, seen=seen(draft, "tab"), by=COLLEAGUE, at=at)
    with pytest.raises(Stale):
        drafts.lodge(draft.pk, seen=seen(draft, "tab"), by=TRADER, at=at)
    assert not Number.objects.exists()


def test_a_page_with_another_key_lodges_nothing(at: datetime) -> None:
    draft = ready(at=at)
    with pytest.raises(Stale):
        drafts.lodge(draft.pk, seen=seen(draft), key="ANOTHER", by=TRADER, at=at)
    assert drafts.lodge(draft.pk, seen=seen(draft), key=draft.reference, by=TRADER, at=at).accepted


def test_a_reference_that_was_cleared_is_set_again_and_one_too_long_is_refused(at: datetime) -> None:
    cleared = ready(at=at, reference="")
    assert cleared.reference.startswith("MC-")
    drafts.lodge(cleared.pk, seen=seen(cleared), by=TRADER, at=at)
    lodged = queries.lodged_from(Draft.objects.get(pk=cleared.pk))
    assert lodged is not None
    assert one.versions(lodged.pk)[0].reference == cleared.reference
    long = ready(at=at, reference="X" * 36)
    assert not trial(long, at).accepted
    assert not drafts.lodge(long.pk, seen=seen(long), by=TRADER, at=at).accepted


def test_what_cannot_be_read_is_never_lodged(at: datetime) -> None:
    draft = ready(at=at, marks="", split_total="nhiều")
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    assert [found.path for found in answer.findings] == ["/split_total"]
    assert not Number.objects.exists()


def test_a_reference_that_was_used_is_told_before_lodging(at: datetime) -> None:
    draft = ready(at=at)
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    second = ready(at=at, reference=draft.reference, marks="other")
    found = trying.with_reference(trial(second, at))
    assert (found.used, found.refused[0].code) == (answer.number, "DCL-E02")
    assert not drafts.lodge(second.pk, seen=seen(second), by=TRADER, at=at).accepted
    assert Number.objects.count() == 1


def test_a_lodged_draft_is_changed_and_deleted_no_more(at: datetime) -> None:
    draft = ready(at=at)
    drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    with pytest.raises(Lodged):
        drafts.save(draft.pk, {"marks": "x"}, seen=seen(draft), by=TRADER, at=at)
    with pytest.raises(Lodged):
        drafts.delete(draft.pk, by=TRADER)


def test_a_copy_has_a_reference_of_its_own_and_can_be_lodged_too(at: datetime) -> None:
    draft = ready(at=at)
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at)
    for made in (
        drafts.copy(draft.pk, by=COLLEAGUE, at=at),
        drafts.copy_declaration(answer.number, by=COLLEAGUE, at=at),
    ):
        assert made.reference != draft.reference
        other = trial(made, at)
        assert other.accepted
        assert other.declaration.items == trial(draft, at).declaration.items
        assert drafts.lodge(made.pk, seen=seen(made), by=COLLEAGUE, at=at).number != answer.number


def test_an_enterprise_keeps_a_bounded_number_of_drafts(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    first = ready(at=at)
    drafts.begin(direction="export", party=PARTY, by=TRADER, at=at)
    with pytest.raises(TooManyDrafts):
        drafts.copy(first.pk, by=TRADER, at=at)
    drafts.lodge(first.pk, seen=seen(first), by=TRADER, at=at)
    drafts.copy(first.pk, by=TRADER, at=at)


def test_the_body_is_plain_json_of_texts(at: datetime) -> None:
    told = json.loads(ready(at=at).body)
    assert set(told) == {"header", "items", "seen"}
    assert all(isinstance(text, str) for text in told["header"].values())


def test_two_drafts_that_differ_in_risk_only_get_the_same_dry_run(at: datetime) -> None:
    plain = trial(ready(at=at), at)
    entered = texts(day=at.date())
    risky = [{**item, "description": item["description"] + " đã qua sử dụng, lô khác"} for item in entered.items]
    draft = ready(at=at)
    draft = drafts.take_items(draft.pk, risky, replace=True, seen=seen(draft), by=TRADER, at=at)
    other = trial(draft, at)
    assert (other.findings, other.due_on, other.accepted) == (plain.findings, plain.due_on, plain.accepted)
    assert other.assessment == plain.assessment


def test_a_template_is_copied_and_never_lodged(at: datetime) -> None:
    draft = ready(at=at)
    template = otherdrafts.save_template(draft.pk, title="  Hàng   tuần ", by=TRADER, at=at)
    assert (template.template, template.title, template.reference != draft.reference) == (True, "Hàng tuần", True)
    assert [each.pk for each in queries.templates(COLLEAGUE)] == [template.pk]
    assert template.pk not in [each.pk for each in queries.open_of(TRADER).rows]
    with pytest.raises(NotFound):
        drafts.lodge(template.pk, seen=seen(template), by=TRADER, at=at)
    fresh = drafts.copy(template.pk, by=COLLEAGUE, at=at)
    assert (fresh.template, fresh.title, fresh.items) == (False, "", template.items)
    assert queries.templates(STRANGER) == []
