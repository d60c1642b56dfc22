"""The reference manual, written from the code: `motcua docs` writes it, a test compares it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import typer

from motcua.declarations.domain.life import MOVES, STATE_WORDS
from motcua.declarations.domain.rules import BOOK
from motcua.ground.domain.covering import REGISTER
from motcua.kernel.words import Words
from motcua.reference import domain as reference

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
HEAD = "<!-- Written by `motcua docs` from the code; do not edit. -->\n"

SETTINGS = {
    "MOTCUA_HOME": ("var", Words("Thư mục chứa mọi trạng thái và khóa", "folder of all state and keys")),
    "DATABASE_URL": (
        "sqlite in MOTCUA_HOME",
        Words("Cơ sở dữ liệu: postgresql://… hoặc sqlite:///…", "the database: postgresql://… or sqlite:///…"),
    ),
    "MOTCUA_HOSTS": ("localhost,127.0.0.1", Words("Tên máy được phục vụ", "host names that are served")),
    "MOTCUA_DEBUG": ("0", Words("1: trang lỗi chi tiết, chỉ khi phát triển", "1: detailed errors, for development only")),
    "MOTCUA_HTTPS": ("0", Words("1: chỉ phục vụ qua HTTPS sau máy ủy quyền", "1: HTTPS only, behind a proxy")),
    "MOTCUA_LOG": ("WARNING", Words("Mức nhật ký kỹ thuật", "level of the technical log")),
    "MOTCUA_WORKER": ("0", Words("1: tiến trình web chạy cả việc nền", "1: the web process runs jobs too")),
    "MOTCUA_COUNTS": ("small", Words("soak: số lần lặp lớn trong kiểm thử", "soak: large counts in tests")),
}


def pages() -> dict[str, str]:
    """File name -> contents of every generated page."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "rules.md": _rules, "verbs.md": _verbs, "commands.md": _commands, "settings.md": _settings,
        "codes.md": _codes, "life.md": _life,
    }  # fmt: skip
    return {name: HEAD + "\n".join(make()) + "\n" for name, make in makers.items()}


def _table(head: tuple[str, ...], rows: Iterator[tuple[object, ...]] | list[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _rules() -> Iterator[str]:
    yield f"# Business rules of declarations ({len(BOOK)})\n"
    yield "Each sentence is also the message to the trader. `verified` says whether somebody has seen the text.\n"
    yield from _table(
        ("Code", "VNACCS", "Field", "Severity", "Since", "Rule · Quy tắc", "What to do · Cách xử lý", "Source", "Verified"),
        [
            (
                rule.code, ", ".join(rule.published), f"{rule.scope}: {rule.path}", rule.severity, rule.since,
                f"{rule.sentence.en} · {rule.sentence.vi}", f"{rule.remedy.en} · {rule.remedy.vi}", rule.source,
                "yes" if rule.verified else "no",
            )
            for rule in BOOK
        ],
    )  # fmt: skip


def _verbs() -> Iterator[str]:
    yield "# Audit verbs\n"
    yield "Every leaf of the log bears one of these.\n"
    yield from _table(
        ("Verb", "English", "Tiếng Việt"),
        [(name, words.en, words.vi) for name, words in sorted(REGISTER.verbs.items())],
    )
    yield "\n# Tables and how `motcua verify` looks after them\n"
    yield from _table(
        ("Table", "How", "By"),
        [(table, *_standing(table)) for table in sorted({*REGISTER.tables, *_checked(), *REGISTER.excuses})],
    )


def _checked() -> set[str]:
    return {table for check in REGISTER.checks.values() for table in check.tables}


def _standing(table: str) -> tuple[str, str]:
    how, by = REGISTER.standing(table)
    return how, by.en if isinstance(by, Words) else ", ".join(by or [])


def _commands() -> Iterator[str]:
    from motcua.site import cli

    yield "# The command `motcua`\n"
    yield from _help(typer.main.get_command(cli.build()), "motcua")


def _help(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    yield f"## {path}\n"
    yield f"{(command.help or '').strip()}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _help(found, f"{path} {name}")
        return
    rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        yield from _table(("Argument or option", "Default", "Meaning"), rows)
        yield ""


def _parameter(parameter: click.Parameter) -> tuple[object, ...]:
    name = ", ".join(parameter.opts) if isinstance(parameter, click.Option) else (parameter.name or "").upper()
    default = parameter.default if isinstance(parameter.default, str | int | float) else ""
    return f"`{name}`", default, getattr(parameter, "help", "") or ""


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "All are environment variables; none must be set.\n"
    yield from _table(
        ("Variable", "Default", "English", "Tiếng Việt"),
        [(name, default, words.en, words.vi) for name, (default, words) in SETTINGS.items()],
    )


def variables_read(sources: Path) -> set[str]:
    """Environment variables that the source reads."""
    pattern = re.compile(r'environ(?:\.get\(|\[)"([A-Z_]+)"')
    return {name for path in sources.rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))}


def _codes() -> Iterator[str]:
    yield "# Code lists\n"
    for name, held in reference.all_lists().items():
        yield f"## {name}\n"
        yield from _table(
            ("Code", "Tiếng Việt", "English", "Since", "Until", "Source", "Verified"),
            [
                (
                    entry.code, entry.words.vi, entry.words.en, entry.since, entry.until or "", entry.source,
                    "yes" if entry.verified else "no",
                )
                for entry in held.entries
            ],
        )  # fmt: skip
        yield ""


def _life() -> Iterator[str]:
    yield "# The life of a declaration\n"
    yield from _table(
        ("State", "Verb", "State after"),
        [(STATE_WORDS[state].en, verb, STATE_WORDS[after].en) for (state, verb), after in MOVES.items()],
    )
