"""The public package of a round: sheets without identities, the rule, the table, the method, and a script.

Everything is computed from the sheets as they were coarsened (see `scoring.coarsening`), so whoever has the package
computes the published table to the last digit. The bytes depend on the answers, not on their order or the day.
"""

import csv
import hmac
import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Template

import msgspec

from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.survey.domain.scoring import Coarse, Item, Rating, Results, Rule, Stratum, coarsened, computed
from motcua.survey.domain.scoring.checking import check_rule, check_sheets
from motcua.survey.domain.scoring.errors import WrongPackage
from motcua.survey.domain.tabulating import lines

_DATA = Path(__file__).parent.parent / "data"
SCRIPT = _DATA / "recompute.py"
"""The script of every package, which needs nothing but Python."""
MOST_FILES, MOST_BYTES = 20, 64 * 2**20
"""More, unpacked, is no package of ours."""
NEEDED = ("data.csv", "items.csv", "strata.csv", "rule.json", "results.csv")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Round(msgspec.Struct, frozen=True):
    """What a package is made of. `internal` as in `scored`; `wording` by item code, for readers."""

    ratings: tuple[Rating, ...]
    strata: tuple[Stratum, ...]
    items: tuple[Item, ...]
    rule: Rule
    internal: Mapping[str, int] = {}
    wording: Mapping[str, Words] = {}


def package(found: Round, key: bytes) -> dict[str, bytes]:
    """The files by name. `key` is secret: answers were exchanged and sheets stand in an order by hashes under it.

    Refuses what does not fit: WrongRule, WrongSheet, NoInternalScore.
    """
    check_rule(found.rule, found.items)
    check_sheets(found.ratings, found.strata, found.items)
    coarse = coarsened(found.ratings, found.strata, found.items, found.rule, key)
    results = computed(coarse, found.items, found.rule, found.internal)
    texts = {
        "data.csv": _csv(_sheets(coarse, found.items, key)),
        "items.csv": _csv(_items(found)),
        "strata.csv": _csv(_strata(coarse)),
        "rule.json": _rule(found, coarse),
        "results.csv": "".join(",".join(line) + "\n" for line in lines(results, coarse, found.rule)),
        "METHOD.vi.md": _method("vi", found, results),
        "METHOD.en.md": _method("en", found, results),
        "recompute.py": _stored("recompute.py"),
    }
    return {name: text.encode() for name, text in texts.items()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP whose bytes are the same each time: no days, no owners, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def need_sound(content: bytes) -> None:
    """Refuse a ZIP that lacks a file, or that would unpack to more than a package can be. WrongPackage, BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = archive.infolist()
        names = {entry.filename for entry in held}
        if missing := [name for name in NEEDED if name not in names]:
            raise WrongPackage(what=", ".join(missing))
        if len(held) > MOST_FILES or sum(entry.file_size for entry in held) > MOST_BYTES:
            raise WrongPackage(what=f"> {MOST_BYTES}")
        if odd := {entry.compress_type for entry in held} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise WrongPackage(what=f"ZIP {min(odd)}")


@cache
def _stored(name: str) -> str:
    return (_DATA / name).read_text("utf-8")


def _csv(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _sheets(coarse: Coarse, items: Iterable[Item], key: bytes) -> list[list[str]]:
    codes = [item.code for item in items]
    rows = [
        [each.office, each.stratum, *("" if (value := each.answers[code]) is None else str(value) for code in codes)]
        for each in coarse.ratings
    ]
    rows.sort(key=lambda row: (hmac.digest(key, "\0".join(row).encode(), "sha256"), row))
    return [["office", "stratum", *codes], *rows]


def _items(found: Round) -> list[list[object]]:
    head: list[object] = ["code", "component", "reverse", "scored", "branched", "top", "vi", "en"]
    rows: list[list[object]] = [head]
    for item in found.items:
        words = found.wording.get(item.code, Words("", ""))
        marks = [int(item.reverse), int(item.scored), int(item.branched)]
        rows.append([item.code, item.component, *marks, item.top, words.vi, words.en])
    return rows


def _strata(coarse: Coarse) -> list[list[object]]:
    return [
        ["code", "office", "frame", "invited"],
        *([stratum.code, stratum.office, stratum.frame, stratum.invited] for stratum in coarse.strata),
    ]


def _rule(found: Round, coarse: Coarse) -> str:
    offices = dict.fromkeys(stratum.office for stratum in coarse.strata)
    told = {
        **msgspec.to_builtins(found.rule),
        "internal": {office: found.internal[office] for office in offices if office in found.internal},
        "withheld": list(coarse.withheld),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n"


def _method(language: str, found: Round, results: Results) -> str:
    rule = found.rule
    return Template(_stored(f"method.{language}.txt")).substitute(
        year=rule.year,
        enterprise=_percent(rule.enterprise_ppm, language),
        department=_percent(rule.department_ppm, language),
        minimum=rule.minimum,
        answers=max(rule.answers, rule.minimum),
        trim=rule.trim,
        n=results.n,
        items=sum(1 for item in found.items if item.scored),
        weights=", ".join(f"{name} {_percent(share, language)} %" for name, share in rule.weights.items()),
    )


def _percent(ppm: int, language: str) -> str:
    whole, rest = divmod(ppm * 100, PPM)
    if not rest:
        return str(whole)
    return f"{whole}{',' if language == 'vi' else '.'}{rest:06d}".rstrip("0")
