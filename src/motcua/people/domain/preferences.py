"""Preferences of a person: how pages look, where lists begin, and by which ways notices come."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from motcua.kernel.words import Words
from motcua.people.domain.errors import BadPreference

LANGUAGES = ("", "vi", "en")
THEMES = ("", "light", "dark")
DENSITIES: Mapping[str, Words] = MappingProxyType({"": Words("Thoáng", "Comfortable"), "dense": Words("Dày", "Dense")})
SIZES = (20, 50, 100)
WAYS: Mapping[str, Words] = MappingProxyType(
    {"site": Words("Trong hộp thông báo", "In the inbox here"), "mail": Words("Thư điện tử", "By mail"),
     "webhook": Words("Webhook của doanh nghiệp", "By the enterprise's webhook")}
)  # fmt: skip
"""The ways of a notice. The inbox always has it; the others are wishes that the notices' senders obey."""


class Preferences(msgspec.Struct, frozen=True):
    """What a person has chosen. Empty texts leave it to the device; `office` is where an officer's lists begin."""

    language: str = ""
    theme: str = ""
    density: str = ""
    page_size: int = 50
    office: str = ""
    notices: frozenset[str] = frozenset({"site"})


def check(wanted: Preferences) -> None:
    """Refuse with BadPreference what is not among the choices; the office is checked where offices are known."""
    choices = (
        (wanted.language, LANGUAGES), (wanted.theme, THEMES), (wanted.density, DENSITIES), (wanted.page_size, SIZES),
    )  # fmt: skip
    for value, possible in choices:
        if value not in possible:
            raise BadPreference(value=value)
    for way in sorted(wanted.notices - WAYS.keys()):
        raise BadPreference(value=way)
