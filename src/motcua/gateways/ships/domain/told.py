"""What gateways tell of a message: what is wrong or warned of, and where it stands. Plain values."""

import msgspec

from motcua.kernel.words import Words
from motcua.manifests.domain.message import Document


class Spot(msgspec.Struct, frozen=True):
    """Where something stands: in the message's own way of telling, the line and column, the byte.

    `segment` is its number in the message, UNH being 1; 0 where there are no segments.
    """

    where: str = ""
    line: int = 0
    column: int = 0
    offset: int = -1
    segment: int = 0
    tag: str = ""
    element: int = 0
    component: int = 0


class Told(msgspec.Struct, frozen=True):
    """One thing that is wrong, or is warned of."""

    code: str
    words: Words
    path: str = ""
    value: str = ""
    expected: str = ""
    refuses: bool = True
    spot: Spot = Spot()


class Outcome(msgspec.Struct, frozen=True):
    """What came, or would come, of one message. `kept` is what of it was read and has no field."""

    kind: str
    reference: str
    accepted: bool
    told: tuple[Told, ...] = ()
    number: str = ""
    call: str = ""
    leaf: int = 0
    function: str = ""
    repeated: bool = False
    document: Document | None = None
    kept: tuple[str, ...] = ()
