"""The press check as programs are told of it."""

from datetime import date

import msgspec

from motcua.reports.domain.press.checking import Claim


class PressAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to be checked. `as_of`: the day to which its figures count; `language` of the reasons, vi or en."""

    text: str
    as_of: date | None = None
    language: str = "vi"


class PressChecked(msgspec.Struct, frozen=True):
    """The claims in the order of the text; `places` says from which letter to which each stands in it.

    `compared_to` is the day of the platform's figures, null where the text was compared with none.
    """

    claims: tuple[Claim, ...]
    places: tuple[tuple[int, int], ...]
    contradicted: int
    compared_to: date | None
