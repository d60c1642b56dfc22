"""Risk, decided without tables: facts, profiles, the keyed draw, the bucket, the decision."""

from motcua.risk.domain.bucket import ONE, Bucket
from motcua.risk.domain.decision import (
    GREEN,
    NOT_ASKED,
    RED,
    YELLOW,
    Candidate,
    Decision,
    Judged,
    TraderView,
    trader_view,
)
from motcua.risk.domain.draws import commitment, derived, draw, draws, threshold
from motcua.risk.domain.facts import FLAGS, Facts, read, told
from motcua.risk.domain.law import Law, law_on
from motcua.risk.domain.outcomes import Interval, wilson
from motcua.risk.domain.profiles import Profile, ProfileBook, indicate
from motcua.risk.domain.selection import Terms, decide
from motcua.risk.domain.shelf import PACKAGED, Shelf
from motcua.risk.domain.window import Seen, Window

__all__ = [
    "FLAGS",
    "GREEN",
    "NOT_ASKED",
    "ONE",
    "PACKAGED",
    "RED",
    "YELLOW",
    "Bucket",
    "Candidate",
    "Decision",
    "Facts",
    "Interval",
    "Judged",
    "Law",
    "Profile",
    "ProfileBook",
    "Seen",
    "Shelf",
    "Terms",
    "TraderView",
    "Window",
    "commitment",
    "decide",
    "derived",
    "draw",
    "draws",
    "indicate",
    "law_on",
    "read",
    "threshold",
    "told",
    "trader_view",
    "wilson",
]
