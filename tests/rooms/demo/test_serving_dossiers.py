"""The year's one-stop dossiers: as many as published, of as many enterprises, every one through the services."""

from collections import Counter
from datetime import date, timedelta

from motcua.demo.domain.enterprises import enterprises
from motcua.demo.domain.parameters import parameters
from motcua.demo.domain.world import World
from motcua.demo.services.accounts import open_accounts
from motcua.demo.services.serving import dossiers
from motcua.dossiers import queries
from motcua.dossiers.covering import the_dossiers
from motcua.dossiers.models import Act, Dossier, Result
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.procedures import services as procedures
from motcua.procedures.domain import packaged
from motcua.tariff import queries as tariff

SCALE = 0.05
BEGUN = date(2022, 1, 1)


def test_the_year_has_as_many_dossiers_and_enterprises_as_were_published(db: None) -> None:
    world = World(parameters(), tariff.book(), seed=2023, scale=SCALE)
    parties.register(enterprises(world), by=SYSTEM, at=law_moment(BEGUN - timedelta(days=1), 8))
    _, shown = open_accounts(world, law_moment(BEGUN - timedelta(days=3), 8))
    procedures.load_packaged(
        packaged.contents(), in_force_from=BEGUN, by=SYSTEM, at=law_moment(BEGUN - timedelta(days=1), 9)
    )
    dossiers.build(world, shown)
    told, opens = queries.figures(2023, date(2023, 12, 22)), law_moment(date(2023, 12, 22), 10)
    assert (told.dossiers, told.enterprises) == (round(3337 * SCALE), round(550 * SCALE))
    assert told.late < told.finished * 0.06
    assert told.satisfied > told.rated * 0.7
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert {"new", "refused", "returned"} <= set(states)
    assert not Act.objects.filter(at__gt=opens).exists()
    assert Act.objects.filter(verb="ask supplement").exists()
    assert Result.objects.exclude(file_id=0).count() <= 4
    assert {each.office for each in Dossier.objects.all()} > {"20BB", "20ZZ"}
    assert list(the_dossiers()) == []
