"""Pages of amendments: begun in the form, seen side by side, decided by the branch; by customs in the same form."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.form_pages import address, in_english, post, text
from tests.rooms.site.test_pages_acts import of, stream  # noqa: F401 - a fixture

from motcua.declarations import services
from motcua.declarations.models import Declaration, Draft, Proposal, Version
from motcua.ground.models import Notice
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM

Enter = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("stream")


@pytest.fixture
def enter(enter: Enter) -> Enter:
    """Signs in, with pages in English."""
    return in_english(enter)


def begun(client: Client, found: Declaration) -> Draft:
    answer = client.post(f"/declarations/{found.number}/amend/")
    assert answer.status_code == 302
    return Draft.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def changed(client: Client, found: Declaration) -> Draft:
    """A draft that amends the vessel, and nothing else."""
    draft = begun(client, found)
    assert post(client, draft, "transport/autosave", vessel_name="15C-99999").status_code == 200
    return draft


def handed_in(client: Client, draft: Draft, **data: Any) -> Any:
    return post(client, draft, "propose", **{"reason": "6", "note": "Sai biển số", **data})


def test_a_trader_amends_and_the_branch_accepts(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader")
    assert "An officer of the branch decides within 2 working hours." in text(
        trader.get(f"/declarations/{found.number}/amend/")
    )
    draft = changed(trader, found)
    page = text(trader.get(address(draft, "check/")))
    assert "15C-12345" in page
    assert "15C-99999" in page
    answer = handed_in(trader, draft)
    assert answer["Location"] == f"/declarations/{found.number}/amendments/1/"
    assert handed_in(trader, draft)["Location"] == f"/declarations/{found.number}/amend/"
    officer = enter("officer")
    assert found.number in text(officer.get("/declarations/amendments/"))
    shown = text(officer.get(answer["Location"]))
    assert "15C-99999" in shown
    assert "Accept: it is in force at once" in shown
    assert officer.post(answer["Location"], {"verdict": "accept", "note": ""}).status_code == 302
    assert Declaration.objects.get(pk=found.pk).version == 2
    assert Version.objects.get(declaration_id=found.pk, version=2).vessel_name == "15C-99999"
    trader = enter("trader")
    assert "15C-99999" in text(trader.get(f"/declarations/{found.number}/versions/2/"))
    assert trader.get(f"/declarations/{found.number}/versions/1/").status_code == 404


def test_beginning_again_leads_to_the_same_draft_and_it_is_never_lodged(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader")
    draft = begun(trader, found)
    assert begun(trader, found).pk == draft.pk
    assert post(trader, draft, "lodge", key=draft.reference, sure="1").status_code == 404
    assert "Nothing differs." in text(trader.get(address(draft, "check/")))
    answer = handed_in(trader, draft)
    assert answer.status_code == 400
    assert not Proposal.objects.exists()


def test_what_the_form_has_no_field_for_stays_as_declared(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader")
    handed_in(trader, changed(trader, found))
    page = text(trader.get(f"/declarations/{found.number}/amendments/1/"))
    assert page.count("15C-12345") == 1
    assert "Line 1" not in page


def test_a_refusal_without_words_is_told(enter: Enter) -> None:
    found = of(2)
    trader = enter("trader")
    where = handed_in(trader, changed(trader, found))["Location"]
    officer = enter("officer")
    assert officer.post(where, {"verdict": "refuse", "note": " "}).status_code == 400
    assert officer.post(where, {"verdict": "refuse", "note": "Thiếu <giấy>"}).status_code == 302
    trader = enter("trader")
    assert "Thiếu &lt;giấy&gt;" in trader.get(where).content.decode()
    assert trader.post(where, {"verdict": "withdraw"}).status_code == 400


def test_customs_amends_through_the_same_form(enter: Enter) -> None:
    found = of(2)
    officer = enter("officer")
    draft = changed(officer, found)
    assert draft.office == found.office
    assert enter("trader").get(address(draft)).status_code == 404
    assert enter("officer", office="20CF").get(address(draft)).status_code == 404
    officer = enter("officer")
    assert handed_in(officer, draft, note="").status_code == 400
    assert handed_in(officer, draft)["Location"] == f"/declarations/{found.number}/"
    assert Declaration.objects.get(pk=found.pk).version == 2
    assert Notice.objects.filter(recipient=f"party/{found.party}", words_en__contains="has amended").exists()


def test_an_officer_sees_no_draft_of_a_trader_and_another_trader_none_at_all(enter: Enter) -> None:
    draft = begun(enter("trader"), of(2))
    assert enter("officer").get(address(draft)).status_code == 404
    assert enter("officer", office="20CF").post(f"/declarations/{of(2).number}/amend/").status_code == 200


def test_after_sixty_days_the_page_says_that_it_is_late(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(1)
    at = found.registered_at + timedelta(hours=1)
    services.pay([services.Payment(found.id, at, found.tax_total, "R1", "VCB")], by=SYSTEM)
    trader = enter("trader")
    where = f"/declarations/{found.number}/amend/"
    page = text(trader.get(where))
    assert "This window ends on" in page
    later = clock.now() + timedelta(days=80)
    monkeypatch.setattr("motcua.declarations.web.amending.clock.now", lambda: later)
    assert "milder than for what customs finds" in text(trader.get(where))


def test_an_answered_question_is_in_force_at_once(enter: Enter) -> None:
    found = of(2)
    services.instruct(found.id, kind="A", words="Sửa biển số", by=SYSTEM, at=clock.now())
    trader = enter("trader")
    answer = handed_in(trader, changed(trader, found))
    assert answer["Location"] == f"/declarations/{found.number}/"
    assert Declaration.objects.get(pk=found.pk).version == 2
