from django.urls import path

from motcua.crossings.web.offline import codes, disputes, door, installations

app_name = "gates"
urlpatterns = [
    path("", installations.listed, name="list"),
    path("code/", codes.code, name="code"),
    path("disputed/", disputes.listed, name="disputed"),
    path("disputed.csv", disputes.export, name="disputed_csv"),
    path("batches/<int:leaf>/", installations.batch, name="batch"),
    path("door/time", door.time, name="time"),
    path("door/list", door.fetch, name="door_list"),
    path("door/batch", door.take, name="door_batch"),
    path("<int:installation>/", installations.one, name="one"),
    path("<int:installation>/end/", installations.end, name="end"),
    path("<int:installation>/list/", installations.issue, name="issue"),
    path("<int:installation>/records/", installations.bring, name="bring"),
    path("<int:installation>/give-up/", installations.give_up, name="give_up"),
    path("<int:installation>/disputed/<int:number>/", disputes.one, name="dispute"),
]
