from django.urls import path

from motcua.site.web import clock, track, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("track/", track.track, name="track"),
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("language/", views.language, name="language"),
    path("appearance/", views.theme, name="theme"),
    path("components/", views.gallery, name="gallery"),
    path("clock/", clock.clock_page, name="clock"),
]
