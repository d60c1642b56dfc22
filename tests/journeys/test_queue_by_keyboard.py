"""An officer works the queue without a mouse: moves, opens, takes the next, decides; the focus is always seen."""

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK

from motcua.declarations.models import Declaration
from motcua.declarations.queries import desks
from motcua.declarations.services import Answer

pytestmark = BROWSER
FOCUSED = "document.activeElement.innerText.replace(/\\D/g, '')"
OUTLINE = "getComputedStyle(document.activeElement).outlineWidth"


def test_the_officers_queue_is_worked_by_keyboard_alone(
    page_for: Callable[..., Any], lodge: Callable[..., list[Answer]], drawn: Callable[[int], None]
) -> None:
    drawn(2)
    lodge(3)
    due = list(Declaration.objects.order_by("due_at", "id").values_list("number", flat=True))
    page = page_for("officer", **DESK)
    page.goto("/declarations/?state=checking&desk=free&sort=due")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    moved = []
    for key in ("j", "j", "k", "ArrowDown", "j", "j"):
        page.keyboard.press(key)
        moved.append(page.evaluate(FOCUSED))
        assert page.evaluate(OUTLINE) == "3px"
    assert moved == [due[0], due[1], due[0], due[1], due[2], due[2]]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/declarations/{due[2]}/")
    page.go_back()
    page.focus("#f-q")
    page.keyboard.type("jkn")
    assert page.input_value("#f-q") == "jkn"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("n")
    page.wait_for_selector("#desk")
    taken = Declaration.objects.get(number=due[0])
    assert due[0] in page.url
    assert len(desks.holders([taken.pk])) == 1
    page.focus("#acts a[href$='/acts/accept/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#a-note")
    page.focus("#a-note")
    page.keyboard.press("Tab")
    assert page.evaluate(OUTLINE) == "3px"
    page.keyboard.press("Enter")
    page.wait_for_selector("#why")
    assert Declaration.objects.get(pk=taken.pk).state != "document_check"
    assert page.said == []
