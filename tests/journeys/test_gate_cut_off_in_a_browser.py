"""A gate is cut off: an officer lets trucks pass on a phone by the list alone; when the line is back all is merged."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from tests.faults.serving import free_port
from tests.journeys.conftest import BROWSER, NOW

from motcua.crossings import factories as made
from motcua.crossings.models import Crossing, Outcome
from motcua.crossings.services import announcing, permits
from motcua.declarations.factories import party
from motcua.ground.domain import numbers
from motcua.ground.services import signing
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.parties import services as parties

pytestmark = BROWSER
ROOT = Path(__file__).resolve().parents[2]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DAY = law_day(NOW)
NUMBER = numbers.number("10", 34_567)
SECONDS = 90


class Gate:
    """The device: its home, and `motcua gate` as processes of its own."""

    def __init__(self, home: Path, department: str) -> None:
        self.home, self.department, self.port = home, department, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
        }
        self.environment = {**kept, "MOTCUA_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> str:
        """`motcua gate …`"""
        command = [sys.executable, "-m", "motcua.site.cli", "gate", *words]
        ended = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=SECONDS, cwd=ROOT
        )  # fmt: skip
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def serve(self) -> None:
        """`motcua gate serve`, until it answers."""
        words = ["gate", "serve", "--port", str(self.port), "--every", "0"]
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua.site.cli", *words], env=self.environment, stdout=log, stderr=log,
                cwd=ROOT, start_new_session=True,
            )  # fmt: skip
        begun = time.monotonic()
        while time.monotonic() - begun < SECONDS:
            try:
                with urlopen(f"{self.address}/enter/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError((self.home / "serve.log").read_text()[-2000:])

    def end(self) -> None:
        """End the server and what it started."""
        if self.process is not None:
            os.killpg(self.process.pid, 9)
            self.process.wait(20)

    def line(self, *, cut: bool) -> None:
        """Cut the line, or join it: the department's address leads nowhere, or to it."""
        from motcua.crossings.device.store import Store

        store = Store(self.home)
        store.set_facts(department="http://127.0.0.1:1" if cut else self.department)
        store.close()


@pytest.fixture
def gate(tmp_path: Path, live_server: Any) -> Iterator[Gate]:
    """A device that nobody has prepared."""
    home = tmp_path / "gate"
    home.mkdir()
    held = Gate(home, live_server.url)
    yield held
    held.end()


@pytest.fixture
def vehicles(demonstration: Any) -> None:
    """Three announced trucks, one of them with goods that may pass."""
    parties.register([party(no) for no in range(1, 6)], by=SYSTEM, at=NOW.replace(year=2022))
    permits.permit([made.permit(NUMBER, NOW, boxes=("MHOU0000001",), count=1)])
    for no in range(1, 4):
        goods = {"laden": True, "declarations": (NUMBER,), "containers": (made.box(1),)} if no == 2 else {}
        announcing.announce(made.vehicle(no, day=DAY, **goods), by=SYSTEM, at=NOW)


def registered(gate: Gate, page: Any) -> None:
    """An administrator registers the device by the key that it printed."""
    key = gate.run(
        "init", "VNMC0", "--name", "Máy Bắc Luân II", "--department", gate.department, "--department-key",
        signing.answering_key().hex(),
    ).split()[0]  # fmt: skip
    page.goto("/crossings/gates/")
    page.fill("#g-name", "Máy Bắc Luân II")
    page.select_option("#g-gate", "VNMC0")
    page.fill("#g-public", key)
    page.fill("#g-since", f"{DAY:%d/%m/%Y}")
    page.fill("#g-until", f"{DAY.replace(year=DAY.year + 1):%d/%m/%Y}")
    page.click("main form .is-main")
    gate.run("keys", "--number", page.url.rstrip("/").rsplit("/", 1)[1])


def passes(phone: Any, plate: str) -> None:
    """The officer finds a truck by the end of its plate and lets it pass with one button."""
    phone.fill("#q", plate)
    phone.click("form[role=search] button")
    phone.click("button[value=pass]")


def test_trucks_pass_by_the_list_while_the_line_is_cut_and_are_merged_once_when_it_is_back(
    gate: Gate, vehicles: None, page_for: Callable[..., Any], picture: Callable[[Any, str], None]
) -> None:  # fmt: skip
    registered(gate, page_for("admin"))
    desk = page_for("officer", **PHONE)
    desk.goto("/crossings/gates/code/")
    desk.click("main form .is-main")
    code = desk.inner_text(".plate")
    gate.run("fetch")
    gate.line(cut=True)
    gate.serve()

    phone = page_for(**{**PHONE, "java_script_enabled": False})
    phone.goto(f"{gate.address}/")
    phone.fill("#e-code", code.lower())
    phone.click("main button")
    phone.click("button[value=V1]")
    passes(phone, "00001")
    picture(phone, "gate-cut-off-recorded")
    assert "Đã ghi số 1" in phone.inner_text("main")
    passes(phone, "00002")
    phone.fill("#q", "00003")
    phone.click("form[role=search] button")
    phone.fill("#note", "Không đúng xe")
    phone.click("button[value=refuse]")
    phone.goto(f"{gate.address}/other/?plate=K00009")
    phone.check("#v-own")
    phone.fill("#v-note", "Danh sách thiếu xe")
    phone.click("main form .is-main")
    assert "không có danh sách" in phone.inner_text("main")
    phone.goto(f"{gate.address}/state/")
    phone.click("text=Gửi và tải danh sách")
    assert "Chưa liên lạc được" in phone.inner_text("main")
    assert Crossing.objects.count() == 0
    picture(phone, "gate-cut-off-state")

    gate.line(cut=False)
    for _ in range(2):
        phone.click("text=Gửi và tải danh sách")
        phone.wait_for_selector(".alert.is-good")
    assert list(Outcome.objects.order_by("number").values_list("outcome", flat=True)) == [
        "merged", "merged", "noted", "disputed",
    ]  # fmt: skip
    assert Crossing.objects.count() == 2

    head = page_for("head", **PHONE)
    head.goto("/crossings/gates/disputed/")
    head.click("a.row-link")
    head.check("input[value=take]")
    head.fill("#d-note", "Đúng, xe đã qua")
    head.click("main form .is-main")
    picture(head, "gate-cut-off-decided")
    assert Crossing.objects.count() == 3
    assert [said for page in (desk, phone, head) for said in page.said] == []
