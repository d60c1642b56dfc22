"""Windows of amendment: when a declarant may amend, who decides, within how many hours (38/2015/TT-BTC art. 20)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from motcua.declarations.domain.errors import (
    AmendedElsewhere,
    NeitherAmended,
    NotAmendable,
    ProposalWaits,
    TooManyAmendments,
)
from motcua.declarations.domain.life import MOVES, QUERIES, State
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.terms import Term, term
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words

MOST = 9
"""Amendments of one declaration: its number has one digit for them (DEC-AMD-01)."""
FIXED = (
    "direction", "office", "party_id", "procedure", "reference", "warehouse", "cargo_class", "transport_mode",
    "transaction_class",
)  # fmt: skip
"""What no amendment changes (DEC-AMD-06): such a declaration is cancelled and lodged anew."""


class Window(StrEnum):
    """At which point of a declaration's life an amendment comes."""

    BEFORE_CHECK = "before_check"
    ASKED = "asked"
    AT_CHECK = "at_check"
    AFTER_CLEARANCE = "after_clearance"
    LATE = "late"


WINDOW_WORDS: Mapping[Window, Words] = {
    Window.BEFORE_CHECK: Words(
        "Trước khi hải quan thông báo kiểm tra hồ sơ", "Before customs announces the check of documents"
    ),
    Window.ASKED: Words("Theo yêu cầu của hải quan", "At the request of customs"),
    Window.AT_CHECK: Words("Khi hoặc sau khi hải quan kiểm tra", "During or after the check"),
    Window.AFTER_CLEARANCE: Words(
        "Sau thông quan, trong 60 ngày và trước quyết định kiểm tra sau thông quan",
        "After clearance, within 60 days and before a decision on post-clearance audit",
    ),
    Window.LATE: Words(
        "Quá 60 ngày sau thông quan, hoặc sau quyết định kiểm tra: coi là tự khai vi phạm",
        "More than 60 days after clearance, or after a decision on audit: treated as an admitted violation",
    ),
}
LAW = "38/2015/TT-BTC art. 20 am. 39/2018/TT-BTC"
"""Named by summaries; its text has not been read here."""


class Case(msgspec.Struct, frozen=True):
    """What decides the window. `began_at` is when customs announced or began its check, `audit_at` a decision on
    post-clearance audit; `elsewhere`: another system decides; `waits`: an amendment waits already.
    """

    number: str
    state: str
    version: int
    began_at: datetime | None = None
    cleared_at: datetime | None = None
    audit_at: datetime | None = None
    elsewhere: bool = False
    waits: bool = False


class Place(msgspec.Struct, frozen=True):
    """Where an amendment stands: its window, the time in which customs decides (none: it takes effect at once)."""

    window: Window
    term: Term | None

    @property
    def at_once(self) -> bool:
        """Whether nobody has to decide, for customs itself asked for it."""
        return self.window is Window.ASKED


def place(case: Case, at: datetime) -> Place:
    """The window of an amendment that comes at `at`; raises why there is none."""
    if case.elsewhere:
        raise AmendedElsewhere(number=case.number)
    move(MOVES, State(case.state), "amend")
    if case.version > MOST:
        raise TooManyAmendments(number=case.number, most=MOST)
    if case.waits:
        raise ProposalWaits(number=case.number)
    window = _window(case, at)
    return Place(window, term("amend", window, law_day(at)))


def _window(case: Case, at: datetime) -> Window:
    if case.state in QUERIES:
        return Window.ASKED
    if case.cleared_at is not None:
        late = law_day(at) > last_day(case.cleared_at) or (case.audit_at is not None and at >= case.audit_at)
        return Window.LATE if late else Window.AFTER_CLEARANCE
    begun = case.began_at is not None and at >= case.began_at
    begun = begun or case.state in (State.IN_STORAGE, State.RELEASED)
    return Window.AT_CHECK if begun else Window.BEFORE_CHECK


def last_day(cleared_at: datetime) -> date:
    """The last day of the window after clearance."""
    return term_end(law_day(cleared_at))


def term_end(day: date) -> date:
    """So many days after `day` as the law gives."""
    found = term("window", "after_clearance", day)
    return date.fromordinal(day.toordinal() + (found.value if found else 0))


def need_amendable(before: Declaration, after: Declaration, *, passed: bool) -> None:
    """Refuse what no amendment may change.

    NotAmendable: cancel and lodge anew; NeitherAmended where the goods were cleared and have left supervision.
    """
    for name in changed_fixed(before, after):
        raise NeitherAmended(field=name) if passed and name == "procedure" else NotAmendable(field=name)


def changed_fixed(before: Declaration, after: Declaration) -> Iterator[str]:
    """The fixed fields that differ."""
    return (name for name in FIXED if getattr(before, name) != getattr(after, name))


class Offer(StrEnum):
    """What a proposed amendment is."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


OFFER_WORDS: Mapping[Offer, Words] = {
    Offer.PROPOSED: Words("Chờ hải quan quyết định", "Waits for customs"),
    Offer.ACCEPTED: Words("Đã chấp nhận", "Accepted"),
    Offer.REFUSED: Words("Không chấp nhận", "Refused"),
    Offer.WITHDRAWN: Words("Người khai đã rút", "Withdrawn"),
    Offer.ENDED: Words("Kết thúc cùng tờ khai", "Ended with the declaration"),
}
OFFER_MOVES = {
    (Offer.PROPOSED, "accept"): Offer.ACCEPTED,
    (Offer.PROPOSED, "refuse"): Offer.REFUSED,
    (Offer.PROPOSED, "withdraw"): Offer.WITHDRAWN,
    (Offer.PROPOSED, "end"): Offer.ENDED,
}
"""A trader proposes and may withdraw, an officer of the branch accepts or refuses; cancelling ends what waits."""
