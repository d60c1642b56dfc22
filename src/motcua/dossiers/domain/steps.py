"""The steps of a dossier: those of the procedure's version under which it came, kept for its life."""

from collections.abc import Iterable
from decimal import Decimal

from motcua.dossiers.domain.clock import Limit
from motcua.dossiers.domain.errors import UnknownStep
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content, Step

ROLE_WORDS = {
    "reception": Words("Bộ phận một cửa", "One-stop desk"),
    "officer": Words("Công chức thụ lý", "Officer in charge"),
    "head": Words("Lãnh đạo Đội, Chi cục", "Head of the unit"),
    "leader": Words("Lãnh đạo đơn vị", "Leadership"),
    "clerk": Words("Văn thư", "Registry clerk"),
    "applicant": Words("Người nộp hồ sơ", "Applicant"),
    "system": Words("Hệ thống", "System"),
    "other": Words("Đơn vị khác", "Another body"),
}
POSTS = {
    "reception": ("officer", "head"), "officer": ("officer", "head"), "clerk": ("officer", "head"),
    "head": ("head",), "leader": ("head", "leader"), "other": ("officer", "head"),
}  # fmt: skip
"""Which posts of the office do a step of a role. A branch has no leadership of its own but its head."""
SIGNS = ("head", "leader")
_RECEPTION = Words("Tiếp nhận, kiểm tra thành phần hồ sơ", "Receive the dossier and check that it is whole")
_WORK = Words("Thụ lý, thẩm định hồ sơ", "Work on the dossier")
_SIGN = Words("Duyệt, ký kết quả", "Approve and sign the result")


def limit_of(content: Content) -> Limit:
    """The limit of the procedure."""
    return Limit(content.limit.amount, content.limit.unit)


def steps_of(content: Content) -> tuple[Step, ...]:
    """The steps as written; where none are written out, three that every dossier goes through, without a sharing."""
    if content.steps:
        return tuple(sorted(content.steps, key=lambda step: step.no))
    unit = content.limit.unit
    receipt, opinion = Words("Giấy tiếp nhận", "Receipt"), Words("Đề xuất xử lý", "Proposal")
    return (
        Step(1, _RECEPTION, "reception", Decimal(0), unit, receipt, form="01"),
        Step(2, _WORK, "officer", content.limit.amount, unit, opinion),
        Step(3, _SIGN, "leader", Decimal(0), unit, content.result or Words("Kết quả", "Result")),
    )


def step(steps: Iterable[Step], no: int) -> Step:
    """The step of that number. UnknownStep."""
    found = next((each for each in steps if each.no == no), None)
    if found is None:
        raise UnknownStep(step=no)
    return found


def following(steps: Iterable[Step], no: int) -> Step | None:
    """The next step that somebody of the house does; those of the applicant and of the system are passed over."""
    ours = (each for each in steps if each.no > no and not each.pauses and each.role not in ("applicant", "system"))
    return min(ours, key=lambda each: each.no, default=None)


def does(actor: Actor, role: str, office: str) -> bool:
    """Whether the actor's posts do a step of this role at this office."""
    return actor.kind == "system" or any(actor.holds(post, office) for post in POSTS.get(role, ("officer", "head")))


def signs(actor: Actor, office: str) -> bool:
    """Whether the actor signs results of this office."""
    return actor.kind == "system" or any(actor.holds(post, office) for post in SIGNS)


def fee_of(content: Content) -> int:
    """The fee in dong that the procedure states; 0 where it states none as a sum."""
    return content.fee_dong or 0
