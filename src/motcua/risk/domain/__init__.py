"""Risk, decided without tables: facts, profiles, the keyed draw, the bucket, the decision."""

from motcua.risk.domain.bucket import ONE, Bucket
from motcua.risk.domain.decision import GREEN, RED, YELLOW, Candidate, Decision, TraderView, trader_view
from motcua.risk.domain.draws import commitment, derived, draw, draws, threshold
from motcua.risk.domain.facts import FLAGS, Facts, read, told
from motcua.risk.domain.law import Law, law_on
from motcua.risk.domain.outcomes import Interval, wilson
from motcua.risk.domain.profiles import Profile, ProfileBook, indicate, profiles_on
from motcua.risk.domain.selection import Terms, decide
from motcua.risk.domain.shelf import Shelf

__all__ = [
    "FLAGS",
    "GREEN",
    "ONE",
    "RED",
    "YELLOW",
    "Bucket",
    "Candidate",
    "Decision",
    "Facts",
    "Interval",
    "Law",
    "Profile",
    "ProfileBook",
    "Shelf",
    "Terms",
    "TraderView",
    "commitment",
    "decide",
    "derived",
    "draw",
    "draws",
    "indicate",
    "law_on",
    "profiles_on",
    "read",
    "threshold",
    "told",
    "trader_view",
    "wilson",
]
