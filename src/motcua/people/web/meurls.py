from django.urls import path

from motcua.people.web import me, security

app_name = "me"
urlpatterns = [
    path("", me.me, name="me"),
    path("stand-in/", me.stand_in, name="stand_in"),
    path("again/", security.again, name="again"),
    path("security/", security.security, name="security"),
    path("security/password/", security.password, name="password"),
    path("security/codes/", security.codes, name="codes"),
    path("security/passkey/", security.passkey, name="passkey"),
    path("security/passkey/ask/", security.passkey_ask, name="passkey_ask"),
    path("security/recovery/", security.recovery, name="recovery"),
    path("security/factors/<int:factor>/remove/", security.factor_remove, name="factor_remove"),
    path("security/visits/end/", security.visit_end, name="visit_end"),
]
