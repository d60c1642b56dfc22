"""The WSGI application of the gate's own server, and a thread that uses the line whenever it is there."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.gate.settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

_seconds = float(os.environ.get("MOTCUA_GATE_EVERY", "0"))
if _seconds > 0:
    import logging
    import time
    from threading import Thread

    from motcua.crossings.device import line
    from motcua.crossings.web.device.opened import gate
    from motcua.kernel.refusals import Refusal

    def _use_the_line() -> None:
        """Send what waits and fetch a list, again and again; a line that is down is no fault."""
        while True:
            try:
                line.send(gate())
                line.fetch(gate())
            except Refusal as refusal:
                logging.getLogger("motcua.gate").info("%s", refusal)
            except Exception:  # noqa: BLE001 - the thread outlives whatever a broken line sends
                logging.getLogger("motcua.gate").exception("the line")
            time.sleep(_seconds)

    Thread(target=_use_the_line, daemon=True, name="line").start()
