"""Proofs: what an agreement asks for before its rate may be used. Dated data, from memory: nobody has read the acts."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from motcua.kernel.words import Words

ANY = "*"
"""In `late_proofs.csv`: every agreement that has no row of its own."""


class Proof(msgspec.Struct, frozen=True):
    """The proof of origin of an agreement: its kind, who makes it out, how goods must travel, what is shown."""

    schedule: str
    form: str
    kind: Words
    issuer: Words
    transport: Words
    self_certified: Words
    third_party: Words
    papers: Words
    since: date
    source: str
    evidence: str
    verified: bool


class Late(msgspec.Struct, frozen=True):
    """How long after registration a proof may still come."""

    words: Words
    since: date
    source: str
    verified: bool


def _read(name: str) -> list[dict[str, str]]:
    text = files("motcua.duties").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def proofs() -> tuple[Proof, ...]:
    """All that is known of proofs, oldest first."""
    found = [
        Proof(
            row["schedule"], row["form"], _words(row, "kind"), _words(row, "issuer"), _words(row, "transport"),
            _words(row, "self"), _words(row, "third"), _words(row, "papers"), date.fromisoformat(row["since"]),
            row["source"], row["evidence"], row["verified"] == "1",
        )
        for row in _read("proofs.csv")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.since, each.schedule)))


def _words(row: dict[str, str], name: str) -> Words:
    return Words(row[f"{name}_vi"], row[f"{name}_en"])


@cache
def _late() -> dict[str, list[Late]]:
    found: dict[str, list[Late]] = {}
    for row in sorted(_read("late_proofs.csv"), key=lambda row: row["since"]):
        late = Late(
            Words(row["vi"], row["en"]), date.fromisoformat(row["since"]), row["source"], row["verified"] == "1"
        )
        found.setdefault(row["schedule"], []).append(late)
    return found


def proof(schedule: str, day: date) -> Proof | None:
    """What a schedule asks for on a day; None where nothing is known, or no proof is needed."""
    found = [each for each in proofs() if each.schedule == schedule and each.since <= day]
    return found[-1] if found else None


def late(schedule: str, day: date) -> Late | None:
    """How late the proof of an agreement may come for goods registered on a day."""
    known = _late()
    found = [each for each in known.get(schedule, known[ANY]) if each.since <= day]
    return found[-1] if found else None
