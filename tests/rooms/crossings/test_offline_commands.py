"""`motcua gate` on both sides, and the gate's own site: nobody but an officer of the list beyond its door."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client, override_settings
from tests.rooms.crossings.offline_factories import AT, Device, device, listed, officer, passes
from typer.testing import CliRunner

from motcua.crossings.domain.offline.errors import NotPrepared
from motcua.crossings.models import Crossing
from motcua.crossings.services import offline
from motcua.crossings.web.device import opened
from motcua.crossings.web.device.urls import OPEN, urlpatterns
from motcua.ground.services import signing
from motcua.kernel.actor import SYSTEM
from motcua.site.commands import gate as commands
from motcua.site.gate import settings as gates

pytestmark = pytest.mark.django_db
SITE = {
    name: getattr(gates, name)
    for name in (
        "ROOT_URLCONF",
        "MIDDLEWARE",
        "TEMPLATES",
        "SESSION_ENGINE",
        "SESSION_COOKIE_NAME",
        "MESSAGE_STORAGE",
        "CSRF_FAILURE_VIEW",
    )
}


@pytest.fixture
def held(department: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Device]:
    """A device in MOTCUA_HOME that recorded a truck."""
    by, _ = officer()
    found = device(tmp_path)
    listed(found)
    passes(found, by)
    monkeypatch.setattr(house, "HOME", tmp_path, raising=False)
    opened.gate.cache_clear()
    yield found
    opened.gate.cache_clear()
    found.store.close()


def ran(*words: str) -> str:
    """What a command prints."""
    ended = CliRunner().invoke(commands.app, list(words), catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.output


def test_a_device_tells_its_key_and_the_department_its_own(held: Device) -> None:
    assert ran("keys").splitlines()[0] == held.public.hex()
    assert ran("keys", "--department").splitlines()[0] == signing.answering_key().hex()
    ran("keys", "--number", str(held.number))


def test_a_list_is_loaded_from_a_file_and_records_are_exported_and_merged_as_often_as_one_likes(
    held: Device, tmp_path: Path
) -> None:
    listed_ = tmp_path / "a.list"
    listed_.write_bytes(offline.issue(held.number, by=SYSTEM, at=AT))
    assert ran("load", str(listed_)).startswith("2 →")
    batch = tmp_path / "a.batch"
    ran("export", str(batch))
    first, again = (json.loads(ran("merge", str(batch), "--json")) for _ in range(2))
    assert (first["merged"], again["merged"], again["repeated"]) == (1, 0, 1)
    assert Crossing.objects.count() == 1
    ran("export", str(batch), "--from", "1")
    assert json.loads(ran("merge", str(batch), "--json"))["repeated"] == 1


def test_the_state_of_a_device_is_told_for_people_and_for_programs(held: Device) -> None:
    told = json.loads(ran("status", "--json"))
    assert (told["gate"], told["records"], told["waiting"], told["list"]) == ("VNMC0", 1, 1, 1)
    assert "VNMC0" in ran("status")


def test_where_no_device_is_prepared_every_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "HOME", tmp_path, raising=False)
    for words in (["status"], ["fetch"], ["merge"], ["export", "x"]):
        with pytest.raises(NotPrepared):
            ran(*words)


def answers(client: Client, verb: str, path: str) -> Any:
    """What the gate's own site answers."""
    with override_settings(**SITE):
        return getattr(client, verb)(path)


@pytest.mark.parametrize("page", [each for each in urlpatterns if f"device:{each.name}" not in OPEN], ids=str)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_without_an_officer_every_page_of_the_gate_leads_to_its_door(held: Device, page: Any, verb: str) -> None:
    answer = answers(Client(), verb, f"/{page.pattern}")
    assert (answer.status_code, answer["Location"]) == (302, "/enter/")
    assert held.store.last_number() == 1


def test_the_door_itself_and_the_state_are_open_and_tell_no_vehicle(held: Device) -> None:
    for path in ("/enter/", "/state/"):
        answer = answers(Client(), "get", path)
        assert answer.status_code == 200
        assert b"GUIP" not in answer.content
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_form_from_elsewhere_is_refused_and_a_wrong_address_says_so(held: Device) -> None:
    assert answers(Client(enforce_csrf_checks=True), "post", "/enter/").status_code == 403
    assert answers(Client(), "get", "/nowhere/").status_code == 404


def test_the_gates_own_site_loads_no_table_of_the_department(tmp_path: Path) -> None:
    program = (
        "import motcua.site.gate.wsgi; from django.apps import apps; from django.urls import get_resolver;"
        " get_resolver().url_patterns; print(*(model._meta.label for model in apps.get_models()))"
    )
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "motcua.site.gate.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=120
    )
    assert (ended.returncode, ended.stdout.split()) == (0, ["sessions.Session"]), ended.stderr[-1500:]
