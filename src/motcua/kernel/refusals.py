"""Refusals: what a room says when it will not do something, foreseen and worded."""

from typing import ClassVar

from motcua.kernel.words import Words


class Refusal(Exception):
    """A foreseen refusal: a code, a sentence in both languages, and its parameters.

    Subclasses set `code` and `words`; placeholders are named: `%(number)s`.
    """

    code: ClassVar[str] = "KRN-E00"
    words: ClassVar[Words] = Words("Không thực hiện được.", "This cannot be done.")

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """The refusal as a sentence in `vi` or `en`."""
        return self.words.in_language(language) % self.facts


class NotAllowed(Refusal):
    """The actor holds no post or right for this."""

    code = "KRN-E01"
    words = Words("%(who)s không có quyền thực hiện việc này (%(act)s).", "%(who)s has no right to do this (%(act)s).")


class NotFound(Refusal):
    """Nothing of that name that this actor may see."""

    code = "KRN-E02"
    words = Words("Không tìm thấy %(what)s.", "%(what)s was not found.")
