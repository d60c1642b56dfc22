from django.urls import path

from motcua.duties.web import views
from motcua.duties.web.value.views import worksheet

app_name = "duties"
urlpatterns = [
    path("", views.calculator, name="calculator"),
    path("advice/", views.advice, name="advice"),
    path("value/", worksheet, name="value"),
]
