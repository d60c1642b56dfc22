"""What states, ports, berths and documents are called on pages, and in which tone."""

from datetime import date

from motcua.kernel.words import Words
from motcua.manifests.domain.life import Paper, State
from motcua.reference import domain as reference
from motcua.reference.domain.calling import called as called
from motcua.reference.domain.calling import office as office

TONES = {
    State.DRAFT: "", State.SUBMITTED: "", State.RECEIVED: "info", State.REQUESTED: "warn", State.AMENDED: "info",
    State.ACCEPTED: "good", State.CLEARED_IN: "good", State.CLEARED_OUT: "", State.CANCELLED: "",
}  # fmt: skip
PAPER_TONES = {
    Paper.AWAITED: "", Paper.LODGED: "info", Paper.REQUESTED: "warn", Paper.ACCEPTED: "good", Paper.CANCELLED: "",
}  # fmt: skip


def port(code: str, day: date) -> Words:
    """A port by its code."""
    return called("location", code, day)


def berth(code: str, day: date) -> Words:
    """A berth or anchorage by its code."""
    return called("warehouse", code, day)


def berths(day: date, office_code: str = "") -> dict[str, Words]:
    """Berths and anchorages of the department, or of one office."""
    held = reference.code_list("warehouse").on(day)
    return {
        code: entry.words for code, entry in held.items()
        if entry.extra.get("kind") in ("port", "transhipment") and office_code in ("", entry.extra.get("office"))
    }  # fmt: skip


def offices(day: date) -> dict[str, Words]:
    """The branches of a day."""
    return {each.code: each.words for each in reference.branches(day)}


def ports(day: date) -> dict[str, Words]:
    """Sea and river ports of Viet Nam."""
    held = reference.code_list("location").on(day)
    return {
        code: entry.words for code, entry in held.items()
        if entry.extra.get("country") == "VN" and entry.extra.get("kind") in ("sea", "river")
    }  # fmt: skip
