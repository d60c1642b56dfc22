"""Receipts by their check word: what the public page shows, and what stands in a QR code."""

from motcua.ground.domain import checkwords
from motcua.ground.queries.leaves import leaf
from motcua.ground.queries.receipts import Receipt, receipt
from motcua.kernel.refusals import NotFound


def check_word(leaf_id: int) -> str:
    """The word under which the receipt of a leaf can be looked up."""
    return checkwords.word(leaf_id, leaf(leaf_id).salt)


def receipt_by_word(text: str) -> Receipt:
    """The receipt that a word names. NotFound alike for a wrong word, another's, and a leaf without a receipt."""
    named = checkwords.leaf_of(text)
    held = _leaf(named)
    if named is None or held is None or not checkwords.is_right(text, named, held):
        raise NotFound(what=text[:40])
    found = receipt(named)
    if found is None:
        raise NotFound(what=text[:40])
    return found


def _leaf(named: int | None) -> bytes | None:
    try:
        return None if named is None else leaf(named).salt
    except NotFound:
        return None
