"""Settings. All state lives under MOTCUA_HOME; DATABASE_URL names the database."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOME = Path(os.environ.get("MOTCUA_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
ROOT = Path(__file__).resolve().parent.parent


def _secret(name: str) -> str:
    """Read a secret of this installation, made once and kept beside its data."""
    path = HOME / f"{name}.secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME / "motcua.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
                "PRAGMA wal_autocheckpoint=4000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        found = _database("")
        return {**found, "NAME": parts.path}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _role(text: str) -> str:
    """Window (declarations are lodged here) or companion (they are lodged at VNACCS). Anything else ends the start."""
    if text not in ("window", "companion"):
        raise ImproperlyConfigured(f"MOTCUA_ROLE: “{text}”; window | companion")
    return text


def _country(text: str) -> str:
    """The country whose window this is: two capitals, as in ISO 3166. Anything else ends the start."""
    if len(text) != 2 or not (text.isascii() and text.isupper()):
        raise ImproperlyConfigured(f"MOTCUA_COUNTRY: “{text}”; VN | TH | …")
    return text


COUNTRY = _country(os.environ.get("MOTCUA_COUNTRY", "VN"))
"""Where this installation stands, as partner windows know it."""
ROLE = _role(os.environ.get("MOTCUA_ROLE", "window"))
SECRET_KEY = _secret("django")
DEBUG = os.environ.get("MOTCUA_DEBUG") == "1"
HTTPS = os.environ.get("MOTCUA_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,testserver").split(",")
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "motcua.design",
    "motcua.ground",
    "motcua.reference",
    "motcua.people",
    "motcua.tariff",
    "motcua.parties",
    "motcua.procedures",
    "motcua.duties",
    "motcua.risk",
    "motcua.origin",
    "motcua.revenue",
    "motcua.manifests",
    "motcua.crossings",
    "motcua.declarations",
    "motcua.dossiers",
    "motcua.helpdesk",
    "motcua.transport",
    "motcua.survey",
    "motcua.control",
    "motcua.reports",
    "motcua.gateways",
    "motcua.gateways.vnaccs",
    "motcua.gateways.bank",
    "motcua.gateways.asw",
    "motcua.demo",
    "motcua.site",
]
MIDDLEWARE = [
    "motcua.site.door.middleware.ProgramsDoor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.site.access.DenyByDefault",
]
ROOT_URLCONF = "motcua.site.urls"
WSGI_APPLICATION = "motcua.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "design" / "templates", *sorted(ROOT.glob("**/web/templates"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.site.frames.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]

# Accounts and sessions
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["motcua.people.entry.GuardedBackend"]
LOGIN_URL = "site:login"
LOGIN_REDIRECT_URL = "site:home"
LOGOUT_REDIRECT_URL = "site:home"
PASSWORD_HASHERS = ["motcua.people.entry.Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SECOND_FACTOR = frozenset(os.environ.get("MOTCUA_SECOND_FACTOR", "head leader revenue admin").split())
"""Roles that must have a second factor; a demonstration lets everybody in without."""
SESSION_COOKIE_NAME = "motcua"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "motcua.site.web.errors.forgery"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 86400

# What a browser may do: own files only, no code or style in pages
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 86400
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# The programs' door: what one enterprise may ask of one process (0: no limit), and how slowly
API_REQUESTS = int(os.environ.get("MOTCUA_API_REQUESTS", "6000"))
API_DECLARATIONS = int(os.environ.get("MOTCUA_API_DECLARATIONS", "30000"))
API_AT_ONCE = int(os.environ.get("MOTCUA_API_AT_ONCE", "12"))
API_SECONDS = float(os.environ.get("MOTCUA_API_SECONDS", "20"))
API_WRONG_TOKENS = int(os.environ.get("MOTCUA_API_WRONG_TOKENS", "30"))

# Notices: where this site is found, by which server mail goes out, whether webhooks may reach private networks
PUBLIC_URL = os.environ.get("MOTCUA_URL", "http://localhost:8000")
MAIL_URL = os.environ.get("MOTCUA_MAIL_URL", "")
IMAP_URL = os.environ.get("MOTCUA_IMAP_URL", "")
MAIL_FROM = os.environ.get("MOTCUA_MAIL_FROM", "một cửa <motcua@localhost>")
NOTICES_PRIVATE = os.environ.get("MOTCUA_NOTICES_PRIVATE") == "1"
TRACK_REQUESTS = int(os.environ.get("MOTCUA_TRACK_REQUESTS", "30"))

# Messages wear the tones of alerts
MESSAGE_TAGS = {25: "good", 30: "warn", 40: "bad"}

# Static files straight from the rooms; addresses carry a fingerprint (`{% asset %}`)
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 7 * 86400

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "motcua"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"links": {"()": "motcua.survey.discreet.HidesLinks"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["err"], "level": os.environ.get("MOTCUA_LOG", "WARNING")},
    "loggers": {"django": {"handlers": ["err"], "level": os.environ.get("MOTCUA_LOG", "WARNING"), "propagate": False}},
}

# Two languages, Vietnamese first; catalogues are compiled into MOTCUA_HOME when they have changed
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
CATALOGUES = ROOT.parent.parent / "locale"
LOCALE_PATHS = [HOME / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # figures are written by design.domain; a year or a page number is none
