"""What programs are told of the tariff: the same in the API and in the files that people download."""

from datetime import date

import msgspec


class TariffRate(msgspec.Struct, frozen=True):
    """A rate in one period. `percent` is exact; `amount` is dong for a `unit`, or of `currency` where one is named.

    `claim` is the code by which a declarant picks it. `verified` is true only when a person has seen the text.
    """

    kind: str
    percent: str | None
    amount: str | None
    unit: str
    currency: str
    rate_vi: str
    rate_en: str
    condition: str
    condition_vi: str
    condition_en: str
    claim: str
    origins: tuple[str, ...]
    excluded: tuple[str, ...]
    since: date
    until: date | None
    source: str
    source_vi: str
    source_en: str
    verified: bool
    evidence: str


class LineFound(msgspec.Struct, frozen=True):
    """A line found, with the rates of the day that its list shows."""

    code: str
    hs: str
    words_vi: str
    words_en: str
    path_vi: str
    path_en: str
    unit: str
    unit2: str
    declarable: bool
    duty_schedule: str
    duty: tuple[TariffRate, ...]
    vat: tuple[TariffRate, ...]
    address: str


class LinesPage(msgspec.Struct, frozen=True):
    """A page of lines found. `instead` is the beginning that was taken for a code that there is not."""

    on: date
    query: str
    instead: str
    lines: tuple[LineFound, ...]
    page: int
    size: int
    found: int
    next: str


class OfSchedule(msgspec.Struct, frozen=True):
    """What one schedule says of a line. `usable` only where an origin was named; `none_…` says why there is no rate."""

    schedule: str
    kind: str
    name_vi: str
    name_en: str
    tables: tuple[str, ...]
    form: str
    usable: bool | None
    rates: tuple[TariffRate, ...]
    none_vi: str
    none_en: str


class RelatedLine(msgspec.Struct, frozen=True):
    """A line that holds the goods of another since a new edition of the nomenclature."""

    code: str
    since: date
    source: str
    verified: bool


class Demanded(msgspec.Struct, frozen=True):
    """What the law asks of the goods: a licence, an inspection."""

    key: str
    words_vi: str
    words_en: str
    agency_vi: str
    agency_en: str
    act: str
    paper: str
    direction: str
    since: date | None
    until: date | None
    verified: bool


class LineSheet(msgspec.Struct, frozen=True):
    """All that is known of a line on a day. `lowest` is the schedule of the lowest duty for the origin named."""

    on: date
    origin: str
    code: str
    hs: str
    edition: str
    since: date
    until: date | None
    declarable: bool
    section_vi: str
    section_en: str
    chapter: int
    words_vi: str
    words_en: str
    path_vi: str
    path_en: str
    units: tuple[str, ...]
    notes_vi: str
    notes_en: str
    groups: tuple[str, ...]
    lowest: str
    schedules: tuple[OfSchedule, ...]
    controls: tuple[Demanded, ...]
    predecessors: tuple[RelatedLine, ...]
    successors: tuple[RelatedLine, ...]


class RateDays(msgspec.Struct, frozen=True):
    """Days on which a schedule says the same; no rates where it says nothing."""

    since: date
    until: date | None
    change: str
    change_vi: str
    change_en: str
    rates: tuple[TariffRate, ...]


class ScheduleDays(msgspec.Struct, frozen=True):
    """One schedule through the years."""

    schedule: str
    name_vi: str
    name_en: str
    days: tuple[RateDays, ...]


class LineLife(msgspec.Struct, frozen=True):
    """The days of a line in an edition of the nomenclature."""

    edition: str
    since: date
    until: date | None
    source: str


class LineHistory(msgspec.Struct, frozen=True):
    """A line through the years."""

    code: str
    hs: str
    lives: tuple[LineLife, ...]
    schedules: tuple[ScheduleDays, ...]
    predecessors: tuple[RelatedLine, ...]
    successors: tuple[RelatedLine, ...]


class TariffChange(msgspec.Struct, frozen=True):
    """What a schedule says of a line on two days."""

    schedule: str
    code: str
    hs: str
    words_vi: str
    words_en: str
    change: str
    change_vi: str
    change_en: str
    before: tuple[TariffRate, ...]
    after: tuple[TariffRate, ...]


class ChangesPage(msgspec.Struct, frozen=True):
    """A page of what differs between two days; `counts` are of all schedules, `begun` and `ended` are lines."""

    before: date
    after: date
    counts: dict[str, int]
    begun: int
    ended: int
    changes: tuple[TariffChange, ...]
    page: int
    size: int
    found: int
    next: str


class ScheduleTold(msgspec.Struct, frozen=True):
    """A schedule: its table codes on a declaration, its form and parties, and the first day that is known of it."""

    key: str
    kind: str
    name_vi: str
    name_en: str
    tables: tuple[str, ...]
    form: str
    members: tuple[str, ...]
    since: date
    until: date | None
    known_since: date | None
    lines: int
    source: str
    verified: bool


class Schedules(msgspec.Struct, frozen=True):
    """Every schedule, with the lines that it has on a day."""

    on: date
    schedules: tuple[ScheduleTold, ...]


class CurrencyTold(msgspec.Struct, frozen=True):
    """Dong for one unit of a currency; `usd` is the cross rate with the dollar, empty where the bank quotes it."""

    currency: str
    name_vi: str
    name_en: str
    dong: str
    kind: str
    usd: str


class ExchangeWeek(msgspec.Struct, frozen=True):
    """The rates of a week, Monday to Sunday, and the day of their quotation."""

    on: date
    monday: date
    sunday: date
    thursday: date
    quoted_on: date | None
    source_vi: str
    source_en: str
    evidence: str
    rates: tuple[CurrencyTold, ...]
