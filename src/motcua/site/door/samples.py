"""The examples that the description shows: files of the tutorial, which a test runs."""

from typing import NamedTuple

from motcua.kernel.words import Words
from motcua.site.manual import ROOT


class Sample(NamedTuple):
    """An example: what it shows, its file, and what stands in it."""

    words: Words
    name: str
    text: str


FOLDER = ROOT / "docs" / "tutorial" / "examples"
FILES = {
    "lodge.sh": Words("Nộp một tờ khai bằng curl", "Lodge a declaration with curl"),
    "lodge.py": Words("Chạy thử, nộp, lấy bằng chứng bằng Python", "Try, lodge and fetch the proof with Python"),
}


def read() -> list[Sample]:
    """The examples; none where the program was installed without its documents."""
    held = [(words, FOLDER / name) for name, words in FILES.items()]
    return [Sample(words, path.name, path.read_text("utf-8")) for words, path in held if path.is_file()]
