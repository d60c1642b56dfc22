"""Every route has an owner: the access table against the routes, and every route tried in every role."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.rooms.declarations.draft_factories import ready
from tests.rooms.site.conftest import NOW, ROLES

from motcua.declarations.services import Answer
from motcua.gateways.vnaccs import services as vnaccs
from motcua.gateways.vnaccs.domain import Source
from motcua.ground import queries as ground
from motcua.ground.services import post
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.people import services as people
from motcua.people.domain import Grant
from motcua.site import access
from motcua.site.door import operations
from motcua.tariff import services as tariff
from motcua.tariff.domain.terms import Terms

VERBS = ("get", "post", "put", "patch", "delete")
EVERY_ROLE = ("public", *ROLES)


def routes(patterns: list[Any] | None = None, space: str = "") -> Iterator[str]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


ROUTES = sorted(routes())


def test_every_route_stands_in_the_table_and_every_row_has_a_route() -> None:
    assert {name for name, _ in access.table()} == set(ROUTES)


def test_no_row_opens_a_route_to_nobody_or_to_an_unknown_role() -> None:
    for (name, verb), roles in access.table().items():
        assert roles, name
        assert roles <= set(EVERY_ROLE), name
        assert verb in VERBS, name


def test_what_changes_something_is_never_open_to_the_public_but_signing_in_and_preferences() -> None:
    opened = {name for (name, verb), roles in access.table().items() if verb != "get" and "public" in roles}
    assert opened == {"site:login", "site:language", "site:theme", "ground:receipt", "api:assess", "api:value"}


NUMBERED = ("declaration", "receipt", "proof", "message", "cancel")


def a_token() -> int:
    """A token of the enterprise of the first declaration."""
    today = law_day(datetime.now(UTC))
    held = Grant(f"máy {token_hex(4)}", "5799900001", frozenset({"declarations:read"}), today, today)
    return people.give_token(held, by=SYSTEM, at=datetime.now(UTC))[0]


def a_message() -> int:
    """A message of the enterprise of the first declaration, kept and answered."""
    by = Actor(5, "máy", kind="program", parties=frozenset({"5799900001"}))
    letter = post.receive(b"{}", by=by, medium="message", media_type="text/plain", at=datetime.now(UTC))
    post.answer(letter, post.Reply(b"no", "text/plain", 415), at=datetime.now(UTC))
    return letter.id


def arrived() -> dict[str, Any]:
    """A small export as it arrived, with a row in error."""
    return {"leaf": vnaccs.arrive([Source("a.csv", b"SO_TK,TEN_LUONG\n1,Xanh\n")], by=SYSTEM, at=NOW)}


def loaded() -> dict[str, Any]:
    """The same, loaded."""
    return {"leaf": vnaccs.load(arrived()["leaf"], by=SYSTEM, at=NOW).leaf}


def tariff_arrived() -> dict[str, Any]:
    """A small table as it arrived."""
    sent = tariff.Sent(b"code,mfn\n27011900,4\n", "a.csv", Terms(NOW.date()))
    return {"arrival": tariff.arrive(sent, by=SYSTEM, at=NOW)}


def tariff_loaded() -> dict[str, Any]:
    """The same, loaded."""
    return {"leaf": tariff.load_arrived(tariff_arrived()["arrival"], by=SYSTEM, at=NOW).leaf}


ARGUMENTS: dict[str, Callable[[Answer], dict[str, Any]]] = {
    "declarations:one": lambda lodged: {"number": lodged.number},
    "declarations:original": lambda lodged: {"number": lodged.number, "version": 1},
    "declarations:proof": lambda lodged: {"number": lodged.number, "leaf": lodged.leaf},
    "declarations:copy": lambda lodged: {"number": lodged.number},
    "declarations:receipt": lambda lodged: {"number": lodged.number},
    "declarations:receipt_file": lambda lodged: {"number": lodged.number},
    "ground:by_word": lambda lodged: {"word": ground.check_word(lodged.leaf)},
    **{f"tariff:{name}": lambda _: {"code": "84713020"} for name in ("line", "line_csv", "line_json")},
    **{f"tariff:schedule_{kind}": lambda _: {"key": "MFN"} for kind in ("csv", "json")},
    **{f"api:tariff_{name}": lambda _: {"code": "84713020"} for name in ("line", "history")},
    **{f"api:{name}": lambda lodged: {"number": lodged.number} for name in NUMBERED},
    "people:revoke": lambda _: {"token": a_token()},
    **{f"post:{name}": lambda _: {"message": a_message()} for name in ("message", "received", "answer")},
    "declarations:request": lambda lodged: {"number": lodged.number},
    "reports:rows": lambda _: {"figure": "S1.revenue"},
    **{f"tariff:{name}": lambda _: tariff_arrived() for name in ("load_preview", "load_changes")},
    **{f"tariff:{name}": lambda _: tariff_loaded() for name in ("load", "load_file", "load_withdraw")},
    "api:tariff-withdraw": lambda _: {"load": "1"},
    "vnaccs:arrival": lambda _: arrived(),
    "vnaccs:file": lambda _: {**arrived(), "no": 1},
    "vnaccs:load": lambda _: loaded(),
    "vnaccs:errors": lambda _: loaded(),
    "reports:rows_csv": lambda _: {"figure": "S1.revenue"},
}


DRAFTS = {
    "declarations:draft_step": {"step": "transport"}, "declarations:draft_autosave": {"step": "transport"},
    **{f"declarations:draft_item{name}": {"no": 1} for name in ("", "_autosave", "_remove")},
    "declarations:draft_item_act": {"no": 1, "act": "copy"},
}  # fmt: skip


def arguments_of(name: str, lodged: Answer) -> dict[str, Any]:
    """What the route is asked with; every draft's page gets a draft of its own."""
    if name == "declarations:draft_new" or not name.startswith("declarations:draft") or name == "declarations:drafts":
        return ARGUMENTS.get(name, lambda _: {})(lodged)
    return {"draft": ready(at=NOW).pk, **DRAFTS.get(name, {})}


def answered(client: Client, verb: str, address: str) -> int:
    answer = getattr(client, verb)(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_every_route_answers_as_the_table_says(
    role: str, enter: Callable[..., Client], lodge: Callable[..., list[Answer]]
) -> None:
    own = lodge(5)[0]
    wrong = []
    for name in ROUTES:
        for verb in VERBS:
            arguments = arguments_of(name, own)
            client = enter(role)
            open_to = access.table().get((name, verb), frozenset()) & {role, "public"}
            status = answered(client, verb, reverse(name, kwargs=arguments))
            if operations.scope(name, verb):
                # a person who is signed in is nobody at the programs' door
                wrong += [(name, verb, status)] if status != 401 else []
                continue
            if open_to and status not in (200, 302, 400, 409, 422):
                wrong.append((name, verb, status))
            refused = (302, 403) if role == "public" and verb == "get" else (403, 405)
            if name.startswith("api:") and name != "api:description":
                refused = (405,)
            if not open_to and status not in refused:
                wrong.append((name, verb, status))
    assert not wrong


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    answer = client.get("/declarations/?state=open")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/declarations/%3Fstate%3Dopen"


def test_a_post_that_has_ended_opens_nothing(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("leader", until=date(2023, 12, 21))
    assert client.get("/reports/").status_code == 403
    assert enter("leader", until=date(2023, 12, 22)).get("/reports/").status_code == 200


def test_a_route_without_a_row_is_closed_even_to_administrators(
    enter: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "table", dict)
    assert enter("admin").get("/tariff/").status_code == 403


def test_a_row_that_stands_twice_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "ACCESS", [*access.ACCESS, access.ACCESS[0]])
    access.table.cache_clear()
    with pytest.raises(ValueError, match="twice"):
        access.table()
    access.table.cache_clear()
