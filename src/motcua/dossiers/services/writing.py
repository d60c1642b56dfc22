"""Writing: rows with the leaves that commit to them, and how dossiers stand after it, gathered and then stored."""

from motcua.dossiers.services import rows
from motcua.ground.services import bulk, sheets

Row = sheets.Row


class Sheet(sheets.Sheet):
    """What a service writes: covered rows with their leaves, and how dossiers stand after it."""

    def __init__(self) -> None:
        super().__init__(rows.ORDER)
        self._new: list[Row] = []
        self._changed: dict[int, Row] = {}

    def new(self, row: Row) -> None:
        """A dossier that was not there."""
        self._new.append(row)

    def changed(self, row: Row) -> None:
        """How a dossier stands now: its id, the standing, the leaf. The last one counts."""
        self._changed[row[0]] = row

    def write(self) -> None:
        """Store all of it in the caller's transaction."""
        if self._new:
            bulk.insert(rows.T_DOSSIER, rows.DOSSIER, self._new, rows.DOSSIER_MOMENTS)
        super().write()
        if self._changed:
            columns = (*rows.STANDING, "leaf")
            bulk.update(rows.T_DOSSIER, "id", columns, self._changed.values(), rows.CHANGED_MOMENTS)
