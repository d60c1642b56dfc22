"""A home of their own for the tests, named before anything reads the settings (pytest's option -p loads it first).

Tests that run side by side have a home each, for secrets, locks and signed heads lie there. The programs that tests
start share the bytecode of a run, whatever the caller says of writing it, for each would compile the house again.
"""

import os
import tempfile

os.environ.setdefault("MOTCUA_HOME", tempfile.mkdtemp(prefix="motcua-test-"))
os.environ.setdefault("MOTCUA_TEST_BASE", os.environ["MOTCUA_HOME"])
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", os.path.join(os.environ["MOTCUA_TEST_BASE"], "bytecode"))  # noqa: PTH118
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["MOTCUA_HOME"] = os.path.join(os.environ["MOTCUA_HOME"], worker)  # noqa: PTH118
    os.makedirs(os.environ["MOTCUA_HOME"], exist_ok=True)  # noqa: PTH103
