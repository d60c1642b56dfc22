"""Signing: who may review, approve and put in force, and from which day; the same for one version and for many."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from motcua.kernel.actor import Actor
from motcua.kernel.days import FIRST, LAST, law_day
from motcua.kernel.words import Words
from motcua.people.domain import role_words
from motcua.procedures.domain import checking, record
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.errors import BeginsTooEarly, EndsTooEarly, Faulty, NoSuchDay, NotYours, OwnWork
from motcua.procedures.domain.life import State, day_before, persons
from motcua.procedures.models import Version
from motcua.procedures.services.writing import Sheet

_DAY = timedelta(days=1)


class History:
    """Who wrote a version, and who reviewed what stands now."""

    def __init__(self, acts: Iterable[tuple[str, str]] = ()) -> None:
        self.writers: set[int] = set()
        self.reviewers: set[int] = set()
        for verb, actor in acts:
            self.add(verb, actor)

    def add(self, verb: str, actor: str) -> None:
        """Take an act in; what is given back is reviewed anew."""
        if verb in ("write", "revise"):
            self.writers |= persons(actor)
        elif verb == "review":
            self.reviewers = set(persons(actor))
        elif verb == "give back":
            self.reviewers = set()


def need(by: Actor, *roles: str) -> None:
    """NotAllowed unless one of the posts is held; the system may load what is packaged."""
    if by.kind != "system" and not any(by.holds(role) for role in roles):
        posts = [role_words(role) for role in roles]
        raise NotYours(
            who=by.name, posts_vi=", ".join(each.vi for each in posts), posts_en=", ".join(each.en for each in posts)
        )


def review_one(sheet: Sheet, found: Version, past: History, *, by: Actor, at: datetime, note: str = "") -> None:
    """Review one. See `lives.review`."""
    need(by, "iso", "head")
    _of_others(by, past.writers, found, Words("xem xét", "review"))
    _sound(found)
    sheet.act((found, "review"), by=by, at=at, note=note)


def _sound(found: Version) -> None:
    broken = checking.faults(record.read(found.content))
    if broken:
        first = broken[0].words
        raise Faulty(code=found.code, count=len(broken), first_vi=first.vi, first_en=first.en)


def approve_one(sheet: Sheet, found: Version, past: History, *, by: Actor, at: datetime, note: str = "") -> None:
    """Approve one. See `lives.approve`."""
    need(by, "leader")
    _of_others(by, past.writers | past.reviewers, found, Words("phê duyệt", "approve"))
    sheet.act((found, "approve"), by=by, at=at, note=note)


def begin_force(  # noqa: PLR0913 - a version, those beside it, a day, and what every act has
    sheet: Sheet, found: Version, others: Sequence[Version], day: date, *, by: Actor, at: datetime, note: str = ""
) -> None:  # fmt: skip
    """Put one in force. See `lives.put_in_force`. Only the system loads with a day that is past."""
    need(by, "iso", "leader")
    _reckoned(day)
    first = first_day(others, law_day(at), system=by.kind == "system")
    if day < first:
        raise BeginsTooEarly(code=found.code, day=f"{day:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")
    found.effective_from = day
    moved = [(found, "put in force")]
    for each in others:
        if each.state == State.IN_FORCE:
            each.effective_to = day_before(day)
            moved.append((each, "replace"))
    sheet.act(*moved, by=by, at=at, note=note)


def need_own_national(new: Sequence[Content], day: date) -> None:
    """Two procedures are not in force with one national code from that day on. Faulty."""
    coded = {each.code: each for each in new if each.national_code}
    if not coded:
        return
    counts = Q(effective_to=None) | Q(effective_to__gte=day) & Q(effective_to__gte=F("effective_from"))
    rows = Version.objects.filter(counts, effective_from__isnull=False)
    others = rows.exclude(code__in=[each.code for each in new]).order_by("code", "no").values_list("code", "content")
    held = {code: record.read(text) for code, text in others}
    broken = checking.clashes([*held.values(), *coded.values()])
    if broken:
        first = broken[0]
        code = first.place.partition(".")[0]
        raise Faulty(code=code, count=len(broken), first_vi=first.words.vi, first_en=first.words.en)


def first_day(others: Sequence[Version], today: date, *, system: bool = False) -> date:
    """The first day on which a version can come into force beside these.

    Today for the first version; the day after where one is in force, for dossiers lodged today follow that one.
    """
    first = FIRST if system else today
    for each in others:
        if each.effective_from is None:
            continue
        in_force = each.state == State.IN_FORCE
        taken = each.effective_from if in_force else each.effective_to or each.effective_from
        if in_force and not system:
            taken = max(taken, today)
        first = max(first, taken + _DAY)
    return first


def _reckoned(day: date) -> None:
    if not FIRST <= day <= LAST:
        raise NoSuchDay(**{name: f"{each:%d/%m/%Y}" for name, each in (("day", day), ("first", FIRST), ("last", LAST))})


def end_force(  # noqa: PLR0913 - a version, those beside it, a day, and what every act has
    sheet: Sheet, found: Version, others: Sequence[Version], day: date | None, *, by: Actor, at: datetime, note: str
) -> None:  # fmt: skip
    """Withdraw one. See `lives.withdraw`."""
    need(by, *(("leader",) if found.state == State.IN_FORCE else ("iso", "leader")))
    moved = [(found, "withdraw")]
    if found.state == State.IN_FORCE and found.effective_from is not None:
        found.effective_to = day_before(_first_without(found, found.effective_from, day, by, law_day(at)))
        if found.effective_to < found.effective_from:
            moved += _restored(found, others)
    sheet.act(*moved, by=by, at=at, note=note)


def _first_without(found: Version, began: date, day: date | None, by: Actor, today: date) -> date:
    """The first day without a version in force: never before its own first day, nor today where it counts today."""
    first = today + _DAY if began <= today and by.kind != "system" else today
    ends = day or today + _DAY
    _reckoned(ends)
    if ends < first:
        raise EndsTooEarly(code=found.code, day=f"{ends:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")
    return max(ends, began)


def _restored(found: Version, others: Sequence[Version]) -> list[tuple[Version, str]]:
    """The version that `found` would have replaced."""
    for each in others:
        if each.state == State.REPLACED and each.effective_to == found.effective_to and _lived(each):
            each.effective_to = None
            return [(each, "restore")]
    return []


def _lived(each: Version) -> bool:
    return bool(each.effective_from and each.effective_to and each.effective_from <= each.effective_to)


def _of_others(by: Actor, persons_before: set[int], found: Version, act: Words) -> None:
    if by.kind != "system" and persons(by.reference) & persons_before:
        raise OwnWork(code=found.code, no=found.no, act_vi=act.vi, act_en=act.en)
