from django.urls import path

from motcua.people.web import delegating, staff

app_name = "staff"
urlpatterns = [
    path("", staff.people, name="people"),
    path("people.csv", staff.export, name="export"),
    path("open/", staff.open_account, name="open"),
    path("<int:account>/", staff.person, name="person"),
    path("<int:account>/give/", staff.give, name="give"),
    path("<int:account>/posts/<int:post>/end/", staff.end, name="end"),
    path("<int:account>/close/", staff.close, name="close"),
    path("<int:account>/reset/", staff.reset_ask, name="reset_ask"),
    path("resets/<int:reset>/", staff.reset_decide, name="reset_decide"),
    path("delegations/", delegating.delegations, name="delegations"),
    path("delegations/new/", delegating.delegate, name="delegate"),
    path("delegations/<int:delegation>/end/", delegating.delegation_end, name="delegation_end"),
]
