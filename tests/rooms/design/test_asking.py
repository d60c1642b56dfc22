"""What a form or an address carries is read as a number that can be stored, or as none."""

import pytest

from motcua.design.asking import LARGEST, whole


@pytest.mark.parametrize(("text", "number"), [
    ("0", 0), ("17", 17), (str(LARGEST), LARGEST), (str(LARGEST + 1), -1), ("9" * 5000, -1), ("", -1), ("-1", -1),
    ("1.5", -1), (" 1", -1), ("1_0", -1), ("٣", -1), ("²", -1),
])  # fmt: skip
def test_only_plain_digits_up_to_what_a_column_holds_are_a_number(text: str, number: int) -> None:
    assert whole(text, -1) == number
