"""The procedures that come with the program: one YAML file each, in `data/procedures/<area>/`.

A text is written `{vi: …, en: …}`. Steps bear no number: they are counted in their order. In a form, a part with
`fields` is a table, any other part is a field.
"""

from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content, Kind

DATA = Path(__file__).parent.parent / "data" / "procedures"
LANGUAGES = {"vi", "en"}


class BrokenFile(ValueError):
    """A packaged file that cannot be read: the file, the place in it, and what was expected."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}: {reason}")


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of work. Administrative ones are those of the catalogue, internal ones those of the ISO system."""

    code: str
    kind: Kind
    vi: str
    en: str

    @property
    def words(self) -> Words:
        """The area's name."""
        return Words(self.vi, self.en)


_areas = yaml_reader(tuple[Area, ...])


@cache
def areas() -> tuple[Area, ...]:
    """All areas in the order of `areas.yaml`."""
    return _areas((DATA / "areas.yaml").read_bytes())


def area_codes(kind: Kind) -> tuple[str, ...]:
    """Codes of the areas of this kind."""
    return tuple(area.code for area in areas() if area.kind == kind)


@cache
def contents() -> tuple[Content, ...]:
    """Every packaged procedure, by area and code. BrokenFile names the file and the place that cannot be read."""
    return tuple(
        read(path) for area in areas() for path in sorted((DATA / area.code).glob("*.yaml"))
    )  # fmt: skip


def read(path: Path) -> Content:
    """One procedure from its file, named after its code and lying in the folder of its area."""
    try:
        raw = msgspec.yaml.decode(path.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenFile(path, str(error)) from error
    content = decode(raw, path)
    if (content.area, content.code) != (path.parent.name, path.stem):
        raise BrokenFile(path, f"holds {content.area}/{content.code}; its place is {content.area}/{content.code}.yaml")
    return content


def decode(raw: object, path: Path) -> Content:
    """Plain values as YAML has them, as a content; `path` is told where they do not fit."""
    told = plain(raw)
    try:
        content = msgspec.convert(told, Content)
    except msgspec.ValidationError as error:
        raise BrokenFile(path, str(error)) from error
    for place in unread(told, msgspec.to_builtins(content), "$"):
        raise BrokenFile(path, f"{place}: no such field")
    return content


def plain(raw: object) -> object:
    """Texts as pairs, steps with their numbers and parts of forms with their type, as msgspec reads them."""
    if isinstance(raw, list):
        return [plain(each) for each in raw]
    if not isinstance(raw, dict):
        return raw
    if raw.keys() == LANGUAGES:
        return [raw["vi"], raw["en"]]
    return {name: _listed(name, plain(each)) for name, each in raw.items()}


def _listed(name: object, value: object) -> object:
    if name == "steps" and isinstance(value, list):
        return [{"no": n, **step} if isinstance(step, dict) else step for n, step in enumerate(value, start=1)]
    if name == "parts" and isinstance(value, list):
        return [_typed(part) for part in value]
    return value


def _typed(part: object) -> object:
    return {"type": "group" if "fields" in part else "field", **part} if isinstance(part, dict) else part


def unread(raw: object, read_back: object, place: str) -> list[str]:
    """Places of fields that nothing read: a misspelt name would else be lost."""
    if isinstance(raw, dict) and isinstance(read_back, dict):
        lost = [f"{place}.{name}" for name in raw if name not in read_back]
        inner = [unread(raw[name], read_back[name], f"{place}.{name}") for name in raw if name in read_back]
        return [*lost, *(each for found in inner for each in found)]
    if isinstance(raw, list) and isinstance(read_back, list | tuple):
        pairs = enumerate(zip(raw, read_back, strict=False))
        return [each for n, (left, right) in pairs for each in unread(left, right, f"{place}[{n}]")]
    return []
