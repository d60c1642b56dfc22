"""Profiles: written by one risk officer, tried on past months, decided by another, retired with a reason."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from motcua.ground.services import bulk, ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.reference.domain import DEPARTMENT
from motcua.risk import events
from motcua.risk.domain.errors import (
    LawStands,
    NoteTooLong,
    NotInUse,
    NotTheAuthor,
    NotTried,
    ProfileWrong,
    ReasonMissing,
    SecondOfficer,
    TooLate,
)
from motcua.risk.domain.language import written
from motcua.risk.domain.life import AUTHORS, MOVES, SECOND, State, earliest, persons
from motcua.risk.domain.trying import DryRun
from motcua.risk.domain.writing import Draft, faults, ordered_by_law, profile
from motcua.risk.queries import Decided, decided
from motcua.risk.queries import profiles as queries
from motcua.risk.queries.trying import dry_run
from motcua.risk.services.bucket import lock
from motcua.risk.services.rows import PROFILE_MOVE, PROFILE_VERSION, T_PROFILE_MOVE, T_PROFILE_VERSION

LONGEST_NOTE = 400


@transaction.atomic
def write_profile(draft: Draft, *, by: Actor, at: datetime) -> int:
    """Keep a version of a profile and return its number within its code. ProfileWrong, LawStands.

    Writing the same again while it is still a draft returns what was kept the first time.
    """
    need_risk(by)
    wrong = next(faults(draft), None)
    if wrong:
        raise ProfileWrong(field=wrong[0], expected=wrong[1])
    if ordered_by_law(draft.code):
        raise LawStands(profile=draft.code)
    lock()
    held = queries.versions(draft.code)
    if held and held[-1].state is State.DRAFT and held[-1].draft == draft and held[-1].actor == by.reference:
        return held[-1].no
    leaf, no = ids.one(at), len(held) + 1
    row = (
        leaf, draft.code, no, at, by.reference, draft.kind, written(draft.criteria), draft.share_ppm, draft.since,
        draft.until, draft.reason.vi.strip(), draft.reason.en.strip(), draft.basis.strip(),
    )  # fmt: skip
    bulk.insert(T_PROFILE_VERSION, PROFILE_VERSION, [row], (3,))
    covered = [row_bytes(T_PROFILE_VERSION, row)]
    facts = {"kind": draft.kind, "no": no, "share_ppm": draft.share_ppm}
    subject = f"profile/{draft.code}"
    log.append([log.leaf(events.PROFILE_WRITTEN, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return no


def propose_profile(code: str, no: int, *, since: date, until: date, note: str, by: Actor, at: datetime) -> DryRun:
    """Try a version on the days from `since` to `until` and propose it with what was found. NotTried, NotTheAuthor.

    Other risk officers are told that it waits.
    """
    need_risk(by)
    found = queries.version(code, no)
    _need_hand(found, "propose", by)
    _need_short(note)
    move(MOVES, found.state, "propose")
    tried = dry_run_of(found, since, until)
    if not tried.declarations:
        raise NotTried(since=since, until=until)
    with transaction.atomic():
        found = _locked(code, no, by, "propose")
        _step(found, "propose", note, by, at, tried=tried)
        mine = persons(by.reference)
        others = [each for each in people.holders("risk", law_day(at)) if notices.account(each) not in mine]
        words = Words(f"Hồ sơ rủi ro {code} chờ duyệt.", f"Risk profile {code} waits for a decision.")
        notices.tell_many(
            [notices.Told(notices.account(each), words, address(code, no), "request", code) for each in others], at=at
        )
    return tried


def dry_run_of(version: queries.Version, since: date, until: date) -> DryRun:
    """A version tried on some past days; nothing is kept."""
    return dry_run(profile(version.draft, since), since, until)


def approve_profile(code: str, no: int, *, note: str, by: Actor, at: datetime) -> date:
    """Approve what another officer proposed; returns its first day, tomorrow or later. SecondOfficer, TooLate."""
    need_risk(by)
    before = decided()
    with transaction.atomic():
        found = _locked(code, no, by, "approve")
        day = max(_earliest(at, before), found.draft.since or date.min)
        if found.draft.until and found.draft.until < day:
            raise TooLate(profile=code, day=day, until=found.draft.until)
        _step(found, "approve", note, by, at, day=day)
        _tell_author(found, Words(f"Hồ sơ rủi ro {code} đã được duyệt.", f"Risk profile {code} was approved."), at)
    return day


@transaction.atomic
def refuse_profile(code: str, no: int, *, note: str, by: Actor, at: datetime) -> None:
    """Refuse what another officer proposed, with a reason. SecondOfficer, ReasonMissing."""
    need_risk(by)
    found = _locked(code, no, by, "refuse")
    _need_reason(note)
    _step(found, "refuse", note, by, at)
    _tell_author(found, Words(f"Hồ sơ rủi ro {code} không được duyệt.", f"Risk profile {code} was refused."), at)


@transaction.atomic
def withdraw_profile(code: str, no: int, *, note: str, by: Actor, at: datetime) -> None:
    """Take the own draft or proposal back. NotTheAuthor."""
    need_risk(by)
    _step(_locked(code, no, by, "withdraw"), "withdraw", note, by, at)


def retire_profile(code: str, no: int, *, note: str, by: Actor, at: datetime) -> date:
    """Retire a version in force or about to be; returns the first day without it. NotInUse, ReasonMissing."""
    need_risk(by)
    before = decided()
    with transaction.atomic():
        found = _locked(code, no, by, "retire")
        _need_reason(note)
        day = _earliest(at, before)
        now = queries.shelf().standing(code, day)
        ended = found.draft.until is not None and found.draft.until < day
        if found.state is State.APPROVED and (ended or (now and now.leaf != found.leaf and _before(found, day))):
            raise NotInUse(profile=code)
        _step(found, "retire", note, by, at, day=day)
    return day


def retire_packaged(code: str, *, note: str, by: Actor, at: datetime) -> date:
    """Retire a packaged profile; returns the first day without it. LawStands, NotInUse, ReasonMissing."""
    need_risk(by)
    if ordered_by_law(code):
        raise LawStands(profile=code)
    _need_reason(note)
    before = decided()
    with transaction.atomic():
        lock()
        day, held = _earliest(at, before), queries.packaged_of(code)
        queries.forget_profiles()
        if held is None or not queries.shelf().packaged_in_force(held, day):
            raise NotInUse(profile=code)
        _keep(0, code, "retire", State.RETIRED, note, by, at, day, None)
    return day


def need_risk(by: Actor) -> None:
    """Refuse with NotAllowed all but risk officers of the department."""
    by.need("risk", DEPARTMENT)


def address(code: str, no: int) -> str:
    """The page of a version."""
    return f"/risk/profiles/{code}/{no}/"


def _locked(code: str, no: int, by: Actor, verb: str) -> queries.Version:
    """The version as it stands, under the lock of the bucket, so that no selection is between two books."""
    lock()
    queries.forget_profiles()
    found = queries.version(code, no)
    _need_hand(found, verb, by)
    return found


def _need_hand(found: queries.Version, verb: str, by: Actor) -> None:
    """Refuse an author's step by another, and a second officer's by an author."""
    involved = {each for author in found.authors for each in persons(author)}
    if verb in SECOND and persons(by.reference) & involved:
        raise SecondOfficer(profile=found.draft.code)
    if verb in AUTHORS and not persons(by.reference) & involved:
        raise NotTheAuthor(profile=found.draft.code)


def _before(found: queries.Version, day: date) -> bool:
    return found.begins is not None and found.begins <= day


def _need_reason(note: str) -> None:
    if not note.strip():
        raise ReasonMissing


def _need_short(note: str) -> None:
    if len(note.strip()) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)


def _earliest(at: datetime, before: Decided) -> date:
    """Under the lock, so that only what has been decided since is still to be read."""
    return earliest(at, decided(before).day)


def _step(
    found: queries.Version, verb: str, note: str, by: Actor, at: datetime, *, day: date | None = None,
    tried: DryRun | None = None,
) -> None:  # fmt: skip
    after = move(MOVES, found.state, verb)
    _keep(found.leaf, found.draft.code, verb, after, note, by, at, day, tried)


def _keep(  # noqa: PLR0913 - a step has that many parts
    version: int, code: str, verb: str, state: State, note: str, by: Actor, at: datetime, day: date | None,
    tried: DryRun | None,
) -> None:  # fmt: skip
    _need_short(note)
    leaf = ids.one(at)
    kept = _encode(tried).decode() if tried else ""
    row: tuple[Any, ...] = (
        leaf, version, code, at, by.reference, verb, state.value, day, note.strip(), kept,
    )  # fmt: skip
    bulk.insert(T_PROFILE_MOVE, PROFILE_MOVE, [row], (3,))
    facts = {"state": state.value, **({"day": day} if day else {})}
    covered, subject = [row_bytes(T_PROFILE_MOVE, row)], f"profile/{code}"
    log.append([log.leaf(events.PROFILE_MOVED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    queries.forget_profiles()


_encode: Callable[[Any], bytes] = msgspec.json.Encoder().encode


def _tell_author(found: queries.Version, words: Words, at: datetime) -> None:
    for person in sorted(persons(found.actor)):
        if person.startswith("account/"):
            notices.tell(
                person, words, address(found.draft.code, found.no), at=at, kind="decision", subject=found.draft.code
            )
