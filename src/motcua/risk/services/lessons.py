"""Lessons: what inspections found, beside the features with which each was judged, as rows to learn from."""

from datetime import date

import numpy as np

from motcua.risk.domain.errors import TooFewLessons
from motcua.risk.domain.features import FEATURES, FEATURES_NO
from motcua.risk.domain.history import BEGUN
from motcua.risk.domain.learning import Numbers, Rows
from motcua.risk.queries import learning


def too_few(rows: Rows, numbers: Numbers) -> TooFewLessons:
    """What is said where there is not enough to learn from."""
    return TooFewLessons(
        rows=len(rows), hits=int(rows.hits.sum()), least_rows=numbers.least_rows, least_hits=numbers.least_hits
    )


def gathered(before: date) -> Rows:
    """Every physical inspection with a finding of before that day, as it stands then, with its features as kept."""
    stands: dict[int, list[int]] = {}
    for lesson in learning.lessons(BEGUN, before):
        held = stands.setdefault(lesson.subject, [0, 0, 0, 0])
        held[0] = lesson.day.toordinal() if lesson.checked else held[0]
        for place, new in enumerate(lesson[2:], 1):
            held[place] += new
    kept = learning.measured([subject for subject, held in stands.items() if held[1]], FEATURES_NO)
    usable = sorted((subject for subject in kept), key=lambda subject: (stands[subject][0], subject))
    features = np.frombuffer(b"".join(kept[subject] for subject in usable), "<f4")
    columns = np.array([stands[subject] for subject in usable], dtype=np.int64).reshape(len(usable), 4)
    return Rows(
        columns[:, 0].copy(), features.reshape(len(usable), len(FEATURES)).astype(np.float32),
        np.clip(columns[:, 2], 0, 1), np.maximum(columns[:, 3], 0),
    )  # fmt: skip
