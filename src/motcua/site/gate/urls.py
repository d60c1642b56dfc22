"""Routes of the gate's own server."""

from django.urls import include, path

from motcua.crossings.web.device.urls import urlpatterns as pages
from motcua.site.gate import door

urlpatterns = [path("", include(([*pages, path("language/", door.language, name="language")], "device")))]
handler404 = "motcua.site.gate.door.not_found"
handler500 = "motcua.site.gate.door.broken"
