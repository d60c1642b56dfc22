"""One-stop dossiers at the programs' door: lodge, supplement, withdraw; read states, timelines and results."""

from motcua.dossiers.api import reading, sending

OPERATIONS = (*reading.OPERATIONS, *sending.OPERATIONS)
