from django.urls import path

from motcua.duties.web import views

app_name = "duties"
urlpatterns = [
    path("", views.calculator, name="calculator"),
    path("advice/", views.advice, name="advice"),
]
