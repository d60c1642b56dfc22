"""Routes of internal audit, within those of the room."""

from django.urls import path, register_converter

from motcua.procedures.web import audit_checking, audit_lists, audit_pages, audit_prints
from motcua.procedures.web.audit_lists import SLUGS
from motcua.procedures.web.codes import NumberConverter

register_converter(NumberConverter, "record")
ONE = "audit/records/<record:number>"
urlpatterns = [
    path("conformity/", audit_prints.conformity, name="conformity"),
    path("conformity/<record:number>.pdf", audit_prints.print_conformity, name="conformity_pdf"),
    path("audit/", audit_lists.home, name="audit_home"),
    *(path(f"audit/{slug}/", audit_lists.listed(kind), name=f"audit_{slug}") for kind, slug in SLUGS.items()),
    *(path(f"audit/{slug}.csv", audit_lists.exported(kind), name=f"audit_{slug}_csv") for kind, slug in SLUGS.items()),
    *(path(f"audit/new/{kind}/", audit_pages.new(kind), name=f"audit_new_{kind}") for kind in audit_pages.NEW),
    path(f"{ONE}/", audit_pages.record, name="audit_one"),
    path(f"{ONE}/print.pdf", audit_prints.print_record, name="audit_pdf"),
    path(f"{ONE}/visits/<int:visit>/", audit_pages.plan, name="audit_plan"),
    path(f"{ONE}/acts/<str:verb>/", audit_pages.act, name="audit_act"),
    path(f"{ONE}/checklist/", audit_checking.checklist, name="audit_checklist"),
    path(f"{ONE}/checklist/<int:no>/", audit_checking.line, name="audit_line"),
    path(f"{ONE}/steps/<int:leaf>/", audit_pages.was, name="audit_was"),
    path(f"{ONE}/proofs/<int:leaf>.json", audit_pages.proof, name="audit_proof"),
]
