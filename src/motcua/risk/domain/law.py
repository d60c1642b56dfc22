"""The cap and the shares of the budget in force on a day, from data/cap.yaml."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.dated import Dated
from motcua.kernel.money import PPM
from motcua.kernel.reading import yaml_reader
from motcua.risk.domain.bucket import ONE
from motcua.risk.domain.draws import threshold

DATA = Path(__file__).parent.parent / "data"


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers of selection. Tokens are millionths; shares and probabilities are in ppm."""

    since: date
    cap_ppm: int
    maximum: int
    random_share_ppm: int
    kept_for_law: int
    kept_for_draw: int
    kept_from_choice: int
    documents_ppm: int
    documents_maximum: int
    documents_kept: int
    yellow_random_ppm: int
    window: int
    model_least_ppm: int
    scores_least: int
    profile_share_ppm: int
    aim: int
    spread: int
    party_least: int
    party_share_ppm: int
    office_least: int
    office_ratio_ppm: int
    reveal_after_days: int
    publish_ahead_days: int
    verdict_least: int
    source: str
    verified: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.cap_ppm <= PPM:
            raise ValueError(f"{self.cap_ppm} is not a cap in millionths")
        if not 0 < self.documents_ppm <= PPM or self.window < 1 or self.spread < 1:
            raise ValueError("documents are a share; window and spread are counts of declarations")
        if self.publish_ahead_days < 1 or self.reveal_after_days < 0:
            raise ValueError("a secret is published before its day and shown after it")

    @property
    def random_ppm(self) -> int:
        """Probability of the random inspection: its share of the budget."""
        return self.cap_ppm * self.random_share_ppm // PPM

    @property
    def random_threshold(self) -> int:
        """A first draw below this is inspected at random."""
        return threshold(self.random_ppm)

    @property
    def yellow_threshold(self) -> int:
        """A third draw below this has its documents checked at random."""
        return threshold(self.yellow_random_ppm)


_rows = yaml_reader(list[Law])


@cache
def _laws() -> Dated[Law]:
    found = _rows((DATA / "cap.yaml").read_bytes())
    return Dated("selection cap", {law.since: law for law in found})


def law_on(day: date) -> Law:
    """The numbers in force on a day. NotInForce before the first."""
    return _laws().on(day)


def laws() -> list[Law]:
    """All entries in order of their first day."""
    return [law for _, law in _laws().items()]


@cache
def longest_window() -> int:
    """The longest window of all entries: so many decisions are enough to know any."""
    return max(law.window for law in laws())


def needed(law: Law, source: str) -> int:
    """The balance, in millionths, with which an inspection of this source may be made.

    A token, and what the source must leave to those before it. What the law orders needs nothing:
    it is not asked.
    """
    floors = {"random": law.kept_for_law, "profile": law.kept_for_law + law.kept_for_draw}
    return ONE + floors.get(source, law.kept_from_choice)
