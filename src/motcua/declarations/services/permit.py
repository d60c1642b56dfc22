"""Permit: whether a sender may lodge for the party that a declaration names, by its own right or by a mandate."""

from motcua.declarations.services.values import Prepared
from motcua.kernel.actor import Acting, Actor
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words

_PROCEDURE, _AGENT = 1, 1
"""Places of the procedure in a head and of the agent in a version's values."""


def permitted(
    item: Prepared, by: Actor, *, agent: str = "", procedure: str = "", office: str = "", trial: bool = False
) -> Prepared:  # fmt: skip
    """As it is, or refused where its sender may not lodge it. A trial may be had by whoever may prepare.

    Agent, procedure and office are those of the item, where it was accepted.
    """
    if by.kind == "system" or not item.party or item.party in by.parties:
        return item
    if item.head:
        agent, procedure, office = str(item.version[_AGENT]), str(item.head[_PROCEDURE]), item.office
    bounds = {"direction": item.direction, "procedure": procedure, "office": office}
    right = by.right(item.party, "lodge", **bounds)
    if right is None and trial and by.may(item.party, "prepare", **bounds):
        return item
    if right is None:
        return _refused(item, _why(item, by))
    if right.agent and item.accepted and agent != right.agent:
        return _refused(item, _unnamed(right.agent, agent))
    return item


def by_mandate(subject: int, item: Prepared, by: Actor) -> list[tuple[object, ...]]:
    """The row that keeps an agent's sight of what it lodged; none for what a party lodged itself."""
    if by.kind == "system" or item.party in by.parties:
        return []
    right = _right(item, by)
    return [(subject, right.agent, right.mandate)] if right is not None and right.agent else []


def _right(item: Prepared, by: Actor) -> Acting | None:
    return by.right(
        item.party, "lodge", direction=item.direction, procedure=str(item.head[_PROCEDURE]), office=item.office
    )  # fmt: skip


def _refused(item: Prepared, found: Finding) -> Prepared:
    """Refused, and nothing else is told: the rules' findings know the standing of the enterprise."""
    return Prepared(item.at, False, (found,), item.body_hash, item.offset, item.length, direction=item.direction)


def _why(item: Prepared, by: Actor) -> Finding:
    """Why there is no right: none at all, one that does not include lodging, or a mandate that ends before this."""
    if item.party in by.own:
        return _finding("DCL-E62", "/party_id", item.party, _NO_TASK, _ASK_MANAGER)
    if any(right.party == item.party for right in by.acting):
        return _finding("DCL-E60", "/party_id", item.party, _OUTSIDE, _WIDER)
    return _finding("DCL-E04", "/party_id", item.party, _STRANGER, _OWN)


def _unnamed(agent: str, named: str) -> Finding:
    told = Words(_NAME.vi % {"agent": agent}, _NAME.en % {"agent": agent})
    return _finding("DCL-E61", "/agent_id", named or None, _UNNAMED, told)


def _finding(code: str, path: str, value: object, words: Words, todo: Words) -> Finding:
    return Finding(code, path, "refuse", value, words, todo)


_STRANGER = Words("Người gửi không được khai cho mã số thuế này.", "The sender may not lodge for this tax code.")
_OWN = Words(
    "Khai cho doanh nghiệp của mình, hoặc dùng tài khoản được doanh nghiệp này ủy quyền.",
    "Lodge for your own enterprise, or use an account that this enterprise has authorised.",
)
_OUTSIDE = Words(
    "Ủy quyền của doanh nghiệp này không bao gồm tờ khai này: đã hết hạn, hoặc khác loại hình, chiều hàng hay Chi cục.",
    "The mandate of this enterprise does not include this declaration: it is over, or bound to another procedure, "
    "direction or branch.",
)
_WIDER = Words(
    "Xem phạm vi ở trang Ủy quyền, hoặc đề nghị doanh nghiệp ủy quyền rộng hơn.",
    "See its bounds on the page of mandates, or ask the enterprise for a wider one.",
)
_NO_TASK = Words(
    "Tài khoản này không được giao việc nộp tờ khai cho doanh nghiệp.",
    "This account has not been given the lodging of declarations for the enterprise.",
)
_ASK_MANAGER = Words(
    "Đề nghị người quản lý của doanh nghiệp nộp, hoặc giao việc nộp tờ khai cho tài khoản này.",
    "Ask the manager of the enterprise to lodge it, or to give this account that task.",
)
_UNNAMED = Words(
    "Đại lý khai theo ủy quyền phải ghi mã của mình ở ô Đại lý hải quan.",
    "An agent who lodges by mandate names itself as the customs agent.",
)
_NAME = Words("Ghi %(agent)s vào ô Đại lý hải quan.", "Enter %(agent)s as the customs agent.")
