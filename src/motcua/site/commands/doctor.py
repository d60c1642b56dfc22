"""`motcua doctor`: what this installation is and how it stands, in one look."""

import json
import os
import shutil
from collections.abc import Callable
from typing import Annotated, Any

import typer
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from rich.console import Console
from rich.table import Table

from motcua.declarations import services as declarations
from motcua.ground import queries as ground
from motcua.ground.services import clock, role
from motcua.kernel.days import LAW_ZONE
from motcua.tariff import queries as tariff

LEAST = 512 << 20
"""Bytes that should be free where the state lies."""
BEHIND = 100_000
"""Leaves that may wait for the sequencer before somebody should look."""

Finding = tuple[str, str, bool]
"""What was asked, what was found, whether that is right."""


def run(as_json: Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")] = False) -> None:
    """Khám sức khỏe hệ thống. What this installation is and how it stands; exit status 1 if something is wrong."""
    found = examine()
    good = all(right for _, _, right in found)
    if as_json:
        told: dict[str, Any] = {name: value for name, value, _ in found}
        told |= {"good": good, "wrong": [name for name, _, right in found if not right]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(found)
    raise typer.Exit(0 if good else 1)


def examine() -> list[Finding]:
    """Every question with its answer. One that cannot be answered is wrong, and hides no other."""
    return [_asked(name, question) for name, question in QUESTIONS.items()]


def _asked(name: str, question: Callable[[], tuple[str, bool]]) -> Finding:
    try:
        return (name, *question())
    except (DatabaseError, OSError, LookupError, CommandError) as error:
        return name, f"{type(error).__name__}: {error}".splitlines()[0], False


def _role() -> tuple[str, bool]:
    return role.role(), True


def _database() -> tuple[str, bool]:
    with connection.cursor() as cursor:
        version = "sqlite_version()" if connection.vendor == "sqlite" else "current_setting('server_version')"
        cursor.execute(f"SELECT {version}")  # noqa: S608 - one of two constants
        (found,) = cursor.fetchone()
    return f"{connection.vendor} {found}, {connection.settings_dict['NAME']}", True


def _migrations() -> tuple[str, bool]:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0, interactive=False)
    except SystemExit:
        return "chưa cập nhật: motcua migrate / not up to date: motcua migrate", False
    return "đủ / all applied", True


def _home() -> tuple[str, bool]:
    free = shutil.disk_usage(settings.HOME).free
    written = os.access(settings.HOME, os.W_OK)
    told = f"{settings.HOME}, còn trống / free {free >> 20} MB"
    return told + ("" if written else ", không ghi được / read-only"), written and free >= LEAST


def _log() -> tuple[str, bool]:
    size = ground.tree_size()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ground_leaf")
        (leaves,) = cursor.fetchone()
    waiting = leaves - size
    told = f"{size} lá trong cây / leaves in the tree, {waiting} đang chờ / waiting"
    return told, 0 <= waiting <= BEHIND


def _head() -> tuple[str, bool]:
    head = ground.last_head()
    if head is None:
        return "chưa ký / not signed yet", ground.tree_size() == 0
    return f"{head.size} lá / leaves, {head.at.astimezone(LAW_ZONE):%Y-%m-%d %H:%M:%S}", head.size <= ground.tree_size()


def _clock() -> tuple[str, bool]:
    kind = "trình diễn / demonstration" if clock.is_demonstration() else "thật / real"
    return f"{clock.now().astimezone(LAW_ZONE):%Y-%m-%d %H:%M:%S} ({kind})", True


def _kit() -> tuple[str, bool]:
    kit = declarations.kit()
    return f"{kit.version}, {len(kit.parties)} doanh nghiệp / enterprises", True


def _jobs() -> tuple[str, bool]:
    dead = len(ground.dead_letters())
    return f"{ground.waiting_jobs()} đang chờ / waiting, {dead} hỏng / failed", dead == 0


def _tariff() -> tuple[str, bool]:
    """Wrong where the rates of this or next week are missing, or a schedule is about to end."""
    found = tariff.due(clock.now())
    if found:
        return "; ".join(f"{each.title.vi} / {each.title.en}" for each in found), False
    return f"{len(tariff.version())} lần nạp đang có hiệu lực / loads in force; tỷ giá đủ / exchange rates known", True


QUESTIONS: dict[str, Callable[[], tuple[str, bool]]] = {
    "role": _role, "database": _database, "migrations": _migrations, "home": _home, "log": _log, "head": _head,
    "clock": _clock, "kit": _kit, "tariff": _tariff, "jobs": _jobs,
}  # fmt: skip
_NAMES = {
    "role": "vai trò / role", "database": "cơ sở dữ liệu / database", "migrations": "lược đồ / schema",
    "home": "thư mục / home", "log": "nhật ký / log", "head": "gốc đã ký / last head", "clock": "đồng hồ / clock",
    "kit": "bộ dữ liệu / kit", "tariff": "biểu thuế / tariff", "jobs": "việc nền / jobs",
}  # fmt: skip


def _print(found: list[Finding]) -> None:
    table = Table(show_header=False)
    for name, value, right in found:
        table.add_row("✓" if right else "✗", _NAMES[name], value)
    Console().print(table)
