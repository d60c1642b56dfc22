"""Printing: a sheet of A4 as PDF, set by Typst with our own fonts and nothing from the network or the system."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).resolve().parent
_FORM = _HERE / "printed" / "sheet.typ"
_encode = msgspec.json.Encoder().encode


class Fact(msgspec.Struct, frozen=True):
    """A label with its value."""

    label: str
    value: str
    hint: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table of texts; `wide` is the column that takes what is left, `right` those set to the right."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: int = 0
    right: tuple[int, ...] = ()


class Signer(msgspec.Struct, frozen=True):
    """Who signed, as what, when."""

    post: str
    name: str
    at: str


class Sheet(msgspec.Struct, frozen=True):
    """What stands on paper. `qr` is an SVG, or empty."""

    lang: str
    house: str
    title: str
    under: str
    foot: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    sentences: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    qr: str = ""
    qr_words: str = ""


@cache
def _fonts() -> Any:
    import typst  # heavy, and only here

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])


def pdf(sheet: Sheet, at: datetime) -> bytes:
    """The sheet as PDF, the same bytes for the same sheet and moment. Texts are data: nothing in them is markup."""
    return compiled(_FORM, _encode(sheet).decode(), at)


def compiled(form: Path, told: str, at: datetime) -> bytes:
    """A form of `printed` set with what it is told, as JSON; the same bytes for the same text and moment."""
    import typst  # heavy, and only here

    compiler = typst.Compiler(
        input=str(form), root=str(form.parent), font_paths=_fonts(), sys_inputs={"told": told}
    )  # fmt: skip
    made = compiler.compile(format="pdf", timestamp=int(at.timestamp()))
    assert isinstance(made, bytes)
    return made


def qr(address: str) -> str:
    """An address as a QR code for `Sheet.qr`."""
    import segno  # heavy, and only here

    return str(segno.make(address, error="m").svg_inline(scale=4, border=1, dark="#000000", light="#ffffff"))
