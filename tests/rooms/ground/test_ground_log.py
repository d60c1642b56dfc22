"""The log in the database: waiting leaves, the tree, heads, proofs and receipts."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.rooms.ground.ground_trial import AT, Trial, rolled_back

from motcua.ground import keyring, queries
from motcua.ground.domain import tree, verify_receipt
from motcua.ground.domain.packing import pack
from motcua.ground.services import ids, log
from motcua.ground.services.sequencer import write_heads
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import NotFound


def test_leaves_come_into_the_tree_in_the_order_of_their_commits_not_of_their_ids(trial: Trial) -> None:
    early, late = ids.take(AT, 2)
    for leaf_id in (late, early):
        log.append([log.leaf(trial.mere, id=leaf_id, subject="s", at=AT, by=SYSTEM)])
    assert log.sequence() == 2
    assert (queries.index_of(late), queries.index_of(early)) == (0, 1)


def test_a_leaf_with_a_lower_id_that_commits_later_is_not_passed_over(trial: Trial) -> None:
    early, late = ids.take(AT, 2)
    log.append([log.leaf(trial.mere, id=late, subject="s", at=AT, by=SYSTEM)])
    log.sequence()
    log.append([log.leaf(trial.mere, id=early, subject="s", at=AT, by=SYSTEM)])
    assert queries.index_of(early) is None
    assert log.sequence() == 1
    assert queries.index_of(early) == 1


def test_sequencing_again_adds_nothing(trial: Trial) -> None:
    trial.leaves(5)
    assert (log.sequence(), log.sequence()) == (5, 0)
    assert queries.tree_size() == 5


def test_a_rolled_back_leaf_is_nowhere(trial: Trial) -> None:
    with rolled_back():
        log.record(trial.mere, subject="s", at=AT, by=SYSTEM)
    assert log.sequence() == 0
    assert queries.leaves_of("s") == []


def test_the_tree_grows_by_any_steps_to_the_root_over_all_leaves(trial: Trial) -> None:
    hashes: list[bytes] = []
    for count in (1, 254, 1, 1, 300, 255):
        hashes += [leaf.hash for leaf in trial.leaves(count)]
        head = log.sign_head(AT)
        assert head
        assert (head.size, head.root) == (len(hashes), tree.root_of(hashes))


def test_a_head_is_signed_once_for_a_size_and_kept_outside_the_database(trial: Trial, home: Path) -> None:
    assert log.sign_head(AT) is None
    trial.leaves(3)
    first = log.sign_head(AT)
    assert log.sign_head(AT + timedelta(minutes=1)) == first
    trial.leaves(1)
    log.sign_head(AT + timedelta(minutes=2))
    write_heads()
    write_heads()
    lines = (home / "heads" / "2023-03.jsonl").read_text().splitlines()
    assert [json.loads(line)["size"] for line in lines] == [3, 4]


def test_keys_are_made_once_and_read_by_their_owner_only(home: Path) -> None:
    assert keyring.salt_key() != keyring.signing_key().private_bytes_raw()
    first = keyring.public_key()
    for kept in (keyring.signing_key, keyring.public_key):
        kept.cache_clear()
    assert keyring.public_key() == first
    assert {os.stat(home / name).st_mode & 0o777 for name in ("log.key", "salt.key")} == {0o600}


def test_any_leaf_is_proved_to_be_in_the_tree_and_the_tree_to_have_only_grown(trial: Trial) -> None:
    before = trial.leaves(270)
    old = log.sign_head(AT)
    after = trial.leaves(300)
    new = log.sign_head(AT)
    assert old
    assert new
    for leaf in (before[0], before[269], after[0], after[299]):
        proof = queries.inclusion(leaf.id)
        assert proof
        assert tree.root_by_path(proof.index, new.size, leaf.hash, proof.path) == new.root
    assert tree.only_grew(old.size, new.size, old.root, new.root, queries.consistency(old.size, new.size))
    with pytest.raises(IndexError):
        queries.consistency(old.size, new.size + 1)


def test_no_place_is_proved_before_a_head_covers_it(trial: Trial) -> None:
    trial.leaves(1)
    log.sign_head(AT)
    (later,) = trial.leaves(1)
    log.sequence()
    assert queries.inclusion(later.id) is None
    assert queries.inclusion(1) is None


def test_a_group_has_one_signature_and_a_receipt_for_each(trial: Trial) -> None:
    leaves = trial.leaves(9)
    told = log.group_receipts(leaves)
    assert list(told) == [leaf.id for leaf in leaves]
    assert len({receipt["signature"] for receipt in told.values()}) == 1
    assert all(verify_receipt.faults(receipt, log.public_key()) == [] for receipt in told.values())


def test_a_receipt_is_told_again_as_it_was_and_with_its_place_once_it_has_one(trial: Trial) -> None:
    leaves = trial.leaves(700)
    given = log.seal(leaves).receipt(650)
    assert queries.receipt(leaves[650].id) == given
    log.sign_head(AT)
    told = queries.receipt(leaves[650].id)
    assert told
    assert told.pop("inclusion")["index"] == 650
    assert told == given
    assert verify_receipt.faults(queries.receipt(leaves[0].id) or {}, log.public_key()) == []


def test_receipts_asked_for_by_id_are_signed_once(trial: Trial) -> None:
    leaves = trial.leaves(4)
    first = log.group_receipts([leaf.id for leaf in leaves[:3]])
    again = log.group_receipts([leaf.id for leaf in leaves])
    assert {each: again[each] for each in first} == first
    assert verify_receipt.faults(again[leaves[3].id]) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ground_receipt")
        assert cursor.fetchone() == (2,)


def test_groups_whose_ids_interleave_keep_their_receipts_apart(trial: Trial) -> None:
    leaves = trial.leaves(6)
    one, other = log.seal(leaves[::2]), log.seal(leaves[1::2])
    assert [queries.receipt(leaf.id) for leaf in leaves[:4]] == [
        one.receipt(0), other.receipt(0), one.receipt(1), other.receipt(1),
    ]  # fmt: skip


def test_a_leaf_without_a_receipt_has_none(trial: Trial) -> None:
    assert queries.receipt(trial.leaves(1)[0].id) is None


def test_a_leaf_names_its_actor_without_personal_data(trial: Trial) -> None:
    by = Actor(account=7, name="Nguyễn Văn A")
    leaf = log.record(trial.mere, subject="s", at=AT, by=by, facts={"n": [1, "a", None]})
    assert json.loads(queries.leaf(leaf.id).body)["by"] == "account/7"
    assert "Nguyễn".encode() not in leaf.body


def test_what_happened_to_a_subject_is_told_in_order(trial: Trial) -> None:
    made = [log.record(trial.mere, subject="a", at=AT, by=SYSTEM, facts={"n": n}) for n in range(3)]
    log.record(trial.mere, subject="b", at=AT, by=SYSTEM)
    assert queries.leaves_of("a") == made
    with pytest.raises(NotFound):
        queries.leaf(1)


def test_ids_are_packed_as_eight_bytes_from_the_highest() -> None:
    assert pack([1, 258]) == bytes(7) + b"\x01" + bytes(6) + b"\x01\x02"
