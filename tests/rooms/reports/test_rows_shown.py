"""Rows behind a figure in words: every column is headed, every code is told as its own room tells it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.rooms.site.conftest import account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures

from motcua.declarations.services import Answer
from motcua.reports import queries
from motcua.reports.web.shown import table

DAY = date(2023, 12, 22)
AT = datetime(2023, 12, 20, 18, tzinfo=UTC)
ROWS: tuple[tuple[str, dict[str, Any], list[str]], ...] = (
    ("S3.vehicles", {"day": DAY, "at": AT, "gate": "VNMC1", "direction": "in", "kind": "goods", "country": "CN",
                     "plate": "桂A123", "laden": 1},
     ["22/12/2023", "21/12/2023 01:00", "Cầu Bắc Luân I", "Nhập cảnh", "Chở hàng", "Trung Quốc", "桂A123", "Có"]),
    ("S3.passengers", {"day": DAY, "gate": "VNMC1", "direction": "out", "nationality": "VN", "document": "P",
                       "count": 1_234},
     ["22/12/2023", "Cầu Bắc Luân I", "Xuất cảnh", "Việt Nam", "Hộ chiếu", "1.234"]),
    ("S4.indicators_ahead", {"place": 1, "code": "goods_value", "indicator": "Trị giá", "unit": "VND",
                             "target": 1_000_000, "done": 0, "due": 5, "year_before": 7, "ahead": 0},
     ["1", "goods_value", "Trị giá", "đồng", "1.000.000", "0", "5", "7", "Không"]),
    ("S6.manifest_movements", {"number": "20BB-1", "cleared_on": DAY, "direction": "I", "office": "20CF"},
     ['<a href="/manifests/20BB-1/">20BB-1</a>', "22/12/2023", "Nhập cảnh", "Chi cục Hải quan cửa khẩu cảng Hòn Gai"]),
    ("S7.form_d", {"reference": "D1", "country": "MY", "issued_on": DAY, "received_at": AT, "consignee": "57",
                   "state": "received"},
     ["D1", "Malaysia", "22/12/2023", "21/12/2023 01:00", "57", "Đã nhận"]),
    ("S9.internal_areas", {"area": "clearance", "count": 3}, ["Thông quan hàng hóa", "3"]),
    ("S10.questions", {"question": "Q1", "domain": "TG"},
     ['<a href="/support/questions/Q1/">Q1</a>', "Trị giá hải quan"]),
    ("S11.first_score", {"round": "CDCI-2023", "office": "20BB", "stratum": "*", "frame": 1_500, "invited": None,
                         "answered": 30, "score": 95.76, "band": 1},
     ["CDCI-2023", "Chi cục Hải quan cửa khẩu Móng Cái", "*", "1.500", "–", "30", "95,76", "1"]),
    ("S1.forecast", {"day": DAY, "amount": 1_000, "expected": "yes"}, ["22/12/2023", "1.000", "Có"]),
    ("S1.revenue", {"kind": "refund", "tax": "vat", "state": "cleared", "channel": 0, "declaration_id": None},
     ["Hoàn", "Thuế giá trị gia tăng", "Đã thông quan", "–", "–"]),
)  # fmt: skip


@pytest.mark.parametrize(("figure", "row", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_is_told_in_words(db: None, figure: str, row: dict[str, Any], said: list[str]) -> None:
    with translation.override("vi"):
        shown = table([row], figure, DAY)
    assert [str(cell["text"]).replace("\u00a0", " ") for cell in shown["lines"][0]] == said
    assert not any(head["words"].vi in row for head in shown["heads"])


def test_every_figure_opens_a_page_whatever_it_is_of(
    enter: Callable[..., Client],  # noqa: F811
    lodge: Callable[..., list[Answer]],  # noqa: F811
) -> None:
    lodge(3)
    client = enter("officer")
    for figure in queries.annual(2023, DAY).figures:
        assert client.get(f"/reports/figures/{figure.id}/?as_of=2023-12-22").status_code == 200, figure.id
