"""While a round is open no leaf answers for links and the box: what somebody changes there is found all the same."""

from importlib import import_module

import pytest
from django.apps import apps
from tests.rooms.survey.conftest import AT, CLOSES, DAYS, SUPPORT, answered, faults, opened

from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound
from motcua.survey import sealing, services
from motcua.survey.models import Answer, Box, Round, Token

pytestmark = pytest.mark.usefixtures("department")


@pytest.fixture
def made() -> Round:
    """A round to which twenty have answered; their sheets lie in the box."""
    found, links = opened()
    answered(links)
    assert faults() == []
    return found


def test_a_link_that_was_put_into_the_database_opens_nothing(made: Round) -> None:
    own = "x" * 43
    code = Token.objects.filter(spent=0).values_list("party", flat=True)[0]
    Token.objects.create(hash=sealing.hashed(own), round_id=made.pk, party=code, spent=0, mark="0" * 64)
    with pytest.raises(NotFound):
        services.door(own, AT)
    with pytest.raises(NotFound):
        services.submit(own, at=AT)
    assert faults() == [f"survey_token {sealing.hashed(own)}"]


def test_a_link_that_was_given_to_another_opens_nothing() -> None:
    made, links = opened()
    first, second = sorted(links)[:2]
    hashed = sealing.hashed(links[first])
    Token.objects.filter(pk=hashed).update(party=second)
    with pytest.raises(NotFound):
        services.door(links[first], AT)
    assert set(faults()) == {f"survey_token {hashed}", f"survey_token {made.number}"}


def test_an_answer_that_was_changed_in_the_box_is_not_laid_down_and_stays_named(made: Round) -> None:
    ratings = Box.objects.filter(kind="rating").count()
    row = Box.objects.filter(kind="rating")[0]
    Box.objects.filter(pk=row.pk).update(content=row.content.replace("4", "1"))
    assert faults() == [f"survey_box {row.pk}"]
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    assert Answer.objects.count() == ratings - 1
    assert f"survey_box {row.pk}" in faults()
    assert f"survey_box {made.number}" in faults()


def test_a_rating_that_was_taken_out_of_the_box_is_missed(made: Round) -> None:
    Box.objects.filter(pk=Box.objects.filter(kind="rating")[0].pk).delete()
    assert faults() == [f"survey_answer {made.number}"]


def test_a_link_that_was_taken_out_is_missed(made: Round) -> None:
    Token.objects.filter(pk=Token.objects.filter(spent=0)[0].pk).delete()
    assert faults() == [f"survey_token {made.number}"]


def test_rows_that_stood_before_there_were_marks_get_theirs(made: Round) -> None:
    Token.objects.update(mark="")
    Box.objects.update(mark="")
    assert faults() != []
    import_module("motcua.survey.migrations.0003_marks").mark(apps, None)
    assert faults() == []
