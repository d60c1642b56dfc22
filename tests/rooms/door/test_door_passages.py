"""Who keeps a supervised place asks whether goods may pass and records it; nobody else finds anything there."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.rooms.door.conftest import OPENS, Ask, body

from motcua.declarations import services
from motcua.declarations.models import Declaration, Passage
from motcua.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
FIRST, SECOND = "CSQU3054383", "MSKU6011672"
KEEPER = "5799900004"
PASS = "/api/passages"


@pytest.fixture
def gate(ask: Ask, give: Callable[..., str]) -> Ask:
    """The program of the enterprise that keeps the yard."""
    services.name_operator("20BBX01", KEEPER, by=SYSTEM, at=OPENS)
    token = give(party=KEEPER, scopes=frozenset({"passages:write"}))
    return lambda path="", sent=None, **more: ask(
        f"{PASS}{path}", None if sent is None else json.dumps(sent).encode(), **{"token": token, **more}
    )


def lodge(ask: Ask, no: int = 1, **changes: Any) -> Declaration:
    """An export with two containers."""
    facts = {"direction": "export", "incoterm": "FOB", "containers": (FIRST, SECOND), "lines": 1, **changes}
    return Declaration.objects.get(number=ask("/api/declarations", body(no, **facts)).told["number"])


def clear(found: Declaration) -> None:
    if found.tax_total:
        services.pay([services.Payment(found.id, OPENS, found.tax_total, f"R{found.id}", "VCB")], by=SYSTEM)
    found.refresh_from_db()
    if found.state == "document_check":
        services.accept_documents([services.Step(found.id, OPENS)], by=SYSTEM)
    if found.state == "physical_check":
        services.record_inspections([services.Inspection(found.id, OPENS, "KHOP")], by=SYSTEM)
    found.refresh_from_db()


def test_a_container_may_pass_once_its_declarations_are_cleared(ask: Ask, gate: Ask) -> None:
    found, other = lodge(ask), lodge(ask, 6, containers=(FIRST,), direction="import", incoterm="DAF")
    clear(found)
    told = gate("?container=csqu-3054383").told
    assert (told["container"], told["may_pass"], len(told["declarations"])) == (FIRST, False, 2)
    assert {each["waits_for"] for each in gate(f"/{found.number}").told["containers"]} == {other.number, ""}
    assert not {"party", "party_name", "channel", "customs_value"} & set(told["declarations"][0])
    clear(other)
    assert gate(f"?container={FIRST}").told["may_pass"] is True
    gate(f"/{found.number}", {"containers": [FIRST, SECOND], "gate": "2"})
    gate(f"/{other.number}", {"containers": [FIRST], "gate": "2"})
    assert gate(f"?container={FIRST}").told["may_pass"] is False


def test_what_passes_is_recorded_once_and_the_same_again_is_told_the_same(ask: Ask, gate: Ask) -> None:
    found = lodge(ask)
    clear(found)
    first = gate(f"/{found.number}", {"containers": [SECOND], "gate": "Cổng 1"})
    assert (first.status_code, first.told["no"], first.told["containers"]) == (201, 1, [SECOND])
    assert [each["passed_at"] is None for each in first.told["stands"]["containers"]] == [True, False]
    again = gate(f"/{found.number}", {"containers": [SECOND], "gate": "Cổng 1"})
    assert (again.content, again["Idempotent-Replayed"]) == (first.content, "true")
    other = gate(f"/{found.number}", {"containers": [FIRST, SECOND]})
    assert (other.status_code, other.told["code"]) == (409, "DCL-E71")
    assert other.told["errors"][0]["path"] == "/containers/1"
    assert Passage.objects.count() == 1


def test_a_quantity_names_the_last_record_that_is_known(ask: Ask, gate: Ask) -> None:
    found = lodge(ask, containers=(), packages=30)
    clear(found)
    assert gate(f"/{found.number}", {"quantity": 10}).told["errors"][0]["path"] == "/after"
    made = gate(f"/{found.number}", {"quantity": 10, "after": 0}).told
    assert (made["quantity"], made["stands"]["left"], made["stands"]["last"]) == ("10", "20", 1)
    late = gate(f"/{found.number}", {"quantity": 20, "after": 0})
    assert (late.status_code, late.told["code"], late.told["errors"][0]["path"]) == (409, "DCL-E74", "/after")
    assert gate(f"/{found.number}", {"quantity": "20", "after": 1}).told["stands"]["passed_at"]
    assert Declaration.objects.get(pk=found.pk).state == "passed"


@pytest.mark.parametrize("sent", [{}, {"containers": 1}, {"other": 1}, {"quantity": "x", "after": 0}])
def test_what_cannot_be_read_stores_nothing(ask: Ask, gate: Ask, sent: Any) -> None:
    found = lodge(ask)
    clear(found)
    assert gate(f"/{found.number}", sent).status_code in (400, 409)
    assert not Passage.objects.exists()


def test_another_place_is_not_found(ask: Ask, gate: Ask, give: Callable[..., str]) -> None:
    found, elsewhere = lodge(ask), lodge(ask, 6, warehouse="20BBX02", containers=("TGHU1234562",))
    stranger = give(party="5799900003", scopes=frozenset({"passages:write"}))
    own = give(scopes=frozenset({"passages:write"}))
    for token in (stranger, own):
        assert gate(f"/{found.number}", token=token).status_code == 404
        assert gate(f"/{found.number}", {"containers": [FIRST]}, token=token).status_code == 404
        assert gate(f"?container={FIRST}", token=token).status_code == 404
    assert gate(f"/{elsewhere.number}").status_code == gate("?container=TGHU1234562").status_code == 404
    assert gate("/999999999999").status_code == 404
    assert gate("?container=").status_code == 400
    services.end_operator("20BBX01", KEEPER, reason="Hết hạn", by=SYSTEM, at=OPENS)
    assert gate(f"/{found.number}").status_code == 404
