"""Pages are measured by walking the links of each role; files have no goal, and what no link reaches is named."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.declarations.services import Answer
from motcua.site.bench import pages

pytestmark = pytest.mark.django_db


def test_the_links_of_roles_are_walked_and_what_no_link_reaches_is_named(
    lodge: Callable[..., list[Answer]], account: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ROLES", ("", "trader", "officer"))
    monkeypatch.setattr(pages, "ASKED", 1)
    number = lodge(1)[0].number
    account("trader")
    account("officer")
    *found, last = pages.measure(1)
    addresses = {result.work.partition(" ")[2] for result in found}
    assert {"/", "/components/", f"/declarations/{number}/"} <= addresses
    assert not any(address.startswith(("/api/", "/logout/")) for address in addresses)
    assert {result.reached for result in found if result.note == "a file"} == {None}
    assert all(result.goal == "<= 200 ms" for result in found if result.note != "a file")
    assert (last.unit, last.ours < last.baseline) == ("reached", True)
    assert "tariff:load" in last.note
    assert "declarations:one" not in last.note
