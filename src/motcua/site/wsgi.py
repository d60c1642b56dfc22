"""The WSGI application: `granian --interface wsgi motcua.site.wsgi:application`.

With MOTCUA_WORKER=1 (as `motcua serve` sets it) the process also runs the worker in a thread, and
lays out the tariff and works the day's figures out before anybody asks.
"""

import os

from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import reset_queries  # noqa: E402

if not settings.DEBUG:
    request_started.disconnect(reset_queries)  # no list of queries is kept that could be emptied

if os.environ.get("MOTCUA_WORKER") == "1":
    import atexit
    from threading import Thread

    from django.db import DatabaseError, connection

    from motcua.ground.services import clock, worker
    from motcua.kernel.days import law_day
    from motcua.reports.web import held
    from motcua.tariff import queries as tariff

    def _look_up() -> None:
        """Lay out the tariff of the day before anybody searches it; quiet where there is no database yet."""
        try:
            tariff.warm(law_day(clock.now()))
        except DatabaseError:
            return
        finally:
            connection.close()

    Thread(target=_look_up, daemon=True, name="tariff").start()
    Thread(target=held.warm, daemon=True, name="figures").start()

    _worker, _thread = worker.start()

    @atexit.register
    def _last_round() -> None:
        """Let the worker sign a last head before the process ends."""
        _worker.stop()
        _thread.join(10)
