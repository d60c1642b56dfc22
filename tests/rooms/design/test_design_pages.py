"""The design keeps its promises: contrast, no inline code, whole catalogues, charts in tokens."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from motcua.design import catalogues, charts, extraction, icons
from motcua.design.templatetags import parts
from motcua.site.web.showcase import FRAMES

ROOT = Path(extraction.__file__).resolve().parent
STYLE = (ROOT / "static" / "design" / "motcua.css").read_text("utf-8")
NIGHT = (ROOT / "static" / "design" / "dark.css").read_text("utf-8")
TEMPLATES = sorted(ROOT.parent.rglob("templates/**/*.html"))
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "link") for ground in ("surface", "canvas", "hover")),
    ("ink-2", "sunken", TEXT), ("ink-3", "sunken", TEXT), ("ink-3", "brand-soft", TEXT), ("ink-3", "good-soft", TEXT),
    *((tone, f"{tone}-soft", TEXT) for tone in ("good", "warn", "bad", "info", "mute")),
    *((tone, "surface", TEXT) for tone in ("good", "warn", "bad", "info")),
    *((f"{tone}-solid", "surface", EDGE) for tone in ("good", "warn", "bad", "info", "mute")),
    ("line-2", "surface", EDGE), ("line-2", "canvas", EDGE), ("focus", "surface", EDGE), ("focus", "canvas", EDGE),
    ("on-brand", "brand", TEXT), ("on-main", "info-solid", TEXT), ("on-main", "main-hover", TEXT),
    ("chart-1", "surface", EDGE), ("chart-limit", "surface", EDGE),
]  # fmt: skip


def tokens(style: str) -> dict[str, str]:
    root = style[style.index(":root {") : style.index("}", style.index(":root {"))]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", root))


LIGHT = tokens(STYLE)
DARK = {**LIGHT, **tokens(NIGHT)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "held"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_text_and_edges_stand_out(theme: str, held: dict[str, str], ink: str, ground: str, least: float) -> None:
    assert contrast(held[ink], held[ground]) >= least, theme


def test_the_contrast_check_itself_knows_black_from_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_night_knows_every_colour_of_the_day() -> None:
    assert set(tokens(NIGHT)) == set(LIGHT)


class Inline(HTMLParser):
    """Collects what the policy of contents forbids in a template."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_code_or_style(path: Path) -> None:
    parser = Inline()
    parser.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.S))
    if path.name == "standalone.html":  # one file that is kept and sent, not served
        assert parser.found == ["style"]
    else:
        assert not parser.found


@pytest.mark.parametrize("room", sorted(ROOT.parent.glob("*/**/templates")), ids=lambda path: path.parent.parent.name)
def test_a_list_or_table_is_closed_as_it_was_opened(room: Path) -> None:
    for template in room.rglob("*.html"):
        opened: list[str] = []
        for closes, name in re.findall(r"<(/?)(ol|ul|dl|table)\b", template.read_text("utf-8")):
            if not closes:
                opened.append(name)
            else:
                assert opened.pop() == name, template
        assert not opened, template


def test_the_style_loads_nothing_from_elsewhere() -> None:
    assert "http" not in re.sub(r"/\*.*?\*/", "", STYLE + NIGHT, flags=re.S)
    for name in re.findall(r'url\("([^"]+)"\)', STYLE):
        assert (ROOT / "static" / "design" / name).exists()


def test_the_style_keeps_to_old_browsers() -> None:
    for new in ("light-dark(", "color-mix(", "@layer", "@container", ":has("):
        assert new not in re.sub(r"/\*.*?\*/", "", STYLE, flags=re.S)


SAID = extraction.messages()


@pytest.mark.parametrize("language", extraction.LANGUAGES)
def test_every_text_is_translated_and_none_is_guessed(language: str) -> None:
    held = extraction.catalogue(language)
    missing = []
    for context, text, _ in SAID:
        message = held.get(text, context=context or None)
        strings = [] if message is None else [message.string] if isinstance(message.string, str) else message.string
        if not strings or not all(strings) or (message is not None and message.fuzzy):
            missing.append(text)
    assert not missing, f"run python -m motcua.design.extraction and translate: {missing}"


@pytest.mark.parametrize("language", extraction.LANGUAGES)
def test_no_translation_is_kept_of_what_is_no_longer_said(language: str) -> None:
    known = {(context, text) for context, text, _ in SAID}
    for message in extraction.catalogue(language):
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            assert (message.context or "", text) in known


def test_translations_use_the_same_placeholders() -> None:
    for message in extraction.catalogue("vi"):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = {found for text in ids for found in re.findall(r"%\(\w+\)s", text)}
        for string in strings:
            assert set(re.findall(r"%\(\w+\)s", string)) == wanted, ids[0]


def test_the_tone_is_that_of_the_house() -> None:
    for message in extraction.catalogue("vi"):
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        for string in strings if message.id else []:
            assert "!" not in string
            assert not re.search(r"\b(bạn|quý khách|rất tiếc|bấm vào đây)\b", string.lower()), string


def test_catalogues_are_compiled_once_and_again_when_changed(tmp_path: Path) -> None:
    source, target = tmp_path / "locale", tmp_path / "home"
    path = source / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text((settings.CATALOGUES / "vi" / "LC_MESSAGES" / "django.po").read_text("utf-8"), "utf-8")
    assert catalogues.compile_changed(source, target) == ["vi"]
    assert catalogues.compile_changed(source, target) == []
    compiled = target / "vi" / "LC_MESSAGES" / "django.mo"
    later = compiled.stat().st_mtime + 10
    os.utime(path, (later, later))
    assert catalogues.compile_changed(source, target) == ["vi"]


def test_the_site_speaks_both_languages() -> None:
    with translation.override("vi"):
        assert translation.gettext("Sign in") == "Đăng nhập"
    with translation.override("en"):
        assert translation.gettext("Sign in") == "Sign in"


MONTHS = [(f"T{month}", 1000 + month, 900) for month in range(1, 12)] + [("T12", None, None)]


def test_a_chart_is_drawn_in_tokens_and_without_styles() -> None:
    chart = charts.months("Thu theo tháng", "Cao hơn", MONTHS, "vi")
    for svg in (chart.wide, chart.narrow):
        assert "var(--chart-1)" in svg
        assert not re.search(r'="#[0-9a-f]{3,6}"', svg)
        assert "style=" not in svg
        assert "<script" not in svg
    assert "1.001" in chart.wide
    assert chart.rows[0] == ("T1", "1.001", "900")
    assert chart.rows[11] == ("T12", "–", "–")


def test_a_chart_with_inline_styles_is_refused() -> None:
    with pytest.raises(ValueError, match="inline"):
        charts.themed('<svg style="x"/>')


def test_words_in_a_chart_cannot_become_code() -> None:
    chart = charts.months("t", "f", [("<script>alert(1)</script>", 5, 4), *MONTHS[1:]], "vi")
    assert "<script" not in chart.wide


@pytest.mark.django_db
def test_the_gallery_shows_every_component_and_every_icon_in_every_frame(client: Client) -> None:
    pages = [client.get("/components/", {"frame": frame}) for frame, _words in FRAMES]
    assert [page.status_code for page in pages] == [200] * len(FRAMES)
    shown = {template.name for page in pages for template in page.templates}
    assert {f"design/{path.name}" for path in (ROOT / "templates" / "design").glob("*.html")} <= shown
    assert pages[0].content.decode().count('class="icon"') >= len(icons.PATHS)
    written = (ROOT.parent / "site" / "web" / "templates" / "site" / "gallery.html").read_text("utf-8")
    frame_only = {"asset", "mark", "tone_icon"}
    assert {tag for tag in parts.register.tags if f"{{% {tag} " not in written} == frame_only
    assert {name for name in parts.register.filters if f"|{name}" not in written} == set()
