"""Past: what a criterion may ask of earlier inspections: of the enterprise, its agent, goods, origin or route."""

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.risk.domain.facts import HEADING, Facts, with_heading

Of = Literal["party", "agent", "heading", "code", "origin", "country", "office", "party_heading"]
What = Literal["checks_from", "checks_below", "hits_from", "rate_from_ppm"]

OF: dict[str, Words] = {
    "party": Words("doanh nghiệp này", "this enterprise"),
    "agent": Words("đại lý này", "this agent"),
    "heading": Words("một nhóm hàng của tờ khai", "a heading of the declaration"),
    "code": Words("một mã hàng của tờ khai", "a code of the declaration"),
    "origin": Words("một xuất xứ của tờ khai", "an origin of the declaration"),
    "country": Words("nước gửi hoặc nhận này", "this country of dispatch or destination"),
    "office": Words("chi cục này", "this branch"),
    "party_heading": Words("doanh nghiệp này với một nhóm hàng đó", "this enterprise with one of the headings"),
}
LARGEST = 10**17
"""No bound of a criterion is above this."""


class Known(Protocol):
    """What is known of one key: inspections and hits, the older the less."""

    @property
    def checks(self) -> float: ...  # noqa: D102 - named in the class

    @property
    def hits(self) -> float: ...  # noqa: D102 - named in the class


class Remembers(Protocol):
    """A history of inspections, strictly before now."""

    def past(self, kind: str, key: str) -> Known:
        """What is known of a key of a kind."""
        ...


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing asked of the past: whose inspections, what is counted, and the bound.

    Counts are those of the history, in which older inspections weigh less; a share is in ppm of the checks.
    """

    of: Of
    what: What
    bound: int

    def __post_init__(self) -> None:
        if not 0 < self.bound <= LARGEST or (self.what == "rate_from_ppm" and self.bound > PPM):
            raise ValueError(f"{self.bound} is not a bound of {self.what}")


def holds(asked: Earlier, facts: Facts, history: Remembers) -> bool:
    """Whether the past of one of the keys is as asked; where there is no key it is not."""
    meets = _MEETS[asked.what]
    return any(meets(history.past(asked.of, key), asked.bound) for key in keys(asked.of, facts))


def keys(of: Of, facts: Facts) -> list[str]:
    """The keys of the history that belong to these facts."""
    if of in ("heading", "party_heading"):
        headings = dict.fromkeys(code[:HEADING] for code in facts.codes)
        return [with_heading(facts.party, heading) for heading in headings] if of == "party_heading" else [*headings]
    if of == "code":
        return list(dict.fromkeys(facts.codes))
    if of == "origin":
        return list(dict.fromkeys(origin for origin in (facts.origins or (facts.origin,)) if origin))
    value: str = getattr(facts, of)
    return [value] if value else []


def _whole(faded: float) -> int:
    """A faded count as people count: what has not faded by half counts whole, what has faded further not at all."""
    return int(faded + 0.5)


_MEETS: dict[str, Callable[[Known, int], bool]] = {
    "checks_from": lambda known, bound: _whole(known.checks) >= bound,
    "checks_below": lambda known, bound: _whole(known.checks) < bound,
    "hits_from": lambda known, bound: _whole(known.hits) >= bound,
    "rate_from_ppm": lambda known, bound: known.checks > 0 and known.hits * PPM >= bound * known.checks,
}
