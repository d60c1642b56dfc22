"""The page of the press check: a text or a file in, the text with its figures marked out."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.site.conftest import account, demonstration, enter, fresh  # noqa: F401 - fixtures

Enter = Callable[..., Client]
PLACE = "/reports/press/"
TEXT = "Có <560/800> phiếu: 560/800 phiếu (75%) đánh giá tốt."


def test_an_officer_sees_the_wrong_figure_marked_with_its_reason(enter: Enter, demonstration: datetime) -> None:  # noqa: F811
    page = enter("officer").post(PLACE, {"text": TEXT}).content.decode()
    assert '<mark class="claim is-bad" title="Sai">75%<a class="claim-sign" href="#claim-2"' in page
    assert "560 / 800 = 70%: không phải “75%”." in page
    assert "Có &lt;560/800&gt; phiếu" in page


def test_the_same_is_given_as_a_file(enter: Enter, demonstration: datetime) -> None:  # noqa: F811
    answer = enter("officer").post(PLACE, {"text": TEXT, "as": "json"})
    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="press-check.json"'
    assert told["claims"][1] == {
        "text": "75%", "value": 75, "unit": "%", "kind": "share", "verdict": "contradicted", "expected": 70,
        "because": "560 / 800 = 70%: không phải “75%”.",
    }  # fmt: skip
    assert [TEXT[start:end] for start, end in told["places"]] == ["560/800 phiếu", "75%"]


def test_a_file_is_read_and_what_is_no_text_is_refused_with_words(enter: Enter, demonstration: datetime) -> None:  # noqa: F811
    client = enter("officer")
    page = client.post(PLACE, {"file": SimpleUploadedFile("a.txt", TEXT.encode())})
    assert "70%: không phải" in page.content.decode()
    refused = client.post(PLACE, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04")})
    assert (refused.status_code, "Không đọc được tệp" in refused.content.decode()) == (400, True)


@pytest.mark.parametrize("sent", [{}, {"text": "5\0"}, {"text": "5 vụ", "as_of": "32/1/2023"}, {"text": "a" * 200_001}])
def test_what_cannot_be_checked_is_refused_with_words(
    enter: Enter,  # noqa: F811
    demonstration: datetime,  # noqa: F811
    sent: dict[str, str],
) -> None:
    page = enter("officer").post(PLACE, sent)
    assert (page.status_code, 'class="error"' in page.content.decode() or 'role="alert"' in page.content.decode()) == (
        400, True,
    )  # fmt: skip


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999", "2023-12-22"])
def test_any_day_is_answered(enter: Enter, demonstration: datetime, day: str) -> None:  # noqa: F811
    text = "Năm 2023, Hải quan Quảng Ninh làm thủ tục cho 9.000 tờ khai."
    assert enter("leader").post(PLACE, {"text": text, "as_of": day}).status_code == 200


def test_nobody_outside_the_department_comes_in(client: Client, enter: Enter, demonstration: datetime) -> None:  # noqa: F811
    assert client.get(PLACE).status_code == 302
    assert enter("trader").get(PLACE).status_code in (403, 404)
