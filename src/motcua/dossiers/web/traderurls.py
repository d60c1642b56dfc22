"""Routes of the applicant's side."""

from django.urls import path

from motcua.dossiers.web.filing import check, choose, follow, mine, packages, papers, steps

urlpatterns = [
    path("new/", choose.new, name="new"),
    path("new/<str:code>/", choose.about, name="about"),
    path("new/<str:code>/definition.json", packages.definition, name="definition"),
    path("package/", packages.package, name="package"),
    path("drafts/", steps.drafts, name="drafts"),
    path("drafts/<int:draft>/", steps.draft, name="draft"),
    path("drafts/<int:draft>/form/<slug:section>/", steps.section, name="draft_section"),
    path("drafts/<int:draft>/papers/", papers.papers, name="draft_papers"),
    path("drafts/<int:draft>/papers/detach", papers.detach, name="draft_detach"),
    path("drafts/<int:draft>/check/", check.check, name="draft_check"),
    path("drafts/<int:draft>/lodge", check.lodge, name="draft_lodge"),
    path("drafts/<int:draft>/delete/", check.delete, name="draft_delete"),
    path("mine/", mine.listed, name="mine"),
    path("mine/dossiers.csv", mine.export, name="mine_csv"),
    path("mine/<str:number>/", follow.follow, name="follow"),
    path("mine/<str:number>/receipt/", follow.lodged, name="lodged"),
    path("mine/<str:number>/receipt.json", follow.receipt, name="receipt_file"),
    path("mine/<str:number>/supplement", follow.supplement, name="supplement"),
    path("mine/<str:number>/withdraw/", follow.withdraw, name="withdraw"),
    path("mine/<str:number>/rate/", follow.rate, name="rate"),
]
