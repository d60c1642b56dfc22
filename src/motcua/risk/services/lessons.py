"""Lessons: what inspections found, beside the features with which each was judged, as rows to learn from."""

from datetime import date

import numpy as np

from motcua.risk import model_queries
from motcua.risk.domain.features import FEATURES, FEATURES_NO
from motcua.risk.domain.history import BEGUN
from motcua.risk.domain.learning import Rows


def gathered(before: date) -> Rows:
    """Every physical inspection with a finding of before that day, with its features as they were kept."""
    lessons = model_queries.lessons(BEGUN, before)
    kept = model_queries.measured([lesson.subject for lesson in lessons], FEATURES_NO)
    usable = [lesson for lesson in lessons if lesson.subject in kept]
    features = np.frombuffer(b"".join(kept[lesson.subject] for lesson in usable), "<f4")
    return Rows(
        np.array([lesson.day.toordinal() for lesson in usable], dtype=np.int64),
        features.reshape(len(usable), len(FEATURES)).astype(np.float32),
        np.array([lesson.hit for lesson in usable], dtype=np.int64),
        np.array([max(lesson.recovered, 0) for lesson in usable], dtype=np.int64),
    )
