"""Pages about gates that may be cut off, and the door at which gates ask."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.rooms.crossings.offline_factories import Device, device, passes
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.crossings import factories as made
from motcua.crossings.domain.offline.framing import ANSWER, REQUEST, signed
from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Code, Crossing, Decision, Installation, IssuedList, Outcome
from motcua.crossings.services import offline
from motcua.ground.services import signing
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import encode
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MINUTE = timedelta(minutes=1)
SECOND = fold(made.plate(2))


@pytest.fixture
def by(account: Callable[..., Account]) -> Actor:  # noqa: F811
    """An officer of Móng Cái with a code."""
    found = people.actor_for(account("officer").pk, law_day(NOW))
    offline.give_code(by=found, at=NOW - MINUTE)
    return found


@pytest.fixture
def held(by: Actor, tmp_path: Path) -> Device:
    """A device whose clock shows the department's time, without a list."""
    found = device(tmp_path / "gate")
    found.at = NOW
    return found


@pytest.fixture
def cut_off(held: Device, by: Actor) -> Device:
    """One that recorded a truck by its list and one without."""
    held.load(offline.issue(held.number, by=by, at=NOW))
    passes(held, by, 1)
    passes(held, by, 2, own=True, note="danh sách thiếu xe")
    return held


def asked(held: Device, client: Client, **changes: Any) -> Any:
    """A gate asks for a list."""
    told = {"gate": held.number, "seen": NOW, "now": NOW, "waiting": 2, **changes}
    body = encode(told)
    signature = b64encode(held.sign(REQUEST + body)).decode()
    return client.post(
        reverse("gates:door_list"), body, content_type="application/octet-stream", headers={"X-Signature": signature}
    )


def brought(client: Client, held: Device, content: bytes) -> Any:
    """Somebody brings a file of records."""
    file = SimpleUploadedFile("gate.batch", content)
    return client.post(reverse("gates:bring", args=[held.number]), {"file": file}, follow=True)


def test_an_administrator_registers_an_installation_and_ends_it(enter: Callable[..., Client]) -> None:  # noqa: F811
    client = enter("admin")
    wrong = client.post(reverse("gates:list"), {"name": "Máy", "gate": "VNMC0", "public": "x"})
    assert wrong.status_code == 400
    told = {"name": "Máy 1", "gate": "VNMC0", "public": "ab" * 32, "since": "22/12/2023", "until": "31/12/2024"}
    assert "Máy 1" in client.post(reverse("gates:list"), told, follow=True).content.decode()
    [found] = Installation.objects.all()
    assert client.post(reverse("gates:list"), told).status_code == 400
    end = reverse("gates:end", args=[found.leaf])
    assert client.post(end, {"note": ""}).status_code == 400
    assert "thay máy" in client.post(end, {"note": "thay máy"}, follow=True).content.decode()


@pytest.mark.parametrize("role", ["trader", "leader", "risk", "revenue", "public"])
def test_others_find_no_gates(role: str, enter: Callable[..., Client], held: Device) -> None:  # noqa: F811
    client = enter(role)
    for name, args in (("gates:list", []), ("gates:one", [held.number]), ("gates:disputed", []), ("gates:code", [])):
        assert client.get(reverse(name, args=args)).status_code in (302, 403)


def test_an_officer_of_another_branch_finds_nothing(enter: Callable[..., Client], cut_off: Device) -> None:  # noqa: F811
    offline.merge(cut_off.batch(1), by=Actor(0, "x", kind="system"), at=cut_off.at)
    client = enter("officer", office="20BC")
    leaf = Outcome.objects.first().leaf  # type: ignore[union-attr]
    places = [("gates:one", [cut_off.number]), ("gates:batch", [leaf]), ("gates:dispute", [cut_off.number, 2])]
    assert [client.get(reverse(name, args=args)).status_code for name, args in places] == [404, 404, 404]
    assert client.post(reverse("gates:issue", args=[cut_off.number])).status_code == 404
    assert SECOND not in client.get(reverse("gates:disputed")).content.decode()


def test_an_officer_takes_a_list_away_as_a_file_and_brings_the_records(
    enter: Callable[..., Client], cut_off: Device  # noqa: F811
) -> None:  # fmt: skip
    client = enter("officer")
    answer = client.post(reverse("gates:issue", args=[cut_off.number]))
    assert cut_off.load(answer.content).number == 2
    page = brought(client, cut_off, cut_off.batch(1)).content.decode()
    assert "1 đã gộp" in page
    assert fold(made.plate(1)) in page
    again = brought(client, cut_off, cut_off.batch(1)).content.decode()
    assert "Cả 2 bản ghi đã nhận từ trước" in again
    assert Crossing.objects.count() == 1


def test_a_file_that_is_none_is_refused_with_words(enter: Callable[..., Client], cut_off: Device) -> None:  # noqa: F811
    client = enter("officer")
    for wrong, code in ((b"x", "Tệp không đọc được"), (cut_off.batch(1).replace(b"VNMC0", b"VNMC1"), "Chữ ký")):
        answer = brought(client, cut_off, wrong)
        assert (answer.status_code, code in answer.content.decode()) == (400, True)


def test_the_head_decides_a_disputed_record_and_an_officer_only_reads_it(
    enter: Callable[..., Client], cut_off: Device  # noqa: F811
) -> None:  # fmt: skip
    brought(enter("officer"), cut_off, cut_off.batch(1))
    place = reverse("gates:dispute", args=[cut_off.number, 2])
    client = enter("officer")
    assert "Lãnh đạo chi cục quyết định" in client.get(place).content.decode()
    assert client.post(place, {"verdict": "take", "note": "đúng"}).status_code == 403
    client = enter("head")
    assert client.post(place, {"verdict": "take", "note": ""}).status_code == 400
    assert client.post(place, {"verdict": "take", "note": "đúng"}).status_code == 302
    assert Decision.objects.get().verdict == "take"
    listed = reverse("gates:disputed")
    assert SECOND not in client.get(listed).content.decode()
    assert SECOND in client.get(f"{listed}?state=take&sort=plate&reason=own&gate=VNMC0&q=00002").content.decode()
    assert SECOND not in client.get(f"{listed}?state=drop").content.decode()
    rows = b"".join(client.get(f"{reverse('gates:disputed_csv')}?state=all")).decode()  # type: ignore[arg-type]
    assert rows.count(made.plate(2)) == 1


def test_what_is_missing_is_asked_for_on_the_page_and_given_up_by_the_head(
    enter: Callable[..., Client], cut_off: Device  # noqa: F811
) -> None:  # fmt: skip
    brought(enter("officer"), cut_off, cut_off.batch(2))
    client = enter("head")
    page = client.get(reverse("gates:one", args=[cut_off.number])).content.decode()
    assert "Thiếu các bản ghi số 1 đến 1" in page
    client.post(reverse("gates:give_up", args=[cut_off.number]), {"note": "hỏng"})
    assert "Thiếu" not in client.get(reverse("gates:one", args=[cut_off.number])).content.decode()


def test_a_code_is_shown_once(enter: Callable[..., Client]) -> None:  # noqa: F811
    client = enter("officer")
    place = reverse("gates:code")
    answer = client.post(place, {"act": "draw"})
    assert (b'class="plate"' in answer.content, answer["Cache-Control"]) == (True, "no-store")
    assert b'class="plate"' not in client.get(place).content
    client.post(place, {"act": "end"})
    assert Code.objects.filter(ended=None).count() == 0


def test_a_gate_asks_for_the_time_a_list_and_that_its_records_be_merged(
    client: Client, cut_off: Device
) -> None:  # fmt: skip
    told = client.get(reverse("gates:time"))
    assert json.loads(told.content)["demonstration"] is True
    now = datetime.fromisoformat(json.loads(told.content)["at"])
    answer = asked(cut_off, client, seen=now, now=now + 90 * MINUTE)
    assert signed(
        signing.answering_key(), b64decode(answer["X-Motcua-Signature"]), ANSWER + answer.content
    )  # fmt: skip
    assert cut_off.load(answer.content).demonstration
    last = IssuedList.objects.get(number=2)
    assert (last.fetched, last.waiting, last.clock_ms) == (1, 2, 90 * 60_000)
    sent = client.post(
        reverse("gates:door_batch"), cut_off.batch(1), content_type="application/octet-stream",
        headers={"X-Gate": str(cut_off.number)},
    )  # fmt: skip
    assert (json.loads(sent.content)["next"], Crossing.objects.count()) == (3, 1)


def test_the_difference_of_the_clocks_is_told_on_the_page(
    client: Client, enter: Callable[..., Client], held: Device  # noqa: F811
) -> None:  # fmt: skip
    asked(held, client, now=NOW + 6 * MINUTE)
    page = enter("head").get(reverse("gates:one", args=[held.number])).content.decode()
    assert "Đồng hồ cửa khẩu lệch 360000 ms" in page


def test_the_door_refuses_who_cannot_show_the_key_an_old_request_and_what_is_no_request(
    client: Client, held: Device, tmp_path: Path
) -> None:
    other = device(tmp_path / "other", "VNMC1")
    assert asked(held, client).status_code == 200
    assert asked(other, client, gate=held.number).status_code == 401
    assert asked(held, client, gate=1).status_code == 401
    assert asked(held, client, seen=datetime(2023, 1, 1, tzinfo=UTC)).status_code == 409
    octets = "application/octet-stream"
    assert client.post(reverse("gates:door_list"), b"", content_type=octets).status_code == 400
    assert client.post(reverse("gates:door_list"), b"{}", content_type=octets).status_code == 400
    assert client.post(reverse("gates:door_batch"), b"x", content_type=octets).status_code == 400
    assert client.post(
        reverse("gates:door_batch"), b"x", content_type=octets, headers={"X-Gate": "7"}
    ).status_code == 400  # fmt: skip


def test_a_gate_sends_its_own_records_alone(client: Client, cut_off: Device, tmp_path: Path) -> None:
    other = device(tmp_path / "other", "VNMC1")
    answer = client.post(
        reverse("gates:door_batch"), cut_off.batch(1), content_type="application/octet-stream",
        headers={"X-Gate": str(other.number)},
    )  # fmt: skip
    assert (answer.status_code, Crossing.objects.count()) == (409, 0)


def test_the_list_of_installations_says_how_each_stands(
    enter: Callable[..., Client], cut_off: Device  # noqa: F811
) -> None:  # fmt: skip
    offline.merge(cut_off.batch(1), by=Actor(0, "x", kind="system"), at=cut_off.at)
    page = enter("head").get(reverse("gates:list")).content.decode()
    assert f'Máy VNMC0</a><span class="hint">{"Cầu Bắc Luân II"}' in page
    assert f'href="{reverse("gates:disputed")}?gate=VNMC0">1</a>' in page
