"""Leaves, signed statements, receipts, and the program that checks receipts offline."""

import json
import subprocess
import sys
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ground.domain import leaves, statements, tree, verify_receipt
from motcua.ground.domain.leaves import Leaf
from motcua.ground.domain.statements import Head, Proof, Sealed
from motcua.kernel.canonical import commitment, row_bytes

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
AT = datetime(2023, 3, 4, 5, 6, 7, tzinfo=UTC)
PROGRAM = Path(verify_receipt.__file__)
RFC8032 = [  # section 7.1: secret key is not needed; (public key, message, signature)
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


def leaf(number: int, rows: tuple[bytes, ...] = ()) -> Leaf:
    return leaves.make(
        "trial.done", identifier=number, subject=f"trial/{number}", at=AT, by="system",
        facts={"tên": "Móng Cái", "n": number}, rows=rows, key=b"k" * 32,
    )  # fmt: skip


def sealed(count: int) -> Sealed:
    group = Sealed([leaf(n) for n in range(count)], AT, PUBLIC)
    group.signature = KEY.sign(group.text)
    return group


def with_place(index: int, count: int, tail: int) -> dict[str, Any]:
    """A receipt whose leaf also stands in a tree with `tail` more leaves."""
    hashes = [leaf(n).hash for n in range(count + tail)]
    root = tree.root_of(hashes)
    head = Head(len(hashes), root, AT, KEY.sign(statements.head_text(PUBLIC, len(hashes), root, AT)))
    return sealed(count).receipt(
        index, Proof(index, tuple(tree.inclusion(index, len(hashes), tree.among(hashes))), head)
    )


def test_a_leaf_is_canonical_json_with_sorted_names_and_its_hash_is_that_of_rfc_6962() -> None:
    made = leaf(1)
    assert made.body == (
        '{"at":"2023-03-04T05:06:07Z","by":"system","facts":{"n":1,"tên":"Móng Cái"},"rows":"",'
        '"subject":"trial/1","verb":"trial.done"}'.encode()
    )
    assert made.hash == leaves.leaf_hash(made.body)


def test_a_leaf_commits_to_its_rows_with_a_salt_of_its_own() -> None:
    rows = (row_bytes("trial", (1, "a")), row_bytes("trial", (2, "b")))
    one, other = leaf(1, rows), leaf(2, rows)
    assert json.loads(one.body)["rows"] == commitment(leaves.salt_of(1, b"k" * 32), rows).hex()
    assert json.loads(one.body)["rows"] != json.loads(other.body)["rows"]
    assert json.loads(leaf(1, rows[::-1]).body)["rows"] != json.loads(one.body)["rows"]


def test_a_head_reads_as_a_checkpoint_with_origin_size_root_and_moment() -> None:
    text = statements.head_text(PUBLIC, 8, bytes(32), AT).decode().split("\n")
    assert text == [
        f"motcua/{PUBLIC.hex()[:16]}",
        "8",
        b64encode(bytes(32)).decode(),
        "2023-03-04T05:06:07.000000Z",
        "",
    ]


def test_a_head_is_read_back_from_its_file_as_it_was_written() -> None:
    head = Head(5, b"r" * 32, AT, b"s" * 64)
    assert statements.head_from(json.loads(json.dumps(head.told()))) == head


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 40), st.integers(0, 40), st.data())
def test_every_receipt_of_a_group_is_good_alone_and_with_its_place_in_the_tree(
    count: int, tail: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, count - 1))
    assert verify_receipt.faults(sealed(count).receipt(index), PUBLIC) == []
    assert verify_receipt.faults(with_place(index, count, tail), PUBLIC) == []


WRONG = [
    ("body", lambda r: r | {"body": r["body"].replace("Móng Cái", "Hạ Long")}),
    ("index", lambda r: r | {"index": r["index"] + 1}),
    ("size", lambda r: r | {"size": r["size"] + 1}),
    ("path", lambda r: r | {"path": r["path"][::-1]}),
    ("root", lambda r: r | {"root": "00" * 32}),
    ("at", lambda r: r | {"at": "2024-03-04T05:06:07.000000Z"}),
    ("signature", lambda r: r | {"signature": r["signature"][:-2] + "01"}),
    ("key", lambda r: r | {"key": "11" * 32}),
    ("kind", lambda r: r | {"kind": "something else"}),
    ("missing", lambda r: {k: v for k, v in r.items() if k != "root"}),
    ("place index", lambda r: r | {"inclusion": r["inclusion"] | {"index": 0}}),
    ("place path", lambda r: r | {"inclusion": r["inclusion"] | {"path": []}}),
    ("head", lambda r: r | {"inclusion": r["inclusion"] | {"head": r["inclusion"]["head"] | {"at": "x"}}}),
    ("words", lambda r: r | {"path": 5}),
]


@pytest.mark.parametrize(("part", "spoil"), WRONG, ids=[name for name, _ in WRONG])
def test_a_receipt_with_any_part_changed_is_not_good(part: str, spoil: Any) -> None:
    good = with_place(3, 7, 4)
    assert verify_receipt.faults(good) == []
    assert verify_receipt.faults(spoil(good)), part


def test_a_receipt_of_another_log_is_good_but_not_the_one_expected() -> None:
    told = sealed(2).receipt(0)
    assert verify_receipt.faults(told) == []
    assert verify_receipt.faults(told, bytes(32)) == [("Khóa không phải khóa đã cho.", "The key is not the one given.")]


@pytest.mark.parametrize(("key", "message", "signature"), RFC8032)
def test_signatures_of_rfc_8032_are_accepted_and_no_others(key: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert verify_receipt.signed(*parts)
    assert not verify_receipt.signed(parts[0], parts[1] + b"x", parts[2])


def test_a_signature_whose_number_is_not_reduced_is_refused() -> None:
    signature = KEY.sign(b"m")
    more = int.from_bytes(signature[32:], "little") + verify_receipt.L
    assert not verify_receipt.signed(PUBLIC, b"m", signature[:32] + more.to_bytes(32, "little"))


@settings(deadline=None, max_examples=25)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 511))
def test_the_offline_check_agrees_with_the_library(secret: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    spoiled = bytearray(signature)
    spoiled[bit // 8] ^= 1 << (bit % 8)
    assert verify_receipt.signed(public, message, signature)
    assert not verify_receipt.signed(public, message, bytes(spoiled))


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-S", str(PROGRAM), *words], capture_output=True, text=True)


def test_the_program_runs_alone_without_any_library(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps([sealed(3).receipt(n) for n in range(3)], ensure_ascii=False), "utf-8")
    bad.write_text(json.dumps(sealed(3).receipt(0) | {"size": 4}), "utf-8")
    assert run("--key", PUBLIC.hex(), str(good)).returncode == 0
    assert run(str(good), str(bad)).returncode == 1
    assert run("--key", "zz", str(good)).returncode == run().returncode == run("--other").returncode == 2
    assert run(str(tmp_path / "none.json")).returncode == 2
