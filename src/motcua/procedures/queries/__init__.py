"""Every read of procedures. What is in force is public; what is being written is the department's."""

from motcua.procedures.queries.catalogue import Listed, all_in_force, catalogue, counts
from motcua.procedures.queries.one import Held, held, in_force, several, version, versions, visible_to

__all__ = [
    "Held", "Listed", "all_in_force", "catalogue", "counts", "held", "in_force", "several", "version",
    "versions", "visible_to",
]  # fmt: skip
