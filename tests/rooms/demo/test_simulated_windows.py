"""The simulated partner windows: they receipt what they are told over real TLS, and answer what is asked."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.demo.services import partners
from motcua.demo.services.partners.keys import own
from motcua.demo.services.windows.running import free_port
from motcua.gateways.asw import services
from motcua.gateways.asw.domain.adapting import ADAPTER, Answer
from motcua.gateways.asw.models import Certificate, Message
from motcua.gateways.asw.queries import certificates, lines
from motcua.ground.services import clock, jobs
from motcua.kernel.days import law_moment

pytestmark = pytest.mark.django_db
AT = law_moment(date(2023, 12, 22), 10)


@pytest.fixture
def windows(db: None, tmp_path: Path, monkeypatch: Any) -> Iterator[partners.Windows]:
    """The windows of two countries with open doors, known to this one."""
    clock.set_demonstration(AT)
    port = free_port()
    known = partners.make_known(tmp_path, port, AT)
    made = partners.Windows(tmp_path, "VN", "http://127.0.0.1:1", "127.0.0.1:1", pause=0)
    monkeypatch.setattr(made, "now", lambda: AT)
    with ExitStack() as stack:
        for no, country in enumerate(known[:2]):
            door = stack.enter_context(made.server(country, port + no))
            threading.Thread(target=door.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(door.shutdown)
        yield made
    clock.forget()


def ask(country: str, kind: str = "clarify") -> Message:
    answer = Answer(kind, f"{country}-1", country, AT)  # type: ignore[arg-type]
    return services.send(ADAPTER.write(answer), to=country, kind=answer.kind, of=(country, f"{country}-1"), at=AT)


def state(message: Message) -> str:
    return str(Message.objects.select_related("standing").get(pk=message.pk).standing.state)


def test_what_they_are_told_is_receipted_over_real_tls(windows: partners.Windows) -> None:
    country = certificates.countries()[0]
    message = ask(country)
    jobs.send_due(AT, 100)
    assert state(message) == "receipted"
    assert next(each for each in lines.partners(AT) if each.country == country).state == "up"


def test_a_question_is_answered_and_the_answer_is_taken(windows: partners.Windows) -> None:
    country = certificates.countries()[0]
    ask(country, "verify")
    jobs.send_due(AT, 100)
    (row,) = windows.store.due(2e10)
    mine = Certificate.objects.get(country=country)
    raw = windows._signed(row, own(windows.folder, country, AT), AT)
    assert services.take(raw, peer=mine.fingerprint, at=AT).status == 202
    jobs.run_due(AT)
    answer = Message.objects.select_related("standing").get(direction="in")
    assert (answer.kind, answer.standing.state) == ("confirmed", "obeyed")


def test_they_are_registered_once_and_anew_where_they_moved(windows: partners.Windows) -> None:
    count = Certificate.objects.count()
    address = Certificate.objects.filter(own=0).order_by("country")[0].address
    port = int(address.rsplit(":", 1)[1])
    partners.make_known(windows.folder, port, AT)
    assert Certificate.objects.count() == count
    partners.make_known(windows.folder, port + 1, AT)
    assert Certificate.objects.count() == 2 * count - 1, "all but our own"
