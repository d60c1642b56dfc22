"""The reason of a verdict: one sentence that shows the arithmetic."""

from fractions import Fraction

from motcua.kernel.words import Words
from motcua.reports.domain.press.numerals import NUMERAL
from motcua.reports.domain.press.quantities import Quantity, Read
from motcua.reports.domain.press.scene import Finding
from motcua.reports.domain.press.verdicts import LEAST_DECIMALS, Verdict, half_up

_STEPS = {
    "share": "{0} / {1}", "times": "{0} / {1}", "growth": "({0} − {1}) / {1}", "fall": "({1} − {0}) / {1}",
    "difference": "{0} − {1}", "of_change": "{0} / ({1} − {2})", "of_fall": "{0} / ({1} + {2})",
}  # fmt: skip
_TOLD = {
    "confirmed": Words("khớp với “{text}”", "this agrees with “{text}”"),
    "rounded": Words("“{text}” là số làm tròn hoặc nói gần đúng", "“{text}” is rounded or said to be near"),
    "contradicted": Words("không phải “{text}”", "not “{text}”"),
    "unchecked": Words("không đủ rõ để nói “{text}” là sai", "not clear enough to call “{text}” wrong"),
}
DATA = Words("Số liệu của hệ thống, {name}: {result}; {told}.", "The platform's data, {name}: {result}; {told}.")
DIFFERS = Words(
    "khác “{text}”; chưa kết luận vì chưa rõ văn bản dùng số liệu nào, đến ngày nào",
    "it differs from “{text}”; not judged, as the data and the day of the text are not known",
)
NOTHING = Words("Trong văn bản không có gì để tính lại số này.", "The text holds nothing from which to recompute this.")


def because(read: Read, found: Finding, verdict: Verdict, language: str) -> str:
    """The arithmetic, its result and what it says of the printed number."""
    result = _result(read, found, language)
    text = " ".join(read.text.substring(found.quantity.start, found.quantity.end).split())
    told = _TOLD[verdict].in_language(language).format(text=text)
    if found.figure is not None:
        return _by_data(found, result, text, verdict, language)
    return f"{_steps(read, found, language)} = {result}: {told}."


def _by_data(found: Finding, result: str, text: str, verdict: Verdict, language: str) -> str:
    figure = found.figure
    assert figure is not None
    told = _TOLD[verdict] if verdict != "unchecked" else DIFFERS
    said = told.in_language(language).format(text=text)
    name = f"{figure.label.in_language(language)} ({figure.id})"
    return DATA.in_language(language).format(name=name, result=result, told=said)


def _result(read: Read, found: Finding, language: str) -> str:
    """The recomputed number, in the place of the printed one: USD 640 billion, 15%."""
    quantity = found.quantity
    value = plain(found.truth.value / quantity.size, max(quantity.decimals, LEAST_DECIMALS), language)
    said, made = NUMERAL.subn(value, _said(read, quantity), count=1)
    return said if made else f"{value} {quantity.unit}"


def plain(value: Fraction, decimals: int, language: str) -> str:
    """A number in the manner of a language, without closing zeros behind the decimal mark."""
    rounded = half_up(value, decimals)
    units = int(abs(rounded) * 10**decimals)
    whole, rest = divmod(units, 10**decimals)
    text = f"{whole:,}"
    tail = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    text = f"{text}.{tail}" if tail else text
    if language.startswith("vi"):
        text = text.translate({44: 46, 46: 44})
    return f"−{text}" if rounded < 0 else text


def _steps(read: Read, found: Finding, language: str) -> str:
    name, inputs = found.truth.steps
    if name in ("fraction", "rest"):
        first, second = inputs[0].value, inputs[0].whole or Fraction(0)
        one, two = plain(first, 2, language), plain(second, 2, language)
        return f"{one} / {two}" if name == "fraction" else f"{two} − {one}"
    said = [_said(read, each) for each in inputs]
    joined = {"sum": " + ", "rest_of": " − "}.get(name)
    return joined.join(said) if joined else _STEPS[name].format(*said)


def _said(read: Read, each: Quantity) -> str:
    return " ".join(read.text.substring(each.start, each.end).split())
