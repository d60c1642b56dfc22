from django.urls import path

from motcua.people.web import enterprise

app_name = "join"
urlpatterns = [path("<str:secret>/", enterprise.join, name="join")]
