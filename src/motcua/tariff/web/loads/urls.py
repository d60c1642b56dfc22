from django.urls import path

from motcua.tariff.web.loads import views

urlpatterns = [
    path("", views.listed, name="loads"),
    path("new/", views.new, name="load_new"),
    path("previews/<int:arrival>/", views.preview, name="load_preview"),
    path("previews/<int:arrival>/changes.csv", views.changes, name="load_changes"),
    path("<int:leaf>/", views.one, name="load"),
    path("<int:leaf>/file", views.file, name="load_file"),
    path("<int:leaf>/withdraw/", views.withdraw, name="load_withdraw"),
]
