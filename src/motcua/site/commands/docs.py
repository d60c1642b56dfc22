"""Write the reference manual from the code."""

import typer

from motcua.site import manual


def run() -> None:
    """Viết tài liệu tham chiếu từ mã nguồn. Write docs/reference from the code."""
    manual.FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in manual.pages().items():
        (manual.FOLDER / name).write_text(text, "utf-8")
        typer.echo(f"docs/reference/{name}")
