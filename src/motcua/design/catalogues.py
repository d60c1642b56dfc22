"""Catalogues of translations: compiled with Babel, without GNU gettext, when they have changed.

Source: `locale/<language>/LC_MESSAGES/django.po`. Compiled files go under MOTCUA_HOME, so that a checkout
that is read-only or shared works too.
"""

import os
import tempfile
from pathlib import Path

DOMAIN = "django"


def compile_changed(source: Path, target: Path) -> list[str]:
    """Compile every catalogue under `source` that is newer than its compiled file; the languages compiled.

    Processes that start together do no harm: each file is replaced whole.
    """
    done = []
    for catalogue in sorted(source.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = catalogue.parent.parent.name
        compiled = target / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if not compiled.exists() or compiled.stat().st_mtime_ns < catalogue.stat().st_mtime_ns:
            _compile(catalogue, compiled, language)
            done.append(language)
    return done


def forget() -> None:
    """Let Django read all catalogues again, as its own reloader does when one has changed."""
    import gettext

    from asgiref.local import Local
    from django.utils.translation import trans_real

    gettext._translations = {}  # type: ignore[attr-defined]
    trans_real._translations = {}
    trans_real._default = None
    trans_real._active = Local()


def _compile(catalogue: Path, compiled: Path, language: str) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as file:
        messages = read_po(file, locale=language, domain=DOMAIN)
    compiled.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=compiled.parent, suffix=".mo.part")
    with os.fdopen(descriptor, "wb") as file:
        write_mo(file, messages)
    Path(name).replace(compiled)
