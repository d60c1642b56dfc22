"""Whoever reads the week's rates is told from where they come: made up, or what an administrator loaded."""

from datetime import date

import pytest
from django.test import Client

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.tariff import services
from motcua.tariff.domain.terms import Terms

pytestmark = pytest.mark.django_db
THURSDAY, MONDAY = date(2023, 4, 27), date(2023, 5, 1)


def test_invented_rates_are_marked_and_loaded_ones_name_their_source(client: Client) -> None:
    page, told = "/tariff/exchange/?day=2023-05-02", "/tariff/exchange.json?day=2023-05-02"
    assert (
        "Tự tạo cho bản trình diễn" in client.get(page).content.decode() or "alert" in client.get(page).content.decode()
    )
    assert b"".join(client.get(told).streaming_content).count(b'"invented"') == 1
    terms = Terms(MONDAY, source="TB 99/VCB")
    services.load(b"quoted_on,USD\n2023-04-27,23400\n", "vcb.csv", terms, by=SYSTEM, at=law_moment(THURSDAY, 18))
    shown = client.get(page).content.decode()
    assert "TB 99/VCB" in shown
    assert 'class="alert' not in shown
    after = b"".join(client.get(told).streaming_content)
    assert b'"loaded"' in after
    assert b'"invented"' not in after
