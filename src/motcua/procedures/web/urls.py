"""Routes of procedures."""

from django.urls import path, register_converter

from motcua.procedures.web import acts, audit_urls, catalogue, editor, prints
from motcua.procedures.web.codes import CodeConverter

register_converter(CodeConverter, "procedure")
app_name = "procedures"
urlpatterns = [
    path("", catalogue.listed, name="list"),
    path("procedures.csv", catalogue.export, name="export"),
    path("queue/", acts.queue, name="queue"),
    path("unread/", acts.unread, name="unread"),
    *audit_urls.urlpatterns,
    path("new/", editor.new, name="new"),
    path("versions/<int:pk>/", catalogue.version, name="version"),
    path("versions/<int:pk>/procedure.pdf", prints.pdf, name="pdf"),
    path("versions/<int:pk>/procedure.docx", prints.docx, name="docx"),
    path("versions/<int:pk>/procedure.yaml", prints.yaml, name="yaml"),
    path("versions/<int:pk>/edit/<slug:section>/", editor.edit, name="edit"),
    path("versions/<int:pk>/read/", acts.acknowledge, name="acknowledge"),
    *(
        path(f"versions/<int:pk>/acts/{act.name}/", acts.act, {"name": act.name}, name=f"act_{act.name}")
        for act in acts.ACTS
    ),
    path("<procedure:code>/", catalogue.one, name="one"),
    path("<procedure:code>/compare/", catalogue.compare, name="compare"),
    path("<procedure:code>/next/", editor.begin, name="begin"),
]
