from django.urls import path

from motcua.reports.web import views

app_name = "reports"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("annual/", views.annual, name="annual"),
    path("figures/<str:figure>/", views.rows, name="rows"),
    path("figures/<str:figure>/rows.csv", views.rows_csv, name="rows_csv"),
]
