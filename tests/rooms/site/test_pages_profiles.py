"""Pages of risk profiles: the list, writing as fields or as text, trying, deciding, and who sees nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.domain.risk.risk_factories import facts
from tests.rooms.risk.test_risk_profiles_written import draft, in_force, proposed, register
from tests.rooms.site.conftest import NOW

from motcua.kernel.days import law_day
from motcua.risk.domain.language import criteria_of, written
from motcua.risk.domain.life import State
from motcua.risk.queries import profiles as reads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
Enter = Callable[..., Client]
HEAD = {
    "code": "O-TRIAL", "kind": "office", "share": "12,5", "since": "", "until": "", "reason_vi": "Lý do.",
    "reason_en": "A reason.", "basis": "Giả định",
}  # fmt: skip
FIELDS = {
    "as": "fields", "directions": ["import"], "levels": ["3", "4"], "headings": "6109, 6204", "value_from": "1.000.000",
    "reference": "55", "countries": "cn", "past_of_0": "party", "past_what_0": "hits_from", "past_bound_0": "2",
}  # fmt: skip
TEXT = (
    "direction in import\nlevel in 3, 4\ncountry in CN\nheading in 6109, 6204\nvalue >= 1000000\nunit_value < 55 %\n"
    "past.party.hits >= 2"
)


@pytest.fixture
def trade() -> None:
    """Some declarations of today and of the month before."""
    register(facts())
    register(*[facts(origin="JP" if no % 4 == 0 else "KR", value=no) for no in range(20)], day=law_day(NOW))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_packaged_and_written_profiles_beside_the_random_share(enter: Enter, trade: None) -> None:
    in_force(draft())
    proposed(draft("O-WAITS"), NOW)
    client = enter("risk")
    shown = text(client.get("/risk/profiles/?sort=-share"))
    assert all(code in shown for code in ("L-INFORMATION", "O-NEW", "O-WAITS"))
    narrowed = text(client.get("/risk/profiles/?standing=waiting"))
    assert "O-WAITS" in narrowed
    assert "L-INFORMATION" not in narrowed
    lines = b"".join(client.get("/risk/profiles/profiles.csv?q=o-new").streaming_content).decode()  # type: ignore[attr-defined]
    assert "origin in JP" in lines


def test_fields_and_text_say_the_same(enter: Enter, trade: None) -> None:
    client = enter("risk")
    as_text = text(client.post("/risk/profiles/new/", {**HEAD, **FIELDS, "do": "text"}))
    assert all(line.replace("<", "&lt;").replace(">", "&gt;") in as_text for line in TEXT.splitlines())
    empty = client.post("/risk/profiles/new/", {**HEAD, "as": "fields", "do": "text"})
    assert (empty.status_code, empty.context["as_text"]) == (200, True)
    again = client.post("/risk/profiles/new/", {**HEAD, "as": "text", "text": " ", "do": "fields"})
    assert not again.context["as_text"]
    back = client.post("/risk/profiles/new/", {**HEAD, "as": "text", "text": TEXT, "do": "fields"})
    assert back.context["form"]["headings"].value() == "6109, 6204"
    for no, sent in enumerate(({**FIELDS}, {"as": "text", "text": TEXT})):
        answer = client.post("/risk/profiles/new/", {**HEAD, "code": f"O-TRIAL-{no}", **sent, "do": "write"})
        assert answer["Location"] == f"/risk/profiles/O-TRIAL-{no}/1/"
        kept = reads.version(f"O-TRIAL-{no}", 1).draft
        assert (kept.criteria, kept.share_ppm) == (criteria_of(TEXT), 125_000)
        assert written(kept.criteria) == TEXT


def test_a_branch_that_has_closed_is_kept_in_the_fields(enter: Enter, trade: None) -> None:
    proposed(draft("O-CLOSED", "office in 20BB, 20CD and origin in JP"), NOW)
    client = enter("risk")
    form = client.get("/risk/profiles/new/?code=O-CLOSED")
    assert not form.context["as_text"]
    assert re.search('value="20CD"[^>]* checked', text(form))
    assert 'value="20CD"' not in text(client.get("/risk/profiles/new/"))
    sent = {"as": "fields", "offices": ["20BB", "20CD"], "origins": "JP, KR"}
    client.post("/risk/profiles/new/", {**HEAD, "code": "O-CLOSED", **sent, "do": "write"})
    assert reads.version("O-CLOSED", 2).draft.criteria.offices == ("20BB", "20CD")


def test_an_office_that_never_was_is_shown_as_text(enter: Enter, trade: None) -> None:
    proposed(draft("O-NOWHERE", "office in 99XX"), NOW)
    assert enter("risk").get("/risk/profiles/new/?code=O-NOWHERE").context["as_text"]


@pytest.mark.parametrize(("changes", "field"), [
    ({"code": "X"}, "code"), ({"share": "many"}, "share"), ({"reason_vi": ""}, "reason_vi"),
    ({"since": "32/1"}, "since"),
])  # fmt: skip
def test_a_head_that_cannot_be_is_told_at_its_field(enter: Enter, changes: Any, field: str) -> None:
    answer = enter("risk").post("/risk/profiles/new/", {**HEAD, **FIELDS, **changes, "do": "write"})
    assert answer.status_code == 400
    assert field in answer.context["head"].errors


@pytest.mark.parametrize(("changes", "field"), [
    ({"headings": "6"}, "headings"), ({"value_from": "much"}, "value_from"), ({"reference": "130"}, "reference"),
    ({"past_bound_0": ""}, "past_bound_0"), ({"past_of_0": ""}, "past_bound_0"),
    ({"past_bound_0": "1,5"}, "past_bound_0"),
])  # fmt: skip
def test_a_part_that_cannot_be_is_told_at_its_field(enter: Enter, changes: Any, field: str) -> None:
    answer = enter("risk").post("/risk/profiles/new/", {**HEAD, **FIELDS, **changes, "do": "write"})
    assert answer.status_code == 400
    assert field in answer.context["form"].errors


def test_criteria_that_ask_nothing_and_a_text_that_cannot_be_read_are_told(enter: Enter) -> None:
    client = enter("risk")
    assert client.post("/risk/profiles/new/", {**HEAD, "as": "fields", "do": "write"}).status_code == 400
    answer = client.post("/risk/profiles/new/", {**HEAD, "as": "text", "text": "level in 9", "do": "write"})
    assert "level" in text(answer)
    assert len(answer.context["form"].errors["text"]) == 1


def test_one_writes_tries_and_proposes_and_another_approves(enter: Enter, trade: None) -> None:
    month = law_day(NOW).isoformat()[:7]
    author = enter("risk")
    author.post("/risk/profiles/new/", {**HEAD, "as": "text", "text": "origin in JP", "do": "write"})
    place = "/risk/profiles/O-TRIAL/1/"
    ran = author.get(f"{place}try/", {"since": month, "until": month})
    assert (ran.context["told"].declarations, ran.context["told"].hits) == (20, 5)
    assert reads.version("O-TRIAL", 1).dry_run is None
    assert author.post(f"{place}propose/", {"note": ""}).status_code == 400
    author.post(f"{place}propose/", {"since": month, "until": month, "note": ""})
    refused = author.post(f"{place}approve/", {"note": ""})
    assert (refused.status_code, reads.version("O-TRIAL", 1).state) == (400, State.PROPOSED)
    second = enter("risk")
    assert "RSK" not in text(second.get(place))
    second.post(f"{place}approve/", {"note": ""})
    assert reads.version("O-TRIAL", 1).state is State.APPROVED
    assert second.get("/risk/profiles/O-TRIAL/").status_code == 200


@pytest.mark.parametrize(("since", "until"), [
    ("0000-01", "2023-12"), ("2023-12", "9999-12"), ("٢٠٢٣-12", "2023-12"), ("2023-13", "2023-12"),
    ("2023-12", "2023-11"), ("", ""),
])  # fmt: skip
def test_months_that_cannot_be_are_not_tried(enter: Enter, trade: None, since: str, until: str) -> None:
    proposed(draft(), NOW)
    place = "/risk/profiles/O-NEW/1/"
    assert enter("risk").get(f"{place}try/", {"since": since, "until": until})["Location"] == place


def test_heads_and_leaders_read_and_write_nothing(enter: Enter, trade: None) -> None:
    proposed(draft(), NOW)
    for role in ("head", "leader"):
        client = enter(role)
        shown = client.get("/risk/profiles/O-NEW/1/")
        assert (shown.status_code, shown.context["acts"]) == (200, [])
        assert client.get("/risk/profiles/new/").status_code == 403


@pytest.mark.parametrize("role", ["trader", "officer", "revenue", "admin"])
def test_traders_and_officers_see_nothing(enter: Enter, role: str) -> None:
    client = enter(role)
    assert "/risk/" not in text(client.get("/tariff/"))
    for address in ("/risk/profiles/", "/risk/profiles/profiles.csv", "/risk/profiles/O-LEVEL5/"):
        assert client.get(address).status_code == 403


def test_what_does_not_exist_is_not_found_and_the_law_has_no_new_version(enter: Enter) -> None:
    client = enter("risk")
    for address in ("O-NOBODY/", "O-LEVEL5/1/", "new/?copy=O-NOBODY", "new/?code=L-SCRAP"):
        assert client.get(f"/risk/profiles/{address}").status_code == 404
    assert client.get("/risk/profiles/new/?copy=L-SCRAP").status_code == 200


def test_a_packaged_profile_is_retired_with_a_reason(enter: Enter, trade: None) -> None:
    client = enter("risk")
    client.post("/risk/profiles/O-NEW-PARTY/retire/", {"note": ""})
    assert reads.retired_packaged() == {}
    client.post("/risk/profiles/O-NEW-PARTY/retire/", {"note": "Ít phát hiện."})
    assert set(reads.retired_packaged()) == {"O-NEW-PARTY"}
    assert "Ít phát hiện." in text(client.get("/risk/profiles/O-NEW-PARTY/"))
