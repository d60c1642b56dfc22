"""The pages of selection: what each reader sees of the cap, of what was found, and of the draw."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.site.conftest import NOW, SINCE
from typer.testing import CliRunner

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration
from motcua.design.domain import amounts
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.risk import models
from motcua.risk import services as risk
from motcua.risk.domain import verify_draw, wilson
from motcua.risk.domain.decision import DRAW, MODEL, NOT_WAITING, SOURCES
from motcua.risk.domain.draws import draws
from motcua.risk.web import held
from motcua.site.cli import build

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 4)
HEAD = Actor(4, "Trưởng", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))
OFFICER = Actor(5, "Kiểm", posts=frozenset({Post("officer", "20BB")}))
PAGES = ("/risk/", "/risk/law/", "/risk/enterprises/", "/risk/requests/", "/declarations/branch/work/")
FILES = ("/risk/selection.csv", "/risk/enterprises.csv", "/risk/requests.csv", "/declarations/branch/work.csv")


def whole(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.fixture
def busy(demonstration: Any) -> list[Declaration]:
    """A hundred and twenty declarations of one day, its inspections, one that the law ordered, one found wrong."""
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=SINCE)
    risk.seed(b"lives of declarations", by=SYSTEM, at=SINCE)
    risk.publish(DAY, at=law_moment(DAY - timedelta(days=1), 9))
    raws = [services.Raw(factories.body(no, day=DAY, lines=1), law_moment(DAY, 9)) for no in range(120)]
    answers = services.submit(raws, by=SYSTEM)
    found = {each.id: each for each in Declaration.objects.all()}
    red = [found[each.declaration_id] for each in answers if each.channel == 3]
    yellow = next(found[each.declaration_id] for each in answers if each.channel == 2)
    assert red
    at = law_moment(DAY, 14)
    services.record_inspections([services.Inspection(red[0].id, at, "TEN", "")], by=OFFICER)
    basis = "Luật Hải quan số 54/2014/QH13"
    services.order_inspection(yellow.id, reason="Có thông tin", basis=basis, ground="legal", by=HEAD, at=at)
    return [*red, yellow]


@pytest.mark.parametrize("role", ["risk", "leader", "head"])
@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_who_answers_for_selection_reads_its_pages_and_files(
    enter: Callable[..., Client], busy: Any, role: str, page: str
) -> None:
    assert whole(enter(role).get(page))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_department_has_pages_too(enter: Callable[..., Client], demonstration: Any, page: str) -> None:
    assert 'class="empty"' in whole(enter("risk").get(page)) or page == "/risk/"


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_pages_ask_the_database_as_often_for_many_as_for_few(
    enter: Callable[..., Client], busy: Any, page: str
) -> None:
    client = enter("risk")
    few = asked(client, page)
    at = law_moment(DAY, 15)
    services.submit([services.Raw(factories.body(no, day=DAY, lines=1), at) for no in range(200, 260)], by=SYSTEM)
    assert asked(client, page) <= few


def asked(client: Client, page: str) -> int:
    """How often a page asks the database; registers are looked at anew once a second, so the least of some requests."""
    counts = []
    for _ in range(3):
        held.forget()
        with CaptureQueriesContext(connection) as queries:
            whole(client.get(page))
        counts.append(len(queries))
    return min(counts)


def test_figures_are_read_once_a_minute_whoever_reads(enter: Callable[..., Client], busy: Any) -> None:
    client = enter("risk")
    before = whole(client.get("/risk/selection.csv"))
    with CaptureQueriesContext(connection) as again:
        assert whole(client.get("/risk/selection.csv")) == before
    assert not any("risk_decision" in each["sql"] for each in again.captured_queries)
    held.forget()
    with CaptureQueriesContext(connection) as anew:
        whole(client.get("/risk/selection.csv"))
    assert any("risk_decision" in each["sql"] for each in anew.captured_queries)


def test_the_overview_tells_source_rule_and_interval(enter: Callable[..., Client], busy: list[Declaration]) -> None:
    row = models.Outcome.objects.get()
    told = whole(enter("risk").get("/risk/", headers={"accept-language": "en"}))
    interval = wilson(1, 1)
    low, high = (amounts.share(ppm, "en", 1) for ppm in (interval.low_ppm, interval.high_ppm))
    assert SOURCES[row.source].en in told
    assert f"{low} – {high}" in told
    lines = whole(enter("risk").get("/risk/selection.csv", headers={"accept-language": "en"})).splitlines()
    counted = {tuple(line.split(",")[:2]): line.split(",") for line in lines}
    legal = counted["source", "legal"]
    assert (legal[2], legal[4]) == ("1", "0")
    assert counted["source", row.source][4:9] == ["1", "1", *map(str, interval)]
    assert counted["office", "20BB"][2] == str(len(busy))


def test_a_period_without_the_day_has_none_of_it(enter: Callable[..., Client], busy: list[Declaration]) -> None:
    lines = whole(enter("risk").get("/risk/selection.csv?since=05/12/2023&until=22/12/2023")).splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["draw"]
    lines = whole(enter("risk").get("/risk/selection.csv?since=04/12/2023&until=04/12/2023")).splitlines()
    assert len(lines) > 2


def test_a_day_that_cannot_be_read_narrows_nothing_and_is_said(enter: Callable[..., Client], busy: Any) -> None:
    told = whole(enter("risk").get("/risk/?since=99/99/2023"))
    assert 'aria-invalid="true"' in told


def test_what_the_law_ordered_stands_with_day_count_and_basis_also_before_the_leadership(
    enter: Callable[..., Client], busy: Any
) -> None:
    for page in ("/risk/law/", "/reports/"):
        told = whole(enter("leader").get(page))
        assert "54/2014/QH13" in told
    assert "/risk/" in told


def test_the_revenue_desk_sees_no_link_that_is_closed_to_it(enter: Callable[..., Client], busy: Any) -> None:
    assert 'href="/risk/"' not in whole(enter("revenue").get("/reports/"))


def test_a_head_of_branch_sees_the_own_branch_only(enter: Callable[..., Client], busy: list[Declaration]) -> None:
    elsewhere = enter("head", office="20CF")
    assert busy[0].number not in whole(elsewhere.get("/risk/requests/?office=20BB"))
    for file in ("/risk/selection.csv", "/risk/enterprises.csv", "/declarations/branch/work.csv"):
        told = whole(elsewhere.get(f"{file}?office=20BB"))
        assert "20BB" not in told
        assert factories.party(1).tax_code not in told


def test_enterprises_are_sorted_searched_and_counted(enter: Callable[..., Client], busy: list[Declaration]) -> None:
    client = enter("risk")
    lines = [line.split(",") for line in whole(client.get("/risk/enterprises.csv?sort=-inspected")).splitlines()[1:]]
    assert [int(line[3]) for line in lines] == sorted((int(line[3]) for line in lines), reverse=True)
    assert sum(int(line[2]) for line in lines) == 120
    assert sum(int(line[3]) for line in lines) == len(busy)
    assert sum(int(line[6]) for line in lines) == 1
    party = busy[0].party
    told = whole(client.get(f"/risk/enterprises.csv?q={party}")).splitlines()
    assert [line.split(",")[0] for line in told[1:]] == [party]


def test_the_work_of_inspectors_names_who_concluded_and_what_was_found(
    enter: Callable[..., Client], account: Callable[..., Any], busy: list[Declaration]
) -> None:
    officer = account("officer")
    by = Actor(officer.pk, officer.name, posts=frozenset({Post("officer", "20BB")}))
    services.record_inspections([services.Inspection(busy[-1].id, NOW, "MA", "")], by=by)
    lines = [line.split(",") for line in whole(enter("head").get("/declarations/branch/work.csv")).splitlines()[1:]]
    assert ["20BB", officer.name, "0", "0", "0", "1", "1"] in lines


@pytest.mark.parametrize(("speaker", "words"), [(MODEL, "Scoring model"), (DRAW, "Random selection")])
def test_model_and_draw_are_named_in_words_wherever_they_spoke(
    enter: Callable[..., Client], busy: list[Declaration], speaker: str, words: str
) -> None:
    models.Decision.objects.filter(channel=3).update(rule=speaker, source="legal")
    models.Decision.objects.filter(channel=2).update(unserved=speaker)
    client, english = enter("risk"), {"accept-language": "en"}
    assert words in whole(client.get("/risk/requests/", headers=english))
    if speaker == MODEL:
        assert words in whole(client.get("/risk/", headers=english))


# Requests that no inspection could serve


@pytest.fixture
def waiting(busy: list[Declaration]) -> Declaration:
    """A declaration for which a profile had asked in vain; an inspection is left now."""
    found = Declaration.objects.filter(channel=2, state="document_check").first()
    assert found is not None
    models.Decision.objects.filter(pk=found.pk).update(unserved="O-LEVEL5")
    models.Bucket.objects.update(balance_millionths=5_000_000)
    return found


def test_a_head_grants_a_request_from_the_list(enter: Callable[..., Client], waiting: Declaration) -> None:
    client = enter("head")
    act = f"/declarations/{waiting.number}/acts/grant/"
    assert act in whole(client.get("/risk/requests/"))
    seen = Declaration.objects.get(pk=waiting.pk).leaf
    assert client.post(act, {"seen": seen, "note": "Cho kiểm tra"}).status_code == 302
    assert Declaration.objects.get(pk=waiting.pk).state == "physical_check"
    assert models.Upgrade.objects.order_by("-no")[0].source == "profile"
    told = whole(client.get("/risk/requests/"))
    assert act not in told
    assert waiting.number in told


@pytest.mark.parametrize("unserved", NOT_WAITING)
def test_only_what_was_asked_for_in_vain_can_be_granted(
    enter: Callable[..., Client], busy: list[Declaration], unserved: str
) -> None:
    found = Declaration.objects.filter(channel=2, state="document_check").first()
    assert found is not None
    models.Decision.objects.filter(pk=found.pk).update(unserved=unserved)
    client = enter("head")
    assert "/acts/grant/" not in whole(client.get(f"/declarations/{found.number}/"))
    answer = client.post(f"/declarations/{found.number}/acts/grant/", {"seen": found.leaf, "note": "Cho kiểm tra"})
    assert answer.status_code == 400
    assert "không có đề nghị kiểm tra" in answer.content.decode()
    assert Declaration.objects.get(pk=found.pk).state == "document_check"


@pytest.mark.parametrize("role", ["risk", "leader"])
def test_who_may_not_grant_is_shown_no_link(enter: Callable[..., Client], waiting: Declaration, role: str) -> None:
    assert "/acts/grant/" not in whole(enter(role).get("/risk/requests/"))


# Inspections that the law orders


def test_a_head_orders_an_inspection_by_law_though_none_is_left_and_names_what_it_rests_on(
    enter: Callable[..., Client], waiting: Declaration
) -> None:
    models.Bucket.objects.update(balance_millionths=0)
    client = enter("head")
    act = f"/declarations/{waiting.number}/acts/demand/"
    assert act in whole(client.get(f"/declarations/{waiting.number}/"))
    said = {"seen": waiting.leaf, "note": "Có tin báo"}
    assert client.post(act, {**said, "basis": " "}).status_code == 400
    assert enter("officer").post(act, {**said, "basis": "Tin báo 12"}).status_code == 403
    assert enter("head").post(act, {**said, "basis": "Tin báo 12"}).status_code == 302
    ordered = models.Upgrade.objects.order_by("-no")[0]
    assert (ordered.source, ordered.basis, ordered.balance_millionths) == ("legal", "Tin báo 12", -1_000_000)
    assert "Tin báo 12" in whole(enter("head").get("/risk/law/"))


# Why this channel


@pytest.fixture
def reasoned(busy: list[Declaration]) -> Declaration:
    """An inspected declaration with a model's reasons."""
    told = [{"feature": "tax", "vi": f"Lý do {no}", "en": f"Reason {no}", "share_ppm": no} for no in (1, 2, 3)]
    kept = {"model": 3, "features": 1, "values": b"", "reasons": json.dumps(told)}
    models.Measure.objects.update_or_create(subject=busy[0].id, defaults=kept)
    models.Decision.objects.filter(pk=busy[0].id).update(
        model=3,
        score=812_345,
        score_threshold=700_001,
        source="profile",
        rule="O-LEVEL5",
        hits="O-LEVEL5",
        reason_class="risk",
    )
    return busy[0]


@pytest.mark.parametrize(("role", "reasons", "inner"), [
    ("officer", True, False), ("head", True, False), ("leader", True, False), ("risk", True, True),
    ("trader", False, False),
])  # fmt: skip
def test_officers_read_reasons_in_words_and_who_answers_for_risk_also_the_figures(
    enter: Callable[..., Client], reasoned: Declaration, role: str, reasons: bool, inner: bool
) -> None:
    tenure = {"party": reasoned.party} if role == "trader" else {}
    client = enter(role, **tenure)
    page = whole(client.get(f"/declarations/{reasoned.number}/"))
    assert all((f"Lý do {no}" in page) is reasons for no in (1, 2, 3))
    assert ("Người khai hải quan không tuân thủ." in page) is reasons
    assert ("81,2345" in page) is inner
    assert "Kiểm tra theo quản lý rủi ro." in page


# The draw, for everybody


def test_a_visitor_draws_a_number_again_once_the_key_is_shown(client: Client, busy: list[Declaration]) -> None:
    address = f"/draws/{DAY}/?number={busy[0].number}"
    secret = bytes(models.Secret.objects.get(pk=DAY).secret)
    before = whole(client.get(address))
    assert secret.hex() not in before
    assert "11/12/2023" in before
    risk.reveal(DAY, at=law_moment(DAY + timedelta(days=7)))
    after = whole(client.get(address))
    assert secret.hex() in after
    for each in draws(secret, busy[0].number):
        assert f"{each:,}".replace(",", ".") in after


@pytest.mark.parametrize("number", ["12345", "abc", "1000000000051", "１０００００００００05"])
def test_what_is_no_number_is_said(client: Client, busy: Any, number: str) -> None:
    assert client.get(f"/draws/{DAY}/?number={number}").status_code == 200
    risk.reveal(DAY, at=law_moment(DAY + timedelta(days=7)))
    answer = client.get(f"/draws/{DAY}/?number={number}")
    assert answer.status_code == 400
    assert "mười hai chữ số" in answer.content.decode()


@pytest.mark.parametrize("page", ["2023-02-30/", "x/", "2019-01-01/", "2023-02-30.json", "20231204.csv"])
def test_a_day_without_a_draw_is_not_found(client: Client, busy: Any, page: str) -> None:
    assert client.get(f"/draws/{page}").status_code == 404


def test_the_list_marks_a_commitment_that_came_late(client: Client, busy: Any) -> None:
    assert "muộn" not in whole(client.get("/draws/"))
    late = DAY + timedelta(days=9)
    risk.publish(late, at=law_moment(late))
    assert "muộn" in whole(client.get("/draws/"))


def test_the_file_of_a_day_is_right_and_names_no_declaration(client: Client, busy: list[Declaration]) -> None:
    risk.reveal(DAY, at=law_moment(DAY + timedelta(days=7)))
    log.sequence()
    log.sign_head(NOW)
    text = whole(client.get(f"/draws/{DAY}.json"))
    told = json.loads(text)
    assert verify_draw.faults(told) == []
    assert told["log"][0]["inclusion"]
    assert (told["declarations"], told["taken"]) == (
        120, sum(draws(bytes.fromhex(told["secret"]), number)[0] < told["threshold"] for number in numbers()),
    )  # fmt: skip
    for shown in (text, whole(client.get(f"/draws/{DAY}.csv")), whole(client.get(f"/draws/{DAY}/"))):
        assert [number for number in numbers() if number in shown] == []


def numbers() -> list[str]:
    return list(models.Decision.objects.values_list("number", flat=True))


def test_the_program_is_fetched_as_it_is(client: Client, db: None) -> None:
    assert "def judged" in whole(client.get("/draws/verify_draw.py"))


# The command


def run(*words: str) -> Any:
    return CliRunner().invoke(build(), ["risk", *words])


def test_the_command_reports_what_the_page_does(busy: list[Declaration]) -> None:
    done = run("report", "--since", "2023-12-01", "--until", "2023-12-10", "--json")
    told = json.loads(done.output)
    assert told["rate"]["inspected"] == len(busy)
    assert told["required_by_law"][0]["basis"] == "Luật Hải quan số 54/2014/QH13"
    assert sum(each["chosen"] for each in told["by_source"]) == len(busy)
    assert "120" in run("report", "--since", "2023-12-01", "--until", "2023-12-10").output
    assert json.loads(run("report", "--until", "2022-06-30", "--json").output)["since"] == "2022-01-01"


@pytest.mark.parametrize("words", [
    ("report", "--since", "x"), ("report", "--until", "20231204"), ("report", "--until", "2023-W01-1"),
    ("report", "--since", "2024-01-01", "--until", "2023-01-01"), ("verify", "x"),
    ("verify", "2023-12-04", "100000000005"),
])  # fmt: skip
def test_a_wrong_use_is_said(busy: Any, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_the_command_checks_a_day_and_a_file(client: Client, busy: Any, tmp_path: Any) -> None:
    assert run("verify", str(DAY)).exit_code == 0
    file = tmp_path / "day.json"
    file.write_text(whole(client.get(f"/draws/{DAY}.json")), "utf-8")
    assert run("verify", str(file)).exit_code == 1  # not shown yet
    risk.reveal(DAY, at=law_moment(DAY + timedelta(days=7)))
    file.write_text(whole(client.get(f"/draws/{DAY}.json")), "utf-8")
    done = run("verify", str(file), "100000000005", "--json")
    assert (done.exit_code, json.loads(done.output)["numbers"][0]["number"]) == (0, "100000000005")
    models.Decision.objects.filter(drawn_on=DAY).update(draw=1)
    assert run("verify", str(DAY)).exit_code == 1
