"""The motcua command: everything an installation needs, from one program."""

import os
from importlib import import_module
from pathlib import Path

import typer
from django.db import DatabaseError

from motcua.kernel.refusals import Refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")

GROUPS = {
    "demo": "Dựng dữ liệu trình diễn (giả định) / Build the demonstration: all its data are invented",
    "tariff": "Biểu thuế / The tariff",
    "procedures": "Quy trình ISO / ISO procedures",
    "report": "Báo cáo / Reports",
    "press": "Kiểm tra văn bản báo chí / Check press texts",
    "dossier": "Hồ sơ một cửa / One-stop dossiers",
    "receipt": "Biên nhận / Receipts",
    "load": "Nạp dữ liệu từ hệ thống khác / Load what another system registered",
    "bank": "Ngân hàng / Banks",
    "asw": "Cửa quốc gia đối tác / Partner windows",
    "gate": "Cửa khẩu khi mất đường truyền / A gate when the line is cut",
    "survey": "Khảo sát doanh nghiệp / The survey of enterprises",
    "risk": "Quản lý rủi ro / Risk",
    "simulate": "Thử cách khác / What would have been, had something been decided otherwise",
}
SINGLE = ("serve", "worker", "migrate", "check", "submit", "duty", "verify", "doctor", "probe", "bench", "docs")


def build() -> typer.Typer:
    """The whole command line, each group and command from its own module."""
    import django

    django.setup()
    app = typer.Typer(
        name="motcua", help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    held = {path.stem for path in (Path(__file__).parent / "commands").glob("*.py")}
    for name in SINGLE:
        if name in held:
            app.command(name)(import_module(f"motcua.site.commands.{name}").run)
    for name, words in GROUPS.items():
        if name in held:
            app.add_typer(import_module(f"motcua.site.commands.{name}").app, name=name, help=words)
    return app


NOT_READY = "Chưa có cơ sở dữ liệu; chạy “motcua migrate” trước. / The database is not ready: run “motcua migrate”."


def main() -> None:
    """Entry point of `motcua`. A refusal, or a database that was never migrated, is told in one sentence."""
    app = build()
    try:
        app()
    except Refusal as refusal:
        typer.echo(f"{refusal.code}: {refusal.in_language('vi')}\n{refusal.in_language('en')}", err=True)
        raise SystemExit(1) from None
    except DatabaseError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
        typer.echo(NOT_READY, err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
