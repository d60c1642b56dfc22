"""Words: texts in two languages, and a mark for texts that the edge translates."""

from typing import NamedTuple


class Words(NamedTuple):
    """One meaning in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `vi` or `en`; any other language reads English."""
        return self.vi if language.startswith("vi") else self.en


def gettext_noop(text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return text
