"""The same declarations lodged through one door after another, each into an installation of its own.

A program of its own: `python -m tests.rooms.door.every_door DOOR COUNT` lodges into the installation in MOTCUA_HOME
and prints what is stored, without what says through which door it came. DOOR `prepare` makes the installation.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from tests.fresh import migrate  # noqa: E402

from motcua.declarations import factories, services  # noqa: E402
from motcua.declarations.domain.drafting import writing  # noqa: E402
from motcua.declarations.domain.message import Declaration, read, write  # noqa: E402
from motcua.declarations.models import Version  # noqa: E402
from motcua.declarations.queries import one  # noqa: E402
from motcua.declarations.services import drafts  # noqa: E402
from motcua.gateways.wco import domain as wco  # noqa: E402
from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import clock, log  # noqa: E402
from motcua.kernel.actor import SYSTEM, Actor, Post  # noqa: E402
from motcua.kernel.days import law_day, law_moment  # noqa: E402
from motcua.parties import services as parties  # noqa: E402
from motcua.people import services as people  # noqa: E402
from motcua.people.domain import SCOPES, Grant  # noqa: E402
from motcua.risk import services as risk  # noqa: E402

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
TOKENS = "tokens.json"


def declaration(no: int) -> Declaration:
    """The `no`-th of the stream: both directions, one to six items, every tenth with something wrong."""
    wrong: dict[str, Any] = {"incoterm": "XXX"} if no % 10 == 7 else {}
    return factories.declaration(no, day=DAY, lines=1 + no % 6, direction=("import", "export")[no % 3 == 0], **wrong)


def trader(party: str) -> Actor:
    """Who lodges for a party."""
    return Actor(1, "An", posts=frozenset({Post("trader")}), parties=frozenset({party}))


def prepare() -> None:
    """Enterprises with a token each, and the secret of the day's draws."""
    migrate()
    held = [factories.party(no) for no in range(1, 6)]
    risk.seed(b"every door".ljust(32, b"."), by=SYSTEM, at=law_moment(DAY - timedelta(days=2), 8))
    parties.register(held, by=SYSTEM, at=law_moment(DAY - timedelta(days=1), 8))
    since = law_day(datetime.now(UTC))
    grants = [Grant("cửa", each.tax_code, frozenset(SCOPES), since, since + timedelta(days=9)) for each in held]
    tokens = {each.party: people.give_token(each, by=SYSTEM, at=AT)[1] for each in grants}
    (django.conf.settings.HOME / TOKENS).write_text(json.dumps(tokens))


def one_by_one(stream: Iterator[Declaration]) -> None:
    """Each through the service, in a commit of its own."""
    for each in stream:
        services.submit([services.Raw(write(each), AT)], by=trader(each.party_id))


def bulk(stream: Iterator[Declaration]) -> None:
    """All together, prepared in processes of their own."""
    raws = [services.Raw(write(each), AT) for each in stream]
    groups = [raws[start : start + 170] for start in range(0, len(raws), 170)]
    list(services.lodge_stream(groups, by=SYSTEM, workers=2))


def by_form(stream: Iterator[Declaration]) -> None:
    """Each typed into a draft, step by step, its goods taken from a sheet, then lodged."""
    for each in stream:
        by, entered = trader(each.party_id), writing.entered(each)
        draft = drafts.begin(direction=each.direction, party=each.party_id, by=by, at=AT)
        for step in ("procedure", "parties", "transport", "invoice", "papers"):
            draft = drafts.save(draft.pk, entered.header, step=step, seen=_seen(draft), by=by, at=AT)
        draft = drafts.take_items(draft.pk, entered.items, replace=True, seen=_seen(draft), by=by, at=AT)
        drafts.lodge(draft.pk, seen=_seen(draft), by=by, at=AT)


def _seen(draft: Any) -> drafts.Seen:
    return drafts.Seen(draft.revision, draft.form)


def by_api(stream: Iterator[Declaration]) -> None:
    """Each as JSON."""
    for each in stream:
        _knock("/api/declarations", each, write(each), "application/json")


def by_xml(stream: Iterator[Declaration]) -> None:
    """Each as a WCO message."""
    for each in stream:
        _knock("/api/messages", each, wco.write(each), "application/xml")


_client = Client()
_tokens: dict[str, str] = {}


def _knock(place: str, each: Declaration, body: bytes, media_type: str) -> None:
    if not _tokens:
        _tokens.update(json.loads((django.conf.settings.HOME / TOKENS).read_text()))
    head = {"HTTP_AUTHORIZATION": f"Bearer {_tokens[each.party_id]}"}
    answer = _client.post(place, body, content_type=media_type, **head)
    if answer.status_code not in (200, 201, 422):
        raise SystemExit(f"{each.reference}: {answer.status_code} {answer.content[:300]!r}")


DOORS: dict[str, Callable[[Iterator[Declaration]], None]] = {
    "one by one": one_by_one, "bulk": bulk, "form": by_form, "api": by_api, "xml": by_xml,
}  # fmt: skip
OF_THE_DOOR = frozenset({"file", "file_offset", "file_length", "body_hash", "actor"})
"""Columns that say where the bytes are kept and who brought them."""
KEYS = {
    "declarations_declaration": "id", "declarations_number": "declaration_id", "declarations_version": "declaration_id",
    "declarations_item": "declaration_id", "declarations_move": "declaration_id", "revenue_transfer": "declaration_id",
    "revenue_obligation": "declaration_id", "risk_decision": "subject",
}  # fmt: skip


def stored() -> dict[str, Any]:
    """Every row and leaf of every declaration, ids told as numbers; and what the messages say, as it would be typed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, number FROM declarations_declaration ORDER BY number")
        numbers = dict(cursor.fetchall())
        found: dict[str, Any] = {table: _rows(cursor, table, key, numbers) for table, key in KEYS.items()}
        cursor.execute("SELECT subject, verb, at, body FROM ground_leaf WHERE subject LIKE 'declaration/%' ORDER BY 1")
        found["leaves"] = [
            (subject, verb, str(at), json.loads(bytes(body))["facts"]) for subject, verb, at, body in cursor.fetchall()
        ]
    versions = Version.objects.order_by("number")
    messages = [read(one.original(each)) for each in versions]
    found["messages"] = [str(writing.entered(each)) for each in messages if isinstance(each, Declaration)]
    return found


def _rows(cursor: Any, table: str, key: str, numbers: dict[int, str]) -> list[str]:
    cursor.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    rows = []
    for row in cursor.fetchall():
        told = {name: value for name, value in zip(names, row, strict=True) if name not in OF_THE_DOOR}
        assert told[key] in numbers, f"a row of {table} belongs to no declaration"
        rows.append(str({name: numbers.get(value, value) for name, value in told.items()}))
    return sorted(rows)


def main(door: str, count: int) -> None:
    """Lodge, verify, print."""
    if door == "prepare":
        prepare()
        return
    clock.now = lambda: AT  # the same moment at every door
    DOORS[door](declaration(no) for no in range(count))
    services.INTAKE.close()
    log.sequence()
    faults = list(verification.verify().faults)
    if faults:
        raise SystemExit(f"the log does not verify: {faults[:3]}")
    sys.stdout.write(json.dumps(stored(), default=lambda each: bytes(each).hex()))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
