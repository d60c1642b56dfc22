"""Dossiers through the services: numbers, keys, rights, the life at a branch, what the log answers for."""

from datetime import date

import msgspec
import pytest
from tests.rooms.dossiers.conftest import (
    AT,
    CODE,
    DAYS,
    ELSEWHERE,
    HEAD,
    HOUR,
    OFFICER,
    OTHER,
    PARTY,
    PDF,
    TRADER,
    faults,
    lodge,
    received,
)

from motcua.dossiers import queries, services
from motcua.dossiers.domain.errors import (
    BringOriginals,
    ChangedSince,
    HeldByAnother,
    MissingPapers,
    NotInForce,
    NotOfTheOffice,
    OtherContent,
    UnknownDossierOffice,
    UnknownPaper,
)
from motcua.dossiers.domain.story import Asked
from motcua.dossiers.models import Act, Dossier
from motcua.dossiers.services import Attached, Work
from motcua.dossiers.services.reminding import move_clocks, warn
from motcua.ground.domain.outages import Verdict
from motcua.ground.models import Notice
from motcua.ground.services import outages
from motcua.kernel.actor import SYSTEM, Acting, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.people import services as people
from motcua.people.domain import Tenure
from motcua.procedures import factories
from motcua.procedures import services as procedures

pytestmark = pytest.mark.usefixtures("department")
OTHER_ADMIN = Actor(51, "Lý", posts=frozenset({Post("admin")}))


def test_numbers_run_by_office_and_day():
    numbers = [lodge(1).number, lodge(2).number, lodge(3, office="20CF").number, lodge(4, at=AT + DAYS).number]
    assert numbers == ["20BB-230306-0001", "20BB-230306-0002", "20CF-230306-0001", "20BB-230307-0001"]


def test_numbers_run_on_without_the_order_of_texts(monkeypatch: pytest.MonkeyPatch):
    lodge(1)
    lodge(2, at=AT - DAYS)
    plain, asked = Dossier.objects.filter, []
    monkeypatch.setattr(Dossier.objects, "filter", lambda **told: asked.append(set(told)) or plain(**told))
    assert lodge(3).number == "20BB-230306-0002"
    assert not [names for names in asked if names & {"number__lt", "number__gte"}]


def test_the_same_key_is_the_same_dossier_and_another_content_is_refused():
    first = lodge(1)
    assert lodge(1).number == first.number
    with pytest.raises(OtherContent, match=first.number):
        lodge(1, answers={"subject": "Khác"})
    with pytest.raises(OtherContent, match=first.number):
        lodge(1, files=[Attached("DON", "a.pdf", PDF), Attached("DON", "b.pdf", PDF)])
    assert Dossier.objects.count() == 1


def test_the_same_key_with_answers_that_only_look_different_is_the_same_dossier():
    first = lodge(1, answers={"subject": "Khác"})
    assert lodge(1, answers={"subject": "  Khác "}).number == first.number
    assert Dossier.objects.count() == 1


def test_a_key_tells_nobody_of_another_enterprises_dossier():
    lodge(1)
    with pytest.raises(NotAllowed):
        lodge(1, by=OTHER)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"files": []}, MissingPapers), ({"files": [Attached("DON", "a.pdf", PDF), Attached("X", "b.pdf", PDF)]},
        UnknownPaper), ({"code": "QT-NONE"}, NotInForce), ({"office": "20ZZ-CNTT"}, UnknownDossierOffice),
        ({"by": OTHER}, NotAllowed), ({"at": law_moment(date(2022, 12, 30), 9)}, NotInForce),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_not_lodged(told: dict, refusal: type[Exception]):
    with pytest.raises(refusal):
        lodge(1, **told)
    assert not Dossier.objects.exists()


def colleague(office: str = "20BB") -> Actor:
    """An officer with an account."""
    told = {"username": f"cc{office}", "name": "Đỗ Văn Hai", "password": "mot-cua-2023-trial"}
    held = people.open_account(**told, by=SYSTEM, at=AT)
    people.give_post(account=held.pk, tenure=Tenure("officer", AT.date(), office=office), by=SYSTEM, at=AT)
    return Actor(held.pk, held.name, posts=frozenset({Post("officer", office)}))


def test_a_dossier_comes_into_the_hands_of_the_office_alone():
    held, elsewhere = received(1), colleague("20CF")
    for holder in (elsewhere.account, 999):
        with pytest.raises(NotOfTheOffice):
            services.hand_over(held.number, holder=holder, by=OFFICER, at=AT + HOUR)


def test_a_dossier_from_the_desk_to_its_result_and_rating():
    held, other = received(1), colleague()
    assert held.due_at == law_moment(date(2023, 3, 8), 17)
    services.hand_over(held.number, holder=other.account, by=OFFICER, at=AT + 2 * HOUR)
    services.take_step(held.number, by=other, at=AT + 2.5 * HOUR)
    services.hand_over(held.number, by=other, at=AT + 7 * HOUR)
    done = services.finish_on_paper(held.number, reference="12/XN", words="Xác nhận", by=HEAD, at=AT + 8 * HOUR)
    assert (done.state, done.lateness) == ("done", "early")
    with pytest.raises(BringOriginals):
        services.give_result(held.number, by=OFFICER, at=AT + DAYS)
    services.give_result(held.number, originals_seen=True, by=HEAD, at=AT + DAYS)
    assert services.rate(held.number, rating=4, by=TRADER, at=AT + DAYS).rating == 4
    assert [act.verb for act in queries.one.acts(held.pk)] == [
        "receive", "hand over", "take step", "hand over", "finish", "give result", "rate"
    ]  # fmt: skip
    assert faults() == []


def test_only_the_office_works_on_it_and_only_its_applicant_answers():
    held = lodge(1)
    with pytest.raises(NotAllowed):
        services.receive(held.number, by=ELSEWHERE, at=AT)
    with pytest.raises(NotFound):
        services.withdraw(held.number, by=OTHER, at=AT)
    with pytest.raises(NotAllowed):
        services.withdraw(held.number, by=OFFICER, at=AT)
    with pytest.raises(NotAllowed):
        services.receive(held.number, by=TRADER, at=AT)


def test_who_has_it_in_hand_works_on_it_and_the_head_may_step_in():
    held = received(1)
    services.hand_over(held.number, holder=colleague().account, by=OFFICER, at=AT + HOUR)
    with pytest.raises(HeldByAnother):
        services.ask_supplement(held.number, points=["Bản dịch"], by=OFFICER, at=AT + HOUR)
    assert services.ask_supplement(held.number, points=["Bản dịch"], by=HEAD, at=AT + HOUR).state == "supplement"


def test_an_officer_does_not_sign():
    held = received(1)
    with pytest.raises(NotAllowed):
        services.finish_on_paper(held.number, reference="1", words="x", by=OFFICER, at=AT + HOUR)


def test_a_supplement_comes_with_files_and_the_clock_goes_on():
    held = received(1)
    services.ask_supplement(held.number, points=["Bản dịch", " "], by=OFFICER, at=AT + 2 * HOUR)
    sent = services.supplement(held.number, {}, [Attached("DON", "dich.pdf", PDF)], key="s", by=TRADER,
                               at=AT + 2 * HOUR + DAYS)  # fmt: skip
    assert (sent.state, sent.due_at) == ("working", law_moment(date(2023, 3, 9), 17))
    again = services.supplement(held.number, {}, [], key="s", by=TRADER, at=AT + 2 * DAYS)
    assert again.leaf == sent.leaf
    assert len(queries.one.papers(queries.one.sendings(held.pk))) == 2


def test_a_key_of_a_supplement_is_not_taken_for_that_of_another_dossier():
    first, second = lodge(1), lodge(2)
    for held in (first, second):
        services.ask_supplement(held.number, points=["Bản dịch"], by=OFFICER, at=AT + HOUR)
    services.supplement(first.number, {}, [], key="s", by=TRADER, at=AT + 2 * HOUR)
    for key in ("s", "k-2"):
        with pytest.raises(OtherContent):
            services.supplement(second.number, {}, [], key=key, by=TRADER, at=AT + 2 * HOUR)


def agent(*acts: str, offices: tuple[str, ...] = ()) -> Actor:
    right = Acting(PARTY, frozenset(acts), "5799900009", 1, offices=frozenset(offices))
    return Actor(8, "Đại lý", posts=frozenset({Post("trader")}), acting=(right,))


def test_an_agent_sees_and_does_what_its_mandate_bounds():
    held = lodge(1)
    here = agent("see", "lodge", offices=("20BB",))
    assert queries.find(held.number, here).number == held.number
    assert lodge(2, by=here).party == PARTY
    elsewhere = agent("see", "lodge", offices=("20CF",))
    for who in (elsewhere, agent("lodge"), agent("see", offices=("20CF",))):
        with pytest.raises(NotFound):
            services.withdraw(held.number, note="x", by=who, at=AT)
    for who in (elsewhere, agent("see")):
        with pytest.raises(NotAllowed):
            lodge(3, by=who)
    with pytest.raises(NotAllowed):
        lodge(1, by=elsewhere)
    with pytest.raises(NotAllowed):
        services.withdraw(held.number, note="x", by=agent("see"), at=AT)


def test_what_was_seen_must_still_stand():
    held = received(1)
    services.hand_over(held.number, by=OFFICER, at=AT + HOUR)
    with pytest.raises(ChangedSince):
        services.hand_over(held.number, seen=held.leaf, by=HEAD, at=AT + HOUR)


def test_many_at_once_are_the_same_as_one_by_one_and_all_or_none():
    held = [lodge(no).number for no in (1, 2)]
    works = [Work(number, Asked(verb, AT + no * HOUR), HEAD) for number in held
             for no, verb in enumerate(("receive", "hand over"), start=1)]  # fmt: skip
    done = services.work_many(works)
    assert [each.state for each in done] == ["working", "working"]
    with pytest.raises(Impossible):
        services.work_many([Work(held[0], Asked("hand over", AT + 3 * HOUR), HEAD), *works])
    assert Act.objects.count() == 4
    assert faults() == []


def test_a_new_version_only_touches_new_dossiers():
    old = received(1)
    longer = factories.content(CODE, limit=msgspec.structs.replace(factories.content().limit, amount=5))
    longer = msgspec.structs.replace(longer, steps=factories.steps(40))
    procedures.load_packaged([longer], in_force_from=date(2023, 3, 7), by=SYSTEM, at=AT + HOUR)
    new = received(2, at=AT + DAYS)
    services.hand_over(old.number, by=OFFICER, at=AT + DAYS)
    assert old.version_id != new.version_id
    assert (old.due_at, new.due_at) == (law_moment(date(2023, 3, 8), 17), law_moment(date(2023, 3, 14), 17))
    assert [each.version_no for each in queries.step_times(date(2023, 3, 1), date(2023, 3, 31))] == [1]


def test_an_outage_moves_promised_moments_by_itself():
    held = received(1)
    admin = Actor(50, "Quản", posts=frozenset({Post("admin")}))
    kept = outages.add("pages", AT + 2 * HOUR, AT + 3 * HOUR, reason="mất điện cả khu", by=admin, at=AT + 4 * HOUR)
    outages.rule(kept, Verdict.CONFIRMED, reason="đã kiểm tra, đúng", by=OTHER_ADMIN, at=AT + 4 * HOUR)
    assert (move_clocks(AT + 5 * HOUR), move_clocks(AT + 6 * HOUR)) == (1, 0)
    assert Dossier.objects.get(pk=held.pk).due_at == held.due_at + 16 * HOUR
    assert faults() == []


def test_officers_hear_once_of_what_is_late():
    other = colleague()
    held = services.hand_over(received(1).number, holder=other.account, by=OFFICER, at=AT + HOUR)
    at = AT + 3 * DAYS
    assert (warn(at), warn(at)) == (2, 0)
    told = Notice.objects.filter(link__contains=held.number).values_list("recipient", "link")
    mine = {link.partition("=")[2] for recipient, link in told if recipient == f"account/{other.account}"}
    assert mine >= {"late", "step-2"}


def test_who_warns_reads_as_much_for_many_as_for_one(django_assert_max_num_queries):  # noqa: ANN001
    for no in range(1, 7):
        services.hand_over(received(no).number, by=OFFICER, at=AT + HOUR)
    with django_assert_max_num_queries(10):
        warn(AT + 3 * DAYS)


def test_figures_count_dossiers_and_enterprises():
    for no in (1, 2):
        lodge(no)
    lodge(3, party="5799900002", by=OTHER)
    told = queries.figures(2023)
    assert (told.dossiers, told.enterprises, told.finished) == (3, 2, 0)
    assert len(list(queries.rows(2023))) == told.dossiers
