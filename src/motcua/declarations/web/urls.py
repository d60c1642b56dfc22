from django.urls import path

from motcua.declarations.web import acts, amending, case, desk, desks, inspection, lasting, papers, wishes
from motcua.declarations.web.actlist import ACTS
from motcua.declarations.web.form import check, goods, propose, receipt, steps, tasks, upload

app_name = "declarations"
DRAFT = "drafts/<int:draft>/"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("export.csv", desk.export, name="export"),
    path("requests/", wishes.listed, name="requests"),
    path("amendments/", amending.listed, name="amendments"),
    path("next", desks.take_next, name="take_next"),
    path("branch/", desks.branch, name="branch"),
    path("branch/times/", lasting.times, name="times"),
    path("branch/times.csv", lasting.export, name="times_csv"),
    path("new/", tasks.new, name="draft_new"),
    path("drafts/", tasks.drafts, name="drafts"),
    path(DRAFT, tasks.one, name="draft"),
    path(f"{DRAFT}copy", tasks.copy, name="draft_copy"),
    path(f"{DRAFT}delete/", tasks.delete, name="draft_delete"),
    path(f"{DRAFT}check/", propose.check, name="draft_check"),
    path(f"{DRAFT}propose", propose.propose, name="draft_propose"),
    path(f"{DRAFT}lodge", check.lodge, name="draft_lodge"),
    path(f"{DRAFT}goods/", goods.goods, name="draft_goods"),
    path(f"{DRAFT}goods/add", goods.add, name="draft_item_add"),
    path(f"{DRAFT}goods/find", goods.find, name="draft_item_find"),
    path(f"{DRAFT}goods/sheet/", upload.upload, name="draft_upload"),
    path(f"{DRAFT}goods/sheet/take", upload.take, name="draft_take"),
    path(f"{DRAFT}goods/template.xlsx", upload.template, name="draft_template"),
    path(f"{DRAFT}goods/<int:no>/", goods.item, name="draft_item"),
    path(f"{DRAFT}goods/<int:no>/autosave", goods.autosave, name="draft_item_autosave"),
    path(f"{DRAFT}goods/<int:no>/remove/", goods.remove, name="draft_item_remove"),
    path(f"{DRAFT}goods/<int:no>/<str:act>", goods.act, name="draft_item_act"),
    path(f"{DRAFT}<str:step>/", steps.step, name="draft_step"),
    path(f"{DRAFT}<str:step>/autosave", steps.autosave, name="draft_autosave"),
    path("<str:number>/", case.one, name="one"),
    path("<str:number>/copy", tasks.copy_declaration, name="copy"),
    path("<str:number>/receipt/", receipt.receipt, name="receipt"),
    path("<str:number>/receipt.json", receipt.file, name="receipt_file"),
    path("<str:number>/claim", desks.claim, name="claim"),
    path("<str:number>/inspection/", inspection.inspection, name="inspection"),
    path("<str:number>/hand-over/", desks.hand_over, name="hand_over"),
    *(path(f"<str:number>/acts/{act.name}/", acts.act, {"name": act.name}, name=f"act_{act.name}") for act in ACTS),
    path("<str:number>/cancellation/", wishes.one, name="request"),
    path("<str:number>/papers/", papers.papers, name="papers"),
    path("<str:number>/papers/<int:no>", papers.paper, name="paper"),
    path("<str:number>/amend/", amending.amend, name="amend"),
    path("<str:number>/amendments/<int:no>/", amending.one_proposal, name="amendment"),
    path("<str:number>/versions/<int:version>/", amending.version, name="version"),
    path("<str:number>/versions/<int:version>/message", case.original, name="original"),
    path("<str:number>/proofs/<int:leaf>.json", case.proof, name="proof"),
]
