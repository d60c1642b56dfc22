"""Terms and tables: what a person says of a file, and what was found in it, every cell accounted for."""

from collections import Counter
from datetime import date

import msgspec

from motcua.kernel.words import Words
from motcua.tariff.domain.entries import Correlation, Entry, Line
from motcua.tariff.domain.exchange import Cross

RATES, EXCHANGE, CORRELATIONS = "rates", "exchange", "correlations"
KINDS = {
    RATES: Words("Biểu thuế", "Tariff table"),
    EXCHANGE: Words("Tỷ giá", "Exchange rates"),
    CORRELATIONS: Words("Bảng chuyển đổi mã", "Correlation of codes"),
}
LAYOUTS = {
    "wide": RATES, "by year": RATES, "entries": RATES, "quotations": EXCHANGE, "list of quotations": EXCHANGE,
    "cross rates": EXCHANGE, "correlations": CORRELATIONS, "unknown": RATES,
}  # fmt: skip


class Terms(msgspec.Struct, frozen=True):
    """What the person who loads says of the table: its days, its act, whether they read it in the act.

    `complete` are schedules of which the table names every line: there a blank says that there is none. `columns`
    says of headings that are not known, or not to be read, what they are: pairs of heading and schedule.
    """

    since: date
    until: date | None = None
    source: str = ""
    verified: bool = False
    edition: str = "AHTN 2022"
    complete: frozenset[str] = frozenset({"EXPORT"})
    columns: tuple[tuple[str, str], ...] = ()


class Problem(msgspec.Struct, frozen=True):
    """A fault of the file: its row (headings are row 1), the code, and what is wrong."""

    row: int
    code: str
    words: Words


class HeldCell(msgspec.Struct, frozen=True):
    """A cell whose rate the table alone cannot settle: kept with its text."""

    row: int
    column: str
    schedule: str
    code: str
    text: str


class Use(msgspec.Struct):
    """What became of a column: what it is, how many cells are filled, and what they became.

    `kind`: `code`, `text`, `rate`, `link`, `facts`, `ignored`. Of a column of rates every filled cell is counted in
    `became`: `rate`, `held`, `absent`, `mark`, `repeated`, `before` (it ended before the first day), `faulty`.
    """

    name: str
    kind: str
    schedule: str = ""
    filled: int = 0
    became: Counter[str] = msgspec.field(default_factory=Counter)


class Quoted(msgspec.Struct, frozen=True):
    """What a bank quoted on a day: dong for one unit of a currency, times 10,000."""

    day: date
    currency: str
    e4: int


class Table(msgspec.Struct):
    """A table as read. Entries have no ids yet (0). `held` are the cells that the table alone cannot settle."""

    layout: str
    lines: list[Line] = []
    entries: list[Entry] = []
    quoted: list[Quoted] = []
    crosses: list[Cross] = []
    correlations: list[Correlation] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    held: list[HeldCell] = []
    uses: list[Use] = []
    rows: int = 0
    headed: int = 0
    repeated: int = 0
    marks: int = 0
    cells: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def kind(self) -> str:
        """Rates, exchange rates, or correlations of codes."""
        return LAYOUTS[self.layout]

    @property
    def ignored(self) -> list[str]:
        """Headings of columns that were not read."""
        return [use.name for use in self.uses if use.kind == "ignored"]

    @property
    def size(self) -> int:
        """How many facts would be stored beside lines."""
        return len(self.entries) + len(self.quoted) + len(self.crosses) + len(self.correlations)

    def problem(self, row: int, code: str, vi: str, en: str) -> None:
        """Name a fault by its row and code."""
        self.problems.append(Problem(row, code, Words(vi, en)))

    def warn(self, row: int, code: str, vi: str, en: str) -> None:
        """Name what is odd and may be right."""
        self.warnings.append(Problem(row, code, Words(vi, en)))
