"""What every journey has: one browser a module, pages that watch themselves, a bank, a draw that falls as told."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.conf import settings
from tests.conftest import SOAK
from tests.rooms.site.conftest import (  # noqa: F401 - fixtures
    NOW,
    PASSWORD,
    account,
    demonstration,
    fresh,
    lodge,
)

from motcua.declarations.services.intake import INTAKE
from motcua.demo.services.bank import make_known
from motcua.demo.services.bank.sending import Bank
from motcua.demo.services.bank.serving import server_of
from motcua.people.models import Account
from motcua.risk.models import Bucket

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
"""The marks of a module of journeys."""
FITS = """addEventListener("load", () => {
  const whole = document.documentElement;
  if (whole.scrollWidth > whole.clientWidth) console.error("scrolls sideways: " + location.pathname);
});"""
NEVER = 2**32 - 1
FALLS = {1: (NEVER, NEVER, NEVER), 2: (NEVER, NEVER, 0), 3: (0, NEVER, NEVER)}
"""Three draws that lead into a channel where neither law nor a profile says otherwise."""


SMALL = ("phone", "without JavaScript")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey is gone at the desk and in one of the other two ways, in turn; in all three in `make soak`."""
    for item in items:
        way = getattr(item, "callspec", None) and item.callspec.params.get("way")
        if way in SMALL and not SOAK and SMALL.index(way) != crc32(item.nodeid.partition("[")[0].encode()) % 2:
            item.add_marker(pytest.mark.skip(reason="the other way round: make soak"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database in a file: in one in memory, which pytest-django makes, threads meet locks that no real one has."""
    held = settings.DATABASES["default"]
    if "sqlite" in held["ENGINE"]:
        held.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("journeys") / "motcua.sqlite3")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; nothing is downloaded."""
    playwright = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in this thread
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_for(
    browser: Any,
    live_server: Any,
    account: Callable[..., Account],  # noqa: F811
) -> Iterator[Callable[..., Any]]:
    """Opens a page, signed in as somebody with the role; `said` holds what the console says and what does not fit."""
    contexts = []

    def open_(role: str = "", tenure: dict[str, Any] | None = None, **context: Any) -> Any:
        held = browser.new_context(base_url=live_server.url, locale="vi-VN", **context)
        contexts.append(held)
        held.set_default_timeout(20_000)
        held.add_init_script(FITS)
        page = held.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        if role:
            opened = account(role, **(tenure or {}))
            page.goto("/login/")
            page.fill("#id_username", opened.username)
            page.fill("#id_password", PASSWORD)
            page.click("main button")
        return page

    yield open_
    for held in contexts:
        held.close()


@pytest.fixture
def simulated_bank(live_server: Any, tmp_path: Path, demonstration: Any) -> Iterator[str]:  # noqa: F811
    """The simulated bank beside the site; its address."""
    held = Bank(tmp_path / "bank", live_server.url, twice=1)
    server = server_of(held, 0)
    address = f"http://127.0.0.1:{server.server_port}"
    make_known(tmp_path / "bank", f"{address}/pay", NOW)
    threads = [threading.Thread(target=held.work), threading.Thread(target=server.serve_forever)]
    for thread in threads:
        thread.start()
    yield address
    held.end()
    server.shutdown()
    for thread in threads:
        thread.join()
    server.server_close()
    held.store.close()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Says into which channel the draw falls from now on. The writer's thread ends with the test."""

    def fall(channel: int) -> None:
        rich = {"balance_millionths": 20_000_000, "documents_millionths": 100_000_000}
        Bucket.objects.update_or_create(name="department", defaults=rich)
        monkeypatch.setattr("motcua.risk.domain.selection.urn", lambda secret: lambda number: FALLS[channel])

    yield fall
    INTAKE.close()


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Any, str], None]:
    """Keeps a picture of a page in the folder MOTCUA_PICTURES, or in one that pytest clears away."""
    folder = Path(os.environ.get("MOTCUA_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Any, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take
