"""Reading YAML into typed values, safely from many threads.

msgspec works a type out when it is first needed; where two threads need the same one at that moment, the process dies
(0.22: a segmentation fault). So every reader works its type out when its module is imported.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec

T = TypeVar("T")


def yaml_reader(kind: type[T]) -> Callable[[bytes], T]:
    """What reads YAML of this type; made at import, never within a function. ValidationError where it does not fit."""
    msgspec.json.Decoder(kind)
    return lambda content: msgspec.yaml.decode(content, type=kind)
