"""Lodge declarations from files."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.site.commands import lodging

Files = Annotated[list[Path], typer.Argument(exists=True, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Một mảng JSON / one JSON array")]


def run(files: Files, as_json: AsJson = False) -> None:
    """Nộp tờ khai từ tệp JSON hoặc WCO XML. Lodge declarations from files or folders, in JSON (one, or one a line)
    or WCO XML; each gets a receipt."""
    lodging.finish(lodging.submit(files), as_json=as_json)
