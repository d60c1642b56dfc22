"""Try declarations from files without lodging them."""

from pathlib import Path
from typing import Annotated

import typer

from motcua.site.commands import lodging

Files = Annotated[list[Path], typer.Argument(exists=True, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Một mảng JSON / one JSON array")]

WriteXml = Annotated[
    Path | None,
    typer.Option(
        "--write-xml", metavar="DIR", file_okay=False,
        help="Ghi lại điều đã hiểu thành WCO XML / write what was understood as WCO XML",
    ),
]  # fmt: skip


def run(files: Files, as_json: AsJson = False, write_xml: WriteXml = None) -> None:
    """Chạy thử tờ khai JSON hoặc WCO XML, không nộp. Check and assess declarations, in JSON or WCO XML, from files
    or folders; nothing is stored, no number is used."""
    lodging.finish(lodging.check(files, write_xml=write_xml), as_json=as_json)
