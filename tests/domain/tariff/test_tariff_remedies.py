"""Trade remedies: what is due by itself, what a code picks, and what is held rather than guessed."""

import pytest
from tests.domain.tariff.tariff_factories import day

from motcua.reference.domain import code_list
from motcua.tariff.domain import Entry, HeldRate, packaged
from motcua.tariff.domain.packaged import layer, sources
from motcua.tariff.domain.writing import condition

REMEDIES = ("SAFEGUARD", "ANTIDUMPING", "COUNTERVAILING")
DAP, BILLET, SUGAR, CHAIR, DESK, FILM, PHONE_PART = (
    "31053000", "72071100", "17019910", "94017990", "94033000", "39202091", "85177929",
)  # fmt: skip


def remedies() -> list[Entry]:
    """Every packaged entry of a remedy."""
    return [entry for entry in layer()[1] if entry.schedule in REMEDIES]


@pytest.mark.parametrize(("asked", "amount"), [
    ("2022-01-01", 1_029_219), ("2022-03-06", 1_029_219), ("2022-03-07", 1_007_778), ("2022-09-06", 1_007_778),
    ("2022-09-07", None),
])  # fmt: skip
def test_the_safeguard_on_fertiliser_is_an_amount_a_tonne_and_ends(asked: str, amount: int | None) -> None:
    found = packaged().on(day(asked)).rate("SAFEGUARD", DAP, "CN")
    assert (found and (found.amount, found.unit)) == (amount and (amount, "TNE"))


@pytest.mark.parametrize(("asked", "ppm"), [
    ("2022-03-21", 133_000), ("2022-03-22", 113_000), ("2023-03-21", 113_000), ("2023-03-22", None),
])  # fmt: skip
def test_the_safeguard_on_billets_falls_each_march_and_was_not_prolonged(asked: str, ppm: int | None) -> None:
    found = packaged().on(day(asked)).rate("SAFEGUARD", BILLET, "JP")
    assert (found and found.ppm) == ppm


def test_sugar_of_thailand_bears_both_duties_and_that_of_the_neighbours_since_august_2022() -> None:
    for origin, asked, due in (
        ("TH", "2022-01-01", True), ("LA", "2022-08-07", False), ("LA", "2022-08-08", True),
        ("AU", "2023-05-02", False),
    ):  # fmt: skip
        today = packaged().on(day(asked))
        found = [today.rate(schedule, SUGAR, origin) for schedule in ("ANTIDUMPING", "COUNTERVAILING")]
        assert [entry and entry.ppm for entry in found] == ([429_900, 46_500] if due else [None, None])


@pytest.mark.parametrize(("asked", "chair", "desk"), [
    ("2022-10-06", None, None), ("2022-10-07", 214_000, 352_000), ("2023-02-03", 214_000, 352_000),
    ("2023-02-04", None, None), ("2023-02-13", 214_000, 352_000), ("2028-02-13", None, None),
])  # fmt: skip
def test_chairs_and_tables_of_china_bear_the_provisional_then_the_definitive_duty(
    asked: str, chair: int | None, desk: int | None
) -> None:
    today = packaged().on(day(asked))
    found = [today.rate("ANTIDUMPING", code, "CN") for code in (CHAIR, DESK)]
    assert [entry and entry.ppm for entry in found] == [chair, desk]
    assert today.rate("ANTIDUMPING", CHAIR, "MY") is None


def test_a_rate_that_nobody_here_knows_is_refused_with_the_decision_to_read() -> None:
    today = packaged().on(day("2023-05-02"))
    with pytest.raises(HeldRate, match="1900/QĐ-BCT"):
        today.remedy("ANTIDUMPING", FILM, "CN")
    assert today.remedy("ANTIDUMPING", FILM, "KR") is None
    outside = today.remedy("ANTIDUMPING", FILM, "CN", ["GB900"])
    assert outside is not None
    assert outside.kind == "exempt"


def test_a_producers_rate_is_never_taken_by_itself() -> None:
    today = packaged().on(day("2023-09-01"))
    offered = {entry.claim: entry.ppm for entry in today.entries("ANTIDUMPING", SUGAR) if "TH" in entry.origins}
    assert offered == {"": 429_900, "GB911": 327_500, "GB912": 257_300}
    for claims, ppm in (([], 429_900), (["GB911", "CB911"], 327_500)):
        found = today.remedy("ANTIDUMPING", SUGAR, "TH", claims)
        assert found is not None
        assert found.ppm == ppm


def test_goods_outside_the_measure_can_be_declared_so_wherever_the_measure_is_narrower_than_the_line() -> None:
    for entry in remedies():
        if entry.code[:4] != "1701" and not entry.claim and "năm năm" not in entry.condition:
            beside = [other for other in packaged().entries_of(entry.schedule, entry.code)
                      if other.claim.endswith("900") and other.holds_on(entry.since)]  # fmt: skip
            assert [other.kind for other in beside] == ["exempt"], entry


def test_an_investigation_that_has_only_begun_bears_no_duty() -> None:
    assert packaged().on(day("2025-09-01")).rate("ANTIDUMPING", "69072191", "IN") is None


def test_every_claim_is_a_code_of_the_list_that_is_in_force_as_long_as_its_rate() -> None:
    listed = {entry.code: entry for entry in code_list("other_tax").entries if entry.extra["tax"] == "remedy"}
    for entry in remedies():
        if entry.claim:
            code = listed[entry.claim]
            assert code.says("invented")
            assert code.since <= entry.since
            assert code.until is None or (entry.until is not None and entry.until <= code.until)


def test_every_remedy_names_its_decision_and_a_held_one_says_in_both_languages_what_to_read() -> None:
    for entry in remedies():
        assert "QĐ-BCT (20" in entry.source
        assert entry.source in sources()
        assert entry.evidence == "recalled"
        if entry.kind == "held":
            said = condition(entry)
            assert "QĐ-BCT" in said.vi
            assert said.vi != said.en


def test_a_claim_is_told_beside_its_rate() -> None:
    (found,) = [
        entry for entry in packaged().on(day("2023-09-01")).entries("ANTIDUMPING", SUGAR) if entry.claim == "GB911"
    ]
    assert condition(found).en == "when GB911 is declared; origin TH"
    assert condition(found).vi == "khi khai mã GB911; xuất xứ TH"


def test_goods_without_a_measure_bear_none() -> None:
    today = packaged().on(day("2023-05-02"))
    assert [today.rate(schedule, PHONE_PART, "CN") for schedule in ("SAFEGUARD", "ANTIDUMPING")] == [None, None]
