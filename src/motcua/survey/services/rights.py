"""Who runs a survey, who signs and publishes."""

from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.survey.domain.errors import ChangedSince
from motcua.survey.models import Round


def runs(by: Actor) -> bool:
    """Whether the actor runs rounds: plans, draws, opens, closes."""
    return by.kind == "system" or any(post.role == "support" for post in by.posts)


def leads(by: Actor) -> bool:
    """Whether the actor signs frames and publishes."""
    return by.kind == "system" or any(post.role == "leader" for post in by.posts)


def need_runner(by: Actor) -> None:
    """NotAllowed but for the support desk."""
    if not runs(by):
        raise NotAllowed(who=by.name, act="survey")


def need_leader(by: Actor) -> None:
    """NotAllowed but for leaders."""
    if not leads(by):
        raise NotAllowed(who=by.name, act="survey")


def held(number: str, seen: int = 0) -> Round:
    """The round, kept for this transaction; `seen` is the step that was read, 0 for any. NotFound, ChangedSince."""
    found = Round.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise NotFound(what=number[:30])
    if seen and found.leaf != seen:
        raise ChangedSince
    return found
