"""The record of every right: who held which on which day, who gave it and who ended it, as the log says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import msgspec
from django.db.models import Q, QuerySet

from motcua.ground import queries as ground
from motcua.kernel.words import Words
from motcua.people.domain import ACTS, ALL, SCOPES, role_words
from motcua.people.models import Account, Delegation, Held, Token

MOST = 2_000


class _Body(msgspec.Struct):
    """Of a leaf: who did it."""

    by: str


_body = msgspec.json.Decoder(_Body).decode


class Right(msgspec.Struct, frozen=True):
    """A right as it stands: both days included, `until` None is open.

    `holder` names who has it as the log does; `given` and `ended` are leaves, of which `told` makes who and when.
    """

    holder: str
    kind: Words
    what: Words
    office: str
    party: str
    since: date
    until: date | None
    given: int
    ended: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Told(msgspec.Struct, frozen=True):
    """Who gave a right, when, and who ended it."""

    right: Right
    by: str
    at: datetime
    ended_by: str = ""
    ended_at: datetime | None = None


class Wanted(msgspec.Struct, frozen=True):
    """Whose rights are asked for: of a person, of a party, at an office; on a day, or ever."""

    account: int = 0
    party: str = ""
    office: str = ""
    day: date | None = None

    def keeps(self, right: Right) -> bool:
        """Whether a right is asked for."""
        return self.day is None or right.holds_on(self.day)


KIND_POST = Words("Vị trí công tác", "Post")
KIND_TOKEN = Words("Mã kết nối", "Token of a program")
KIND_DELEGATION = Words("Thay khi vắng mặt", "Stands in")
KIND_MANDATE = Words("Ủy quyền đại lý", "Mandate")


def rights(wanted: Wanted) -> list[Right]:
    """Posts, tokens and delegations that are asked for, the newest first."""
    found = [*_posts(wanted), *_tokens(wanted), *_delegations(wanted)]
    return sorted(filter(wanted.keeps, found), key=lambda right: -right.given)


def told(found: Sequence[Right]) -> list[Told]:
    """The same with who gave and ended them, read from the leaves of the log."""
    some = found[:MOST]
    wanted = sorted({leaf for right in some for leaf in (right.given, right.ended) if leaf})
    leaves = {leaf.id: leaf for leaf in ground.leaves(wanted)}

    def one(right: Right) -> Told:
        given, ended = leaves[right.given], leaves.get(right.ended)
        by = _body(given.body).by
        return Told(right, by, given.at, _body(ended.body).by if ended else "", ended.at if ended else None)

    return [one(right) for right in some]


def names(references: Iterable[str]) -> dict[str, str]:
    """Names of persons and programs by how the log calls them; a delegate's names both."""
    wanted = {part for reference in references for part in reference.split(" for ")}
    accounts = dict(Account.objects.filter(pk__in=_ids(wanted, "account")).values_list("pk", "name"))
    tokens = dict(Token.objects.filter(pk__in=_ids(wanted, "token")).values_list("pk", "name"))
    return {
        **{f"account/{key}": name for key, name in accounts.items()},
        **{f"token/{key}": name for key, name in tokens.items()},
    }


def persons_named(references: Iterable[str]) -> dict[str, str]:
    """Who stands behind each reference, as one text: a delegate first, then the absent one."""
    listed = list(references)
    known = names(listed)
    return {told: ", ".join(known.get(each, each) for each in told.split(" for ")) for told in listed}


def _ids(references: Iterable[str], kind: str) -> list[int]:
    pairs = (reference.partition("/") for reference in references)
    return [int(key) for name, _, key in pairs if name == kind and key.isdecimal()]


def acts_words(acts: frozenset[str]) -> Words:
    """Acts in words: everything, or each."""
    if acts >= ALL:
        return Words("mọi việc", "everything")
    held = [ACTS[act] for act in ACTS if act in acts]
    return Words(", ".join(words.vi for words in held), ", ".join(words.en for words in held))


def _joined(first: Words, second: Words) -> Words:
    return Words(f"{first.vi}: {second.vi}", f"{first.en}: {second.en}")


def _narrow(wanted: Wanted, rows: QuerySet[Held]) -> QuerySet[Held]:
    if wanted.account:
        rows = rows.filter(account=wanted.account)
    if wanted.party:
        rows = rows.filter(party=wanted.party)
    return rows.filter(office=wanted.office) if wanted.office else rows


def _posts(wanted: Wanted) -> Iterator[Right]:
    for held in _narrow(wanted, Held.objects.select_related("ended", "within").order_by("-leaf"))[:MOST]:
        ended = getattr(held, "ended", None)
        tenure = held.to_domain(ended)
        role = role_words(held.role)
        what = _joined(role, acts_words(tenure.may)) if held.party else role
        yield Right(
            f"account/{held.account_id}", KIND_POST, what, held.office, held.party, held.since, tenure.until, held.leaf,
            ended.leaf if ended else 0,
        )  # fmt: skip


def _tokens(wanted: Wanted) -> Iterator[Right]:
    if wanted.office:
        return
    rows = Token.objects.select_related("revoked").order_by("-leaf")
    if wanted.account:
        rows = rows.filter(given_by=wanted.account)
    if wanted.party:
        rows = rows.filter(party=wanted.party)
    for token in rows[:MOST]:
        revoked = getattr(token, "revoked", None)
        held = [SCOPES[name] for name in token.scopes.split() if name in SCOPES]
        what = Words(", ".join(words.vi for words in held), ", ".join(words.en for words in held))
        yield Right(
            f"token/{token.leaf}", KIND_TOKEN, what, "", token.party, token.since, token.until, token.leaf,
            revoked.leaf if revoked else 0,
        )  # fmt: skip


def _delegations(wanted: Wanted) -> Iterator[Right]:
    if wanted.party:
        return
    rows = Delegation.objects.select_related("held__account", "ended").order_by("-leaf")
    if wanted.account:
        rows = rows.filter(Q(delegate=wanted.account) | Q(held__account=wanted.account))
    if wanted.office:
        rows = rows.filter(held__office=wanted.office)
    for row in rows[:MOST]:
        ended = getattr(row, "ended", None)
        absent = Words(row.held.account.name, row.held.account.name)
        yield Right(
            f"account/{row.delegate_id}", KIND_DELEGATION, _joined(role_words(row.held.role), absent), row.held.office,
            "", row.since, row.to_domain().last, row.leaf, ended.leaf if ended else 0,
        )  # fmt: skip
