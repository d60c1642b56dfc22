"""People in a real browser: codes, a passkey of a virtual authenticator, and an agent who lodges by mandate."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.journeys.steps import DESK, PHONE
from tests.journeys.test_pages_in_a_browser import CHROMIUM, browser, page_for  # noqa: F401 - fixtures
from tests.rooms.declarations.draft_factories import ready
from tests.rooms.site.conftest import (  # noqa: F401 - fixtures
    NOW,
    PASSWORD,
    account,
    demonstration,
    fresh,
)
from tests.rooms.site.test_pages_people import code, with_codes

from motcua.declarations import factories
from motcua.declarations.models import Declaration, Represented
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.parties import services as parties
from motcua.parties.domain import Mandate
from motcua.parties.queries import mandates as reads
from motcua.parties.services import mandates
from motcua.people import queries
from motcua.people.models import Account, Factor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
Page = Callable[..., Any]


def sign_in(page: Any, held: Account) -> None:
    page.goto("/login/")
    page.fill("#id_username", held.username)
    page.fill("#id_password", PASSWORD)
    page.click("main button.is-main")


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_with_a_code_works_with_and_without_javascript(
    page_for: Page,  # noqa: F811
    account: Callable[..., Account],  # noqa: F811
    demonstration: Any,  # noqa: F811
    javascript: bool,
) -> None:
    held = account("officer")
    with_codes(held)
    page = page_for(java_script_enabled=javascript)
    sign_in(page, held)
    assert page.url.endswith("/login/second/")
    assert page.locator("form.passkey").count() == 0
    page.fill("#id_code", "000000")
    page.click("main button.is-main")
    assert page.locator(".error-summary").is_visible()
    page.fill("#id_code", code())
    page.click("main button.is-main")
    assert page.url.endswith("/declarations/")
    page.goto("/me/security/")
    assert "Máy" in page.inner_text("main")
    assert not [line for line in page.said if "400" not in line]


def test_a_passkey_is_made_and_opens_without_a_password(
    page_for: Page,  # noqa: F811
    account: Callable[..., Account],  # noqa: F811
    demonstration: Any,  # noqa: F811
) -> None:
    held = account("officer")
    page = page_for()
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                     "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    sign_in(page, held)
    page.wait_for_url("**/declarations/")
    page.goto("/me/security/passkey/")
    page.fill("#id_name", "Máy tính xách tay")
    page.click("form.passkey button")
    page.wait_for_selector(".recovery li")
    assert page.locator(".recovery li").count() == 10
    assert Factor.objects.get().kind == "passkey"
    page.click(".bar-end form[action='/logout/'] button")
    page.goto("/login/?next=/me/security/")
    page.click("form.passkey button")
    page.wait_for_url(lambda at: "/login/" not in at)
    assert "Máy tính xách tay" in page.inner_text("main")
    page.click(".bar-end form[action='/logout/'] button")
    sign_in(page, held)
    page.wait_for_url("**/login/second/")
    page.click("form.passkey button")
    page.wait_for_url("**/declarations/")
    assert page.said == []


def test_a_passkey_that_does_not_answer_says_so_on_the_page(
    page_for: Page,  # noqa: F811
    db: None,
) -> None:
    page = page_for()
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                     "isUserVerified": False, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    page.goto("/login/")
    page.click("form.passkey button")
    page.wait_for_selector("form.passkey [role=status]:not(:empty)")
    assert page.url.endswith("/login/")


@pytest.fixture
def mandate(db: None, demonstration: Any) -> int:  # noqa: F811
    """The second enterprise is an agent of the first."""
    parties.register([factories.party(no) for no in (1, 2, 3)], by=SYSTEM, at=NOW - timedelta(days=400))
    mandates.recognise("5799900002", since=NOW.date(), decision="QĐ 1", by=SYSTEM, at=NOW)
    acts = frozenset({"see", "prepare", "lodge"})
    held = Mandate("5799900001", "5799900002", NOW.date(), NOW.date() + timedelta(days=30), acts)
    return mandates.give(held, by=SYSTEM, at=NOW)


@pytest.mark.parametrize("way", [DESK, PHONE], ids=["desk", "phone"])
def test_an_agent_accepts_a_mandate_and_lodges_by_it(
    page_for: Page,  # noqa: F811
    account: Callable[..., Account],  # noqa: F811
    mandate: int,
    picture: Callable[[Any, str], None],
    way: dict[str, Any],
) -> None:
    agent = account("trader", party="5799900002")
    page = page_for(**way)
    sign_in(page, agent)
    page.goto("/enterprise/mandates/")
    page.click(".row-link")
    picture(page, f"agent {way['viewport']['width']} 1 mandate")
    page.click("button[value='accept']")
    page.wait_for_selector(".alert.is-good")
    by = reads.with_mandates(queries.actor_for(agent.pk, law_day(NOW)), law_day(NOW))
    draft = ready(by=by, at=NOW)
    assert draft.agent == "5799900002"
    page.goto(f"/declarations/drafts/{draft.pk}/")
    assert page.locator("main").is_visible()
    page.goto(f"/declarations/drafts/{draft.pk}/check/")
    picture(page, f"agent {way['viewport']['width']} 2 check")
    page.check("#sure")
    page.locator("form[action$='/lodge'] .is-main").click()
    page.wait_for_url("**/receipt/")
    picture(page, f"agent {way['viewport']['width']} 3 receipt")
    stored = Declaration.objects.get()
    assert stored.party == "5799900001"
    assert Represented.objects.get().agent == "5799900002"
    mandates.end(mandate, reason="Hết việc", by=Actor(0, "x", parties=frozenset({"5799900001"})), at=NOW)
    assert page.goto(f"/declarations/{stored.number}/").status == 200
    assert page.said == []
