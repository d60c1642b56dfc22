"""What pages of people call gates, papers, nationalities and states; which gates an officer counts at."""

from datetime import date

from motcua.crossings.domain.passengers import DIRECTIONS
from motcua.crossings.domain.people_data import GATES, PAPERS, Gate, gates, gates_of
from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.reference.domain.calling import called

TONES = {
    "due": "warn", "paid": "good", "declared": "good", "left": "", "referred": "info", "refused": "bad", "held": "bad",
    "free": "good", "taxed": "warn",
}  # fmt: skip
Choices = list[tuple[str, str]]


def gate(code: str) -> str:
    """A gate's name."""
    return say(GATES[code].words) if code in GATES else code


def papers(code: str) -> str:
    """A kind of papers."""
    return say(PAPERS[code].words) if code in PAPERS else code


def nation(code: str, day: date) -> str:
    """A country's name."""
    return say(called("country", code, day))


def way(direction: str) -> str:
    """A direction."""
    return say(DIRECTIONS.get(direction, Words(direction, direction)))


def gate_choices(day: date) -> Choices:
    """All gates of a day."""
    return [(code, say(each.words)) for code, each in gates(day).items()]


def own_gates(actor: Actor, day: date) -> list[Gate]:
    """The gates of the offices where the actor is an officer."""
    return gates_of(frozenset(post.office for post in actor.posts if post.role == "officer"), day)


def paper_choices(day: date) -> Choices:
    """All kinds of papers."""
    return [(code, say(each.words)) for code, each in PAPERS.items() if each.since <= day]
