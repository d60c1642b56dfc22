"""Routes of conferences and visits, below /support/."""

from django.urls import URLPattern, path

from motcua.helpdesk.web import meetings, meetings_acts, meetings_door, meetings_paper, visits

_ONE = "conferences/<str:number>/"
_VISIT = "visits/<str:number>/"
patterns: list[URLPattern] = [
    path("conferences/", meetings.listed, name="conferences"),
    path("conferences/conferences.csv", meetings.export, name="conferences_csv"),
    path("conferences/promised/", meetings.promised, name="promised"),
    path("conferences/new/", meetings_acts.plan, name="conference_new"),
    path(_ONE, meetings.one, name="conference"),
    path(f"{_ONE}change/", meetings_acts.change, name="conference_change"),
    path(f"{_ONE}invite/", meetings_acts.invite, name="conference_invite"),
    path(f"{_ONE}hold/", meetings_acts.hold, name="conference_hold"),
    path(f"{_ONE}minutes/", meetings_acts.minutes, name="conference_minutes"),
    path(f"{_ONE}publish/", meetings_acts.publish, name="conference_publish"),
    path(f"{_ONE}cancel/", meetings_acts.cancel, name="conference_cancel"),
    path(f"{_ONE}register/", meetings_acts.register, name="conference_register"),
    path(f"{_ONE}decline/", meetings_acts.decline, name="conference_decline"),
    path(f"{_ONE}ask/", meetings_acts.question, name="conference_ask"),
    path(f"{_ONE}questions/<int:place>/", meetings_acts.answer, name="conference_answer"),
    path(f"{_ONE}guests/", meetings_door.guests, name="conference_guests"),
    path(f"{_ONE}guests.csv", meetings_door.guests_csv, name="conference_guests_csv"),
    path(f"{_ONE}guests/<str:code>/", meetings_door.entry, name="conference_entry"),
    path(f"{_ONE}minutes.pdf", meetings_paper.minutes, name="conference_minutes_pdf"),
    path(f"{_ONE}proof/<int:leaf>/", meetings.proof, name="conference_proof"),
    path("visits/", visits.listed, name="visits"),
    path("visits/visits.csv", visits.export, name="visits_csv"),
    path("visits/todo/", visits.todo, name="visit_todo"),
    path("visits/new/", visits.plan, name="visit_new"),
    path(_VISIT, visits.one, name="visit"),
    path(f"{_VISIT}change/", visits.change, name="visit_change"),
    path(f"{_VISIT}findings/", visits.findings, name="visit_findings"),
    path(f"{_VISIT}follow-up/", visits.follow_up, name="visit_follow_up"),
    path(f"{_VISIT}close/", visits.close, name="visit_close"),
    path(f"{_VISIT}cancel/", visits.cancel, name="visit_cancel"),
    path(f"{_VISIT}todo/<int:place>/", visits.action, name="visit_action"),
    path(f"{_VISIT}report.pdf", meetings_paper.report, name="visit_pdf"),
    path(f"{_VISIT}proof/<int:leaf>/", visits.proof, name="visit_proof"),
]
