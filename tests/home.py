"""A home of their own for the tests, named before anything reads the settings (pytest's option -p loads it first)."""

import os
import tempfile

os.environ.setdefault("MOTCUA_HOME", tempfile.mkdtemp(prefix="motcua-test-"))
