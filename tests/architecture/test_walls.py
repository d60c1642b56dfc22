"""The walls of the house: rooms look down only, are entered by their doors, and decide without Django."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "motcua"
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
DOORS = {"domain", "queries", "services", "events", "verbs", "columns"}
WHOLE = {"kernel", "design"}
"""Rooms without secrets: every module may be entered."""
SITE_MAY = {"web", "api", "jobs", "access", "factories", "device"}


NESTED = {"gateways"}
"""Rooms made of rooms: each gateway is entered by its own doors."""
HALLS = {"gateways/reading"}
"""What the rooms of such a house share: where a gateway makes itself known."""


def modules() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


@cache
def imported(path: Path) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
    return tuple(found)


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def unnested(parts: list[str]) -> list[str]:
    """The parts of a name with a nested room as one: motcua, gateways/vnaccs, domain, ..."""
    if len(parts) > 2 and parts[1] in NESTED:
        return [parts[0], f"{parts[1]}/{parts[2]}", *parts[3:]]
    return parts


def test_a_room_is_entered_only_by_its_doors() -> None:
    wrong = []
    for path in modules():
        own = unnested(["motcua", *path.relative_to(SOURCE).with_suffix("").parts])[1]
        for name, line in imported(path):
            parts = unnested(name.split("."))
            if (
                parts[0] != "motcua"
                or len(parts) < 3
                or parts[1] in (own, *WHOLE)
                or (parts[1] in HALLS and own.split("/")[0] == parts[1].split("/")[0])
                or parts[1].split("/")[0] not in ROOMS
            ):
                continue
            allowed = DOORS | (SITE_MAY if own == "site" else set()) | ({"factories"} if own == "demo" else set())
            if parts[2] not in allowed:
                wrong.append(f"{path.relative_to(SOURCE)}:{line} enters {name}")
    assert not wrong, "\n".join(wrong)


def test_domain_imports_no_framework() -> None:
    wrong = []
    for path in modules():
        if "domain" not in path.relative_to(SOURCE).parts and room_of(path) != "kernel":
            continue
        for name, line in imported(path):
            head = unnested(name.split("."))
            if head[0] in ("django", "psycopg", "typer", "rich") or (
                head[0] == "motcua" and len(head) > 2 and head[1] != "kernel" and head[2] != "domain"
            ):
                wrong.append(f"{path.relative_to(SOURCE)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


DOMAINS = [
    "motcua.kernel",
    *(
        ".".join(("motcua", *path.relative_to(SOURCE).parts))
        for path in (*sorted(SOURCE.glob("*/domain")), *sorted(SOURCE.glob("*/*/domain")))
    ),
]


@pytest.mark.parametrize("module", DOMAINS)
def test_domain_is_importable_where_django_is_not_installed(module: str) -> None:
    program = (
        "import sys, importlib, pkgutil\n"
        "class NoDjango:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'django': raise ImportError('no django here')\n"
        "sys.meta_path.insert(0, NoDjango())\n"
        f"module = importlib.import_module({module!r})\n"
        "for found in pkgutil.walk_packages(module.__path__, module.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr


LAYERS = {
    "models": {"queries", "services", "web", "api"},
    "queries": {"services", "web", "api"},
    "services": {"web", "api"},
}


def test_inside_a_room_nothing_looks_up() -> None:
    wrong = []
    for path in modules():
        parts = unnested(["motcua", *path.relative_to(SOURCE).with_suffix("").parts])[1:]
        if len(parts) < 2 or parts[1] not in LAYERS:
            continue
        for name, line in imported(path):
            above = unnested(name.split("."))
            if above[:2] == ["motcua", parts[0]] and len(above) > 2 and above[2] in LAYERS[parts[1]]:
                wrong.append(f"{path.relative_to(SOURCE)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_no_import_inside_a_function_dodges_a_wall() -> None:
    wrong = []
    for path in modules():
        text = path.read_text("utf-8")
        if not re.search(r"^[ \t]+from motcua\.", text, re.MULTILINE):
            continue
        for function in ast.walk(ast.parse(text)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                other = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("motcua.")
                if other and (node.module or "").split(".")[1] != room_of(path):
                    wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert not wrong, "\n".join(wrong)


def test_modules_stay_readable() -> None:
    long = {
        str(path.relative_to(SOURCE)): count
        for path in modules()
        if (count := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert not long


def test_the_layers_hold() -> None:
    ended = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], capture_output=True, text=True, timeout=300,
        cwd=SOURCE.parents[1],
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-3000:]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
