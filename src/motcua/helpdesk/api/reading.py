"""GET /api/questions and /api/answers: the enterprise's questions, and published answers for everybody."""

from urllib.parse import urlencode

from motcua.design.domain.api import Call, Operation, Parameter, Told, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.helpdesk.api import told as writing
from motcua.helpdesk.domain import tables
from motcua.helpdesk.domain.asking import Filters
from motcua.helpdesk.domain.life import State
from motcua.helpdesk.domain.shown import AnswersFound, QuestionPage, QuestionShown
from motcua.helpdesk.queries import listing, published
from motcua.helpdesk.queries import questions as queries
from motcua.kernel.days import law_day
from motcua.kernel.words import Words

SCOPE = "question:read"
LARGEST_PAGE, MOST_ANSWERS = 200, 20
STATES = ("open", "late", "done", *(str(each) for each in State))


def questions(call: Call) -> Told:
    """A page of the enterprise's questions."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in STATES:
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {STATES}."), state))
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    filters = Filters(text=call.query.get("q", "")[:100], state=state, sort="-asked")
    found, place = listing.questions(filters, call.by, now=call.at, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/questions?{urlencode(onward)}" if place.number < place.last else ""
    rows = tuple(map(writing.question, found))
    return told(QuestionPage(rows, place.number, place.found, place.more, following))


def question(call: Call, number: str) -> Told:
    """One question with all that was said."""
    return told(writing.whole(queries.find(number, call.by)))


def answers(call: Call) -> Told:
    """Published answers that fit what is typed."""
    domain = call.query.get("domain", "")
    if domain and domain not in tables.DOMAINS:
        wrong = error("API-400", "?domain", Words("Không có lĩnh vực này.", "There is no such domain."), domain)
        raise Stopped("unreadable", errors=[wrong])
    text = call.query.get("q", "")[:200]
    found = published.search(text, law_day(call.at), domain=domain, limit=MOST_ANSWERS)
    return told(AnswersFound(tuple(map(writing.answer, found))))


OPERATIONS = (
    Operation(
        "listQuestions", "get", "questions", "questions",
        Words("Danh sách câu hỏi của doanh nghiệp", "The enterprise's questions"), questions, scope=SCOPE,
        gives={200: QuestionPage}, problems=("unreadable",),
        parameters=(
            Parameter("q", Words("Số hoặc từ trong câu hỏi", "Number or words of the question")),
            Parameter("state", Words(f"Trạng thái: {', '.join(STATES)}", f"State: {', '.join(STATES)}")),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter(
                "size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"), int
            ),
        ),
    ),
    Operation(
        "showQuestion", "get", "questions/{number}", "question",
        Words("Một câu hỏi và các câu trả lời", "A question and its answers"), question, scope=SCOPE,
        gives={200: QuestionShown}, problems=("not-found",),
    ),
    Operation(
        "findAnswers", "get", "answers", "answers",
        Words("Tìm câu trả lời đã công bố", "Find published answers"), answers, gives={200: AnswersFound},
        problems=("unreadable",),
        parameters=(
            Parameter("q", Words("Từ cần tìm, có dấu hoặc không", "Words, with or without accents")),
            Parameter("domain", Words("Mã lĩnh vực", "Code of a domain")),
        ),
    ),
)  # fmt: skip
