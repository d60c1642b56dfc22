"""What is done at the gates: vehicles announced, let pass, their stays decided; people in `passengers` and others.

Permits come from clearance.
"""

from motcua.crossings.services.recording import Recorded, record_passages

__all__ = ["Recorded", "record_passages"]
