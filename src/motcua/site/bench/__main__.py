"""Run one measurement in this process: `python -m motcua.site.bench file 140000`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

call_command("migrate", interactive=False, verbosity=0)

from motcua.site.bench import edifact, file, http, lookup, pages, rates, selection  # noqa: E402

_WORKS = {
    "edifact": edifact,
    "file": file,
    "http": http,
    "lookup": lookup,
    "pages": pages,
    "rates": rates,
    "selection": selection,
}
_WORKS[sys.argv[1]].main()
