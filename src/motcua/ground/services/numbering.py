"""Running numbers without gaps, given in the accepting transaction."""

from django.db import connection

from motcua.ground.domain.numbers import LAST, NumbersExhausted


class OutsideTransaction(RuntimeError):
    """A number was asked for outside a transaction: it could be lost. A fault of the program."""


def take(document_type: str, count: int = 1) -> int:
    """The first of a block of `count` running numbers of a document type.

    The block is locked until the caller's transaction ends, and comes back if it is rolled back.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(document_type)
    if count < 1:
        raise ValueError(f"cannot take {count} numbers")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ground_number (document_type, last) VALUES (%s, %s) ON CONFLICT (document_type)"
            " DO UPDATE SET last = ground_number.last + excluded.last RETURNING last",
            (document_type, count),
        )
        (last,) = cursor.fetchone()
    if last > LAST:
        raise NumbersExhausted(document_type=document_type)
    return int(last) - count + 1
