"""The column map is data: another one may be given, and one that cannot be is refused with its row."""

import pytest
from tests.domain.gateways.vnaccs_factories import TODAY, item, source

from motcua.gateways.vnaccs.domain import UnreadableMap, packaged, read
from motcua.gateways.vnaccs.domain.cells import READERS
from motcua.gateways.vnaccs.domain.columns import HEADS, KNOWN, read_map

HEAD = ",".join(HEADS) + "\n"
NEEDED = (
    "declaration,number,,number,Mã lô,Lot,\ndeclaration,registered_at,,moment,Ngày,Day,\n"
    "declaration,office,,code,Nơi,Where,\ndeclaration,procedure,,code,Kiểu,How,\ndeclaration,party_id,,party,Ai,Who,\n"
    "item,hs_code,,hs,Mã,Code,\nitem,value,,value,Giá,Worth,\n"
)


def test_every_packaged_column_names_a_field_and_a_way_to_read_it() -> None:
    for column in packaged().columns:
        assert column.field in KNOWN[column.part]
        assert column.kind in READERS
        assert column.words.vi
        assert column.words.en


def test_a_map_of_ones_own_replaces_the_packaged_one() -> None:
    row = item()
    own = {"Mã lô": row["Số tờ khai"], "Ngày": "04/05/2023", "Nơi": "20BB", "Kiểu": "A11", "Ai": "5799900001",
           "Mã": "61091010", "Giá": "7000000"}  # fmt: skip
    known = read_map((HEAD + NEEDED).encode())
    assert len(read([source([own])], known, TODAY).declarations) == 1
    assert read([source([row])], known, TODAY).declarations == []


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"", 1), (b"a,b\n1,2\n", 1), (b"\xff\xfe\x00", 1),
        ((HEAD + "declaration,colour,,text,Màu,Colour,\n").encode(), 2),
        ((HEAD + NEEDED + "item,origin,,colour,Xuất xứ,Origin,\n").encode(), 9),
        ((HEAD + NEEDED + "item,origin,,code,Mã,Origin,\n").encode(), 9),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_is_refused_with_its_row(content: bytes, row: int) -> None:
    with pytest.raises(UnreadableMap) as refused:
        read_map(content)
    assert refused.value.facts["row"] == row
