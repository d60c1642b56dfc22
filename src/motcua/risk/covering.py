"""What the log answers for in this room, and the checks that stand for its other tables."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from heapq import merge

import msgspec
import zstandard

from motcua.ground.services import log
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.risk import events, models, queries
from motcua.risk.domain import Decision, Terms, commitment, derived, indicate, law_on, read
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.language import parsed
from motcua.risk.domain.life import lived, persons
from motcua.risk.domain.lives import replayed
from motcua.risk.domain.replay import Change, Replay
from motcua.risk.queries import learning, profiles
from motcua.risk.services.bucket import NAME
from motcua.risk.services.knowing import ONLY, rebuilt
from motcua.risk.services.rows import (
    ADDITION_COVERED,
    MODEL_COVERED,
    MOVE_COVERED,
    OUTCOME_COVERED,
    PROFILE_MOVE_COVERED,
    PROFILE_VERSION_COVERED,
    REVEAL_COVERED,
    SECRET_COVERED,
    UPGRADE_COVERED,
    WATCH_COVERED,
)

COVERINGS = (
    log.Covered("risk: changes of channel", (events.RAISED, events.LOWERED), (UPGRADE_COVERED,)),
    log.Covered("risk: outcomes", (events.OUTCOME,), (OUTCOME_COVERED,)),
    log.Covered("risk: additions to outcomes", (events.ADDED,), (ADDITION_COVERED,)),
    log.Covered("risk: secrets", (events.PUBLISHED,), (SECRET_COVERED,)),
    log.Covered("risk: secrets shown", (events.REVEALED,), (REVEAL_COVERED,)),
    log.Covered("risk: versions of the model", (events.TRAINED,), (MODEL_COVERED,)),
    log.Covered("risk: which version is in force", (events.PROMOTED, events.RETIRED), (MOVE_COVERED,)),
    log.Covered("risk: versions of profiles", (events.PROFILE_WRITTEN,), (PROFILE_VERSION_COVERED,)),
    log.Covered("risk: steps of profiles", (events.PROFILE_MOVED,), (PROFILE_MOVE_COVERED,)),
    log.Covered("risk: watch lists", (events.WATCH,), (WATCH_COVERED,)),
)


def cover() -> None:
    """Tell the log; called once when the program starts."""
    for covered in COVERINGS:
        log.cover(covered)
    log.check("risk: decisions taken again", ("risk_bucket",), check_decisions)
    log.check("risk: facts told", ("risk_told",), check_told)
    log.check("risk: what models know", ("risk_history",), check_history)
    log.check("risk: lives of versions", ("risk_model", "risk_model_move"), check_versions)
    log.check("risk: lives of profiles", ("risk_profile_version", "risk_profile_move"), check_profiles)
    log.check("risk: watch lists told", ("risk_watch",), check_watches)
    log.check("risk: commitments", ("risk_secret", "risk_reveal", "risk_bucket"), check_secrets)
    log.excuse("risk_measure", Words("Tính lại được từ dữ kiện đã lưu", "Worked out from the facts that are kept"))


def check_decisions() -> Iterator[log.Fault]:
    """Take every decision again, draw and balance included, and compare it with what is stored."""
    secrets = {day: bytes(secret) for day, secret in models.Secret.objects.values_list("day", "secret")}
    known: dict[tuple[date, date], Terms] = {}
    shelf = queries.shelf()

    def terms_of(day: date, drawn_on: date) -> Terms | None:
        if drawn_on not in secrets:
            return None
        if (day, drawn_on) not in known:
            known[day, drawn_on] = Terms(
                day=day, law=law_on(day), book=shelf.book(day), drawn_on=drawn_on, secret=secrets[drawn_on]
            )
        return known[day, drawn_on]

    replay = Replay(terms_of)
    for trouble in replay.run(_stream()):
        yield log.Fault(*trouble)
    yield from _bucket(replay)


def check_told() -> Iterator[log.Fault]:
    """Every decision has its facts, and they hit the profiles that it says.

    Of profiles that ask for the past, only that the rest of their criteria holds.
    """
    try:
        yield from _misfits()
    except (zstandard.ZstdError, msgspec.DecodeError):
        yield log.Fault("risk_told", _NOT_TOLD)


def _misfits() -> Iterator[log.Fault]:
    due, shelf = 1, queries.shelf()
    for first, last, told in queries.told():
        if first != due or last != first + len(told) - 1:
            yield log.Fault(f"risk_told {first}", _NOT_TOLD)
        due = last + 1
        for place, decision in zip(told, queries.decisions(first, last), strict=False):
            book = shelf.book(decision.day)
            hits, held = indicate(read(place), book), tuple(decision.hits.split())
            if book.certain(hits) != book.certain(held) or not set(held) <= set(hits):
                yield log.Fault(f"risk_told {first}, turn {decision.turn}", _NOT_TOLD)
    last_turn = models.Bucket.objects.values_list("turn", flat=True).first() or 0
    if last_turn != due - 1:
        yield log.Fault("risk_told", _NOT_TOLD)


def check_profiles() -> Iterator[log.Fault]:
    """Every version can be read and stands where its steps lead; no author decided on the own, and none too early."""
    try:
        held = profiles.versions()
    except ValueError as wrong:
        yield log.Fault(f"risk_profile_version: {wrong}", _NOT_A_LIFE)
        return
    for version in held:
        if not lived(version.moves, version.authors):
            yield log.Fault(f"risk_profile_move {version.draft.code} {version.no}", _NOT_A_LIFE)


def check_watches() -> Iterator[log.Fault]:
    """Every watch was decided by another than who asked, counts from no day that had begun, and can be read."""
    told: dict[str, models.Watch] = {}
    for row in models.Watch.objects.order_by("leaf"):
        before = told.setdefault(row.code, row)
        mine = row.verb == "watch" and persons(row.actor) & persons(row.asked_by)
        stray = row.verb == "stop" and before is row
        if mine or stray or row.day <= law_day(row.at) or not isinstance(parsed(row.criteria), Criteria):
            yield log.Fault(f"risk_watch {row.code}", _NOT_A_LIFE)


def check_secrets() -> Iterator[log.Fault]:
    """Every secret fits its commitment, is the one that was shown, and follows from a seed or from none."""
    seed, drawn_after = models.Bucket.objects.values_list("seed", "drawn_after").first() or (b"", None)
    shown = {day: bytes(secret) for day, secret in models.Reveal.objects.values_list("day", "secret")}
    if drawn_after != max(shown, default=None):
        yield log.Fault("risk_bucket drawn_after", _OTHER_SECRET)
    for kept in models.Secret.objects.order_by("day").iterator():
        secret = bytes(kept.secret)
        if commitment(secret) != bytes(kept.commitment):
            yield log.Fault(f"risk_secret {kept.day}", _OTHER_SECRET)
        if shown.pop(kept.day, secret) != secret:
            yield log.Fault(f"risk_reveal {kept.day}", _OTHER_SECRET)
        if bool(seed) != bool(kept.derived) or (seed and secret != derived(bytes(seed), kept.day)):
            yield log.Fault(f"risk_bucket seed, risk_secret {kept.day}", _OTHER_SECRET)
    for day in shown:
        yield log.Fault(f"risk_reveal {day}", _OTHER_SECRET)


def check_history() -> Iterator[log.Fault]:
    """The stored history is what the facts told and the outcomes make, from the first to its day."""
    held = models.History.objects.first()
    if held is None:
        return
    made = rebuilt(held.day)
    counted = (ONLY, made.turn, made.history.told, made.lessons, made.digest)
    if counted != (held.id, held.turn, held.told, held.outcomes, held.digest) or _digest_of(held.state) != held.digest:
        yield log.Fault("risk_history", Words("Không khớp với dữ liệu đã qua.", "Not what the past makes it."))


def _digest_of(state: bytes) -> str:
    """The digest of a compressed state; empty where it is none."""
    try:
        return sha256(zstandard.decompress(bytes(state))).hexdigest()
    except zstandard.ZstdError:
        return ""


def check_versions() -> Iterator[log.Fault]:
    """Each version's trees fit their digest, and each step of its life follows from those before."""
    listed = []
    for no, digest, blob in models.Model.objects.order_by("no").values_list("no", "digest", "blob").iterator():
        listed.append(no)
        if sha256(bytes(blob)).hexdigest() != digest:
            yield log.Fault(f"risk_model {no}", Words("Không khớp mã băm.", "It does not fit its digest."))
    for trouble in replayed(listed, learning.moves()):
        yield log.Fault(f"risk_model_move {trouble.no}", trouble.words)


_NOT_A_LIFE = Words("Các bước của hồ sơ không hợp lệ.", "The steps of a profile are not those of a life.")
_NOT_TOLD = Words("Dữ kiện không khớp với quyết định.", "The facts do not fit the decisions.")
_OTHER_SECRET = Words("Khoá không khớp với cam kết.", "The secret is not as it was committed to.")


def _stream() -> Iterator[Decision | Change]:
    """Decisions and changes in the order in which the bucket saw them."""
    fields = Change.__struct_fields__
    changes = (Change(*row) for row in models.Upgrade.objects.order_by("no").values_list(*fields).iterator())
    return merge(queries.decisions(), changes, key=_place)


def _place(step: Decision | Change) -> tuple[int, int]:
    return (step.turn, 0 if isinstance(step, Decision) else step.no)


def _bucket(replay: Replay) -> Iterator[log.Fault]:
    """The one row of the bucket says what the last decision and the last change left."""
    bucket = replay.bucket
    left = (bucket.turn, replay.changes, bucket.balance, bucket.documents, replay.window.subject)
    columns = ("turn", "changes", "balance_millionths", "documents_millionths", "last_subject")
    held = list(models.Bucket.objects.values_list("name", *columns))
    if held != [(NAME, *left)] and (held or any(left)):
        yield log.Fault(
            "risk_bucket",
            Words("Số dư không khớp với các quyết định.", "The balance does not follow from the decisions."),
        )
