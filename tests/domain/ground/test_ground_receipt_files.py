"""The files that the checker of receipts reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.ground.domain import verify_receipt

RECEIPT = {"key": "00", "body": "{}"}
REFUSED = {"file": "a.json", "accepted": False, "errors": []}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (RECEIPT, [RECEIPT]),
        ([RECEIPT, RECEIPT], [RECEIPT, RECEIPT]),
        ([{"file": "a.json", "accepted": True, "receipt": RECEIPT}], [RECEIPT]),
        ([REFUSED], [REFUSED]),
        (["no object"], [{}]),
    ],
)
def test_receipts_are_read_alone_in_lists_and_out_of_the_answers_of_submit(
    tmp_path: Path, told: Any, found: list[dict[str, Any]]
) -> None:
    path = tmp_path / "told.json"
    path.write_text(json.dumps(told), "utf-8")
    assert verify_receipt.read(str(path)) == found


def test_a_refused_declaration_in_an_answer_is_no_good_receipt(tmp_path: Path) -> None:
    path = tmp_path / "refused.json"
    path.write_text(json.dumps([REFUSED]), "utf-8")
    assert not verify_receipt.good([str(path)], None)
