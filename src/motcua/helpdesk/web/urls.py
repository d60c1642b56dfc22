"""Routes of questions and published answers."""

from django.urls import path

from motcua.helpdesk.web import case, entries, indicators, meetings_urls, public
from motcua.helpdesk.web.actforms import ACTS

app_name = "helpdesk"
urlpatterns = [
    path("answers/", public.listed, name="answers"),
    path("answers/<str:code>/", public.one, name="answer"),
    path("answers/<str:code>/said/", public.said, name="said"),
    path("ask/", public.ask, name="ask"),
    path("follow/<str:key>/", public.follow, name="follow"),
    path("questions/", case.listed, name="list"),
    path("questions/questions.csv", case.export, name="export"),
    path("questions/write/", case.write, name="write"),
    path("questions/<str:number>/", case.one, name="one"),
    path("questions/<str:number>/files/<int:leaf>/<int:no>/", case.attachment, name="attachment"),
    *(
        path(f"questions/<str:number>/acts/{act.name}/", case.act, {"name": act.name}, name=f"act_{act.name}")
        for act in ACTS
    ),
    path("entries/", entries.listed, name="entries"),
    path("entries/load/", entries.load, name="entries_load"),
    path("entries/new/", entries.write, name="entry_new"),
    path("entries/<int:pk>/", entries.one, name="entry"),
    path("entries/<int:pk>/revise/", entries.write, name="entry_revise"),
    path("indicators/", indicators.shown, name="indicators"),
    path("indicators/indicators.csv", indicators.export, name="indicators_csv"),
    *meetings_urls.patterns,
]
