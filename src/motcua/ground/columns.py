"""Kinds of columns that tables of every room are made of."""

from typing import Any

from django.db import models


class IdField(models.BigIntegerField):
    """A 64-bit id that the application gives, as primary key.

    On SQLite its type is INTEGER, which makes it the table's own row number: a BIGINT key would be a second tree
    beside the table, written and searched for every row.
    """

    def __init__(self, *args: Any, **rest: Any) -> None:
        rest["primary_key"] = True
        super().__init__(*args, **rest)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As migrations write it: that it is a primary key goes without saying."""
        name, path, args, rest = super().deconstruct()
        rest.pop("primary_key", None)
        return name, path, args, rest

    def db_type(self, connection: Any) -> str | None:
        """INTEGER on SQLite, BIGINT elsewhere."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
