"""Try declarations from files without lodging them."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.site.commands import lodging

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Một mảng JSON / one JSON array")]


def run(files: Files, as_json: AsJson = False) -> None:
    """Chạy thử tờ khai, không nộp. Check and assess declarations; nothing is written, no number is used."""
    lodging.finish(lodging.check(files), as_json=as_json)
