"""Words without their marks, so that a search finds `tôm đông lạnh` for `tom dong lanh`."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, marks taken away, đ as d, runs of spaces as one."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.lower().split())
