"""The press check finds every quantity of a text, judges what can be recomputed and leaves the rest alone."""

import gc
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motcua.reports.domain.press.checking import LARGEST, Claim, check, claims

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "press"
CASES = [
    pytest.param(case, id=case["id"])
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]
HOUSE = Path(__file__).resolve().parents[3]
SEED = next((each / "shared" / "seed" for each in HOUSE.parents if (each / "shared" / "seed").is_dir()), HOUSE / "no")


def told(text: str, language: str = "vi") -> list[Claim]:
    """The claims of a text."""
    return claims(check(text), language)


def short(claim: Claim) -> list[object]:
    """A claim as the cases write it."""
    said: list[object] = [claim.text, claim.value, claim.verdict]
    return [*said, claim.expected] if claim.verdict == "contradicted" else said


def test_there_are_at_least_sixty_sentences_and_no_name_stands_twice() -> None:
    """The corpus is what was promised."""
    names = [case.id for case in CASES]
    assert len(names) == len(set(names)) >= 60


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_holds_these_claims_and_no_others(case: dict[str, object]) -> None:
    """Every quantity once, in order, with its verdict; days, codes and articles are left alone."""
    assert [short(each) for each in told(str(case["text"]))] == case["claims"]


@pytest.mark.parametrize("case", CASES)
def test_a_claim_is_an_exact_substring_however_its_letters_are_composed(case: dict[str, object]) -> None:
    """Decomposed letters, the line ends of Windows and narrow blanks change nothing."""
    plain = [(each.value, each.verdict, each.expected) for each in told(str(case["text"]))]
    for text in (
        unicodedata.normalize("NFD", str(case["text"])),
        str(case["text"]).replace("\n", "\r\n"),
        str(case["text"]).replace(" tỷ", "\u00a0tỷ"),
    ):
        found = told(text)
        assert all(each.text in text for each in found)
        assert [(each.value, each.verdict, each.expected) for each in found] == plain


def test_what_is_contradicted_comes_with_the_right_number_and_the_arithmetic_in_the_asked_language() -> None:
    """The reason shows what was divided by what."""
    text = "Có 560/800 phiếu (75%) đánh giá tốt."
    (_, vietnamese), (_, english) = told(text), told(text, "en")
    assert (vietnamese.value, vietnamese.unit, vietnamese.kind, vietnamese.expected) == (75, "%", "share", 70)
    assert vietnamese.because == "560 / 800 = 70%: không phải “75%”."
    assert english.because == "560 / 800 = 70%: not “75%”."


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("66,67%", "confirmed"),  # 66.666… rounded
        ("66,7%", "confirmed"),  # off by 0.05 %
        ("67%", "rounded"),  # off by 0.5 %
        ("66,6%", "rounded"),  # cut off
        ("66%", "rounded"),
        ("66,8%", "contradicted"),
        ("68%", "contradicted"),
        ("gần 67%", "rounded"),
        ("hơn 66%", "rounded"),
        ("gần 68%", "rounded"),
        ("gần 66,5%", "contradicted"),  # the wrong side
        ("hơn 68%", "contradicted"),
        ("khoảng 65%", "rounded"),
        ("khoảng 50%", "contradicted"),
    ],
)
def test_verdicts_at_their_boundaries(printed: str, verdict: str) -> None:
    """Two thirds, written in many ways."""
    found = told(f"Số thu đạt 200 tỷ đồng, bằng {printed} dự toán (300 tỷ đồng).")
    assert found[1].verdict == verdict


@pytest.mark.skipif(not SEED.is_dir(), reason="the report is not beside the repository")
def test_in_the_report_only_the_response_rate_is_contradicted() -> None:
    """702 % should be 70.02 %, and nothing that is right is contradicted."""
    text = next(SEED.glob("*.txt")).read_text("utf-8")
    found = told(text)
    wrong = [(each.text, each.expected) for each in found if each.verdict == "contradicted"]
    assert wrong == [("702%", 70.02)]
    right = {each.text: each.verdict for each in found if each.verdict != "unchecked"}
    assert right == {
        "142,19%": "confirmed", "136%": "rounded", "102,2%": "confirmed", "1.114 doanh nghiệp": "confirmed",
        "702%": "contradicted",
    }  # fmt: skip
    assert all(each.text in text for each in found)


@pytest.mark.skipif(not SEED.is_dir(), reason="the report is not beside the repository")
def test_no_forty_letters_of_the_report_stand_in_the_house() -> None:
    """The press check is a tool for any text; it knows none by heart."""
    text = " ".join("\n".join(file.read_text("utf-8") for file in SEED.glob("*.txt")).split())
    pieces = {text[at : at + 40] for at in range(len(text) - 39)}
    files = [*(HOUSE / "src/motcua/reports").rglob("*"), *FOLDER.glob("*"), *(HOUSE / "docs").rglob("press*.md")]
    for file in files:
        if file.suffix in (".py", ".yaml", ".html", ".md"):
            held = " ".join(file.read_text("utf-8").split())
            assert not any(held[at : at + 40] in pieces for at in range(len(held) - 39)), file


@pytest.mark.parametrize(
    "piece",
    [
        "(", "tăng 5% ", "1.", "0203.", "a@", "điều 1, ", "- 1 ", "ngày ", "á\u0302", "9" * 50 + " ", "\n", "km 1+",
        "từ 1 lên 2 vụ (3%). ", "tỷ lệ phản hồi 5% của 3 phiếu ", "trong tổng số 3 vụ; ", "3 vụ | 4 vụ | 5% ",
        "năm 2022 | ", "gấp đôi 3 vụ, ", "đạt 3 vụ, tăng 5% so với 3 vụ, ",
    ],
)  # fmt: skip
def test_no_pattern_runs_wild_on_a_repeated_piece(piece: str) -> None:
    """Ten times the text takes about ten times as long: a hundred times would be a pattern that runs wild."""
    short_text, long_text = (piece * (length // len(piece) + 1) for length in (LARGEST // 100, LARGEST // 10))
    assert any(_seconds(long_text) < 0.1 + 40 * _seconds(short_text) for _ in range(5))


def _seconds(text: str) -> float:
    """Of the processor, without the collector, whose rounds tell of what other tests have left."""
    gc.disable()
    try:
        begun = time.process_time()
        told(text)
        return time.process_time() - begun
    finally:
        gc.enable()


ALPHABET = st.sampled_from(
    [
        *"0123456789.,()/-%+;:\n\r ",
        " tỷ đồng", " triệu", " vụ", " so với", " tăng", " từ", " lên", " dự toán", " gồm", " và ", "ngày ", " lần",
        "USD ", " phiếu", " đạt tỷ lệ", "số ", "\u0301", "\u00a0", "–", "İ", "ﬁ", "½", "²", "٣",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(ALPHABET, max_size=60).map("".join) | st.text(max_size=80))
@example("từ 0 lên 0 vụ, tăng 0% (0/0 phiếu) gấp 0 lần 0 vụ")
def test_any_text_is_read_and_every_claim_is_in_it(text: str) -> None:
    """No letters stop it."""
    checked = check(text)
    for claim, (quantity, _, _) in zip(claims(checked, "vi"), checked.findings, strict=True):
        assert claim.text
        assert claim.text in text
        start, end = checked.read.text.span(quantity.start, quantity.end)
        assert text[start:end] == claim.text
