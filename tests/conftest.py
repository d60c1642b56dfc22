"""Shared by all tests: the counts of properties and faults."""

import os
import shutil
import sys
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
SOAK = os.environ.get("MOTCUA_COUNTS") == "soak"
settings.register_profile(
    "house", deadline=None, max_examples=400 if SOAK else 50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
"""A busy machine is no fault of what is tested; properties are tried fifty times, in `make soak` four hundred."""
skipped_samples: list[str] = []


@pytest.fixture
def samples() -> Path:
    """The folder of real samples; tests that need it are skipped and counted where it is absent."""
    if not SAMPLES.exists():
        skipped_samples.append("1")
        pytest.skip("samples are not here")
    return SAMPLES


@pytest.fixture
def times() -> int:
    """How often a fault test repeats: 20, or 500 in `make soak`."""
    return 500 if SOAK else 20


@pytest.fixture
def streams() -> int:
    """How many made-up streams the caps are tried on: 100, or 1,000 in `make soak`."""
    return 1_000 if SOAK else 100


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests had no samples to read."""
    if skipped_samples:
        terminalreporter.write_line(f"{len(skipped_samples)} tests skipped: no samples beside the checkout")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long counts run only in `make soak`; what brings an SQLite of its own is not repeated on PostgreSQL."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    for item in items:
        if "soak" in item.keywords and not SOAK:
            item.add_marker(pytest.mark.skip(reason="long count: make soak"))
        if "own_sqlite" in item.keywords and on_postgres:
            item.add_marker(pytest.mark.skip(reason="brings an SQLite of its own: make test"))


@pytest.fixture(autouse=True, scope="session")
def _no_permissions_of_django() -> None:
    """Rights come from posts; Django's own, which nothing asks for, are not written after each emptied database."""
    if signals := sys.modules.get("django.db.models.signals"):
        signals.post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(autouse=True, scope="module")
def _no_files_of_others() -> None:
    """Signed heads and keys of officers lie in files beside the database; those of another module's are not ours."""
    for folder in ("heads", "officers"):
        shutil.rmtree(Path(os.environ["MOTCUA_HOME"]) / folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_tariff_of_others() -> None:
    """A table that another test loaded was rolled back with it; what this process saw of it is forgotten."""
    if books := sys.modules.get("motcua.tariff.queries.books"):
        books.forget()


@pytest.fixture(autouse=True)
def _no_outages_of_others() -> None:
    """An outage that another test confirmed was rolled back with it."""
    if outages := sys.modules.get("motcua.ground.queries.outages"):
        outages.forget()


@pytest.fixture(autouse=True)
def _no_profiles_of_others() -> None:
    """A profile that another test approved was rolled back with it."""
    if profiles := sys.modules.get("motcua.risk.queries.profiles"):
        profiles.forget_profiles()


@pytest.fixture(autouse=True)
def _same_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secrets of a test follow one another the same way in each run, so that it never passes or fails by a draw."""
    if draws := sys.modules.get("motcua.risk.services.draws"):
        after = count()
        monkeypatch.setattr(draws, "token_bytes", lambda size: sha256(b"draw %d" % next(after)).digest()[:size])
