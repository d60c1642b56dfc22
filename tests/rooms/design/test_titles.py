"""The title of a page is plain text: it bears no element, whatever it names."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "src" / "motcua"
TITLE = re.compile(r"{% block title %}(.*?){% endblock %}", re.DOTALL)
ELEMENTS = re.compile(r"\|(day|short_day|moment|short_moment|hero)\b(?!\|striptags)")


def test_no_title_writes_an_element() -> None:
    wrong = [
        path.name
        for path in SOURCE.rglob("*.html")
        for told in TITLE.findall(path.read_text("utf-8"))
        if ELEMENTS.search(told)
    ]
    assert wrong == []
