"""What a measurement says."""

import msgspec


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: `ratio` is ours by the baseline of the same run; `note` says how the baseline was taken."""

    work: str
    engine: str
    unit: str
    baseline: float
    ours: float
    ratio: float
    goal: str = ""
    reached: bool | None = None
    note: str = ""
    p50_ms: float | None = None
    p99_ms: float | None = None
