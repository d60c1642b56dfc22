"""A home of their own for the tests, named before anything reads the settings (pytest's option -p loads it first).

Tests that run side by side have a home each, for secrets, locks and signed heads lie there.
"""

import os
import tempfile

os.environ.setdefault("MOTCUA_HOME", tempfile.mkdtemp(prefix="motcua-test-"))
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["MOTCUA_HOME"] = os.path.join(os.environ["MOTCUA_HOME"], worker)  # noqa: PTH118
    os.makedirs(os.environ["MOTCUA_HOME"], exist_ok=True)  # noqa: PTH103
