"""What if over stored declarations: the unchanged tariff gives the stored sums, runs are kept once and proved."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.db.models import Sum
from django.test import Client
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures
from typer.testing import CliRunner

from motcua.declarations.models import Item
from motcua.declarations.services import Answer
from motcua.ground.queries import verification
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.reports.domain.whatif.asked import Change, TariffAsked
from motcua.reports.domain.whatif.errors import NothingStored, UnknownBranch, UnknownSchedule
from motcua.reports.domain.whatif.told import Pair, TariffFound
from motcua.reports.queries import whatif, whatif_runs
from motcua.reports.services import whatif as services
from motcua.reports.whatif_models import WhatIf, WhatIfAnswer
from motcua.site.commands import simulate

pytestmark = pytest.mark.usefixtures("demonstration")
SINCE, UNTIL = date(2023, 12, 1), date(2023, 12, 22)
LEADER = Actor(7, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
UP = Change("VAT", "", 200_000)
Lodge = Callable[..., list[Answer]]


def asked(*changes: Change, office: str = "", since: date = SINCE) -> TariffAsked:
    return TariffAsked(changes or (UP,), since, UNTIL, office)


def stored() -> dict[str, int]:
    columns = ("import_duty", "remedy", "excise", "environment", "vat", "export_duty")
    found = Item.objects.aggregate(**{f"of_{name}": Sum(name) for name in columns})
    return {name: found[f"of_{name}"] for name in columns}


def work(number: int) -> whatif_runs.Run:
    """The worker does what waits."""
    job = jobs.Job(1, "reports.whatif", {"id": number}, 1, "x")
    end = services.work(job, NOW)
    if end is not None:
        end()
    return whatif_runs.one(number)


def test_rates_that_nobody_has_give_the_stored_sums_to_the_dong(lodge: Lodge) -> None:  # noqa: F811
    lodge(6)
    found = whatif.by_tariff(asked(Change("VAT", "", 0, 123_456)))
    assert [(pair.was, pair.would) for pair in found.taxes] == [(each, each) for each in stored().values()]
    assert (found.touched_lines, found.left, found.declarations) == (0, 0, 6)


def test_touched_lines_are_assessed_again_and_the_others_kept(lodge: Lodge) -> None:  # noqa: F811
    lodge(6)
    seen: list[tuple[int, int]] = []
    found = whatif.by_tariff(asked(), lambda done, of: seen.append((done, of)))
    taxes = {pair.key: pair for pair in found.taxes}
    assert found.left == 0
    assert 0 < found.touched_declarations < found.declarations == 6
    assert taxes["vat"].would > taxes["vat"].was == stored()["vat"]
    assert all(pair.difference == 0 for key, pair in taxes.items() if key != "vat")
    assert seen == [(1, 1)]
    assert whatif.by_tariff(asked()) == found


def test_a_changed_day_or_branch_narrows_what_is_counted(lodge: Lodge) -> None:  # noqa: F811
    lodge(6)
    whole = whatif.by_tariff(asked())
    part = whatif.by_tariff(asked(since=date(2023, 12, 3)))
    assert part.declarations == 4
    assert part.total.difference < whole.total.difference
    assert whatif.by_tariff(asked(office="20BB")).total == whole.total
    with pytest.raises(NothingStored):
        whatif.by_tariff(asked(office="20CF"))
    with pytest.raises(UnknownBranch):
        whatif.by_tariff(asked(office="99XX"))


def test_a_run_is_asked_once_worked_out_once_and_proved(lodge: Lodge) -> None:  # noqa: F811
    lodge(3)
    number = services.order(asked(), by=LEADER, at=NOW)
    assert whatif_runs.one(number).waits
    assert services.order(asked(), by=LEADER, at=NOW + timedelta(hours=1)) == number
    run = work(number)
    assert run.answer == whatif.by_tariff(asked())
    assert run.answer is not None
    assert run.answer.fingerprint == whatif.basis(asked())
    assert work(number) == run
    assert (WhatIf.objects.count(), WhatIfAnswer.objects.count()) == (1, 1)
    assert faults() == []
    WhatIfAnswer.objects.update(answer="{}")
    assert faults()


def faults() -> list[str]:
    return [fault.place for fault in verification.verify(1_000).faults if "whatif" in fault.place]


def test_new_declarations_make_it_another_run(lodge: Lodge) -> None:  # noqa: F811
    lodge(2)
    first = services.order(asked(), by=SYSTEM, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE declarations_move SET leaf = leaf + 1 WHERE leaf = (SELECT MAX(leaf) FROM declarations_move)"
        )
    assert services.order(asked(), by=SYSTEM, at=NOW) != first


def test_what_cannot_be_worked_out_is_kept_as_a_refusal() -> None:
    run = work(services.order(asked(), by=LEADER, at=NOW))
    assert isinstance(run.refusal, NothingStored)
    assert not run.waits


@pytest.mark.parametrize("role", ["officer", "origin", "support", "admin"])
def test_others_do_not_ask(role: str) -> None:
    with pytest.raises(NotAllowed):
        services.order(asked(), by=Actor(8, "Khác", posts=frozenset({Post(role, "20BB")})), at=NOW)
    with pytest.raises(UnknownSchedule):
        services.order(asked(Change("NFM", "", 5)), by=LEADER, at=NOW)
    assert not WhatIf.objects.exists()


def test_pages_ask_show_compare_and_hand_out(lodge: Lodge, enter: Callable[..., Client]) -> None:  # noqa: F811
    lodge(3)
    client = enter("leader", office="20ZZ")
    form = {"changes": "VAT:*=20", "since": "01/12/2023", "until": "22/12/2023", "office": "", "effect": ""}
    answer: Any = client.post("/reports/whatif/", form)
    assert answer.status_code == 302
    number = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert client.get(answer["Location"])["Refresh"] == "3"
    run = work(number)
    assert run.answer is not None
    page = client.get(answer["Location"])
    assert "Refresh" not in page
    assert "VAT:*=20" in page.content.decode()
    other = work(services.order(asked(Change("VAT", "", 0)), by=LEADER, at=NOW))
    beside = client.get(f"/reports/whatif/compare/?a={number}&b={other.id}")
    assert beside.status_code == 200
    for kind, begins in (("csv", b""), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")):
        file: Any = client.get(f"/reports/whatif/{number}/whatif.{kind}")
        assert file.status_code == 200
        content = file.getvalue()
        assert content.startswith(begins)
        if kind == "csv":
            assert f"total,,,{run.answer.total.was},{run.answer.total.would}" in content.decode("utf-8-sig")
    assert "VAT:*=20" not in client.get("/reports/whatif/?q=MFN").content.decode()
    assert "VAT:*=20" in client.get("/reports/whatif/?q=vat").content.decode()


def test_what_is_typed_wrongly_is_said_and_nothing_is_asked(enter: Callable[..., Client]) -> None:  # noqa: F811
    client = enter("leader", office="20ZZ")
    for wrong in (
        {"changes": "NFM:87=5"}, {"changes": "87"}, {"changes": ""}, {"changes": "MFN:87=5\0"},
        {"changes": "MFN:87=5", "since": "01/01/0001"},
        {"changes": "MFN:87=5", "since": "05/12/2023", "until": "04/12/2023"},
        {"changes": "MFN:87=5", "since": "23/12/2023"}, {"changes": "MFN:87=5", "until": "31/12/9999"},
        {"changes": "MFN:87=5", "office": "20XX"}, {"changes": "MFN:87=" + "5" * 5_000},
    ):  # fmt: skip
        assert client.post("/reports/whatif/", wrong).status_code == 400, wrong
    assert not WhatIf.objects.exists()
    for address in ("1/", f"{10**30}/", "1/whatif.csv", "compare/?a=1&b=2", f"compare/?a={10**30}&b=x"):
        assert client.get(f"/reports/whatif/{address}").status_code in (200, 404)
    assert client.get("/reports/whatif/?q=%00&office=%27").status_code == 200


def test_the_command_prints_the_same_and_refuses_in_words(lodge: Lodge) -> None:  # noqa: F811
    lodge(3)
    days = ["--since", "2023-12-01", "--until", "2023-12-22"]
    printed = CliRunner().invoke(simulate.app, ["tariff", "VAT:*=20", *days, "--json"])
    assert msgspec.json.decode(printed.stdout, type=TariffFound) == whatif.by_tariff(asked())
    assert "VAT:*=20" in CliRunner().invoke(simulate.app, ["tariff", "VAT:*=20", *days]).stdout
    wrong = CliRunner().invoke(simulate.app, ["tariff", "NFM:*=20", *days])
    assert (wrong.exit_code, "REP-E21" in wrong.stderr) == (2, True)


def test_a_table_of_rates_is_a_change_for_each_of_its_lines(lodge: Lodge, tmp_path: Path) -> None:  # noqa: F811
    lodge(3)
    code = Item.objects.filter(vat__gt=0).values_list("hs_code", flat=True)[0]
    file = tmp_path / "vat.csv"
    file.write_text(f"code,schedule,since,rate\n{code},VAT,2023-12-01,20\n{code},VAT,bad,20\n")
    days = ["--since", "2023-12-01", "--until", "2023-12-22"]
    printed = CliRunner().invoke(simulate.app, ["tariff", "--file", str(file), *days, "--json"])
    found = msgspec.json.decode(printed.stdout, type=TariffFound)
    assert found.total == whatif.by_tariff(asked(Change("VAT", code, 200_000))).total
    assert found.total.difference > 0
    assert "1 mức / rates" in printed.stderr


def test_pairs_say_their_difference() -> None:
    assert Pair("vat", 5, 3).difference == -2
