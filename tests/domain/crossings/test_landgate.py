"""What the steps of a declaration tell the land gates."""

from datetime import UTC, datetime

import pytest

from motcua.declarations.domain.landgate import Step, told

AT = datetime(2023, 5, 4, 2, tzinfo=UTC)


def steps(*pairs: str) -> list[Step]:
    """Steps written as `verb>state`."""
    return [Step(no, *pair.split(">"), AT, 1) for no, pair in enumerate(pairs)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        (["register>cleared"], ["permit"]),
        (["register>awaiting_payment", "clear>cleared", "pass>passed"], ["permit", "bound"]),
        (["register>cleared", "cancel>cancelled"], ["permit", "revoke"]),
        (["register>cleared", "amend>cleared"], ["permit", "revoke", "permit"]),
        (["register>document_check", "amend>document_check"], []),
        (["register>document_check", "store>in_storage", "end storage>document_check"], ["permit", "revoke"]),
        (["register>document_check", "release>released", "pass>released", "settle>awaiting_payment",
          "clear passed>passed"], ["permit", "bound"]),
        (["register>document_check", "release>released", "settle>awaiting_payment", "clear>cleared"],
         ["permit", "revoke", "permit"]),
        (["register>cleared", "pass>passed", "amend>passed"], ["permit", "bound"]),
        (["record>awaiting_payment", "record clearance>cleared", "record passage>passed"], ["permit", "bound"]),
    ],
)  # fmt: skip
def test_a_permit_lasts_as_long_as_goods_may_cross(life: list[str], expected: list[str]) -> None:
    assert [each.what for each in told("import", "", False, steps(*life))] == expected


def test_an_export_that_is_stored_does_not_cross() -> None:
    assert list(told("export", "", False, steps("register>document_check", "store>in_storage"))) == []
