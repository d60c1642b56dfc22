"""What codes are called on pages, and in which tone states are shown."""

from datetime import date

from motcua.kernel.words import Words
from motcua.origin.domain.data import REASONS
from motcua.origin.domain.life import AppState, ClaimState, State
from motcua.reference import domain as reference
from motcua.reference.domain.calling import called as called

TONES = {
    State.RECEIVED: "info", State.CHECKING: "warn", State.CLARIFYING: "warn", State.VERIFYING: "warn",
    State.ACCEPTED: "good", State.MINOR: "good", State.REFUSED: "bad", State.CANCELLED: "", State.REPLACED: "",
}  # fmt: skip
CLAIM_TONES = {
    ClaimState.NAMED: "warn", ClaimState.BORNE: "good", ClaimState.PAPER: "good", ClaimState.SELF: "good",
    ClaimState.REFUSED: "bad", ClaimState.FELL: "bad", ClaimState.GONE: "",
}  # fmt: skip
APP_TONES = {
    AppState.APPLIED: "info", AppState.RETURNED: "warn", AppState.APPROVED: "info", AppState.ISSUED: "good",
    AppState.REFUSED: "bad", AppState.WITHDRAWN: "", AppState.CANCELLED: "bad", AppState.REPLACED: "",
}  # fmt: skip
FLAG_WORDS = {
    "third_country_invoicing": Words("Hóa đơn nước thứ ba", "Third-country invoicing"),
    "accumulation": Words("Cộng gộp", "Accumulation"),
    "back_to_back": Words("Giáp lưng", "Back-to-back"),
    "partial_cumulation": Words("Cộng gộp từng phần", "Partial cumulation"),
    "exhibition": Words("Triển lãm", "Exhibition"),
    "de_minimis": Words("De minimis", "De minimis"),
    "retroactive": Words("Cấp sau", "Issued retroactively"),
}
FLAGGED_WORDS = {
    "withdrawn": Words("Cơ quan cấp hủy sau khi đã sử dụng", "Withdrawn by its issuer after use"),
    "replaced": Words("Cơ quan cấp thay thế sau khi đã sử dụng", "Replaced by its issuer after use"),
}


def country(code: str, day: date) -> Words:
    """A country by its code."""
    return called("country", code, day)


def members(day: date) -> dict[str, Words]:
    """The members of ASEAN."""
    held = reference.code_list("country").on(day)
    return {code: entry.words for code, entry in held.items() if entry.says("asean")}


def reason(code: str) -> Words | None:
    """Why, in words."""
    found = REASONS.get(code)
    return found.words if found else None
