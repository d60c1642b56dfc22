"""POST /api/questions: an enterprise's program asks, and goes on with a question."""

import msgspec

from motcua.design.domain.api import Call, Operation, Told
from motcua.design.domain.problems import Problem, error, problem
from motcua.ground.services import letters, post
from motcua.ground.services.letters import Done
from motcua.helpdesk import services
from motcua.helpdesk.api.told import question
from motcua.helpdesk.domain.shown import Asking, QuestionListed, Replying
from motcua.helpdesk.events import QUESTION
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words

SCOPE = "question:write"
LARGEST = 1 << 18
"""Bytes of a question."""
_ask = msgspec.json.Decoder(Asking).decode
_words = msgspec.json.Decoder(Replying).decode


def ask(call: Call) -> Told:
    """Kept in the post book first; the same again is told what was told."""

    def obey(letter: post.Letter) -> Done | Problem:
        asked = letters.read(call.body, _ask, "{“party”, “title”, “body”, “domain”}", "HLP-E03")
        classed = services.Class(asked.domain, asked.nature, 1, asked.priority)
        new = services.New(asked.title, asked.body, classed, "api", asked.party)
        try:
            made = services.ask(new, by=call.by, at=call.at)
        except NotAllowed:
            words = Words("Mã kết nối không dùng cho doanh nghiệp này.", "The token is not for this enterprise.")
            return problem("refused", errors=[error("KRN-E01", "/party", words)])
        return Done(question(made), 201, subject=made.number)

    return letters.answered(call, "questions", obey, kind=QUESTION)


def reply(call: Call, number: str) -> Told:
    """What the asker writes on; after an answer the question is asked again."""

    def obey(letter: post.Letter) -> Done | Problem:
        said = letters.read(call.body, _words, "{“words”}", "HLP-E03")
        found = services.reply(number, said.words, by=call.by, at=call.at)
        return Done(question(found), subject=found.number)

    return letters.answered(call, f"questions/{number[:16]}", obey, kind=QUESTION, subject=number[:16])


_PROBLEMS = ("unreadable", "refused", "conflict", "not-found", "too-large")
OPERATIONS = (
    Operation(
        "askQuestion", "post", "questions", "questions", Words("Gửi câu hỏi", "Ask a question"), ask, scope=SCOPE,
        takes=(Asking,), gives={201: QuestionListed}, parameters=(letters.KEY,), problems=_PROBLEMS, largest=LARGEST,
    ),
    Operation(
        "replyToQuestion", "post", "questions/{number}/replies", "question_reply",
        Words("Viết tiếp vào câu hỏi", "Go on with a question"), reply, scope=SCOPE, takes=(Replying,),
        gives={200: QuestionListed}, parameters=(letters.KEY,), problems=_PROBLEMS, largest=LARGEST,
    ),
)  # fmt: skip
