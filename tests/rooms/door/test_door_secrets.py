"""A dry run never asks the selection, and what a trader is told of a selection is its class of reason."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.door.conftest import DAY, OPENS, Ask, body, sequenced
from tests.rooms.site.conftest import account, enter  # noqa: F401 - fixtures

from motcua.declarations import factories, services
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties
from motcua.risk import services as risk
from motcua.risk.models import Bucket, Decision, Secret

LODGE = "/api/declarations"
pytestmark = pytest.mark.django_db


def tried(ask: Ask, raw: bytes) -> dict[str, Any]:
    return dict(ask(f"{LODGE}?dry_run=1", raw).told)


def hits(raw: bytes) -> tuple[str, ...]:
    return services.prepare([services.Raw(raw, OPENS)], services.kit()).prepared[0].hits


def test_two_that_differ_only_in_what_makes_them_risky_are_told_the_same(ask: Ask, give: Callable[..., str]) -> None:
    young = factories.party(11, level=5, registered_on=DAY - timedelta(days=5))
    parties.register([young], by=SYSTEM, at=OPENS)
    names = {"party_id": young.tax_code, "party_name": young.name}
    quiet, risky = body(1), factories.body(1, day=DAY, **names)
    assert {"O-LEVEL5", "O-NEW-PARTY"} <= set(hits(risky)) - set(hits(quiet))
    first = ask(f"{LODGE}?dry_run=1", quiet).content
    assert ask(f"{LODGE}?dry_run=1", risky, token=give(party=young.tax_code)).content == first


def test_trying_out_never_asks_the_selection(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: Any, **__: Any) -> None:
        raise AssertionError("the selection was asked")

    for name in ("select", "hold"):
        monkeypatch.setattr(risk, name, asked)
    monkeypatch.setattr("motcua.risk.domain.indicate", asked)
    before = [model.objects.count() for model in (Decision, Bucket, Secret)]
    assert tried(ask, body())["accepted"]
    assert [model.objects.count() for model in (Decision, Bucket, Secret)] == before


def inner_words(number: str) -> list[str]:
    """What the selection knows of a declaration and a trader must not: rule, hits, draws, chances."""
    row = Decision.objects.get(number=number)
    return [
        word for word in
        (row.rule, *row.hits.split(), str(row.draw), str(row.threshold), str(row.share_draw), str(row.yellow_draw),
         str(row.probability_ppm), str(row.balance_millionths))
        if len(word) > 4
    ]  # fmt: skip


@pytest.mark.parametrize("no", [1, 6, 11, 16])
def test_no_answer_page_receipt_or_proof_tells_what_the_selection_knows(
    ask: Ask,
    enter: Callable[..., Client],  # noqa: F811
    no: int,
) -> None:
    answers = [ask(LODGE, body(no))]
    number = answers[0].told["number"]
    leaf = answers[0].told["receipt"]["leaf"]
    sequenced()
    answers += [ask(f"{LODGE}{path}") for path in ("", f"/{number}", f"/{number}/receipt", f"/{number}/proof")]
    trader = enter("trader", party="5799900002")
    pages = ("/declarations/", f"/declarations/{number}/", f"/declarations/{number}/proofs/{leaf}.json",
             "/declarations/export.csv", f"/declarations/{number}/cancellation/", "/post/")  # fmt: skip
    told = b"\n".join([*(answer.content for answer in answers), *(_whole(trader.get(page)) for page in pages)]).decode()
    assert number in told
    words = inner_words(number)
    assert words
    lodged = body(no).decode()
    assert [word for word in words if re.search(rf"(?<!\d){re.escape(word)}(?!\d)", told) and word not in lodged] == []


def _whole(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_a_leaf_tells_channel_office_state_and_tax_and_nothing_else(ask: Ask) -> None:
    receipt = ask(LODGE, body()).told["receipt"]
    told = json.loads(receipt["body"])
    assert set(told) == {"at", "by", "facts", "rows", "subject", "verb"}
    assert set(told["facts"]) == {"channel", "office", "state", "tax"}
