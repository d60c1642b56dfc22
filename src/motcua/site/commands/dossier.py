"""One-stop dossiers: pack one offline, from answers and papers in a folder."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from motcua.declarations.domain.enclosing import LARGEST, kind_of
from motcua.dossiers.domain import package, packing
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.procedures.domain import record
from motcua.procedures.domain.form.faults import Fault
from motcua.procedures.queries.lists import codes_on

app = typer.Typer(no_args_is_help=True)
Source = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="answers.yaml")]
To = Annotated[Path, typer.Option(help="Tệp ZIP ghi ra / the ZIP to write")]
Definition = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Định nghĩa tải từ trang thủ tục / the procedure's definition.json"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")]
_NOTHING = Words("", "")


@app.callback()
def dossier() -> None:
    """Hồ sơ một cửa. One-stop dossiers."""


@app.command()
def pack(source: Source, to: To = Path("dossier.zip"), definition: Definition = None, as_json: AsJson = False) -> None:
    """Đóng gói hồ sơ lập ngoại tuyến. Pack a dossier made offline; status 1 where something is wrong with it.

    With --definition its answers and papers are judged first. The package is taken by the site and by the API.
    """
    told, wrong = _read(source)
    answers: dict[str, Any] = dict(told.answers) if told else {}
    if told and definition is not None:
        answers, faults = _judged(told, definition)
        wrong += faults
    papers = _papers(told, source.parent, wrong) if told else []
    if told and not wrong:
        to.write_bytes(package.packed(packing.sheet(told, _plain(answers)), papers))
    _say(wrong, to, len(papers), as_json=as_json)
    raise typer.Exit(1 if wrong else 0)


def _read(source: Path) -> tuple[packing.Source | None, list[Fault]]:
    try:
        return packing.read(source.read_bytes()), []
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, [_unreadable(source, error)]


def _unreadable(path: Path, error: Exception) -> Fault:
    """What is said of a file that cannot be read: msgspec names the place in it."""
    words = Words(f"Không đọc được: {error}", f"It cannot be read: {error}")
    return Fault(path.name, "DOS-E38", words, _NOTHING)


def _judged(told: packing.Source, definition: Path) -> tuple[dict[str, Any], list[Fault]]:
    """The answers as the procedure's form takes them, and what is wrong with them."""
    try:
        content = record.read(definition.read_text(encoding="utf-8"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return dict(told.answers), [_unreadable(definition, error)]
    today = datetime.now(LAW_ZONE).date()
    return packing.judged(told, content, today=today, codes=codes_on(today))


def _papers(told: packing.Source, folder: Path, wrong: list[Fault]) -> list[tuple[str, str, bytes]]:
    """The files of its papers; what cannot be taken is added to `wrong`."""
    found = []
    for paper, name in packing.files(told):
        path = folder / name
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            kind_of(content, path.name)
        except OSError as error:
            words = Words(f"Không mở được {name}.", f"{name} cannot be opened: {error.strerror}")
            wrong.append(Fault(f"papers.{paper}", "DOS-E38", words, _NOTHING, name))
        except Refusal as refusal:
            words = Words(refusal.in_language("vi"), refusal.in_language("en"))
            wrong.append(Fault(f"papers.{paper}", refusal.code, words, _NOTHING, name))
        else:
            found.append((paper, path.name, content))
    return found


def _plain(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers of YAML as JSON has them: days as texts."""
    plain: dict[str, Any] = msgspec.to_builtins(answers)
    return plain


def _say(wrong: list[Fault], to: Path, papers: int, *, as_json: bool) -> None:
    if as_json:
        errors = [
            {"code": e.code, "path": e.path, "value": e.value, "expected": e.expected.en, "message_vi": e.words.vi,
             "message_en": e.words.en} for e in wrong
        ]  # fmt: skip
        typer.echo(json.dumps({"packed": not wrong, "file": None if wrong else str(to), "papers": papers,
                               "errors": errors}, ensure_ascii=False))  # fmt: skip
        return
    for each in wrong:
        typer.echo(f"{each.path}: {each.words.vi} / {each.words.en} ({each.code})", err=True)
    if not wrong:
        typer.echo(f"{to}: {papers} giấy tờ / papers")
