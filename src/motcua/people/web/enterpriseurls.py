from django.urls import path

from motcua.people.web import enterprise

app_name = "enterprise"
urlpatterns = [
    path("", enterprise.users, name="users"),
    path("invite/", enterprise.invite, name="invite"),
    path("invitations/<int:invitation>/withdraw/", enterprise.withdraw, name="withdraw"),
    path("users/<int:post>/", enterprise.user, name="user"),
]
