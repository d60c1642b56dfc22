"""Who may do what to a question; what each sees stands in `queries`."""

from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.errors import Erased
from motcua.helpdesk.models import Asker, Question
from motcua.helpdesk.queries import questions as queries
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed


def held(number: str, by: Actor) -> Question:
    """The question, kept for this transaction. NotFound where this actor may not see it."""
    found = queries.find(number, by)
    return Question.objects.select_for_update().get(pk=found.pk)


def need_desk(found: Question, by: Actor) -> None:
    """Only the desk works on a question, and nobody on an own one. NotAllowed."""
    if by.kind == "system":
        return
    if not queries.at_desk(by) or (by.account and by.account == found.account):
        raise NotAllowed(who=by.name, act=f"question/{found.number}")


def answers(to: Actor, nature: str, office: str) -> bool:
    """Whether a question of this nature may be given to somebody: what is closed to the office's head or a leader."""
    if nature in tables.CLOSED:
        return to.holds("leader") or to.holds("head", office)
    return queries.at_desk(to)


def need_level(found: Question, by: Actor) -> None:
    """Only those answer whose authority reaches the question's level. NotAllowed."""
    need_desk(found, by)
    roles = tables.LEVELS[found.level].roles
    if by.kind != "system" and not any(post.role in roles for post in by.posts):
        raise NotAllowed(who=by.name, act=f"question/{found.number}: {tables.LEVELS[found.level].words.vi}")


def need_asker(found: Question, by: Actor) -> None:
    """Only who asked goes on with a question. NotAllowed."""
    if by.kind != "system" and not queries.is_asker(found, by):
        raise NotAllowed(who=by.name, act=f"question/{found.number}")


def need_kept(found: Question) -> None:
    """Nothing more is written down of an asker whose data were erased. Erased."""
    if not Asker.objects.filter(pk=found.pk).exists():
        raise Erased(number=found.number)


def need_editor(by: Actor) -> None:
    """Published answers are written by the desk. NotAllowed."""
    if by.kind != "system" and not queries.at_desk(by):
        raise NotAllowed(who=by.name, act="answers")


REVIEWERS = frozenset({"support", "head", "leader"})


def reviews(by: Actor) -> bool:
    """Whether the actor reviews published answers, and corrects or erases askers."""
    return any(post.role in REVIEWERS for post in by.posts)


def need_reviewer(by: Actor) -> None:
    """Published answers are reviewed by support officers, heads and leaders. NotAllowed."""
    if by.kind != "system" and not reviews(by):
        raise NotAllowed(who=by.name, act="answers")
