"""Writing: rows with the leaves that commit to them, rows beside them and notices, gathered and then stored."""

from datetime import datetime

from motcua.ground.services import bulk, notices, sheets
from motcua.helpdesk.services import rows

Row = sheets.Row


class Sheet(sheets.Sheet):
    """What a service of the desk writes: covered rows with their leaves, rows beside them, notices and jobs."""

    def __init__(self) -> None:
        super().__init__(rows.ORDER)
        self._beside: dict[sheets.Table, list[Row]] = {}
        self._told: dict[datetime, list[notices.Told]] = {}

    def beside(self, table: str, columns: tuple[str, ...], row: Row, moments: tuple[int, ...] = ()) -> None:
        """A row that no leaf covers: a check recomputes it."""
        self._beside.setdefault((table, columns, moments), []).append(row)

    def tell(self, told: notices.Told, at: datetime) -> None:
        """Put a notice into an inbox when everything is written."""
        self._told.setdefault(at, []).append(told)

    def write(self) -> None:
        """Store all of it in the caller's transaction."""
        super().write()
        for (table, columns, moments), found in self._beside.items():
            bulk.insert(table, columns, found, moments)
        for at, told in self._told.items():
            notices.tell_many(told, at=at)
