"""Lodge declarations from files."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.site.commands import lodging

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Một mảng JSON / one JSON array")]


def run(files: Files, as_json: AsJson = False) -> None:
    """Nộp tờ khai từ tệp JSON. Lodge declarations from JSON files, one or one a line; each gets a receipt."""
    lodging.finish(lodging.submit(files), as_json=as_json)
