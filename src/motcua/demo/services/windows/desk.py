"""The desk of one installation: whoever holds the other end of its pipe lets people there do things.

A line of JSON in, a line of JSON out. Each act is one call of a real service with the clock of this installation.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import IO, Any

from django.core.management import call_command

from motcua.demo.services.windows.trade import TIMELESS, TRADE, enterprises
from motcua.gateways.asw import services as window
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.queries import lines
from motcua.ground.queries import verification
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import Refusal
from motcua.people import services as people
from motcua.people.domain import Tenure

Told = Mapping[str, Any]
OPENS = law_moment(date(2023, 5, 4), 9)
YEARS = timedelta(days=2 * 365)
PASSWORD = "mot-cua-hai-nuoc"  # noqa: S105 - a demonstration's, printed on the screen


def _prepare(told: Told) -> dict[str, str]:
    """A fresh installation with its clock, two enterprises and a certificate of its own."""
    call_command("migrate", interactive=False, verbosity=0)
    clock.set_demonstration(OPENS)
    at = clock.now()
    enterprises(at)
    own = window.make(name=told["name"], since=at - timedelta(minutes=5), until=at + YEARS, by=SYSTEM, at=at)
    return {"pem": x509.pem(bytes(own.der)).decode(), "fingerprint": x509.spoken(own.fingerprint)}


def _account(told: Told) -> dict[str, str]:
    """Somebody who may look at everything."""
    since = OPENS - timedelta(days=100)
    opened = people.open_account(username="admin", name="Quản trị", password=PASSWORD, by=SYSTEM, at=since)
    for role in ("admin", "head", "officer"):
        facts = {"office": "20BB"} if role != "admin" else {}
        people.give_post(account=opened.pk, tenure=Tenure(role, since.date(), **facts), by=SYSTEM, at=since)
    return {"username": "admin", "password": PASSWORD}


def _know(told: Told) -> int:
    """Register the partner, its fingerprint as heard on the telephone."""
    return window.add(
        told["pem"].encode(), address=told["address"], heard=told["heard"], by=SYSTEM, at=clock.now()
    ).leaf  # fmt: skip


def _line(told: Told) -> dict[str, Any]:
    """How the line is."""
    (found,) = lines.partners(clock.now())
    return {"state": found.state, "queued": found.queued, "held": found.held, "letters": found.letters}


def _check(told: Told) -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [f"{fault.place}: {fault.words.en}" for fault in verification.verify().faults]


ACTS: Mapping[str, Callable[[Told], Any]] = {
    "prepare": _prepare, "account": _account, "know": _know, "line": _line, "check": _check,
}  # fmt: skip


def desk(come: IO[str], go: IO[str]) -> None:
    """Do what is asked for until nobody asks any more."""
    for text in come:
        told = json.loads(text)
        try:
            answer: dict[str, Any] = {"is": _done(told.pop("act"), told)}
        except Refusal as refusal:
            answer = {"refused": refusal.code, "why": str(refusal)}
        go.write(json.dumps(answer) + "\n")
        go.flush()


def _done(act: str, told: dict[str, Any]) -> Any:
    if act in ACTS:
        return ACTS[act](told)
    return TRADE[act](**told) if act in TIMELESS else TRADE[act](**told, at=clock.now())
