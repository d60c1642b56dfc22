"""Keeping: how what no field holds is named, and within which bounds it is kept."""

import re
from collections.abc import Iterator, Sequence

from motcua.declarations.domain.message import KEPT_CHARACTERS, KEPT_MOST, KEPT_NAME, KEPT_PATH, Kept
from motcua.gateways.wco.domain.shapes import Unread
from motcua.gateways.wco.domain.tables import DECLARATION, DECLARATION_TYPES, METADATA, elements
from motcua.kernel.words import Words

OURS = ("", DECLARATION, DECLARATION_TYPES, METADATA)
"""Namespaces in which the elements of the model stand; senders leave them out, too."""
_WCO = ("urn:wco:", "urnwco")
"""How other namespaces of the WCO begin; the second where a sender's tool mangled them."""


def name_of(tag: str) -> str:
    """How an element is named in a kept path: without the WCO's namespaces, with any other."""
    if not tag.startswith("{"):
        return tag
    namespace, _, name = tag[1:].rpartition("}")
    return name if namespace in OURS or namespace.startswith(_WCO) else tag


def _names() -> Iterator[tuple[str, str]]:
    for path in elements():
        name = path.rpartition("/")[2]
        yield from ((name, name), (f"{{{DECLARATION}}}{name}", name))
    yield f"{{{DECLARATION_TYPES}}}DateTimeString", "DateTimeString"


NAMES = dict(_names())
"""Elements of the model by their tags, with the namespace and without."""


def bounded(kept: Sequence[Kept], *, strange: bool) -> tuple[list[Kept], list[Unread]]:
    """What keeps the bounds, and a refusal of what exceeds them: nothing is cut. `strange`: there are elements that
    are not of the model, so that names must be looked at, too."""
    if len(kept) > KEPT_MOST:
        return [], [Unread("/kept", str(len(kept)), _FEWER)]
    if not strange and _all_small(kept):
        return list(kept), []
    wrong = [each for each in kept if not _holds(each)]
    return [each for each in kept if _holds(each)], [Unread("/kept", each.path[:200], _SMALLER) for each in wrong[:100]]


def _all_small(kept: Sequence[Kept]) -> bool:
    """Quickly, for a message whose elements all are of the model, so that paths are short."""
    longest = max(map(len, [each.value for each in kept]), default=0)
    return longest <= KEPT_CHARACTERS and all(_plain(each.attributes) for each in kept if each.attributes)


def _small(kept: Kept) -> bool:
    if kept.attributes and not _plain(kept.attributes):
        return False
    return len(kept.value) <= KEPT_CHARACTERS and len(kept.path) <= _LONGEST_PATH


def _plain(attributes: tuple[tuple[str, str], ...]) -> bool:
    if len(attributes) > _FEW:
        return False
    return all(len(text) <= KEPT_CHARACTERS and _NAME(name) for name, text in attributes)


def _holds(kept: Kept) -> bool:
    return _small(kept) and bool(_PATH(kept.path))


_PATH = re.compile(KEPT_PATH).match
_NAME = re.compile(KEPT_NAME).match
_LONGEST_PATH = 600
_FEW = 40
_FEWER = Words(
    f"không quá {KEPT_MOST} giá trị ngoài các trường của bản khai",
    f"at most {KEPT_MOST} values beside the declaration's fields",
)
_SMALLER = Words(
    f"không quá {KEPT_CHARACTERS} ký tự, tên phần tử như của WCO",
    f"at most {KEPT_CHARACTERS} characters, and an element named as the WCO names its own",
)
