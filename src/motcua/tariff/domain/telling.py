"""Telling: what an entry says, with its origins and condition, as one sentence in both languages."""

from collections.abc import Sequence

from motcua.kernel.words import Words
from motcua.tariff.domain.comparing import CORRELATION, CROSS, EXCHANGE
from motcua.tariff.domain.entries import Entry
from motcua.tariff.domain.packaged import schedules
from motcua.tariff.domain.writing import condition, rate

TITLES = {
    EXCHANGE: Words("Tỷ giá tính thuế", "Exchange rate"),
    CROSS: Words("Tỷ giá chéo", "Cross rate"),
    CORRELATION: Words("Mã thay thế", "Successor of a code"),
}


def title(schedule: str) -> Words:
    """What a schedule, or what stands in its place, is called."""
    found = next((each.words for each in schedules() if each.key == schedule), None)
    return found or TITLES.get(schedule, Words(schedule, schedule))


def said(entry: Entry) -> Words:
    """A rate with its condition; for a claimed rate, the code by which it is picked."""
    if entry.kind == "quoted":
        return _decimal(entry.amount, 4, Words("đồng", "dong"))
    if entry.kind == "cross":
        return _decimal(entry.amount, 8, Words("USD", "USD"))
    if entry.kind == "successor":
        return Words(entry.condition, entry.condition)
    first, more = rate(entry), condition(entry)
    claim = Words(f"mã {entry.claim}", f"code {entry.claim}") if entry.claim and entry.claim not in more.vi else None
    vi = "; ".join(filter(None, [more.vi, claim.vi if claim else ""]))
    en = "; ".join(filter(None, [more.en, claim.en if claim else ""]))
    return Words(f"{first.vi} ({vi})", f"{first.en} ({en})") if vi else first


def all_said(entries: Sequence[Entry]) -> Words:
    """Several rates of one line, told beside one another; a dash where there are none."""
    told = sorted({(words.vi, words.en) for words in map(said, entries)})
    if not told:
        return Words("–", "–")
    return Words(" | ".join(vi for vi, _ in told), " | ".join(en for _, en in told))


def _decimal(amount: int, places: int, unit: Words) -> Words:
    whole, part = divmod(amount, 10**places)
    tail = f"{part:0{places}d}".rstrip("0")
    grouped = f"{whole:,}"
    vi, en = grouped.replace(",", "."), grouped
    return Words(f"{vi},{tail} {unit.vi}" if tail else f"{vi} {unit.vi}",
                 f"{en}.{tail} {unit.en}" if tail else f"{en} {unit.en}")  # fmt: skip
