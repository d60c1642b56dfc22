"""All routes: the house's own, then those of each room."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.site.web.urls")),
    path("api/", include("motcua.site.door.urls")),
    path("login/", include("motcua.people.web.signinurls")),
    path("me/", include("motcua.people.web.meurls")),
    path("join/", include("motcua.people.web.joinurls")),
    path("programs/", include("motcua.people.web.urls")),
    path("enterprise/mandates/", include("motcua.parties.web.urls")),
    path("enterprise/", include("motcua.people.web.enterpriseurls")),
    path("people/rights/", include("motcua.parties.web.rightsurls")),
    path("people/", include("motcua.people.web.staffurls")),
    path("receipts/", include("motcua.ground.web.urls")),
    path("post/", include("motcua.ground.web.posturls")),
    path("status/", include("motcua.ground.web.statusurls")),
    path("notices/", include("motcua.ground.web.noticeurls")),
    path("tariff/", include("motcua.tariff.web.urls")),
    path("duties/", include("motcua.duties.web.urls")),
    path("declarations/", include("motcua.declarations.web.urls")),
    path("transport/", include("motcua.transport.web.urls")),
    path("revenue/", include("motcua.revenue.web.urls")),
    path("revenue/", include("motcua.declarations.web.moneyurls")),
    path("messages/", include("motcua.gateways.web.urls")),
    path("vnaccs/", include("motcua.gateways.vnaccs.web.urls")),
    path("bank/", include("motcua.gateways.bank.web.urls")),
    path("asw/", include("motcua.gateways.asw.web.urls")),
    path("origin/", include("motcua.origin.web.urls")),
    path("procedures/", include("motcua.procedures.web.urls")),
    path("dossiers/", include("motcua.dossiers.web.urls")),
    path("support/", include("motcua.helpdesk.web.urls")),
    path("survey/", include("motcua.survey.web.urls")),
    path("control/", include("motcua.control.web.urls")),
    path("manifests/", include("motcua.manifests.web.urls")),
    path("crossings/gates/", include("motcua.crossings.web.offlineurls")),
    path("crossings/", include("motcua.crossings.web.urls")),
    path("draws/", include("motcua.risk.web.drawurls")),
    path("reports/", include("motcua.reports.web.urls")),
    path("risk/simulation/", include("motcua.demo.web.urls")),
    path("risk/", include("motcua.risk.web.urls")),
]
handler400 = "motcua.site.web.errors.bad_request"
handler403 = "motcua.site.web.errors.forbidden"
handler404 = "motcua.site.web.errors.not_found"
handler500 = "motcua.site.web.errors.broken"
