"""Documents that cannot lie: the generated manual, settings, dependencies, decisions, links and terms."""

import csv
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer
from babel.messages.pofile import read_po

from motcua.declarations.domain.rules import BOOK
from motcua.site import access, cli, manual

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"
DOCS = ROOT / "docs"
PAGES = manual.pages()
WRITTEN_BY_HAND = {"measured.md"}
SET_BY_THE_PROGRAM = {"DJANGO_SETTINGS_MODULE", "MOTCUA_GATE_EVERY"}

VERBS = "import django; django.setup(); from motcua.ground.domain.covering import REGISTER; print(*REGISTER.verbs)"


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_committed_page_is_the_one_that_the_code_writes(name: str) -> None:
    assert text("docs", "reference", name) == PAGES[name], "run `motcua docs`"


def test_no_page_is_left_over_from_code_that_is_gone() -> None:
    assert {path.name for path in manual.FOLDER.glob("*.md")} == set(PAGES) | WRITTEN_BY_HAND


def test_generated_pages_stay_small_enough_to_read() -> None:
    assert not {name: len(page) for name, page in PAGES.items() if len(page.encode()) > 150_000}


def test_every_setting_that_is_read_is_documented_and_no_other() -> None:
    assert manual.variables_read(SOURCE) - SET_BY_THE_PROGRAM == set(manual.SETTINGS)


def test_a_setting_read_in_any_writing_is_found(tmp_path: Path) -> None:
    reads = 'os.environ["ONE"]\nos.environ.get("TWO", "")\nos.getenv("THREE")\nenviron.pop(\n    "FOUR")\n"FIVE"\n'
    (tmp_path / "settings.py").write_text(reads)
    assert manual.variables_read(tmp_path) == {"ONE", "TWO", "THREE", "FOUR"}


def test_each_setting_has_its_line() -> None:
    assert all(f"| `{name}` |" in PAGES["settings.md"] for name in manual.SETTINGS)


def test_every_rule_is_documented() -> None:
    assert [rule.code for rule in BOOK if f"| {rule.code} |" not in PAGES["rules.md"]] == []


def test_every_audit_verb_is_documented() -> None:
    """Asked of a program of its own: tests name verbs too."""
    told = subprocess.run([sys.executable, "-c", VERBS], capture_output=True, text=True, check=True, timeout=120)
    verbs = told.stdout.split()
    assert "declaration.registered" in verbs
    assert [verb for verb in verbs if f"| `{verb}` |" not in PAGES["verbs.md"]] == []


def test_every_command_is_documented_with_its_sentence() -> None:
    found = list(manual.commands(typer.main.get_command(cli.build())))
    assert {"motcua check", "motcua tariff load", "motcua receipt check"} <= {name for name, _ in found}
    assert [name for name, command in found if f"## {name}\n" not in PAGES["commands.md"]] == []
    assert [name for name, command in found if not command.help] == []


def test_every_route_is_documented_under_its_address() -> None:
    assert sorted({name for name, _ in access.table()} - set(manual.routes())) == []
    assert [address for address in manual.routes().values() if f"`{address}`" not in PAGES["access.md"]] == []


def test_every_runtime_dependency_has_its_line_among_the_decisions() -> None:
    wanted = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=~! ]", each)[0].lower() for each in wanted}
    page = text("docs", "decisions", "0002-dependencies.md")
    rows = [line.split("|")[1] for line in page.splitlines() if "|" in line]
    told = {re.sub(r" [\d.]+$", "", each.strip()).lower() for row in rows for each in row.split(",")}
    told = {"psycopg" if each == "psycopg 3" else each for each in told}
    assert sorted(names - told) == []


def test_every_decision_is_listed_once_with_its_title() -> None:
    listed = re.findall(r"^\d+\. \[(.+)\]\((.+)\)$", text("docs", "decisions", "README.md"), re.MULTILINE)
    found = sorted((DOCS / "decisions").glob("0*.md"))
    titles = [path.read_text("utf-8").splitlines()[0].partition(". ")[2] for path in found]
    assert listed == [(title, path.name) for title, path in zip(titles, found, strict=True)]


def test_every_how_to_guide_is_listed() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", text("docs", "howto", "README.md")))
    assert listed == {path.name for path in (DOCS / "howto").glob("*.md")} - {"README.md"}


MARKDOWN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *SOURCE.rglob("*.md")])
_FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def links(path: Path) -> Iterator[str]:
    return (found for found in _LINK.findall(_FENCED.sub("", path.read_text("utf-8"))) if "://" not in found)


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", _FENCED.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    broken = []
    for link in links(path):
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", ["README", "docs/tutorial/first-hour"])
def test_both_languages_have_the_same_parts_commands_and_links(name: str) -> None:
    vietnamese, english = text(f"{name}.md"), text(f"{name}.en.md")
    for pattern in (r"^#+ ", r"^\| ", r"^```\w*$", r"^\* ", r"^\d\. "):
        shapes = [len(re.findall(pattern, each, re.MULTILINE)) for each in (vietnamese, english)]
        assert shapes[0] == shapes[1], pattern
    assert [each.replace(".en.md", ".md") for each in links(ROOT / f"{name}.md")][1:] == [
        each.replace(".en.md", ".md") for each in links(ROOT / f"{name}.en.md")
    ][1:]


def terms() -> list[dict[str, str]]:
    with (ROOT / "locale" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_of_the_glossary_is_a_term() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", text("docs", "glossary.md"), re.MULTILINE)
    held = {(term["en"], term["vi"]) for term in terms()}
    assert len(rows) > 25
    assert [row for row in rows if row not in held and row[0] != "English (in code)"] == []


def test_a_term_stands_once_in_each_language() -> None:
    for language in ("vi", "en"):
        said = [term[language].casefold() for term in terms()]
        assert sorted({each for each in said if said.count(each) > 1}) == []
        assert all(said)


def test_pages_speak_the_terms() -> None:
    fixed = {term["en"].casefold(): term["vi"].casefold() for term in terms()}
    with (ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        said = {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}
    strays = {
        english: vietnamese for english, vietnamese in said.items()
        if (term := fixed.get(english.casefold())) and vietnamese.casefold() not in term
    }  # fmt: skip
    assert strays == {}
