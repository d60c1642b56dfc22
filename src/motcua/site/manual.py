"""The reference manual, written from the code: `motcua docs` writes it, a test compares it."""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.crossings.domain import life as vehicle_life
from motcua.crossings.domain.people_rules import BOOK as PEOPLE
from motcua.crossings.domain.rules import BOOK as VEHICLES
from motcua.declarations.domain.fields import fields
from motcua.declarations.domain.life import (
    CHANNEL_WORDS,
    MOVES,
    RECORDED_MOVES,
    STATE_WORDS,
    Channel,
    State,
    first_state,
)
from motcua.declarations.domain.originals import LINKS
from motcua.declarations.domain.rules import BOOK
from motcua.design.domain.access import EVERYBODY
from motcua.ground.domain.covering import REGISTER
from motcua.kernel.moves import verbs
from motcua.kernel.rules import RuleBook
from motcua.kernel.words import Words
from motcua.manifests.domain import life as manifests_life
from motcua.manifests.domain.rules import BOOK as MANIFESTS
from motcua.origin.domain import life as origin_life
from motcua.origin.domain.rules import BOOK as FORM_D
from motcua.people.domain.posts import ROLES
from motcua.reference import domain as reference
from motcua.site import access, manual_edifact, manual_procedures, manual_wco
from motcua.transport.domain import life as transport_life
from motcua.transport.domain.rules import BOOK as TRANSPORTS

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "reference"
HEAD = "<!-- Written by `motcua docs` from the code; do not edit. -->\n"
LARGE = 100
"""A code list with more entries is shown by its count and a link to its file."""

SETTINGS = {
    "MOTCUA_HOME": ("var", Words("Thư mục chứa mọi trạng thái và khóa", "Folder of all state and keys")),
    "DATABASE_URL": (
        "SQLite in MOTCUA_HOME",
        Words("Cơ sở dữ liệu: postgresql://… hoặc sqlite:///…", "The database: postgresql://… or sqlite:///…"),
    ),
    "MOTCUA_HOSTS": (
        "localhost,127.0.0.1,testserver",
        Words("Các tên máy được phục vụ, cách nhau bằng dấu phẩy", "Host names that are served, between commas"),
    ),
    "MOTCUA_DEBUG": (
        "0",
        Words("1: trang lỗi chi tiết, chỉ khi phát triển", "1: pages show errors in detail, for development only"),
    ),
    "MOTCUA_COUNTRY": (
        "VN",
        Words(
            "Nước đặt hệ thống, khi hai hệ thống trao đổi C/O",
            "Country of the installation, where two exchange certificates of origin",
        ),
    ),
    "MOTCUA_HTTPS": ("0", Words("1: chỉ phục vụ qua HTTPS sau máy ủy quyền", "1: HTTPS only, behind a proxy")),
    "MOTCUA_LOG": ("WARNING", Words("Mức nhật ký kỹ thuật", "Level of the technical log")),
    "MOTCUA_URL": (
        "http://localhost:8000",
        Words(
            "Địa chỉ công khai của hệ thống, dùng cho liên kết trong thư và webhook",
            "The public address of the site, for links in mails and webhooks",
        ),
    ),
    "MOTCUA_MAIL_URL": (
        "",
        Words(
            "Máy chủ thư: smtp://tên:mật-khẩu@máy:587?starttls=1 hoặc smtps://…; trống là không gửi thư",
            "The mail server: smtp://name:word@host:587?starttls=1 or smtps://…; empty sends no mail",
        ),
    ),
    "MOTCUA_MAIL_FROM": (
        "một cửa <motcua@localhost>",
        Words("Người gửi ghi trong thư", "The sender that mails name"),
    ),
    "MOTCUA_IMAP_URL": (
        "",
        Words(
            "Hộp thư nhận câu hỏi: imaps://tên:mật-khẩu@máy:993/INBOX (imap:// chỉ trên cùng máy); trống là không nhận",
            "The mailbox of questions: imaps://name:word@host:993/INBOX (imap:// on the same machine only); empty "
            "takes no mail",
        ),
    ),
    "MOTCUA_NOTICES_PRIVATE": (
        "0",
        Words(
            "1: webhook được gửi tới http và mạng nội bộ; chỉ khi mọi người dùng đều đáng tin",
            "1: webhooks may go to http and private networks; only where every user is trusted",
        ),
    ),
    "MOTCUA_TRACK_REQUESTS": (
        "30",
        Words(
            "Số lần tra cứu công khai một tờ khai mỗi phút của một địa chỉ; 0 là không giới hạn",
            "Public questions after a declaration a minute of one address; 0 is no limit",
        ),
    ),
    "MOTCUA_API_REQUESTS": (
        "6000",
        Words(
            "Số yêu cầu API mỗi phút của một doanh nghiệp, hoặc của một địa chỉ không có mã kết nối, trong một tiến"
            " trình; 0 là không giới hạn",
            "API requests a minute of one enterprise, or of one address without a token, in one process; 0 is no limit",
        ),
    ),
    "MOTCUA_API_DECLARATIONS": (
        "30000",
        Words("Số tờ khai và thông điệp mỗi phút, tương tự", "Declarations and messages a minute, likewise"),
    ),
    "MOTCUA_API_AT_ONCE": (
        "12",
        Words(
            "Số yêu cầu API cùng lúc của một doanh nghiệp; nên thấp hơn số luồng của `motcua serve`",
            "API requests at once of one enterprise; better below the threads of `motcua serve`",
        ),
    ),
    "MOTCUA_API_SECONDS": (
        "20",
        Words("Số giây để gửi xong nội dung một yêu cầu", "Seconds in which the body of a request must have come"),
    ),
    "MOTCUA_API_WRONG_TOKENS": (
        "30",
        Words("Số mã kết nối sai mỗi phút từ một địa chỉ", "Wrong tokens a minute from one address"),
    ),
    "MOTCUA_SECOND_FACTOR": (
        "head leader revenue admin",
        Words(
            "Vai trò phải có yếu tố thứ hai, cách nhau bằng dấu cách; bản trình diễn không bắt buộc",
            "Roles that must have a second factor, between spaces; a demonstration asks nobody",
        ),
    ),
    "MOTCUA_ROLE": (
        "window",
        Words(
            "window: tờ khai được tiếp nhận tại đây; companion: khai tại VNACCS, ở đây chỉ ghi nhận",
            "window: declarations are lodged here; companion: they are lodged at VNACCS and recorded here",
        ),
    ),
    "MOTCUA_WORKER": (
        "0",
        Words(
            "1: tiến trình web chạy cả việc nền; `motcua serve` tự đặt",
            "1: the web process runs jobs too; `motcua serve` sets it",
        ),
    ),
}

Cells = tuple[object, ...]


def pages() -> dict[str, str]:
    """File name -> contents of every generated page."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "rules.md": _rules, "rules_border.md": _border_rules,
        "message.md": _message, "life.md": _life, "verbs.md": _verbs, "tables.md": _tables,
        "commands.md": _commands, "settings.md": _settings, "access.md": _access, "codes.md": _codes,
        "wco.md": lambda: _laid(manual_wco.page()), "edifact.md": lambda: _laid(manual_edifact.page()),
        "procedures.md": lambda: _laid(manual_procedures.page()),
    }  # fmt: skip
    return {name: HEAD + "\n".join(make()).rstrip() + "\n" for name, make in makers.items()}


def _table(head: tuple[str, ...], rows: Iterable[Cells]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _rules() -> Iterator[str]:
    severe = sum(rule.severity == "refuse" for rule in BOOK)
    yield f"# Quy tắc kiểm tra tờ khai · Business rules of declarations ({len(BOOK)})\n"
    yield (
        f"{severe} refuse a declaration, {len(BOOK) - severe} only warn. Each sentence is also the message to the"
        " trader. `Verified` says whether somebody of this project has read the text. `IMP` and `EXP` judge imports"
        " or exports only; all other rules judge both.\n"
    )
    yield from _book(BOOK)
    yield f"\n## Tờ khai nối tiếp · Links to an earlier declaration ({len(LINKS)})\n"
    yield "They look at stored declarations, so they are asked where one is tried, lodged, registered or amended.\n"
    yield from _book(LINKS)
    yield f"\n# Quy tắc vận chuyển · Business rules of transports ({len(TRANSPORTS)})\n"
    yield "All refuse. Scope `end` is judged at departure (`from_…`) and arrival (`to_…`), `act` when an act is done.\n"
    yield from _book(TRANSPORTS)


def _border_rules() -> Iterator[str]:
    yield f"# Quy tắc hành khách, cư dân biên giới · Rules of passengers and border residents ({len(PEOPLE)})\n"
    yield "All refuse. Scope `count` judges a row of counts, `resident` a simplified declaration.\n"
    yield from _book(PEOPLE)
    yield f"\n# Quy tắc khai tàu · Business rules of ships' documents ({len(MANIFESTS)})\n"
    yield "Scopes are kinds of document, or what stands in them; warnings are told and refuse nothing.\n"
    yield from _book(MANIFESTS)
    yield f"\n# Quy tắc phương tiện · Business rules of vehicles ({len(VEHICLES)})\n"
    yield "Scope `driver` and `box` are judged for each, `extension` and `correction` when one is asked for.\n"
    yield from _book(VEHICLES)
    yield f"\n# Quy tắc C/O mẫu D · Business rules of form D ({len(FORM_D)})\n"
    yield "Scope `certificate` and `line` are judged when a certificate comes, `claim` where a declaration names one.\n"
    yield from _book(FORM_D)


def _book(book: RuleBook) -> Iterator[str]:
    yield from _table(
        ("Code", "VNACCS", "Field", "Severity", "In force", "Rule · Quy tắc", "What to do · Cách xử lý", "Source",
         "Verified"),
        (
            (
                rule.code, ", ".join(rule.published), f"{rule.scope}: {rule.path}", rule.severity,
                _period(rule.since, rule.until), f"{rule.sentence.en} · {rule.sentence.vi}",
                f"{rule.remedy.en} · {rule.remedy.vi}", rule.source, _yes(rule.verified),
            )
            for rule in book
        ),
    )  # fmt: skip


def _period(since: object, until: object) -> str:
    return f"{since} – {until}" if until else f"{since}"


def _message() -> Iterator[str]:
    yield f"# Bản tin tờ khai · The declaration as a message ({len(fields())} fields)\n"
    yield (
        "One JSON object; `items.…` stands in each element of `items`. Amounts and quantities are JSON numbers or"
        " texts such as `\"12.50\"`, days are `2023-05-04`. What is absent is left out. `kept` holds what a message of"
        " another standard said and no field holds: `path`, `value`, `attributes` ([wco.md](wco.md)).\n"
    )  # fmt: skip
    yield from _table(
        ("Field", "Kind", "Length", "VNACCS import", "VNACCS export", "WCO", "Tiếng Việt", "English", "Note"),
        (
            (
                f"`{field.name}`", field.kind, field.length or "", field.vnaccs_import, field.vnaccs_export,
                field.wco, field.words.vi, field.words.en, field.note,
            )
            for field in fields().values()
        ),
    )  # fmt: skip


def _laid(page: Iterable[tuple[str, tuple[str, ...], Iterable[Cells]]]) -> Iterator[str]:
    """A page of texts, each with its table."""
    for text, head, rows in page:
        yield text
        yield from _table(head, rows)


def _life() -> Iterator[str]:
    yield "# Vòng đời tờ khai · The life of a declaration\n"
    yield "## After registration\n"
    yield from _table(
        ("Channel", "Luồng", "First state", "Trạng thái đầu"),
        [
            (CHANNEL_WORDS[channel].en, CHANNEL_WORDS[channel].vi, STATE_WORDS[state].en, STATE_WORDS[state].vi)
            for channel in Channel
            for state in [first_state(channel)]
        ],
    )
    yield "\nA green declaration on which nothing is due is cleared in its registration.\n"
    yield "## Moves\n"
    yield from _table(
        ("State", "Trạng thái", "Verb", "State after", "Trạng thái sau"),
        (
            (STATE_WORDS[state].en, STATE_WORDS[state].vi, verb, STATE_WORDS[after].en, STATE_WORDS[after].vi)
            for (state, verb), after in MOVES.items()
        ),
    )
    yield "\n## Recorded from another system\n"
    yield (
        "What VNACCS registered keeps its channel and moments as VNACCS says them. These moves alone are possible,"
        " by `motcua load vnaccs`.\n"
    )
    yield from _table(
        ("State", "Trạng thái", "Verb", "State after", "Trạng thái sau"),
        (
            (STATE_WORDS[state].en, STATE_WORDS[state].vi, verb, STATE_WORDS[after].en, STATE_WORDS[after].vi)
            for (state, verb), after in RECORDED_MOVES.items()
        ),
    )
    ends = [
        STATE_WORDS[state].en for state in STATE_WORDS if not verbs(MOVES, state) and state != State.AWAITING_CHANNEL
    ]
    yield f"\nNothing follows: {', '.join(ends)}."
    yield "\n# Vòng đời tờ khai vận chuyển · The life of a transport\n"
    named = transport_life.STATE_WORDS
    yield from _table(
        ("State", "Trạng thái", "Verb", "State after", "Trạng thái sau"),
        (
            (named[at].en, named[at].vi, verb, named[after].en, named[after].vi)
            for (at, verb), after in transport_life.MOVES.items()
        ),
    )
    yield "\n# Vòng đời hồ sơ tàu · The life of a ship's dossier\n"
    yield from _moves(manifests_life.MOVES, manifests_life.STATE_WORDS)
    yield "\n# Vòng đời tờ khai phương tiện · The life of a vehicle's declaration\n"
    yield from _moves(vehicle_life.MOVES, vehicle_life.STATE_WORDS)
    yield "\n# Vòng đời C/O đã nhận · The life of a certificate received\n"
    yield from _moves(origin_life.MOVES, origin_life.STATE_WORDS)
    yield "\n# Vòng đời đề nghị cấp C/O · The life of an application for a certificate\n"
    yield from _moves(origin_life.APP_MOVES, origin_life.APP_WORDS)


def _moves(moves: Any, named: Any) -> Iterator[str]:
    yield from _table(
        ("State", "Trạng thái", "Verb", "State after", "Trạng thái sau"),
        ((named[at].en, named[at].vi, verb, named[after].en, named[after].vi) for (at, verb), after in moves.items()),
    )


def _verbs() -> Iterator[str]:
    yield f"# Động từ của nhật ký · Audit verbs ({len(REGISTER.verbs)})\n"
    yield "Every leaf of the log bears one of these.\n"
    yield from _table(
        ("Verb", "English", "Tiếng Việt", "Covers the rows of"),
        (
            (f"`{name}`", words.en, words.vi, ", ".join(f"`{table}`" for table in _rows_of(name)))
            for name, words in sorted(REGISTER.verbs.items())
        ),
    )


def _rows_of(verb: str) -> list[str]:
    covered = REGISTER.by_verb.get(verb)
    return [table.table for table in covered.tables] if covered else []


def _tables() -> Iterator[str]:
    held = sorted({*REGISTER.tables, *REGISTER.excuses, *(t for c in REGISTER.checks.values() for t in c.tables)})
    yield f"# Các bảng và `motcua verify` · Tables, and how `motcua verify` looks after them ({len(held)})\n"
    yield (
        "*covered*: a leaf of the log commits to each row. *checked*: recomputed from what is covered. *excused*:"
        " left out, for the reason given. `motcua verify --tables` prints the same of a database.\n"
    )
    yield from _table(("Table", "How", "By, or why not"), ((f"`{table}`", *_standing(table)) for table in held))


def _standing(table: str) -> tuple[str, str]:
    how, by = REGISTER.standing(table)
    told = f"{by.en} · {by.vi}" if isinstance(by, Words) else ", ".join(by or [])
    left = REGISTER.tables[table].excused if table in REGISTER.tables else {}
    return how, "; ".join([told, *(f"`{column}` excused: {why}" for column, why in left.items())])


def _commands() -> Iterator[str]:
    cli = import_module("motcua.site.cli")
    yield "# Lệnh `motcua` · The command `motcua`\n"
    yield "Exit status: 0 good, 1 refused or falls short, 2 wrong usage. `--help` shows the same at any level.\n"
    yield from _help(typer.main.get_command(cli.build()), "motcua")


def commands(command: Any, path: str = "motcua") -> Iterator[tuple[str, Any]]:
    """Every command below a group with its whole name, such as `motcua tariff load`."""
    for name, found in sorted(getattr(command, "commands", {}).items()):
        yield f"{path} {name}", found
        yield from commands(found, f"{path} {name}")


def _help(command: Any, path: str) -> Iterator[str]:
    for name, found in commands(command, path):
        yield f"## {name}\n"
        yield f"{' '.join((found.help or '').split())}\n"
        rows = [_parameter(each) for each in found.params if each.name != "help"]
        if rows:
            yield from _table(("Argument or option", "Default", "Meaning"), rows)
            yield ""


def _parameter(parameter: Any) -> Cells:
    option = parameter.param_type_name == "option"
    name = ", ".join(parameter.opts) if option else (parameter.name or "").upper()
    default = parameter.default
    if isinstance(default, bool) or not isinstance(default, str | int | float | Path):
        default = ""
    return f"`{name}`" + ("" if option or not parameter.required else " (required)"), default, parameter.help or ""


def _settings() -> Iterator[str]:
    yield "# Thiết đặt · Settings\n"
    yield "All are environment variables; none must be set.\n"
    yield from _table(
        ("Variable", "Default", "English", "Tiếng Việt"),
        ((f"`{name}`", default, words.en, words.vi) for name, (default, words) in SETTINGS.items()),
    )


def variables_read(sources: Path) -> set[str]:
    """Environment variables that the Python files below a folder read."""
    pattern = re.compile(r'(?:environ(?:\.get\(|\.pop\(|\.setdefault\(|\[)|getenv\()\s*"([A-Z_]+)"')
    return {name for path in sources.rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))}


def routes() -> dict[str, str]:
    """Name of each route -> its address, such as `declarations:one` -> `/declarations/<str:number>/`."""
    return dict(_routes(get_resolver().url_patterns, "", "/"))


def _routes(found: Iterable[Any], space: str, prefix: str) -> Iterator[tuple[str, str]]:
    for each in found:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _routes(each.url_patterns, inner, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", prefix + str(each.pattern)


def _access() -> Iterator[str]:
    table, addresses = access.table(), routes()
    columns = ("public", *ROLES)
    yield f"# Ai được vào trang nào · Who may reach which page ({len(table)} rows, {len(addresses)} routes)\n"
    yield (
        "A route and verb that is not here is closed to everybody. What a person sees inside a page is narrower"
        " still: a trader finds the declarations of the own enterprise only, the department's staff find all.\n"
    )
    yield from _table(
        ("Address", "Verb", *columns),
        (
            (f"`{addresses.get(name, name)}`", verb, *("●" if role in roles else "" for role in columns))
            for (name, verb), roles in sorted(table.items(), key=lambda row: (addresses.get(row[0][0], ""), row[0][1]))
        ),
    )
    yield "\n## Roles\n"
    yield from _table(
        ("Role", "English", "Tiếng Việt", "Held"),
        [
            ("public", "Anybody, not signed in", "Bất kỳ ai, chưa đăng nhập", ""),
            *((role, ROLES[role].words.en, ROLES[role].words.vi, _held(role)) for role in ROLES if role in EVERYBODY),
        ],
    )


def _held(role: str) -> str:
    if ROLES[role].for_party:
        return "for one enterprise"
    return "at one office" if ROLES[role].bound else "for the department"


def _codes() -> Iterator[str]:
    lists = reference.all_lists()
    yield f"# Danh mục mã · Code lists ({len(lists)})\n"
    yield "Source: `src/motcua/reference/data/codes/`. An entry is in force from its first to its last day.\n"
    for name, held in lists.items():
        entries = held.entries
        codes = len({entry.code for entry in entries})
        file = f"../../src/motcua/reference/data/codes/{name}.csv"
        yield f"## {name}\n"
        yield f"{held.words.vi} · {held.words.en}: {codes} codes, {len(entries)} entries ([{name}.csv]({file})).\n"
        if len(entries) > LARGE:
            continue
        yield from _table(
            ("Code", "Tiếng Việt", "English", "In force", "Source", "Verified"),
            (
                (
                    entry.code, entry.words.vi, entry.words.en, _period(entry.since, entry.until), entry.source,
                    _yes(entry.verified),
                )
                for entry in entries
            ),
        )  # fmt: skip
        yield ""
