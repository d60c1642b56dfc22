"""/api/declarations/{number}/amendments: where one would stand, propose one, see what became of it."""

import msgspec

from motcua.declarations import services
from motcua.declarations.domain.message import write
from motcua.declarations.domain.shown import Amendment, Amendments, AmendmentTold
from motcua.declarations.domain.windows import WINDOW_WORDS, Offer, Window, place
from motcua.declarations.events import AMENDMENT
from motcua.declarations.models import Declaration, Proposal
from motcua.declarations.queries import amendments as queries
from motcua.declarations.queries import one
from motcua.design.domain.api import Call, Operation, Told, told
from motcua.ground.services import letters
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

LARGEST = 1 << 20
_decode = msgspec.json.Decoder(Amendment).decode
_encode = msgspec.json.Encoder().encode


def listed(call: Call, number: str) -> Told:
    """Those that were proposed, and where a new one would stand now."""
    found = one.find(number, call.by)
    rows = tuple(_row(found, each) for each in queries.proposals(found.id))
    try:
        stands = place(queries.case(found), call.at)
    except Refusal as refusal:
        return told(Amendments(number, "", refusal.in_language("vi"), refusal.in_language("en"), 0, rows))
    return told(Amendments(number, stands.window.value, "", "", stands.term.value if stands.term else 0, rows))


def _row(found: Declaration, each: Proposal) -> AmendmentTold:
    resolved = getattr(each, "resolved", None)
    words = WINDOW_WORDS[Window(each.window)]
    return AmendmentTold(
        found.number, each.no, resolved.verdict if resolved else Offer.PROPOSED.value, each.window, words.vi, words.en,
        each.at, each.due_at, each.version, each.tax_before, each.tax_after, resolved.at if resolved else None,
        resolved.note if resolved else "",
    )  # fmt: skip


def propose(call: Call, number: str) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    one.find(number, call.by)
    return letters.answered(
        call, f"{number}-amendment", lambda _: _propose(call, number), kind=AMENDMENT, subject=number
    )  # fmt: skip


def _propose(call: Call, number: str) -> letters.Done:
    asked = letters.read(call.body, _decode, "{“declaration”, “reason”}", "DCL-E01")
    wanted = services.AmendmentAsked(write(asked.declaration), asked.reason, asked.note, asked.version)
    done = services.propose(number, wanted, by=call.by, at=call.at)
    words = WINDOW_WORDS[done.window]
    told = AmendmentTold(
        number, done.no, done.state.value, done.window.value, words.vi, words.en, done.at, done.due_at, done.version,
        done.tax_before, done.tax_after,
    )  # fmt: skip
    return letters.Done(told, 202 if done.state is Offer.PROPOSED else 201, reference=asked.reason)


OPERATIONS = (
    Operation(
        "listAmendments", "get", "declarations/{number}/amendments", "amendments",
        Words("Các bản khai bổ sung", "Amendments of a declaration"), listed, scope="declarations:read",
        gives={200: Amendments}, problems=("not-found",),
    ),
    Operation(
        "proposeAmendment", "post", "declarations/{number}/amendments", "amendments",
        Words("Khai bổ sung", "Propose an amendment"), propose, scope="declarations:write",
        takes=(Amendment,), gives={202: AmendmentTold, 201: AmendmentTold},
        parameters=(letters.KEY,),
        problems=("unreadable", "not-found", "conflict", "refused", "too-large"), largest=LARGEST,
        about=Words(
            "Nội dung là toàn bộ tờ khai sau khi sửa. 202: chờ công chức chi cục quyết định trước `decide_by`. 201: "
            "hải quan đã yêu cầu nên có hiệu lực ngay. 409: vì sao không khai bổ sung được, hoặc nội dung chưa đạt.",
            "The body holds the whole declaration as it shall be. 202: an officer of the branch decides by "
            "`decide_by`. 201: customs had asked for it, so it is in force. 409: why it cannot be, or what is wrong.",
        ),
    ),
)  # fmt: skip
