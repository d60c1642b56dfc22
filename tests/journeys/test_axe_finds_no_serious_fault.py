"""axe-core over every page that links lead to, light and dark: no serious or critical fault."""

from collections import Counter, deque
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from tests.journeys.conftest import BROWSER
from tests.journeys.steps import DESK
from tests.rooms.declarations.draft_factories import PARTY, TRADER, ready, seen
from tests.rooms.site.conftest import NOW

from motcua.declarations import services
from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer, drafts, otherdrafts
from motcua.ground.domain.outages import Verdict
from motcua.ground.services import clock, jobs, notices, outages
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.words import Words
from motcua.site.bench import pages

AXE = (Path(__file__).parent / "axe" / "axe-4.10.3.min.js").read_text("utf-8")
pytestmark = BROWSER
RUN = """async dark => {
  const found = await axe.run(dark ? {runOnly: ["color-contrast"]} : {});
  return [found.passes.length, found.violations.filter(each => ["serious", "critical"].includes(each.impact))
    .map(each => [each.id, each.nodes[0].html.slice(0, 160)])];
}"""
OK, FEW, ALL = 200, 2, 12
"""So many addresses of a route are looked through for links, and so many declarations."""
ACTING = ("trader", "officer", "head")
STAFF = ("officer", "head", "leader", "risk", "revenue", "admin")
MORE = ("/login/", "/track/", "/status/", "/notices/verifying/", "/receipts/", "/api/")
"""Pages that are begun from beside what the bench begins with."""
OFFICER = Actor(70, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(99, "Chi cục trưởng", posts=frozenset({Post("head", "20BB")}))
LEAST = {"": 12, "trader": 40, "officer": 40}
"""Routes that the walk reaches at least, so that it does not pass because it went nowhere."""


@pytest.fixture
def busy(lodge: Callable[..., list[Answer]], drawn: Callable[[int], None]) -> None:
    """A department at work: a declaration in each state, questions and wishes open, an outage, a draft, a notice."""
    drawn(2)
    numbers = [answer.number for answer in lodge(10, party_id=PARTY)]
    of = {each.number: each for each in Declaration.objects.filter(number__in=numbers)}
    ids = [of[number].pk for number in numbers]
    services.instruct(ids[1], kind="A", words="Nộp hợp đồng", papers=("CON",), by=OFFICER, at=NOW)
    services.order_inspection(ids[2], reason="Nghi ngờ", basis="", by=OFFICER, at=NOW)
    services.store(ids[3], place="Kho", by=OFFICER, at=NOW)
    services.pay([services.Payment(ids[4], NOW, of[numbers[4]].tax_total, "R1", "VCB")], by=SYSTEM)
    services.release(ids[4], reason="A", note="", by=OFFICER, at=NOW)
    services.accept_documents([services.Step(ids[5], NOW, ""), services.Step(ids[8], NOW, "")], by=OFFICER)
    services.ask_to_cancel(numbers[6], reason="E1", note="", by=TRADER, at=NOW)
    draft = otherdrafts.amend(numbers[7], by=TRADER, at=NOW)
    draft = drafts.save(draft.pk, {"vessel_name": "15C-99999"}, step="transport", seen=seen(draft), by=TRADER, at=NOW)
    otherdrafts.propose(draft.pk, reason="6", note="", seen=seen(draft), by=TRADER, at=NOW)
    ready(at=NOW)
    began = of[numbers[9]].registered_at
    found = outages.add("pages", began, began.replace(minute=59), reason="Mất điện (giả định)", by=SYSTEM, at=NOW)
    outages.rule(found, Verdict.CONFIRMED, reason="Mất điện (giả định)", by=HEAD, at=NOW)
    jobs.run_due(clock.now())
    notices.tell(f"party/{PARTY}", Words("Cần nộp hợp đồng", "The contract is needed"), "/declarations/", at=NOW)


def reached(role: str, account: Callable[..., Any]) -> dict[str, str]:
    """An address of each route of pages that the links of this role lead to."""
    client = Client()
    if role:
        client.force_login(account(role))
    found: dict[str, str] = {}
    looked: Counter[str] = Counter()
    known = {*pages.BEGIN, *MORE}
    coming = deque(sorted(known))
    while coming:
        path = coming.popleft()
        kind = pages._kind(path)  # noqa: SLF001 - as the bench walks
        if kind is None or looked[kind[0]] >= (ALL if role in ACTING and kind[0] == "declarations:one" else FEW):
            continue
        looked[kind[0]] += 1
        answer = client.get(path)
        if answer.status_code == OK and answer["Content-Type"].startswith("text/html") and not answer.streaming:
            found.setdefault(kind[0], path)
            links = {urljoin(path, unescape(link)) for link in pages._LINK.findall(answer.content.decode())}  # noqa: SLF001
            coming.extend(sorted(links - known))
            known |= links
    return found


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("desk", [("",), ("trader",), STAFF], ids=["public", "trader", "staff"])
def test_no_page_that_links_lead_to_has_a_serious_fault(
    page_for: Callable[..., Any],
    account: Callable[..., Any],
    desk: tuple[str, ...],
) -> None:
    looked, wrong = set(), []
    for role in desk:
        page = page_for(role, **DESK)
        for name, path in reached(role, account).items():
            if name not in looked:
                looked.add(name)
                wrong += faults(page, path)
    assert not wrong, "\n".join(map(str, wrong))
    assert len(looked) >= LEAST[desk[0]], sorted(looked)


def faults(page: Any, path: str) -> list[Any]:
    """What is serious on a page in the light, and the contrasts in the dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer = page.goto(path)
    assert answer.status == 200, path
    page.evaluate(AXE)
    passed, found = page.evaluate(RUN, arg=False)
    assert passed > 5, path
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return [(path, *each) for each in found + page.evaluate(RUN, arg=True)[1]]
