"""Partner windows in a browser: a certificate is compared and registered, a dead letter is sent again or given up."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK, PHONE
from tests.rooms.gateways.asw_factories import AT, HOUR, answering, keys, known, state, tell, work

from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.models import Certificate

pytestmark = BROWSER
WAYS = pytest.mark.parametrize("way", [DESK, {**PHONE, "java_script_enabled": False}], ids=["desk", "bare phone"])


@WAYS
def test_dead_letters_are_found_read_sent_again_and_given_up(
    page_for: Callable[..., Any], demonstration: Any, picture: Callable[[Any, str], None], monkeypatch: Any,
    way: dict[str, Any],
) -> None:  # fmt: skip
    known()
    wrong = "Mã băm trong phong bì không khớp với tài liệu."
    answering(monkeypatch, taken=False, code="ASW-E12", message_vi=wrong, message_en="The hash is wrong.")
    again, given_up = tell(reference="TH-1"), tell(reference="TH-2")
    work()
    head = page_for("head", **way)
    head.goto("/asw/")
    head.click("text=Thông điệp cần xử lý >> nth=-1")
    assert "không khớp" in head.inner_text("main")
    picture(head, f"windows {way['viewport']['width']} letters")
    head.click(f"a[href$='/{again.pk}/']")
    picture(head, f"windows {way['viewport']['width']} message")
    head.click(f"a[href$='/letters/{again.pk}/']")
    head.check("input[value='resend']")
    head.click("text=Thực hiện")
    head.wait_for_url("**/asw/letters/")
    answering(monkeypatch)
    work(AT + HOUR)
    assert state(again) == "receipted"
    head.goto("/asw/letters/")
    head.click(f"a[href$='/{given_up.pk}/']")
    head.click(f"a[href$='/letters/{given_up.pk}/']")
    head.check("input[value='give_up']")
    head.click("text=Thực hiện")
    assert "Cần ghi lý do" in head.inner_text("main")
    head.check("input[value='give_up']")
    head.fill("#id_note", "Lô hàng đã hủy")
    head.click("text=Thực hiện")
    head.wait_for_url("**/asw/letters/")
    assert state(given_up) == "closed"
    assert "Không có thông điệp nào chờ" in head.inner_text("main")
    assert head.evaluate("document.documentElement.scrollWidth") <= way["viewport"]["width"]
    assert [text for text in head.said if "400" not in text] == []


@WAYS
def test_a_partners_certificate_is_compared_on_the_telephone_and_registered(
    page_for: Callable[..., Any], demonstration: Any, picture: Callable[[Any, str], None], way: dict[str, Any]
) -> None:
    known()
    _, told = keys(7, "SG")
    admin = page_for("admin", **way)
    admin.goto("/asw/keys/")
    admin.fill("#id_content", x509.pem(told.der).decode())
    admin.fill("#id_address", "https://sg.example:8443")
    admin.fill("#id_heard", "0000 0000 0000 0000")
    admin.click("text=Đăng ký chứng thư >> nth=-1")
    assert "không phải của chứng thư này" in admin.inner_text("main")
    admin.fill("#id_heard", x509.spoken(told.fingerprint)[-19:])
    admin.click("text=Đăng ký chứng thư >> nth=-1")
    assert Certificate.objects.get(country="SG").fingerprint == told.fingerprint
    picture(admin, f"windows {way['viewport']['width']} keys")
    assert admin.evaluate("document.documentElement.scrollWidth") <= way["viewport"]["width"]
    admin.goto("/asw/")
    picture(admin, f"windows {way['viewport']['width']} partners")
    assert [text for text in admin.said if "400" not in text] == []
