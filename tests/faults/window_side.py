"""One of two installations, driven through a pipe: `python -m tests.faults.window_side` with MOTCUA_HOME and
MOTCUA_COUNTRY of its own.

Each line on its input is a command in JSON, each line on its output the answer. While it carries a message it asks
{"carry": …} and the line that follows on its input is what came back, so that whoever drives both decides what is lost,
doubled, late, forged. Its clock is what it was told.
"""

import base64
import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db.models import Q  # noqa: E402
from tests.fresh import migrate  # noqa: E402

from motcua.gateways.asw import services  # noqa: E402
from motcua.gateways.asw.domain import certificates as x509  # noqa: E402
from motcua.gateways.asw.domain.adapting import ADAPTER, Answer, Certificate  # noqa: E402
from motcua.gateways.asw.models import Message, Queue, Standing  # noqa: E402
from motcua.gateways.asw.queries import certificates, lines  # noqa: E402
from motcua.gateways.asw.services import carrying, letters, obeying  # noqa: E402
from motcua.gateways.asw.services.listening import Door  # noqa: E402
from motcua.ground.models import Job  # noqa: E402
from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import clock, jobs, log  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.kernel.refusals import Refusal  # noqa: E402
from motcua.origin.domain.certificate import Line  # noqa: E402

Command = dict[str, Any]
_now: list[datetime] = []
over_the_wire = carrying.carry
_heard: dict[str, list[str]] = {}
COMMANDS: dict[str, Callable[[Command], Any]] = {}


def command(function: Callable[[Command], Any]) -> Callable[[Command], Any]:
    """Let a function be called from outside by its name."""
    COMMANDS[function.__name__] = function
    return function


def told() -> Any:
    return json.loads(sys.stdin.readline())


def tell(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def through_the_pipe(raw: bytes, partner: Any, own: Any) -> carrying.Answered:
    tell({"carry": base64.b64encode(raw).decode(), "to": partner.country, "peer": own.fingerprint})
    answer = told()
    if "lost" in answer:
        raise carrying.Unreachable("lost on the way")
    return carrying.Answered(answer["status"], base64.b64decode(answer["content"]))


@command
def time(order: Command) -> None:
    _now[:] = [datetime.fromisoformat(order["at"])]


@command
def make(order: Command) -> dict[str, str]:
    days = (datetime.fromisoformat(order["since"]), datetime.fromisoformat(order["until"]))
    row = services.make(name="Customs", since=days[0], until=days[1], by=SYSTEM, at=_now[0])
    return {"pem": x509.pem(bytes(row.der)).decode(), "fingerprint": row.fingerprint}


@command
def add(order: Command) -> int:
    address = f"https://127.0.0.1:{order.get('port', 1)}"
    return services.add(order["pem"].encode(), address=address, by=SYSTEM, at=_now[0]).leaf


@command
def take(order: Command) -> dict[str, Any]:
    reply = services.take(base64.b64decode(order["raw"]), peer=order["peer"], at=_now[0])
    return {"status": reply.status, "content": base64.b64encode(reply.content).decode()}


@command
def work(order: Command) -> int:
    """Do all that is due."""
    done = 0
    for _ in range(order.get("rounds", 50)):
        some = jobs.run_due(_now[0]) + jobs.send_due(_now[0], 100)
        done += some
        if not some:
            break
    return done


@command
def set_aside(order: Command) -> Any:
    return letters.set_aside(_now[0])


@command
def see_to(order: Command) -> int:
    """Send every dead letter again."""
    found = list(Standing.objects.filter(state="dead", message__direction="out"))
    for each in found:
        services.resend(each.message_id, by=SYSTEM, at=_now[0])
    return len(found)


@command
def give_up(order: Command) -> list[str]:
    """Give every dead letter up."""
    found = list(Standing.objects.filter(state__in=("dead", "rejected")).select_related("message"))
    for each in found:
        services.give_up(each.message_id, note="không còn cần", by=SYSTEM, at=_now[0])
    return [each.message.identifier for each in found]


@command
def release(order: Command) -> int:
    """Do what waited too long without what it waits for."""
    found = list(Standing.objects.filter(state="dead", message__direction="in"))
    for each in found:
        services.obey_now(each.message_id, note="đã hỏi qua điện thoại", by=SYSTEM, at=_now[0])
    return len(found)


@command
def states(order: Command) -> list[str]:
    """Where the messages of one certificate stand."""
    rows = Standing.objects.filter(message__about=order["about"]).order_by("message_id")
    return list(rows.values_list("state", flat=True))


@command
def state(order: Command) -> dict[str, Any]:
    """What waits, what failed, and how the lines are."""
    return {
        "messages": Message.objects.count(), "queue": Queue.objects.count(),
        "jobs": Job.objects.filter(Q(kind__startswith="asw.") | Q(kind="origin.send"), due_at__isnull=False).count(),
        "failed": list(Job.objects.filter(due_at=None).values_list("kind", "error")),
        "lines": [[p.country, p.state, p.ahead_ms, p.letters] for p in lines.partners(_now[0])],
        "queued": list(Queue.objects.values_list("message__identifier", "attempts", "fault")[:5]),
    }  # fmt: skip


@command
def check(order: Command) -> list[str]:
    log.sequence()
    return [f"{fault.place}: {fault.words.en}" for fault in verification.verify().faults]


@command
def say(order: Command) -> str:
    """Tell the partner something without asking origin: for the line alone."""
    to, about = order["to"], order["about"]
    if order["kind"] == "certificate":
        line = Line(no=1, description=order["note"])
        document: Any = Certificate(reference=about, country=settings.COUNTRY, partner=to, lines=(line,))
    else:
        document = Answer(order["kind"], about, order["issuer"], _now[0], note=order["note"])
    of = (order.get("issuer", settings.COUNTRY), about)
    return services.send(ADAPTER.write(document), to=to, kind=order["kind"], of=of, at=_now[0]).identifier


@command
def heard(order: Command) -> list[str]:
    """What origin was told of a certificate, where the line is tried alone, in the order in which it was told."""
    return _heard.get(order["about"], [])


def hear(document: Any, **rest: Any) -> None:
    """In the place of origin: remember."""
    note = document.lines[0].description if isinstance(document, Certificate) else document.note
    if note == "refuse":
        raise Refusal
    _heard.setdefault(document.reference, []).append(note)


@command
def open_door(order: Command) -> int:
    """Take and send over real TLS from now on; the port on which it listens."""
    carrying.carry = over_the_wire
    door = Door("127.0.0.1", 0)
    threading.Thread(target=door.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return door.server_port


@command
def own(order: Command) -> str:
    return certificates.own(_now[0]).fingerprint


def trading() -> None:
    """The commands of trade, with the moment of this side's clock."""
    from motcua.demo.services.windows.trade import TIMELESS, TRADE, enterprises

    enterprises(datetime(2023, 1, 1, tzinfo=UTC))

    def named(name: str) -> Callable[[Command], Any]:
        def run(order: Command) -> Any:
            told = {key: value for key, value in order.items() if key != "do"}
            return TRADE[name](**told) if name in TIMELESS else TRADE[name](**told, at=_now[0])

        return run

    COMMANDS.update({name: named(name) for name in TRADE})


def main() -> None:
    """Obey until the pipe ends."""
    migrate()
    clock.now = lambda: _now[0]
    carrying.carry = through_the_pipe
    if os.environ.get("MOTCUA_LINE_ALONE") == "1":
        obeying.origin.receive = obeying.origin.answered = hear
    else:
        trading()
    tell("ready")
    for line in sys.stdin:
        order = json.loads(line)
        try:
            tell({"is": COMMANDS[order["do"]](order)})
        except Refusal as refusal:
            tell({"refused": refusal.code, "why": str(refusal)})


if __name__ == "__main__":
    main()
