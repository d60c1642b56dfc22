"""Watches: what control asks selection to look at, for some days, decided by another person than who asked.

A watch in force is an office profile of the whole share: it comes after what the law orders, spends the same tokens
and is drawn, explained and checked again like any other profile. Its reason names the entry, never what is known.
"""

from datetime import date

import msgspec

from motcua.kernel.words import Words
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.profiles import Profile

START = "WATCH-"
"""Begins the code of every watch; no author may give a profile such a code."""
LONGEST_NUMBER = 30


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a watch list as selection is told of it. `asked_by` is the reference of who asked for it.

    Without `since` it begins as soon as it may; `until` is its last day.
    """

    number: str
    criteria: Criteria
    until: date
    asked_by: str
    since: date | None = None

    @property
    def code(self) -> str:
        """Under what it stands among the hits of a decision."""
        return START + self.number


def profile(code: str, criteria: Criteria, since: date, until: date) -> Profile:
    """The profile that a watch is from a day to another."""
    number = code.removeprefix(START)
    words = Words(f"Danh sách theo dõi của lực lượng kiểm soát, mục {number}.", f"Watch list of control, {number}.")
    return Profile(
        code=code, kind="office", criteria=criteria, since=since, until=until,
        reason={"vi": words.vi, "en": words.en}, reason_class="risk", basis=number,
    )  # fmt: skip


def is_watch(code: str) -> bool:
    """Whether a code among hits is that of a watch."""
    return code.startswith(START)
