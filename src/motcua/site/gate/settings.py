"""Settings of the gate's own server: no database but the gate's file, sessions in signed cookies, the house's look."""

from motcua.site.settings import *  # noqa: F403
from motcua.site.settings import HTTPS, ROOT, TEMPLATES

DATABASES: dict[str, object] = {}
INSTALLED_APPS = [
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles", "csp", "motcua.design",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.site.gate.door.OfficersOnly",
]
ROOT_URLCONF = "motcua.site.gate.urls"
WSGI_APPLICATION = "motcua.site.gate.wsgi.application"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "motcua-gate"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "motcua-gate-form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AUTHENTICATION_BACKENDS: list[str] = []
LANGUAGE_COOKIE_NAME = "motcua-gate-language"
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 << 20
TEMPLATES = [
    {
        **TEMPLATES[0],
        "DIRS": [ROOT / "design" / "templates", ROOT / "crossings" / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "motcua.site.gate.door.frame",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
        },
    }
]
CSRF_FAILURE_VIEW = "motcua.site.gate.door.forgery"
if HTTPS:
    SESSION_COOKIE_SECURE = True
