"""Letters: a sheet in the layout of an agency's paper (national heading, number, place and day, signature), as PDF."""

from datetime import datetime
from pathlib import Path

import msgspec

from motcua.design.printing import Fact, Table, compiled

_FORM = Path(__file__).resolve().parent / "printed" / "letter.typ"
_encode = msgspec.json.Encoder().encode


class Letter(msgspec.Struct, frozen=True):
    """What stands on the paper. `over` is the superior agency; `left` and `right` are who signs, as lines of text.

    `named` are facts line by line; `closing` stands after the tables; `note` says what of the layout is not verified.
    """

    lang: str
    over: str
    house: str
    number: str
    place_day: str
    title: str
    under: str = ""
    named: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    closing: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    note: str = ""
    foot: str = ""
    qr: str = ""
    qr_words: str = ""
    wide: bool = False
    """Landscape, for registers."""


def pdf(letter: Letter, at: datetime) -> bytes:
    """The letter as PDF, the same bytes for the same letter and moment. Texts are data: nothing in them is markup."""
    return compiled(_FORM, _encode(letter).decode(), at)
