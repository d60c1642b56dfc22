"""Entered: the texts of a draft exactly as typed, by key; kept as JSON, also what cannot be read yet."""

from collections.abc import Mapping

import msgspec

MOST_CHARACTERS = 2000
"""Of one value; the rules ask for far less."""


class Entered(msgspec.Struct, frozen=True, omit_defaults=True):
    """The header and the goods items as typed. `seen` are the steps that were opened and saved."""

    header: dict[str, str] = {}
    items: tuple[dict[str, str], ...] = ()
    seen: tuple[str, ...] = ()


_decoder = msgspec.json.Decoder(Entered)
_encoder = msgspec.json.Encoder(order="deterministic")


def load(body: str) -> Entered:
    """The draft of a body that `dump` wrote."""
    return _decoder.decode(body)


def dump(entered: Entered) -> str:
    """The draft as JSON text."""
    return _encoder.encode(entered).decode()


def typed(text: str) -> str:
    """A text as it is kept: line ends of one kind, nothing around it, not endless, no NUL."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return plain.strip()[:MOST_CHARACTERS]


def with_changes(held: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """The texts with changes; empty ones are left out, and rows of a group stand without a gap."""
    merged = {**held, **{key: typed(text) for key, text in changes.items()}}
    return _closed_up({key: text for key, text in merged.items() if text})


def _closed_up(texts: dict[str, str]) -> dict[str, str]:
    """Rows such as `licences.2.kind` move up where rows before them are empty."""
    places: dict[str, list[int]] = {}
    for key in texts:
        group, _, rest = key.partition(".")
        if rest.count("."):
            places.setdefault(group, []).append(int(rest.partition(".")[0]))
    new = {group: {old: n for n, old in enumerate(sorted(set(held)))} for group, held in places.items()}
    moved = {}
    for key, text in texts.items():
        group, _, rest = key.partition(".")
        place, _, name = rest.partition(".")
        moved[f"{group}.{new[group][int(place)]}.{name}" if name else key] = text
    return moved
