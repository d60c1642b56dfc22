"""Questionnaires: components, items, scales, uses that open items, profile and open questions, as packaged data."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.survey.domain.errors import UnknownQuestionnaire

_FOLDER = Path(__file__).resolve().parents[1] / "data" / "questionnaires"
CURRENT = "CDCI-2023"
UNKNOWN, REFUSED = 0, -1
"""Answers that are none: not known or not applicable; not to be told."""


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    vi: str
    en: str

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A use or an open question: a code and its words."""

    code: str
    vi: str
    en: str

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item. It is shown where one of the uses that it `needs` is named, or it needs none."""

    code: str
    vi: str
    en: str
    reverse: bool = False
    needs: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A component with its items and its weight in parts per million."""

    code: str
    vi: str
    en: str
    weight: int
    items: tuple[Asked, ...]
    may_refuse: bool = False

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Overall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The question of satisfaction, on a scale of its own."""

    code: str
    vi: str
    en: str
    scale: tuple[Pair, ...]

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the profile: an answer is the number of a choice, from 1."""

    code: str
    vi: str
    en: str
    choices: tuple[Pair, ...]

    @property
    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the questionnaire, never changed once it is used: another version is another file."""

    code: str
    source: str
    verified: bool
    minutes: int
    scale: tuple[Pair, ...]
    unknown: Pair
    refused: Pair
    uses: tuple[Named, ...]
    components: tuple[Component, ...]
    overall: Overall
    profile: tuple[Choice, ...]
    open: tuple[Named, ...]

    def items(self) -> Iterator[tuple[Component, Asked]]:
        """Every item with its component, in order."""
        for component in self.components:
            for item in component.items:
                yield component, item

    def shown(self, component: Component, uses: frozenset[str]) -> tuple[Asked, ...]:
        """The items of a component that are asked after these uses."""
        return tuple(item for item in component.items if not item.needs or uses & set(item.needs))

    @property
    def weights(self) -> dict[str, int]:
        """Parts per million by component."""
        return {component.code: component.weight for component in self.components}


_read = yaml_reader(Questionnaire)


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """Every version by its code."""
    found = [_read(path.read_bytes()) for path in sorted(_FOLDER.glob("*.yaml"))]
    return {each.code: each for each in found}


def questionnaire(code: str) -> Questionnaire:
    """A version. UnknownQuestionnaire."""
    found = questionnaires().get(code)
    if found is None:
        raise UnknownQuestionnaire(code=code[:20])
    return found
