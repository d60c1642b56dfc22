"""The WSGI application: `granian --interface wsgi motcua.site.wsgi:application`.

With MOTCUA_WORKER=1 (as `motcua serve` sets it) the process also runs the worker in a thread.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
application = get_wsgi_application()

if os.environ.get("MOTCUA_WORKER") == "1":
    import atexit

    from motcua.ground.services import worker

    _worker, _thread = worker.start()

    @atexit.register
    def _last_round() -> None:
        """Let the worker sign a last head before the process ends."""
        _worker.stop()
        _thread.join(10)
