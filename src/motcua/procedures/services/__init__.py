"""What is done with procedures: written, reviewed, approved, put in force, withdrawn, distributed, read, loaded."""

from motcua.procedures.services.lives import approve, give_back, put_in_force, review, revise, withdraw, write
from motcua.procedures.services.loading import load_packaged
from motcua.procedures.services.spreading import acknowledge, distribute

__all__ = [
    "acknowledge", "approve", "distribute", "give_back", "load_packaged", "put_in_force", "review", "revise",
    "withdraw", "write",
]  # fmt: skip
