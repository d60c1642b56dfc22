"""Run one measurement in this process: `python -m motcua.site.bench file 140000`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

call_command("migrate", interactive=False, verbosity=0)

from motcua.site.bench import file, http, lookup, rates  # noqa: E402

{"file": file.main, "http": http.main, "lookup": lookup.main, "rates": rates.main}[sys.argv[1]]()
