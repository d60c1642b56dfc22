"""Steps that several journeys share: ways of looking, a trader who lodges and amends and pays, an officer who acts."""

import re
from datetime import timedelta
from typing import Any

from tests.rooms.declarations.draft_factories import ready
from tests.rooms.site.conftest import NOW

from motcua.declarations import factories
from motcua.declarations.models import Declaration
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WAYS: dict[str, dict[str, Any]] = {
    "desk": DESK,
    "without JavaScript": {**DESK, "java_script_enabled": False},
    "phone": PHONE,
}


def known(*numbers: int) -> None:
    """Made-up enterprises, registered long ago."""
    parties.register([factories.party(no) for no in numbers], by=SYSTEM, at=NOW - timedelta(days=400))


def lodged(page: Any, direction: str = "import", **changes: Any) -> Declaration:
    """A trader looks a finished draft through and lodges it."""
    draft = ready(direction, at=NOW, **changes)
    page.goto(f"/declarations/drafts/{draft.pk}/check/")
    page.check("#sure")
    page.click("form[action$='/lodge'] .is-main")
    number = re.search(r"/(\d{12})/receipt/", page.url)
    assert number, page.inner_text("main")
    return Declaration.objects.get(number=number[1])


def now(found: Declaration) -> Declaration:
    """The declaration as it stands now."""
    return Declaration.objects.get(pk=found.pk)


def opened(page: Any, found: Declaration, rest: str = "") -> None:
    """Its page, or one below it."""
    answer = page.goto(f"/declarations/{found.number}/{rest}")
    assert answer.status == 200, answer.status


def act(page: Any, found: Declaration, name: str, **said: str) -> None:
    """From the page of the declaration to one of its acts; say what it asks for, and do it."""
    opened(page, found)
    link = page.locator(f"#acts a[href$='/acts/{name}/']")
    if not link.is_visible():
        page.click("#acts summary")
    link.click()
    for field, text in said.items():
        put(page, f"#a-{field}", text)
    press(page)
    assert "/acts/" not in page.url, page.inner_text("main")


def put(page: Any, selector: str, text: str) -> None:
    """Fill a field or choose from a list."""
    if page.locator(selector).evaluate("e => e.tagName") == "SELECT":
        page.select_option(selector, text)
    else:
        page.fill(selector, text)


def pay(page: Any, found: Declaration) -> None:
    """From the page of the declaration to the bank, pay there and come back."""
    opened(page, found)
    page.click(".title a[href$='/pay/']")
    page.click("a.button.is-main")
    page.click("button")
    page.wait_for_selector(".good")
    page.click("a.button")
    page.wait_for_url("**/pay/")
    assert page.locator(".alert.is-good").count() == 1, page.inner_text("main")


def press(page: Any) -> None:
    """The main button of the form on the page."""
    page.click("main form[method=post] button.is-main >> nth=-1")
    assert page.locator(".error-summary").count() == 0, page.inner_text(".error-summary")


def amendment(
    page: Any, found: Declaration, parts: dict[str, dict[str, str]], *, reason: str, note: str = "Sai khi khai."
) -> None:  # fmt: skip
    """From the page of the declaration: begin an amendment, change parts of it, see both sides, hand it in."""
    opened(page, found)
    page.click(".title a[href$='/amend/']")
    press(page)
    draft = page.url.partition("#")[0]
    for part, said in parts.items():
        page.goto(f"{draft}{part}/")
        for field, text in said.items():
            put(page, f"#f-{field}", text)
        page.click("main form.draft .button.is-main")
        assert page.locator(".error-summary").count() == 0, page.inner_text(".error-summary")
    page.goto(f"{draft}check/")
    page.select_option("#p-reason", reason)
    page.fill("#p-note", note)
    page.click("form[action$='/propose'] button.is-main")
    assert "/drafts/" not in page.url, page.inner_text("main")
