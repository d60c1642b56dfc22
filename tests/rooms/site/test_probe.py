"""The probe outside: it keeps what it saw, signs it, and posts it when the site is there again."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from motcua.ground.models import Outage
from motcua.ground.services import outages
from motcua.kernel.actor import SYSTEM
from motcua.site import cli
from motcua.site.probe import Probe

NOW = datetime.now(UTC) - timedelta(hours=2)
URL = "https://mot-cua.example.vn"


class Site:
    """A site that can be away."""

    def __init__(self) -> None:
        self.away = self.knows = True
        self.posted: list[dict[str, str]] = []

    def ask(self, address: str, content: bytes | None) -> int:
        if content is None:
            return 0 if self.away else 200
        self.posted.append(json.loads(content))
        return 201 if self.knows else 403


@pytest.fixture
def site() -> Site:
    found = Site()
    found.away = False
    return found


def rounds(probe: Probe, site: Site, *away: bool, start: int = 0) -> None:
    for minute, gone in enumerate(away, start):
        site.away = gone
        probe.round(NOW + timedelta(minutes=minute))


def test_an_outage_is_posted_once_for_each_service_when_the_site_is_back(site: Site, tmp_path: Path) -> None:
    rounds(Probe(URL, tmp_path, site.ask), site, False, True, True, True, False, False)
    assert [each["service"] for each in site.posted] == ["pages", "door"]
    began, ended = (datetime.fromisoformat(site.posted[0][name]) for name in ("began", "ended"))
    assert (began, ended) == (NOW + timedelta(minutes=1), NOW + timedelta(minutes=4))


def test_a_probe_that_was_stopped_meanwhile_goes_on_with_the_same_key(site: Site, tmp_path: Path) -> None:
    first = Probe(URL, tmp_path, site.ask)
    rounds(first, site, True, True)
    second = Probe(URL, tmp_path, site.ask)
    rounds(second, site, True, False, start=2)
    assert second.public_key == first.public_key
    assert datetime.fromisoformat(site.posted[0]["began"]) == NOW


def test_what_the_site_does_not_take_yet_is_posted_again(site: Site, tmp_path: Path) -> None:
    site.knows = False
    probe = Probe(URL, tmp_path, site.ask)
    rounds(probe, site, True, True, True, False, False)
    assert len(site.posted) == 4
    site.knows = True
    rounds(probe, site, False, False, start=5)
    assert len(site.posted) == 6


@pytest.mark.django_db
def test_the_site_takes_what_its_probe_posts(client: Client, tmp_path: Path) -> None:
    away = [True]

    def ask(address: str, content: bytes | None) -> int:
        path = address.removeprefix(URL)
        if away[0]:
            return 0
        sent: Callable[..., Any] = client.get if content is None else client.post
        more = {} if content is None else {"data": content, "content_type": "application/json"}
        return int(sent(path, **more).status_code)

    probe = Probe(URL, tmp_path, ask)
    outages.register_probe("Hà Nội", probe.public_key, by=SYSTEM, at=NOW)
    probe.round(NOW)
    away[0] = False
    assert probe.round(NOW + timedelta(minutes=30)) == 2
    assert {each.service for each in Outage.objects.all()} == {"pages", "door"}


def test_the_command_prints_the_key_to_register(tmp_path: Path) -> None:
    said = CliRunner().invoke(cli.build(), ["probe", URL, "--folder", str(tmp_path), "--key"])
    assert said.output.strip() == Probe(URL, tmp_path).public_key
