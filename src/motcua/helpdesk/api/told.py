"""Rows as programs are told of them."""

from collections.abc import Sequence

from motcua.helpdesk.domain import answers
from motcua.helpdesk.domain.answers import Basis
from motcua.helpdesk.domain.shown import AnswerBasis, AnswerListed, Given, QuestionListed, QuestionShown, Said
from motcua.helpdesk.models import Answer, Question
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.queries.published import Shown


def _bases(held: Sequence[Basis]) -> tuple[AnswerBasis, ...]:
    return tuple(AnswerBasis(each.act, each.article, each.verified) for each in held)


def answer(each: Shown) -> AnswerListed:
    """A published answer."""
    told = each.content
    return AnswerListed(
        each.code, told.domain, *told.question, *told.answer, _bases(told.basis), told.procedures, told.lines,
        told.since, told.until, told.uncertain, {"page": f"/support/answers/{each.code}/"},
    )  # fmt: skip


def question(row: Question) -> QuestionListed:
    """A question of the list."""
    return QuestionListed(
        row.number, row.party, row.title, row.domain, row.nature, row.priority, row.level, row.state, row.channel,
        row.asked_at, queries.due(row), row.answered_at, row.again,
        {"self": f"/api/questions/{row.number}", "page": f"/support/questions/{row.number}/"},
    )  # fmt: skip


def _given(each: Answer) -> Given:
    return Given(
        each.version, each.at, each.body, _bases(answers.bases(each.basis)), answers.codes(each.procedures),
        answers.codes(each.lines),
    )  # fmt: skip


def whole(row: Question) -> QuestionShown:
    """A question with all that was said."""
    said = tuple(Said(each.at, each.side, each.body) for each in queries.written(row))
    return QuestionShown(question(row), said, tuple(map(_given, queries.answers(row))))
