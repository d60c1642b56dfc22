"""Bulk rows, numbers, keys, files, the clock, jobs and notices."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.rooms.ground.ground_trial import AT, Trial, rolled_back

from motcua.ground import models, queries
from motcua.ground.domain.numbers import LAST, NumbersExhausted
from motcua.ground.services import bulk, clock, files, ids, jobs, keys, log, notices, numbering
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import LAW_ZONE
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.words import Words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", [AT, AT.replace(microsecond=0), AT.astimezone(LAW_ZONE)])
def test_rows_stored_in_bulk_read_like_those_stored_one_by_one(at: datetime) -> None:
    """By the ORM's own eyes: the same moments, bytes and nothing."""
    bulk.insert("ground_job", jobs.COLUMNS, [(1, "k", "{}", at, None, 0, "", None, "")], moments=(3, 4, 7))
    models.Job.objects.create(id=2, kind="k", payload="{}", at=at)
    one, other = models.Job.objects.order_by("id").values("kind", "payload", "at", "due_at", "leased_until")
    assert one == other
    assert models.Job.objects.filter(at=at).count() == 2


@pytest.mark.parametrize("count", [1, bulk.SMALL, bulk.SMALL + 1, 500])
def test_many_rows_are_changed_by_their_keys_and_no_others(trial: Trial, count: int) -> None:
    notes = [(n, f"c{n % 7}", "w", n, date(2023, 1, 1), AT) for n in range(600)]
    assert bulk.insert("trial_note", ("leaf", "code", "words", "amount", "day", "at"), notes, (5,)) == 600
    later = AT + timedelta(days=1)
    changes = [(n, f"c{n % 7}", -n, later) for n in range(count)]
    assert bulk.update("trial_note", ("leaf", "code"), ("amount", "at"), changes, moments=(3,)) == count
    assert bulk.update("trial_note", "leaf", ("words",), [(599, "x"), (600, "y")]) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(amount), COUNT(DISTINCT at) FROM trial_note")
        assert cursor.fetchone() == (sum(range(600)) - 2 * sum(range(count)), 2)


def test_nothing_to_change_changes_nothing(trial: Trial) -> None:
    assert bulk.insert("trial_note", ("leaf",), []) == 0
    assert bulk.update("trial_note", "leaf", ("words",), []) == 0


def test_numbers_follow_one_another_for_each_document_type() -> None:
    assert [numbering.take("10", 3), numbering.take("30"), numbering.take("10"), numbering.take("10", 2)] == [
        1,
        1,
        4,
        5,
    ]


def test_a_rolled_back_block_of_numbers_comes_back() -> None:
    with rolled_back():
        assert numbering.take("10", 5) == 1
    assert numbering.take("10") == 1


def test_numbers_end_after_eight_digits() -> None:
    models.Number.objects.create(document_type="10", last=LAST - 1)
    assert numbering.take("10") == LAST
    with pytest.raises(NumbersExhausted):
        numbering.take("10")


def test_no_block_of_nothing_is_taken() -> None:
    with pytest.raises(ValueError, match="0"):
        numbering.take("10", 0)


def answer(key: str, body: bytes, leaf: int = 1) -> keys.Answer:
    return keys.Answer("5700100001", key, sha256(body).digest(), 77, leaf, AT)


def test_the_same_key_and_body_give_the_same_answer() -> None:
    keys.keep([answer("a", b"one")])
    assert keys.find("5700100001", "a", sha256(b"one").digest()) == answer("a", b"one")


def test_the_same_key_with_another_body_is_refused() -> None:
    keys.keep([answer("a", b"one")])
    with pytest.raises(keys.OtherBody) as refusal:
        keys.find("5700100001", "a", sha256(b"two").digest())
    assert "“a”" in refusal.value.in_language("vi")


def test_a_key_belongs_to_its_party() -> None:
    keys.keep([answer("a", b"one")])
    assert keys.find("5700100002", "a") is None


def test_keys_are_found_by_the_thousand_and_kept_once() -> None:
    kept = [answer(f"k{n}", b"x", n) for n in range(1000)]
    assert keys.keep(kept) == 1000
    wanted = [("5700100001", f"k{n}") for n in range(500, 1500)]
    assert keys.find_many(wanted) == {(each.party, each.key): each for each in kept[500:]}
    assert keys.find_many([]) == {}
    with pytest.raises(IntegrityError), transaction.atomic():
        keys.keep([kept[3]])


@pytest.mark.parametrize("size", [0, 1, files.PART - 1, files.PART, files.PART + 1, 3 * files.PART + 7])
def test_a_file_comes_back_byte_for_byte(size: int) -> None:
    content = bytes(n * 7 % 251 for n in range(size))
    file = files.keep(content, media_type="application/xml", at=AT, by=SYSTEM)
    assert files.read(file) == content
    for offset in (0, 1, size // 2, files.PART - 1, files.PART, max(0, size - 1), size, size + 10):
        for length in (0, 1, 100, files.PART + 1):
            assert files.slice(file, offset, length) == content[offset : offset + length]


def test_slices_of_many_files_are_read_together_in_the_order_asked() -> None:
    long = bytes(n * 7 % 251 for n in range(2 * files.PART + 9))
    contents = [long, *(b"%d" % no * 3 for no in range(2 * files.TOGETHER))]
    kept = files.keep_many(contents, media_type="text/plain", at=AT, by=SYSTEM)
    places = [(kept[0], files.PART - 3, 6), *((file, 1, 2) for file in reversed(kept)), (kept[0], 2 * files.PART, 9)]
    held = dict(zip(kept, contents, strict=True))
    assert files.slices(places) == [held[file][offset : offset + length] for file, offset, length in places]
    assert files.slices([]) == []


def test_there_is_no_file_of_an_unknown_id() -> None:
    for ask in (lambda: files.read(1), lambda: files.slice(1, 0, 1), lambda: files.slices([(1, 0, 1)])):
        with pytest.raises(NotFound):
            ask()


def test_ids_taken_by_the_process_grow_although_the_clock_is_set_back() -> None:
    taken = [ids.one(at) for at in (AT, AT - timedelta(days=400), AT + timedelta(days=1), AT)]
    assert taken == sorted(set(taken))


def test_business_time_is_real_until_a_demonstration_is_set_and_then_runs_on() -> None:
    assert not clock.is_demonstration()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    clock.set_demonstration(AT)
    assert clock.is_demonstration()
    assert AT <= clock.now() < AT + timedelta(seconds=5)
    clock.move(AT + timedelta(days=9), SYSTEM)
    assert timedelta(days=9) <= clock.now() - AT < timedelta(days=9, seconds=5)
    assert len(queries.leaves_of("clock")) == 2


def test_only_an_administrator_moves_the_clock() -> None:
    with pytest.raises(NotAllowed):
        clock.move(AT, Actor(account=3, name="x", posts=frozenset({Post("officer", "20BB")})))
    clock.move(AT, Actor(account=4, name="y", posts=frozenset({Post("admin")})))
    assert clock.is_demonstration()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Handlers of two kinds: one notes what it was given, one always fails."""
    seen: list[Any] = []
    monkeypatch.setattr(jobs, "_handlers", {})

    @jobs.handler("note")
    def note(job: jobs.Job, at: datetime) -> None:
        seen.append(job.payload["n"])

    @jobs.handler("fail")
    def fail(job: jobs.Job, at: datetime) -> None:
        notices.tell("account/1", Words("a", "b"), at=at)
        raise OSError("the other side is away")

    return seen


def test_jobs_are_done_once_when_they_are_due_and_the_oldest_first(done: list[Any]) -> None:
    jobs.put("note", {"n": 2}, at=AT, due_at=AT + timedelta(hours=1))
    jobs.put("note", {"n": 1}, at=AT)
    assert jobs.run_due(AT - timedelta(seconds=1)) == 0
    assert jobs.run_due(AT) == 1
    assert jobs.run_due(AT + timedelta(hours=2)) == 1
    assert jobs.run_due(AT + timedelta(hours=2)) == 0
    assert done == [1, 2]


def test_a_job_of_a_rolled_back_transaction_was_never_there(done: list[Any]) -> None:
    with rolled_back():
        jobs.put("note", {"n": 1}, at=AT)
    assert jobs.run_due(AT) == 0


def test_a_failed_job_leaves_no_trace_waits_longer_each_time_and_becomes_a_dead_letter(done: list[Any]) -> None:
    job = jobs.put("fail", {}, at=AT)
    at, waits = AT, []
    while (row := models.Job.objects.get(id=job)).due_at is not None:
        waits.append(row.due_at - at)
        at = row.due_at
        assert jobs.run_due(at - timedelta(microseconds=1)) == 0
        assert jobs.run_due(at) == 0
    assert waits == [timedelta(), *(jobs.FIRST_WAIT * 2**n for n in range(jobs.MOST_ATTEMPTS - 1))]
    assert notices.account(1) == "account/1"
    assert queries.inbox(["account/1"]) == []
    (dead,) = queries.dead_letters()
    assert (dead.id, dead.attempts, dead.error) == (job, jobs.MOST_ATTEMPTS, "OSError: the other side is away")
    assert queries.waiting_jobs() == 0


def test_a_dead_letter_can_be_tried_again(done: list[Any]) -> None:
    job = jobs.put("note", {"n": 5}, at=AT)
    assert not jobs.revive(job, at=AT)
    models.Job.objects.filter(id=job).update(due_at=None, attempts=8)
    assert jobs.run_due(AT) == 0
    assert jobs.revive(job, at=AT)
    assert jobs.run_due(AT) == 1


def test_a_leased_job_is_left_alone_until_the_lease_runs_out(done: list[Any]) -> None:
    jobs.put("note", {"n": 1}, at=AT)
    (held,) = jobs.take(AT, 10)
    assert jobs.take(AT + jobs.LEASE - timedelta(microseconds=1), 10) == []
    (taken_over,) = jobs.take(AT + jobs.LEASE, 10)
    assert not jobs.run(held, AT)
    assert jobs.run(taken_over, AT)
    assert queries.waiting_jobs() == 0


def test_jobs_without_a_handler_here_wait_for_a_worker_that_has_one(done: list[Any]) -> None:
    jobs.put("unknown", {}, at=AT)
    assert jobs.run_due(AT) == 0
    assert queries.waiting_jobs() == 1
    with pytest.raises(ValueError, match="two handlers"):
        jobs.handler("note")(lambda job, at: None)


def test_what_takes_minutes_holds_up_nothing_that_leaves_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_slow", {})
    monkeypatch.setattr(jobs, "_senders", {})
    seen: list[str] = []
    jobs.slow("reckon")(lambda job, at: seen.append("reckoned"))
    jobs.sender("mail")(lambda job, at: seen.append("sent"))
    for kind in ("reckon", "reckon", "mail"):
        jobs.put(kind, {}, at=AT)
    assert jobs.send_due(AT) == 1
    assert seen == ["sent"]
    assert len(jobs.take(AT, 1, jobs._slow, jobs.LONG_LEASE)) == 1
    assert jobs.work_out(AT + jobs.LEASE)
    assert not jobs.work_out(AT + jobs.LEASE), "what is being worked out is not begun again"
    assert seen == ["sent", "reckoned"]
    assert queries.waiting_jobs() == 1
    with pytest.raises(ValueError, match="two handlers"):
        jobs.sender("reckon")(lambda job, at: None)


def test_notices_are_read_by_those_they_are_for() -> None:
    one = notices.tell(notices.account(5), Words("Xin chào", "Hello"), "/x", at=AT)
    notices.tell(notices.party("5700100001"), Words("Hai", "Two"), at=AT)
    notices.tell(notices.account(6), Words("Ba", "Three"), at=AT)
    ours = [notices.account(5), notices.party("5700100001")]
    assert [notice.words_vi for notice in queries.inbox(ours)] == ["Hai", "Xin chào"]
    assert notices.mark_read([one], [notices.account(6)], at=AT) == 0
    assert notices.mark_read([one], ours, at=AT) == 1
    assert notices.mark_read([], ours, at=AT) == 0
    assert queries.unread(ours) == 1
    assert [notice.words_en for notice in queries.inbox(ours, only_unread=True)] == ["Two"]


def test_the_worker_does_jobs_fills_the_tree_and_signs_it(
    trial: Trial, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.ground.services import daily
    from motcua.ground.services.worker import Worker

    monkeypatch.setattr(daily, "_duties", {})
    trial.leaves(3)
    jobs.put("note", {"n": 1}, at=AT)
    worker = Worker()
    assert worker.round()
    assert not worker.round()
    assert done == [1]
    assert queries.tree_size() == 3
    head = queries.last_head()
    assert head
    assert head.size == 3
    assert log.sequence() == 0


@pytest.mark.django_db(transaction=True)
def test_a_number_taken_outside_a_transaction_is_a_fault_of_the_program() -> None:
    with pytest.raises(numbering.OutsideTransaction):
        numbering.take("10")
