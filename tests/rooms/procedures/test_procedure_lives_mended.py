"""Nobody signs what was not read, no day changes under the dossiers lodged on it, and no two services cross."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from motcua.ground.queries import verification
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import LAST, law_moment
from motcua.people import domain as people_domain
from motcua.people import services as people
from motcua.procedures import queries, services
from motcua.procedures.domain.errors import (
    BeginsTooEarly,
    BegunMeanwhile,
    ChangedSince,
    EndsTooEarly,
    Faulty,
    NoSuchDay,
)
from motcua.procedures.factories import HEAD, LEADER, OTHER_WRITER, WRITER, content
from motcua.procedures.models import Act, Version
from motcua.procedures.queries import about
from motcua.procedures.services import lives, loading
from motcua.procedures.web import paper, prints

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
NEXT = timedelta(days=1)
CODE = "QT-ZZ-01"


def approved(sets: int = 1, at=AT) -> Version:
    made = services.write(content(sets=sets), by=WRITER, at=at)
    services.review(made.pk, by=HEAD, at=at)
    return services.approve(made.pk, by=LEADER, at=at)


def issued(sets: int = 1, day: date = DAY, at=AT) -> Version:
    return services.put_in_force(approved(sets, at).pk, effective_from=day, by=WRITER, at=at)


def number(day: date) -> int | None:
    found = queries.in_force(CODE, day)
    return found.no if found else None


def sound() -> bool:
    log.sequence()
    return verification.verify().faults == []


STEPS: dict[str, Callable[[int, int], object]] = {
    "review": lambda it, seen: services.review(it, by=HEAD, at=AT, seen=seen),
    "approve": lambda it, seen: services.approve(it, by=LEADER, at=AT, seen=seen),
    "put in force": lambda it, seen: services.put_in_force(it, effective_from=DAY, by=WRITER, at=AT, seen=seen),
    "give back": lambda it, seen: services.give_back(it, reason="Chưa đúng", by=LEADER, at=AT, seen=seen),
    "withdraw": lambda it, seen: services.withdraw(it, reason="Không cần", by=LEADER, at=AT, seen=seen),
}


def read_then_changed(verb: str) -> tuple[int, int]:
    """A version in the state that the act needs, and the leaf it had when it was read, before it was rewritten."""
    made = services.write(content(), by=WRITER, at=AT)
    read = made.leaf
    services.revise(made.pk, content(sets=2), by=WRITER, at=AT)
    if verb in ("approve", "put in force", "give back"):
        services.review(made.pk, by=OTHER_WRITER, at=AT)
    if verb == "put in force":
        services.approve(made.pk, by=LEADER, at=AT)
    return made.pk, read


@pytest.mark.parametrize("verb", STEPS)
def test_what_was_rewritten_after_it_was_read_is_not_acted_on(verb):
    pk, read = read_then_changed(verb)
    before = Version.objects.get(pk=pk)
    with pytest.raises(ChangedSince):
        STEPS[verb](pk, read)
    assert Version.objects.get(pk=pk).state == before.state
    STEPS[verb](pk, before.leaf)
    assert Act.objects.filter(version_id=pk, verb=verb).count() == 1


def test_what_replaces_another_begins_tomorrow_at_the_earliest():
    issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    second = approved(2)
    with pytest.raises(BeginsTooEarly) as refused:
        services.put_in_force(second.pk, effective_from=DAY, by=WRITER, at=AT)
    assert "05/05/2023" in refused.value.in_language("vi")
    services.put_in_force(second.pk, effective_from=DAY + NEXT, by=WRITER, at=AT)
    assert [number(DAY), number(DAY + NEXT)] == [1, 2]
    assert sound()


def test_the_day_is_the_day_in_viet_nam():
    issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    late = law_moment(DAY, 23, 30)
    second = approved(2, late)
    with pytest.raises(BeginsTooEarly):
        services.put_in_force(second.pk, effective_from=DAY, by=WRITER, at=late)


def test_the_first_version_may_begin_today_and_so_may_one_after_a_gap():
    first = issued(1, DAY - 30 * NEXT, AT - 30 * NEXT)
    services.withdraw(first.pk, reason="Bãi bỏ thử", by=LEADER, at=AT - 2 * NEXT)
    issued(2, DAY)
    assert [number(DAY + each * NEXT) for each in (-2, -1, 0)] == [1, None, 2]


def test_only_the_system_loads_over_what_is_in_force_today():
    services.load_packaged([content()], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    hands = {"by": WRITER, "reviewer": HEAD, "approver": LEADER, "at": AT}
    with pytest.raises(BeginsTooEarly):
        services.load_packaged([content(sets=2)], in_force_from=DAY, **hands)
    services.load_packaged([content(sets=2)], in_force_from=date(2023, 1, 1), by=SYSTEM, at=AT)
    assert [number(date(2022, 12, 31)), number(date(2023, 1, 1))] == [1, 2]


@pytest.mark.parametrize("began", [DAY - 30 * NEXT, DAY])
def test_today_is_the_last_day_of_what_is_withdrawn(began):
    first = issued(1, began, AT - 31 * NEXT)
    services.withdraw(first.pk, reason="Thủ tục bị bãi bỏ", by=LEADER, at=AT)
    assert [number(DAY), number(DAY + NEXT)] == [1, None]
    assert sound()


def test_what_counts_today_is_not_ended_for_today():
    first = issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    with pytest.raises(EndsTooEarly) as refused:
        services.withdraw(first.pk, reason="Bãi bỏ", by=LEADER, at=AT, effective_from=DAY)
    assert "05/05/2023" in refused.value.in_language("en")
    assert number(DAY + NEXT) == 1


def test_what_would_begin_tomorrow_is_withdrawn_today_and_the_one_before_stays():
    issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    second = issued(2, DAY + NEXT)
    services.withdraw(second.pk, reason="Ban hành nhầm", by=LEADER, at=AT)
    assert [number(DAY), number(DAY + NEXT), number(DAY + 900 * NEXT)] == [1, 1, 1]
    assert sound()


@pytest.mark.parametrize("day", [date.max, date.min, LAST + NEXT, date(1999, 12, 31)])
@pytest.mark.parametrize("by", [LEADER, SYSTEM])
def test_a_day_out_of_all_reckoning_is_refused(day, by):
    made = approved()
    with pytest.raises(NoSuchDay) as refused:
        services.put_in_force(made.pk, effective_from=day, by=by, at=AT)
    assert "31/12/2999" in refused.value.in_language("vi")
    services.put_in_force(made.pk, effective_from=DAY, by=LEADER, at=AT)
    with pytest.raises(NoSuchDay):
        services.withdraw(made.pk, reason="Bãi bỏ", effective_from=day, by=by, at=AT)


def test_the_last_day_of_all_can_be_chosen_and_nothing_follows_it():
    issued(1, LAST)
    second = approved(2)
    with pytest.raises(BeginsTooEarly):
        services.put_in_force(second.pk, effective_from=LAST, by=WRITER, at=AT)


@pytest.mark.parametrize("verb", ["review", "put in force", "withdraw"])
def test_versions_of_a_procedure_are_locked_by_one_question_in_one_order(verb):
    issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    made = services.write(content(sets=2), by=WRITER, at=AT)
    if verb == "put in force":
        services.review(made.pk, by=HEAD, at=AT)
        services.approve(made.pk, by=LEADER, at=AT)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        lives.among(made.pk)
    first, locking = [each["sql"] for each in asked if each["sql"].startswith("SELECT")]
    assert '"content"' not in first
    assert re.search(r'"code" = .*ORDER BY "procedures_version"."id" ASC', locking)
    with CaptureQueriesContext(connection) as asked:
        if verb == "put in force":
            services.put_in_force(made.pk, effective_from=DAY + NEXT, by=WRITER, at=AT)
        else:
            STEPS[verb](made.pk, 0)
    assert sum('"procedures_version"."content"' in each["sql"] for each in asked) == 1


@pytest.mark.parametrize("before", [0, 1])
def test_of_two_who_begin_a_version_at_once_the_second_is_refused(monkeypatch, before):
    """As on PostgreSQL, where the second does not see the row that the first has not committed."""
    if before:
        issued(1, DAY - 30 * NEXT, AT - 31 * NEXT)
    unseen = lives.of_code(CODE)
    first = services.write(content(sets=2), by=WRITER, at=AT)
    monkeypatch.setattr(lives, "of_code", lambda code: unseen)
    monkeypatch.setattr(loading, "_held", lambda codes: {CODE: unseen} if unseen else {})
    with pytest.raises(BegunMeanwhile) as refused:
        services.write(content(sets=3), by=OTHER_WRITER, at=AT)
    assert CODE in refused.value.in_language("vi")
    with pytest.raises(BegunMeanwhile):
        services.load_packaged([content(sets=4)], in_force_from=DAY + NEXT, by=SYSTEM, at=AT)
    assert [each.pk for each in Version.objects.filter(state="draft")] == [first.pk]
    assert sound()


def signed_in(role: str, office: str = "") -> Client:
    account = people.open_account(username=role, name=f"Ông {role}", password="correct horse battery", by=SYSTEM, at=AT)
    people.give_post(
        account=account.pk, tenure=people_domain.Tenure(role, date(2022, 4, 1), office=office), by=SYSTEM, at=AT
    )
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


@pytest.fixture
def today(db: None) -> None:
    clock.set_demonstration(AT)


@pytest.mark.usefixtures("today")
def test_a_page_sends_what_its_reader_saw_and_says_that_it_changed():
    made = services.write(content(), by=WRITER, at=AT)
    head = signed_in("head", "20BB")
    shown = head.get(reverse("procedures:version", args=[made.pk])).content.decode()
    link = re.search(r'href="([^"]*/acts/review/\?seen=\d+)"', shown)
    assert link is not None
    page = head.get(link[1]).content.decode()
    hidden = re.search(r'<input type="hidden" name="seen" value="(\d+)"', page)
    assert hidden is not None
    assert int(hidden[1]) == made.leaf
    services.revise(made.pk, content(sets=2), by=WRITER, at=AT)
    answer = head.post(link[1], {"seen": hidden[1], "note": ""})
    assert answer.status_code == 400
    assert "version 1 changed after its page was opened" in answer.content.decode()
    again = head.get(link[1]).content.decode()
    assert "changed after its page was opened" in again
    assert 'name="seen"' not in again
    assert Version.objects.get(pk=made.pk).state == "draft"
    now = queries.version(made.pk).leaf
    assert head.post(reverse("procedures:act_review", args=[made.pk]), {"seen": now}).status_code == 302


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("seen", ["", "x", "9" * 5000, "-1"])
def test_an_address_that_names_no_leaf_shows_the_act_as_it_stands_or_asks_to_look_again(seen):
    made = services.write(content(), by=WRITER, at=AT)
    page = signed_in("head", "20BB").get(reverse("procedures:act_review", args=[made.pk]), {"seen": seen})
    assert page.status_code == 200
    assert f'name="seen" value="{made.leaf}"' in page.content.decode()


@pytest.mark.usefixtures("today")
def test_the_forms_offer_tomorrow_and_refuse_the_end_of_time_in_words():
    made = approved()
    leader = signed_in("leader")
    address = reverse("procedures:act_force", args=[made.pk])
    assert 'value="05/05/2023"' in leader.get(address).content.decode()
    answer = leader.post(address, {"effective_from": "31/12/9999", "note": "mới"})
    assert answer.status_code == 400
    assert "31/12/2999" in answer.content.decode()
    assert leader.post(address, {"effective_from": "04/05/2023", "note": "mới"}).status_code == 302
    ending = reverse("procedures:act_end", args=[made.pk])
    assert 'value="05/05/2023"' in leader.get(ending).content.decode()
    assert leader.post(ending, {"effective_from": "31/12/9999", "note": "bãi bỏ"}).status_code == 400
    assert leader.post(ending, {"effective_from": "05/05/2023", "note": "bãi bỏ"}).status_code == 302
    assert [number(DAY), number(DAY + NEXT)] == [1, None]


def test_two_procedures_are_not_in_force_with_one_national_code():
    services.load_packaged([content("QT-ZZ-02", national_code="1.009794")], in_force_from=DAY, by=SYSTEM, at=AT)
    made = services.write(content(national_code="1.009794"), by=WRITER, at=AT)
    services.review(made.pk, by=OTHER_WRITER, at=AT)
    services.approve(made.pk, by=LEADER, at=AT)
    with pytest.raises(Faulty, match=r"1\.009794 belongs to another procedure"):
        services.put_in_force(made.pk, effective_from=DAY + timedelta(days=2), by=WRITER, at=AT)
    [other] = Version.objects.filter(code="QT-ZZ-02")
    services.load_packaged([content("QT-ZZ-03")], in_force_from=DAY, by=SYSTEM, at=AT)
    [never] = services.load_packaged(
        [content("QT-ZZ-03", national_code="1.009795")], in_force_from=DAY + 9 * NEXT, by=SYSTEM, at=AT
    )
    services.withdraw(never.pk, reason="Không dùng", by=SYSTEM, at=AT)
    services.load_packaged([content("QT-ZZ-04", national_code="1.009795")], in_force_from=DAY, by=SYSTEM, at=AT)
    services.withdraw(other.pk, reason="Gộp vào", by=SYSTEM, at=AT, effective_from=DAY + timedelta(days=2))
    services.put_in_force(made.pk, effective_from=DAY + timedelta(days=2), by=WRITER, at=AT)


def test_the_next_version_keeps_the_national_code_and_a_catalogue_bears_each_once():
    coded = content(national_code="1.009794")
    services.load_packaged([coded], in_force_from=DAY, by=SYSTEM, at=AT)
    again = content(national_code="1.009794", sets=3)
    assert services.load_packaged([again], in_force_from=DAY + timedelta(days=3), by=SYSTEM, at=AT)
    twice = [content(code, national_code="2.000001") for code in ("QT-ZZ-03", "QT-ZZ-04")]
    with pytest.raises(Faulty):
        services.load_packaged(twice, in_force_from=DAY, by=SYSTEM, at=AT)


def test_who_has_read_a_version_is_counted_for_the_department_alone():
    [made] = services.load_packaged([content()], in_force_from=DAY, by=SYSTEM, at=AT)
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(f"/procedures/{CODE}/").status_code == 200
    assert [each["sql"] for each in asked if "COUNT" in each["sql"] and "acknowledged" in each["sql"]] == []
    services.distribute([made.pk], ["20BB", "20BC"], by=SYSTEM, at=AT)
    for no in (1, 2):
        reader = Actor(9100 + no, "Đọc", posts=frozenset({Post("officer", "20BB")}))
        services.acknowledge(made.pk, by=reader, at=AT)
    assert [(each.office, each.read) for each in about.distributed(made.pk)] == [("20BB", 2), ("20BC", 0)]
    assert (about.readers(made.pk), about.given(made.pk)) == (2, ["20BB", "20BC"])


def test_paper_says_how_much_of_the_table_of_changes_stands_on_the_site_alone(monkeypatch):
    services.load_packaged([content()], in_force_from=DAY, by=SYSTEM, at=AT)
    [second] = services.load_packaged([content(sets=3)], in_force_from=DAY + timedelta(days=1), by=SYSTEM, at=AT)
    assert paper.paper(queries.version(second.pk), DAY).changes_more == ""
    monkeypatch.setattr(paper, "MOST_CHANGES", 1)
    told = paper.paper(queries.version(second.pk), DAY)
    assert len(told.changes) == 1
    with override("en"):
        assert "only on the site: 1." in paper.paper(queries.version(second.pk), DAY).changes_more
    assert Client().get(f"/procedures/versions/{second.pk}/procedure.pdf").content.startswith(b"%PDF-")
    assert told.changes_more in docx_text(prints.document(told))


def docx_text(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as held:
        return held.read("word/document.xml").decode()
