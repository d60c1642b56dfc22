"""An agent lodges for its principal by a mandate: within its bounds, named, and only reading once it is over."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.declarations import factories, services
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Represented
from motcua.declarations.queries import drafts as draft_queries
from motcua.declarations.queries import listing, one
from motcua.declarations.services import Answer, Raw, drafts
from motcua.ground.queries import verification
from motcua.kernel.actor import SYSTEM, Acting, Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.parties.domain import Mandate
from motcua.parties.queries import mandates as reads
from motcua.parties.services import mandates
from motcua.people.domain import ACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
PRINCIPAL, AGENT, OTHER = (factories.party(no).tax_code for no in (1, 2, 3))
ONE, DAY = timedelta(days=1), timedelta(hours=24)
MANAGER = Actor(11, "Chủ hàng", posts=frozenset({Post("trader")}), parties=frozenset({PRINCIPAL}))
CLERK = Actor(12, "Nhân viên đại lý", posts=frozenset({Post("trader")}), parties=frozenset({AGENT}))
ALL = frozenset(ACTS) - {"manage"}


@pytest.fixture
def given(at: datetime) -> Callable[..., int]:
    """A mandate of the first enterprise to the second, accepted."""
    mandates.recognise(AGENT, since=date(2022, 1, 1), decision="QĐ giả định 1", by=SYSTEM, at=at)

    def give(accepted: bool = True, **changes: Any) -> int:
        day = law_day(at)
        facts = {"since": day, "until": day + 30 * ONE, "acts": ALL, **changes}
        mandate = mandates.give(Mandate(PRINCIPAL, AGENT, **facts), by=MANAGER, at=at)
        if accepted:
            mandates.accept(mandate, by=CLERK, at=at)
        return mandate

    return give


def clerk(at: datetime, by: Actor = CLERK) -> Actor:
    """The agent's user with the mandates of that day."""
    return reads.with_mandates(by, law_day(at))


def lodge(at: datetime, by: Actor, **changes: Any) -> Answer:
    facts = {"party_id": PRINCIPAL, "party_name": factories.party(1).name, "agent_id": AGENT, **changes}
    message = factories.declaration(5, day=law_day(at), lines=1, **facts)
    return services.submit([Raw(write(message), at)], by=by)[0]


def refused(answer: Answer) -> tuple[str, str]:
    assert not answer.accepted
    (found,) = answer.findings
    assert found.remedy.vi
    assert found.remedy.en
    return found.code, found.path


def test_an_agent_lodges_for_its_principal_and_both_see_it(at: datetime, given: Callable[..., int]) -> None:
    mandate = given()
    answer = lodge(at, clerk(at))
    assert answer.accepted, answer.findings
    kept = Represented.objects.get()
    assert (kept.declaration_id, kept.agent, kept.mandate) == (answer.declaration_id, AGENT, mandate)
    assert one.find(answer.number, clerk(at)).party == PRINCIPAL
    assert one.find(answer.number, MANAGER).party == PRINCIPAL
    assert not verification.verify().faults


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"acts": frozenset({"see", "prepare"})}, "DCL-E60"),
        ({"directions": frozenset({"export"})}, "DCL-E60"),
        ({"offices": frozenset({"20CF"})}, "DCL-E60"),
        ({"procedures": frozenset({"A12"})}, "DCL-E60"),
        ({"accepted": False}, "DCL-E04"),
    ],
)
def test_outside_the_mandate_nothing_is_lodged(
    at: datetime, given: Callable[..., int], changes: dict[str, Any], told: str
) -> None:
    given(**changes)
    assert refused(lodge(at, clerk(at))) == (told, "/party_id")
    assert not Declaration.objects.exists()


def test_within_its_bounds_it_is_lodged(at: datetime, given: Callable[..., int]) -> None:
    given(directions=frozenset({"import"}), offices=frozenset({"20BB"}), procedures=frozenset({"A11"}))
    assert lodge(at, clerk(at)).accepted


@pytest.mark.parametrize(("days", "accepted"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_mandate_holds_from_its_first_day_to_its_last(
    at: datetime, given: Callable[..., int], days: int, accepted: bool
) -> None:
    given()
    then = at + days * DAY
    assert lodge(then, clerk(then)).accepted is accepted


def test_an_agent_that_does_not_name_itself_is_told_where(at: datetime, given: Callable[..., int]) -> None:
    given()
    assert refused(lodge(at, clerk(at), agent_id="")) == ("DCL-E61", "/agent_id")


def test_without_a_mandate_another_enterprise_stays_a_stranger(at: datetime, given: Callable[..., int]) -> None:
    given()
    assert refused(lodge(at, clerk(at), party_id=OTHER, party_name="", agent_id=""))[0] == "DCL-E04"


def test_what_was_lodged_under_a_mandate_stays_readable_and_nothing_more(
    at: datetime, given: Callable[..., int]
) -> None:
    mandate = given()
    mine = lodge(at, clerk(at))
    own = lodge(at, MANAGER, agent_id="", reference="OWN-1")
    assert one.find(own.number, clerk(at)).number == own.number
    mandates.end(mandate, reason="Hết hợp đồng", by=MANAGER, at=at)
    after = clerk(at)
    assert one.find(mine.number, after).number == mine.number
    with pytest.raises(NotFound):
        one.find(own.number, after)
    assert refused(lodge(at, after, reference="LATE", agent_id=""))[0] == "DCL-E60"
    with pytest.raises(NotFound):
        services.ask_to_cancel(mine.number, reason="E1", note="", by=after, at=at)
    with pytest.raises(NotAllowed):
        services.answer(mine.declaration_id, words="x", by=after, at=at)
    assert list(listing.visible_to(after).values_list("number", flat=True)) == [mine.number]


def test_a_mandate_without_sight_shows_only_what_was_lodged_under_it(at: datetime, given: Callable[..., int]) -> None:
    given(acts=frozenset({"prepare", "lodge"}))
    mine = lodge(at, clerk(at))
    own = lodge(at, MANAGER, agent_id="", reference="OWN-1")
    assert [found.number for found in listing.visible_to(clerk(at))] == [mine.number]
    with pytest.raises(NotFound):
        one.find(own.number, clerk(at))


def test_a_user_of_the_agent_does_no_more_for_the_principal_than_at_home(
    at: datetime, given: Callable[..., int]
) -> None:
    given()
    junior = Actor(13, "Phụ việc", posts=frozenset({Post("trader")}), acting=(Acting(AGENT, frozenset({"see"})),))
    assert clerk(at, junior).may(PRINCIPAL, "see")
    assert not clerk(at, junior).may(PRINCIPAL, "lodge")
    assert refused(lodge(at, clerk(at, junior)))[0] == "DCL-E60"


def test_drafts_by_mandate_are_the_agents_and_its_principals(at: datetime, given: Callable[..., int]) -> None:
    given()
    draft = drafts.begin(direction="import", party=PRINCIPAL, by=clerk(at), at=at)
    own = drafts.begin(direction="import", party=PRINCIPAL, by=MANAGER, at=at)
    assert draft.agent == AGENT
    assert draft_queries.entered(draft).header["agent_id"] == AGENT
    assert draft_queries.find(draft.pk, MANAGER).pk == draft.pk
    with pytest.raises(NotFound):
        draft_queries.find(own.pk, clerk(at))
    with pytest.raises(NotFound):
        draft_queries.find(draft.pk, CLERK)


def test_what_an_agent_prepared_its_principal_lodges_in_its_own_name(
    at: datetime, given: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.rooms.declarations.draft_factories import ready, seen

    from motcua.declarations.models import Version
    from motcua.declarations.services.intake import INTAKE

    monkeypatch.setattr(INTAKE, "lodge", lambda raw, by, arrival=None: services.submit([raw], by=by)[0])
    given(acts=frozenset({"prepare"}))
    draft = ready(by=clerk(at), at=at)
    assert "agent_id" not in draft_queries.entered(draft).header
    assert not drafts.lodge(draft.pk, seen=seen(draft), by=clerk(at), at=at).accepted
    answer = drafts.lodge(draft.pk, seen=seen(draft), by=MANAGER, at=at)
    assert answer.accepted, answer.findings
    assert Version.objects.get().agent == ""
    assert not Represented.objects.exists()


@pytest.mark.parametrize(("may", "begins"), [("prepare", True), ("see", False), ("pay", False)])
def test_users_of_an_enterprise_do_what_they_were_given(at: datetime, may: str, begins: bool) -> None:
    acts = frozenset({"see", may})
    user = Actor(14, "Kế toán", posts=frozenset({Post("trader")}), acting=(Acting(PRINCIPAL, acts),))
    if begins:
        assert drafts.begin(direction="import", party=PRINCIPAL, by=user, at=at).party == PRINCIPAL
    else:
        with pytest.raises(NotAllowed):
            drafts.begin(direction="import", party=PRINCIPAL, by=user, at=at)
    assert refused(lodge(at, user, agent_id=""))[0] == "DCL-E62"
    stored = lodge(at, MANAGER, agent_id="")
    assert one.find(stored.number, user).number == stored.number
