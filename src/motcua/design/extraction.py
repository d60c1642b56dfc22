"""Which texts pages say: gathered from code and templates, and laid into the catalogues.

    python -m motcua.design.extraction      update locale/*/LC_MESSAGES/django.po

New texts come in untranslated, texts no longer said go out; nothing is guessed (no fuzzy matches).
English catalogues say what the code says. Babel reads the code; Django turns templates into code for it.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = SOURCE.parents[1] / "locale"
LANGUAGES = ("vi", "en")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip

_NEVER = datetime(2023, 1, 1, tzinfo=UTC)
"""Catalogues carry no day of their making: the same texts give the same bytes."""

Message = tuple[str, str, str]
"""Context, text, plural; the first and the last empty where there is none."""


def messages(source: Path = SOURCE) -> dict[Message, list[tuple[str, int]]]:
    """Every text to be translated with the places that say it."""
    found: dict[Message, list[tuple[str, int]]] = {}
    for path in sorted(source.rglob("*.py")) + sorted(source.rglob("*.html")):
        place = path.relative_to(source.parent).as_posix()
        for line, message in _of_file(path):
            found.setdefault(message, []).append((place, line))
    return found


def _of_file(path: Path) -> Iterator[tuple[int, Message]]:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = templatize(text)
    elif "gettext" not in text:
        return
    for line, name, said, _comments in extract_python(BytesIO(text.encode()), list(KEYWORDS), [], {}):
        message = _message(name, said if isinstance(said, tuple) else (said,))
        if message is not None:
            yield line, message


def _message(name: str | None, said: tuple[str | None, ...]) -> Message | None:
    context, parts = ("", said) if name not in ("pgettext", "pgettext_lazy", "npgettext") else (said[0] or "", said[1:])
    text = parts[0] if parts else None
    if not text:
        return None
    plural = parts[1] if name in ("ngettext", "npgettext") and len(parts) > 1 else None
    return context, text, plural or ""


def catalogue(language: str, locale: Path = LOCALE) -> Catalog:
    """The catalogue of a language as it lies in the folder; an empty one if there is none."""
    path = locale / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, domain="django", project="motcua")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def updated(language: str, said: dict[Message, list[tuple[str, int]]], old: Catalog) -> Catalog:
    """A catalogue with exactly the texts said, translations kept."""
    new = Catalog(
        locale=language, domain="django", project="motcua", version="0.1",
        header_comment="# Texts of motcua, Apache-2.0.",
        creation_date=_NEVER, revision_date=_NEVER, fuzzy=False, last_translator="motcua", language_team=language,
        msgid_bugs_address="motcua",
    )  # fmt: skip
    for (context, text, plural), places in sorted(said.items(), key=lambda pair: (pair[1][0], pair[0])):
        key: str | tuple[str, str] = (text, plural) if plural else text
        held = old.get(text, context=context or None)
        string = held.string if held is not None and not held.fuzzy else ""
        if language == "en":
            string = (text, plural) if plural else text
        files = sorted({(place, 0) for place, _ in places})
        new.add(key, string, locations=[(name, None) for name, _ in files], context=context or None)  # type: ignore[misc]
    return new


def main() -> None:
    """Update the catalogues in the folder."""
    said = messages()
    for language in LANGUAGES:
        new = updated(language, said, catalogue(language))
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, omit_header=False, width=110, sort_by_file=False)
        empty = sum(1 for message in new if message.id and not message.string)
        sys.stdout.write(f"{language}: {len(said)} texts, {empty} untranslated\n")


if __name__ == "__main__":
    main()
