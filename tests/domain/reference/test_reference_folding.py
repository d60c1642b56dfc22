"""Folding: Vietnamese found without its marks."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reference.domain import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Móng Cái", "mong cai"),
        ("CẢNG HÒN GAI", "cang hon gai"),
        ("Đường Đống Đa", "duong dong da"),
        ("Nguyễn  Thị\tÚt ", "nguyen thi ut"),
        ("ưỡỵ", "uoy"),
        ("ACME 123", "acme 123"),
        ("", ""),
    ],
)
def test_marks_case_and_wide_blanks_fall_away(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_writing_fold_alike(form: str) -> None:
    assert fold(normalize(form, "Hải quan cửa khẩu quốc tế Móng Cái")) == "hai quan cua khau quoc te mong cai"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
