"""Classes of debt: by age, or as an officer has set it for a debt that cannot be collected as others."""

from collections.abc import Mapping
from datetime import date, timedelta

from motcua.kernel.words import Words

COERCED_AFTER = timedelta(days=90)
AGES = ("in_term", "to_90", "over_90")
SET = ("hard", "pending", "write_off")
"""Classes that an officer sets."""
CLASS_WORDS: Mapping[str, Words] = {
    "in_term": Words("Trong hạn", "In term"),
    "to_90": Words("Quá hạn đến 90 ngày", "Up to 90 days overdue"),
    "over_90": Words("Quá hạn trên 90 ngày (cưỡng chế)", "More than 90 days overdue (coercion)"),
    "instalments": Words("Đang nộp dần", "Paid by instalments"),
    "hard": Words("Nợ khó thu", "Hard to collect"),
    "pending": Words("Nợ chờ xử lý", "Waits for a decision"),
    "write_off": Words("Nợ chờ xóa", "Waits to be written off"),
}
CLASS_TONES = {
    "in_term": "",
    "to_90": "warn",
    "over_90": "bad",
    "instalments": "",
    "hard": "bad",
    "pending": "warn",
    "write_off": "warn",
}


def class_of(due_on: date, on: date, given: str = "") -> str:
    """The class of a debt on a day; `given` is what an officer has set, empty for nothing."""
    if given:
        return given
    if due_on >= on:
        return "in_term"
    return "to_90" if due_on >= on - COERCED_AFTER else "over_90"
