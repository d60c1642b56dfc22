"""What codes are called on pages: offices, procedures, states, verbs, reasons."""

from collections.abc import Iterator
from datetime import date

from motcua.declarations.domain.feed import STEPS
from motcua.declarations.domain.life import CHANNEL_WORDS, STATE_WORDS, Channel, State
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reference.domain.calling import called as called
from motcua.reference.domain.calling import office as office
from motcua.risk.domain.decision import SOURCES

TONES = {
    State.AWAITING_CHANNEL: "info",
    State.DOCUMENT_CHECK: "info",
    State.PHYSICAL_CHECK: "info",
    State.DOCUMENT_QUERY: "warn",
    State.PHYSICAL_QUERY: "warn",
    State.IN_STORAGE: "info",
    State.RELEASED: "info",
    State.AWAITING_PAYMENT: "warn",
    State.CLEARED: "good",
    State.PASSED: "good",
    State.CANCELLED: "",
}


def state(name: str) -> Words:
    """A state in words."""
    return STATE_WORDS[State(name)]


def channel(number: int) -> Words:
    """A channel in words; a dash while another system has not told it."""
    return CHANNEL_WORDS[Channel(number)] if number else Words("–", "–")


def tone(name: str) -> str:
    """The tone of a state's tag."""
    return TONES[State(name)]


def step(verb: str) -> Words:
    """A step of a declaration's life in words."""
    return STEPS.get(verb, Words(verb, verb))


def source(name: str) -> Words | None:
    """From where a channel came, for officers; None for none."""
    return SOURCES.get(name, Words(name, name)) if name and name != "none" else None


def short_office(code: str, day: date) -> Words:
    """An office without the words that all of them share."""
    words = office(code, day)
    vi = words.vi
    for common in ("Chi cục Hải quan ", "Hải quan ", "cửa khẩu quốc tế ", "cửa khẩu cảng ", "cửa khẩu ", "cảng biển "):
        vi = vi.removeprefix(common)
    en = words.en
    for common in (" Customs Branch", " Customs", " International Border Gate", " Border Gate", " Seaport", " Port"):
        en = en.removesuffix(common)
    return Words(vi, en)


def branches(day: date) -> Iterator[tuple[str, Words]]:
    """The branches of a day with their short names."""
    for found in reference.branches(day):
        yield found.code, short_office(found.code, day)


def procedures(day: date) -> list[tuple[str, Words]]:
    """Procedures of imports and exports, by code."""
    found = {}
    for name in ("procedure_import", "procedure_export"):
        for code in reference.lists_on(day)[name]:
            found[code] = called(name, code, day)
    return sorted(found.items())
