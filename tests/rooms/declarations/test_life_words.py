"""Every state and verb of the life has its words, its tone, and its place in the lists."""

from motcua.declarations.domain.asking import OPEN
from motcua.declarations.domain.life import MOVES, STATE_WORDS, State
from motcua.declarations.models import Declaration
from motcua.declarations.services.life import VERBS
from motcua.declarations.web import words


def test_each_state_is_told_in_both_languages_and_has_a_tone() -> None:
    assert set(STATE_WORDS) == set(words.TONES) == set(State)
    assert all(each.vi and each.en for each in STATE_WORDS.values())


def test_each_verb_is_told_and_logged() -> None:
    verbs = {verb for _, verb in MOVES}
    assert verbs <= set(words.STEPS)
    assert verbs <= set(VERBS)
    assert all(len(verb) <= 20 for verb in verbs)


def test_the_index_of_open_declarations_has_the_open_states() -> None:
    (index,) = (index for index in Declaration._meta.indexes if index.name == "declaration_open")
    assert set(index.condition.children[0][1]) == {str(state) for state in OPEN}
