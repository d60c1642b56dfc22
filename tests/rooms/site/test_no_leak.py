"""No trader, no visitor, no program learns rule, score, threshold, chance or balance, wherever they look."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from tests.rooms.site.test_pages_access import arguments_of

from motcua.declarations.models import Declaration
from motcua.declarations.services import Answer
from motcua.design import printing
from motcua.design.domain import amounts, numbers
from motcua.ground import queries as ground
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.people import services as people
from motcua.people.domain import SCOPES, Grant
from motcua.risk import models, queries
from motcua.risk.domain import watches
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.profiles import Profile, ProfileBook
from motcua.site import access
from motcua.site.door import limits, operations

pytestmark = pytest.mark.django_db
RULE, OTHER = "Q-ZEBRARULE", "Q-ZEBRAHIT"
WATCHED = "WATCH-DS-ZEBRA"
"""An entry of the watch list of control that the declaration has met."""
WORDS = ("Lời vằn hồ sơ", "Zebra words of a profile", "Căn cứ vằn", "Lý do vằn một", "Zebra reason one", "Chữ vằn sau")
FIGURES = {
    "probability_ppm": 913_577, "draw": 1_234_987_651, "threshold": 2_345_987_652, "share_draw": 3_456_987_653,
    "yellow_draw": 4_111_987_654, "balance_millionths": 8_123_457, "documents_millionths": 7_654_329,
    "model": 424_242_421, "score": 777_713, "score_threshold": 765_431,
}  # fmt: skip
PRINTS = ("declaration", "tax", "inspection", "receipt", "passage")
SOURCES = {"legal": "legal", "profile": "risk", "random": "random", "model": "risk"}


class Answered(NamedTuple):
    """What one route said."""

    name: str
    verb: str
    status: int
    text: str


def written(figure: int) -> Iterator[str]:
    """A figure in every way in which a page could write it."""
    yield str(figure)
    for language in ("vi", "en"):
        yield numbers.grouped(figure, language)
        yield numbers.fixed(figure, 1_000_000, 6, language)
        yield from (amounts.share(figure, language, places) for places in (3, 4))


SECRETS = (
    RULE,
    OTHER,
    WATCHED,
    "DS-ZEBRA",
    "Danh sách theo dõi của lực lượng",
    "Watch list of control",
    *WORDS,
    *(text for figure in FIGURES.values() for text in written(figure)),
)


def selected(lodged: Answer, source: str) -> None:
    """Make a declaration one that this source has chosen, all that is known of it unmistakable."""
    at = Declaration.objects.get(pk=lodged.declaration_id).registered_at
    models.Decision.objects.filter(pk=lodged.declaration_id).update(
        source=source, rule=RULE, hits=f"{RULE} {OTHER} {WATCHED}", unserved=RULE, channel=3,
        reason_class=SOURCES[source], **FIGURES,
    )  # fmt: skip
    Declaration.objects.filter(pk=lodged.declaration_id).update(channel=3, state="physical_check")
    reasons = json.dumps([{"feature": "tax", "vi": WORDS[3], "en": WORDS[4], "share_ppm": 1}])
    kept = {"model": 1, "features": 1, "values": b"", "reasons": reasons}
    models.Measure.objects.update_or_create(subject=lodged.declaration_id, defaults=kept)
    models.Upgrade.objects.create(
        leaf=lodged.leaf, subject=lodged.declaration_id, no=lodged.leaf, turn=1, at=at, day=law_day(at), office="20BB",
        before=2, after=3, source=source, reason=WORDS[5], basis=WORDS[5], spent=1_000_000,
        balance_millionths=FIGURES["balance_millionths"],
    )  # fmt: skip
    models.Outcome.objects.create(
        subject=lodged.declaration_id, leaf=lodged.leaf, at=at, day=law_day(at), office="20BB", channel=3,
        source=source, rule=RULE, drawn=1, finding="TEN", hit=1, recovered=FIGURES["draw"],
    )  # fmt: skip
    models.Bucket.objects.update(balance_millionths=FIGURES["balance_millionths"])


@pytest.fixture(autouse=True)
def zebras(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Profiles whose words cannot be taken for others, limits that nothing meets, and what was printed."""
    reason = {"vi": WORDS[0], "en": WORDS[1]}
    profiles = [
        Profile(code=code, kind="office", criteria=Criteria(levels=(5,)), since=date(2020, 1, 1), reason=reason,
                reason_class="risk", basis=WORDS[2])
        for code in (RULE, OTHER)
    ]  # fmt: skip
    profiles.append(watches.profile(WATCHED, Criteria(levels=(5,)), date(2020, 1, 1), date(2030, 1, 1)))
    monkeypatch.setattr(queries, "book_on", lambda day: ProfileBook([*queries.shelf().book(day), *profiles]))
    for name in ("LIMITS", "ANYBODY", "WRONG"):
        monkeypatch.setattr(limits, name, limits.Limits(requests=0, declarations=0, at_once=0))
    printed: list[str] = []
    pdf = printing.pdf

    def keep(sheet: printing.Sheet, *rest: Any, **named: Any) -> bytes:
        printed.append(repr(sheet))
        return pdf(sheet, *rest, **named)

    monkeypatch.setattr(printing, "pdf", keep)
    return printed


def tokened() -> dict[str, str]:
    """A program of the enterprise of the first declaration, with every scope."""
    today = law_day(datetime.now(UTC))
    held = Grant(f"máy {token_hex(4)}", "5799900001", frozenset(SCOPES), today, today + timedelta(days=9))
    return {"Authorization": f"Bearer {people.give_token(held, by=SYSTEM, at=datetime.now(UTC))[1]}"}


def answers(enter: Callable[..., Client], chosen: list[Answer], role: str) -> Iterator[Answered]:
    """What every route that this role may reach says: of each declaration where it is asked of one, once otherwise."""
    for (name, verb), roles in sorted(access.table().items()):
        if not roles & {role, "public"} or name == "site:logout":
            continue
        for lodged in chosen:
            client = enter(role)
            arguments = arguments_of(name, lodged, role)
            headers = {}
            if operations.scope(name, verb):
                client.logout()
                headers = tokened()
            answer = getattr(client, verb)(reverse(name, kwargs=arguments), headers=headers)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield Answered(name, verb, answer.status_code, content.decode("utf-8", "replace") + str(answer.headers))
            if not {lodged.number, lodged.leaf, lodged.declaration_id} & set(arguments.values()):
                break
    client = enter(role)
    for lodged in chosen:
        word = ground.check_word(lodged.leaf)
        told = client.post(reverse("site:track"), {"number": lodged.number, "word": word})
        yield Answered("site:track", "post", told.status_code, told.content.decode())
        for kind in PRINTS if role == "trader" else ():
            client.get(reverse("declarations:print", args=[lodged.number, kind]))


@pytest.mark.parametrize("role", ["trader", "public"])
def test_no_route_tells_what_selection_knows(
    enter: Callable[..., Client], lodge: Callable[..., list[Answer]], zebras: list[str], role: str
) -> None:
    """Four declarations of one enterprise, each chosen by another source."""
    chosen = lodge(16)[::5]
    for own, source in zip(chosen, SOURCES, strict=True):
        selected(own, source)
    told = list(answers(enter, chosen, role))
    for own in chosen:
        assert sum(own.number in each.text for each in told) >= (10 if role == "trader" else 1)
    leaks = [(each.name, each.verb, word) for each in told for word in SECRETS if word in each.text]
    leaks += [("printed", "", word) for sheet in zebras for word in SECRETS if word in sheet]
    assert leaks == []


def test_the_walk_would_see_a_leak(enter: Callable[..., Client], lodge: Callable[..., list[Answer]]) -> None:
    own = lodge(5)[0]
    selected(own, "profile")
    page = enter("risk").get(reverse("declarations:one", args=[own.number])).content.decode()
    assert {RULE, WORDS[0], WORDS[3]} <= {word for word in SECRETS if word in page}
    assert amounts.share(FIGURES["probability_ppm"], "vi", 4) in page
