"""Claims as plain lines, and what verdicts are called."""

from collections.abc import Mapping, Sequence

from motcua.kernel.words import Words
from motcua.reports.domain.press.checking import Claim
from motcua.reports.domain.press.verdicts import Verdict

VERDICTS: Mapping[Verdict, Words] = {
    "contradicted": Words("Sai", "Contradicted"),
    "confirmed": Words("Đúng", "Confirmed"),
    "rounded": Words("Làm tròn", "Rounded"),
    "unchecked": Words("Chưa kiểm được", "Not checked"),
}
SIGNS: Mapping[Verdict, str] = {"contradicted": "✗", "confirmed": "✓", "rounded": "≈", "unchecked": "·"}
SUM = Words("{count} con số: {told}.", "{count} figures: {told}.")


def lines(claims: Sequence[Claim], language: str) -> str:
    """One line a claim, its reason beneath where something was recomputed, and the sum of verdicts."""
    told: list[str] = []
    for each in claims:
        text = " ".join(each.text.split())
        told.append(f"{SIGNS[each.verdict]} {text}  [{VERDICTS[each.verdict].in_language(language)}]")
        if each.verdict != "unchecked":
            told.append(f"    {each.because}")
    return "\n".join([*told, summed(claims, language)])


def summed(claims: Sequence[Claim], language: str) -> str:
    """How many figures there are of each verdict, in one sentence."""
    counts = [(words, sum(each.verdict == verdict for each in claims)) for verdict, words in VERDICTS.items()]
    told = ", ".join(f"{count} {words.in_language(language).lower()}" for words, count in counts if count)
    return SUM.in_language(language).format(count=len(claims), told=told or "0")
