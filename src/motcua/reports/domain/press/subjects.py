"""Which figure of the platform's report a quantity of a text speaks of: by its unit, the words around, the year."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec
import yaml

from motcua.reports.domain.figures import Figure, Report
from motcua.reports.domain.press import verdicts
from motcua.reports.domain.press.checking import Checked
from motcua.reports.domain.press.quantities import Quantity, Read
from motcua.reports.domain.press.scene import Finding, Scene
from motcua.reports.domain.press.truth import Truth
from motcua.reports.domain.press.verdicts import Verdict

_FILE = Path(__file__).resolve().parents[2] / "data" / "press" / "subjects.yaml"
_YEAR = re.compile(r"(so với|cùng kỳ|than|than in|compared with|from)?\s?(?:năm\s)?(?<!\d)((?:19|20)\d\d)(?![\d.,]*\d)")
_GROWS = re.compile(r"(?<!\w)(tăng|giảm|up|down|rose|fell|increase of|decrease of)(?:\s(?:trưởng|by|tới))?\s*$")
_ABOUT = re.compile(r"\s*(?:về|in)\s([^\d,;().]{2,40})")
_SAME = "cùng kỳ|same period"


class Subject(msgspec.Struct, frozen=True):
    """One figure and how texts speak of it: `with_others`, told beside the names of others; `paired`, as 10/10."""

    figure: str
    unit: str
    words: tuple[str, ...]
    without: tuple[str, ...]
    about: tuple[str, ...]
    near: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    with_others: bool = False
    paired: bool = False


class Vocabulary(msgspec.Struct, frozen=True):
    """The whole vocabulary of subjects."""

    department: tuple[str, ...]
    others: tuple[str, ...]
    parts: tuple[str, ...]
    ahead: tuple[str, ...]
    subjects: tuple[Subject, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary as it is in the data."""
    return msgspec.convert(yaml.safe_load(_FILE.read_text("utf-8")), Vocabulary)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w)")


def _has(words: tuple[str, ...], text: str) -> bool:
    return _pattern(words).search(text) is not None


def is_of_the_department(read: Read) -> bool:
    """Whether the text names the department whose data the platform holds."""
    return any(name in read.text.folded for name in vocabulary().department)


def named(read: Read, year: int) -> Mapping[int, str]:
    """Figures by the number of the quantity that speaks of them. Empty for a text of another department."""
    return dict(_named(read, year)) if is_of_the_department(read) else {}


def _named(read: Read, year: int) -> Iterator[tuple[int, str]]:
    held: dict[int, list[Quantity]] = {}
    order = {each.start: number for number, each in enumerate(read.quantities)}
    for each in read.quantities:
        held.setdefault(each.sentence, []).append(each)
    for number, quantities in held.items():
        scene = Scene(read, number, quantities, None)
        if not _of_year(read, scene, year):
            continue
        for index, each in enumerate(quantities):
            found = _growth(scene, index, year) if _grows(scene, index) else _count(scene, index)
            if found:
                yield order[each.start], found


def _of_year(read: Read, scene: Scene, year: int) -> bool:
    """The sentence speaks of the year: by its own words, or by the year that was last named before."""
    sentence = read.text.folded[scene.start : scene.end]
    if any(re.search(part, sentence) for part in vocabulary().parts):
        return False
    own = _years(sentence)
    if own:
        return year in own
    years = _years(read.text.folded[max(0, scene.start - 4000) : scene.start])
    return not years or years[-1] == year


def _years(words: str) -> list[int]:
    """The years that are named, but not those with which something is compared."""
    return [int(found) for against, found in _YEAR.findall(words) if not against]


def _count(scene: Scene, index: int) -> str:
    each = scene.all[index]
    if each.high is not None or index in scene.bases or _has(vocabulary().ahead, scene.lead(index)[-60:]):
        return ""
    words = _Words(_around(scene, index), scene.tail(index)[:60], _beside(scene, index))
    held = (subject for subject in vocabulary().subjects if subject.unit == each.dim)
    fits = (subject for subject in held if subject.paired == (each.whole is not None) and _fits(subject, words))
    return next((subject.figure for subject in fits), "")


def _fits(subject: Subject, words: "_Words") -> bool:
    """Whether the words around a quantity are those of a figure."""
    if _has(subject.without, words.around) or (subject.beside and not _has(subject.beside, words.beside)):
        return False
    if subject.near:
        return (not subject.words or _has(subject.words, words.around)) and _has(subject.near, words.tail)
    if not subject.with_others and _has(vocabulary().others, words.around):
        return False
    return not subject.words or _has(subject.words, words.around)


class _Words(msgspec.Struct, frozen=True):
    """What is said around a quantity: back to a semicolon, right after it, and in its own clause."""

    around: str
    tail: str
    beside: str


def _beside(scene: Scene, index: int) -> str:
    """The words of a quantity's own clause."""
    return re.split(r"[,;(]", scene.lead(index))[-1] + re.split(r"[,;()]", scene.tail(index))[0]


def _around(scene: Scene, index: int) -> str:
    """The words before a quantity, back to a semicolon, and a few after it."""
    since = max(scene.start, scene.all[index].lead - 240)
    before = scene.folded[since : scene.all[index].start].rsplit(";", 1)[-1]
    return before + scene.folded[scene.all[index].start : scene.all[index].end] + scene.tail(index)[:60]


def _grows(scene: Scene, index: int) -> bool:
    """A percentage that tells a change."""
    before = scene.folded[max(scene.start, scene.all[index].lead - 30) : scene.all[index].lead]
    return scene.all[index].kind == "percent" and _GROWS.search(before) is not None


def _growth(scene: Scene, index: int, year: int) -> str:
    """The growth that a percentage tells: of what is named after it, or of the quantity before."""
    found = _GROWS.search(scene.folded[max(scene.start, scene.all[index].lead - 30) : scene.all[index].lead])
    if found is None or found.group(1) in ("giảm", "down", "fell", "decrease of"):
        return ""
    figure = _told_about(scene, index)
    rest = scene.folded[scene.all[index].end : scene.all[index].end + 160]
    if not figure:
        return ""
    against = re.search(rf"({_SAME})|{year - 1}", rest)
    if against is None:
        return ""
    return f"{figure}_growth_same_period" if against.group(1) else f"{figure}_growth"


def _told_about(scene: Scene, index: int) -> str:
    about = _ABOUT.match(scene.tail(index))
    if about is not None:
        words = about.group(1).split(" so với")[0].split(" và ")[0].split(" and ")[0].strip()
        return next((each.figure for each in vocabulary().subjects if words in each.about), "")
    if index == 0 or scene.all[index - 1].group >= 0 or len(scene.lead(index)) > 40:
        return ""
    subject = _count(scene, index - 1)
    return subject if any(each.figure == subject and each.about for each in vocabulary().subjects) else ""


def compared(checked: Checked, report: Report, *, vouched: bool) -> Checked:
    """What the text does not decide is held against the report.

    `vouched`: whoever asks named the day of the figures; else a difference is told, and nothing contradicted. Where
    most of what can be compared differs, the report is of something else, and nothing is contradicted either.
    """
    figures = {figure.id: figure for figure in report.figures}
    meant = named(checked.read, report.year)
    found: dict[int, tuple[Finding, Verdict]] = {}
    for number, figure in meant.items():
        quantity, _, verdict = checked.findings[number]
        if figure in figures and verdict == "unchecked":
            made = _finding(quantity, figures[figure])
            found[number] = made, verdicts.judged(made)
    good = sum(verdict in ("confirmed", "rounded") for _, verdict in found.values())
    if not vouched or good * 2 <= len(found):
        found = {number: (each, _mild(verdict)) for number, (each, verdict) in found.items()}
    rows = tuple((row[0], *found[number]) if number in found else row for number, row in enumerate(checked.findings))
    return msgspec.structs.replace(checked, findings=rows)


def _mild(verdict: Verdict) -> Verdict:
    return "unchecked" if verdict == "contradicted" else verdict


def _finding(quantity: Quantity, figure: Figure) -> Finding:
    value = Fraction(figure.value)
    open_by = verdicts.last_digit(quantity) * quantity.size / 2 if quantity.kind != "percent" else Fraction(0)
    truth = Truth(value, value - open_by, value + open_by, ("figure", ()))
    kind = "growth" if "_growth" in figure.id else quantity.kind
    return Finding(quantity, kind, truth, True, figure)
