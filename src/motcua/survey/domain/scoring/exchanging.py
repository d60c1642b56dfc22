"""Answers that only some were asked for change places, so that what an enterprise went through names no sheet.

The department knows whose goods it checked, whom it fined and who complained. A sheet that shows which of such items
were answered would tell whose it is. So within a stratum each such item's answers go to sheets drawn by a hash, from
the sourest to the most content in the order of those who gave them: the item's mean stays what it was to the last
digit, answers still go with the opinion of their sheet, and who answered is no longer seen. The hash is of the sheets
as they came in, under a secret key: without it, those of a small stratum could be guessed and each guess tried. Where
fewer than the minimum of a stratum were asked, their answers are left out before (see `coarsening`).
"""

import hmac
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from motcua.kernel.canonical import row_bytes
from motcua.kernel.money import PPM
from motcua.survey.domain.scoring.values import Item, Rating, counted

Answers = Mapping[str, int | None]
Scales = list[tuple[str, dict[int, int]]]


def exchanged(ratings: Sequence[Rating], items: Sequence[Item], key: bytes) -> list[Rating]:
    """The sheets, stratum by stratum, with the answers to branched items changed round within each."""
    held: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        held[rating.stratum].append(rating)
    return [one for own in held.values() for one in _stratum(own, items, key)]


def _stratum(ratings: Sequence[Rating], items: Sequence[Item], key: bytes) -> list[Rating]:
    written = sorted((_written(rating.answers, items), at) for at, rating in enumerate(ratings))
    rows = [ratings[at] for _, at in written]
    seed = hmac.digest(key, b"".join(text for text, _ in written), "sha256")
    scales = _scales(items)
    moods = [_mood(rating.answers, scales) for rating in rows]
    order = sorted(range(len(rows)), key=lambda at: (moods[at], at))
    answers = [dict(rating.answers) for rating in rows]
    for code in (item.code for item in items if item.branched):
        givers = [at for at in order if rows[at].answers[code] is not None]
        drawn = sorted(order, key=lambda at: sha256(seed + f"{code} {at}".encode()).digest())
        takers = set(drawn[: len(givers)])
        given = dict(zip((at for at in order if at in takers), givers, strict=True))
        for at in order:
            answers[at][code] = rows[given[at]].answers[code] if at in given else None
    return [Rating(rating.office, rating.stratum, own) for rating, own in zip(rows, answers, strict=True)]


def _written(answers: Answers, items: Sequence[Item]) -> bytes:
    return row_bytes("sheet", [answers[item.code] for item in items])


def _mood(answers: Answers, scales: Scales) -> int:
    """How content a sheet is, by what everybody was asked: mean part of the way up the scale, in millionths."""
    given = [table[value] for code, table in scales if (value := answers[code]) is not None]
    return sum(given) // len(given) if given else 0


def _scales(items: Sequence[Item]) -> Scales:
    return [
        (item.code, {value: PPM * (counted(item, value) - 1) // (item.top - 1) for value in range(1, item.top + 1)})
        for item in items
        if item.scored and not item.branched
    ]
