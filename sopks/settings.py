"""Settings, read from the environment; the defaults are safe for production.

./run sets what a demonstration needs. `docs/settings.md` lists every variable.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bootstrap_wrapper
import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from sopks import quiet
from sopks.keys import is_weak
from sopks.waiting import Patience, checked, limited

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable: 1, true, yes, on and their opposites."""
    text = os.environ.get(name, "").strip().lower()
    if text not in {"", "0", "1", "false", "true", "no", "yes", "off", "on"}:
        raise ImproperlyConfigured(f"{name}={text}: write 1 or 0.")
    return text in {"1", "true", "yes", "on"} if text else default


def words(name: str, *, default: str) -> list[str]:
    """Read a list: words with commas or blanks between them."""
    return os.environ.get(name, default).replace(",", " ").split()


def size(name: str, *, default: int) -> int:
    """Read a whole number from 1."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise ImproperlyConfigured(f"{name}={text}: write a whole number from 1.")
    return int(text)


def one_of(name: str, *words: str) -> str:
    """Read one of these words; the first is the default."""
    text = os.environ.get(name, "").strip().lower() or words[0]
    if text not in words:
        raise ImproperlyConfigured(f"{name}={text}: write one of {', '.join(words)}.")
    return text


def secret_key() -> str:
    """Read SECRET_KEY, or the file that ./run made; refuse a weak one."""
    kept = VAR_DIR / "secret-key"
    key = os.environ.get("SECRET_KEY") or (kept.read_text().strip() if kept.exists() else "")
    if is_weak(key):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or weak: set one of at least 50 random characters, "
            "or start once with ./run, which makes one."
        )
    return key


def owner(url: str, database: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read who owns the tables of the database; None where that is the application itself."""
    if not url:
        return None
    found = dj_database_url.parse(url)
    is_same = (found["ENGINE"], found["NAME"]) == (database["ENGINE"], database["NAME"])
    if not is_same or not found["USER"] or found["USER"] == database.get("USER"):
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL: write the address of the same database in PostgreSQL as in "
            "DATABASE_URL, with another user, who owns its tables."
        )
    return {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}


DEBUG = False
DEMO = flag("DEMO", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", default="localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", default="")

INSTALLED_APPS = [
    "people",
    "procedures",
    "workflow",
    "axes",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "heroicons",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sopks.compressed.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "sopks.characters.NoNullMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sopks.privacy.private_pages",
    "sopks.language.ChosenLanguageMiddleware",
    "sopks.bodies.BodiesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sopks.database.DatabaseMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sopks.urls"
WSGI_APPLICATION = "sopks.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sopks.theme.theme",
                "workflow.views.desk.counters",
                "workflow.views.notices.bell",
            ],
        },
    }
]

# One database for all: SQLite by default (many readers, one writer who waits), PostgreSQL by
# DATABASE_URL. A write transaction on SQLite takes its lock at the beginning (IMMEDIATE): one that
# starts by reading and then wants to write would be refused instead of waiting.
PATIENCE = checked(
    Patience(
        connect=size("CONNECT_SECONDS", default=5),
        lock=size("LOCK_SECONDS", default=5),
        statement=size("STATEMENT_SECONDS", default=20),
        idle=size("IDLE_SECONDS", default=30),
    )
)
if one_of("DATABASE_LIMITS", "requests", "commands") == "commands":
    PATIENCE = PATIENCE.of_commands()
DATABASES = {
    "default": limited(
        dj_database_url.parse(
            os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'sopks.sqlite3'}",
            conn_max_age=600,
            conn_health_checks=True,
        ),
        PATIENCE,
    )
}
DATABASE_ROLE = DATABASES["default"].get("USER", "")
DATABASE_OWNER = owner(os.environ.get("DATABASE_OWNER_URL", ""), DATABASES["default"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"

# Ten wrong passwords for one account from one address close that pair for a quarter of an hour.
# So many for whatever accounts close the address to browsers in which nobody has signed in yet.
LOGIN_FAILURES_PER_ADDRESS = size("LOGIN_FAILURES_PER_ADDRESS", default=50)
AXES_HANDLER = "people.logins.LoginGuard"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_CLIENT_IP_CALLABLE = "people.logins.source_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_RESET_ON_SUCCESS = True
# Who tries while it is closed does not keep it closed: neither to themselves nor to an office.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "sopks.formats"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = os.environ.get("TIME_ZONE", "Asia/Jakarta")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", bootstrap_wrapper.get_bootstrap_dir()),
]
STORAGES = {
    "default": {"BACKEND": "sopks.storage.LastingStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the files to compress
MEDIA_ROOT = VAR_DIR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# An SOP's page in the administration sends some twenty fields a row, and one for each participant.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
ATTACHMENT_MAX_BYTES = size("ATTACHMENT_MAX_MB", default=10) * 1024 * 1024
# What files leave free for the database, so that deeds go on where no more files can be taken.
DISK_RESERVE_BYTES = size("DISK_RESERVE_MB", default=100) * 1024 * 1024

# Prints, exports and files that are brought in: how many are made at once.
HEAVY_AT_ONCE = size("HEAVY_AT_ONCE", default=max(1, (os.cpu_count() or 1) // 2))
HEAVY_PER_PERSON = size("HEAVY_PER_PERSON", default=2)

# Whether a step may be recorded after it was worked on, with the times stated.
LATE_RECORDING = flag("LATE_RECORDING", default=False)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Finished prints, by what they hold; safe to delete at any time.
    "prints": {
        "BACKEND": "sopks.storage.WholeFileCache",
        "LOCATION": VAR_DIR / "prints",
        "TIMEOUT": 60 * 60 * 24 * 90,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Transport: on by default; ./run turns it off for a demonstration on this computer.
HTTPS = flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other hosts below an office's domain are not ours to bind, so neither subdomains nor preload.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
BEHIND_PROXY = flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # unless asked otherwise at signing in
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
    }
}

# E-mail: none is sent while EMAIL_HOST is empty. Links in it need to know where SOPKS is.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = size("EMAIL_PORT", default=587)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = one_of("EMAIL_SECURITY", "starttls", "tls", "none") == "starttls"
EMAIL_USE_SSL = one_of("EMAIL_SECURITY", "starttls", "tls", "none") == "tls"
EMAIL_TIMEOUT = 20  # seconds; a server that stalls must not hold the worker
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "")
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")
if EMAIL_HOST and not (DEFAULT_FROM_EMAIL and SITE_URL.startswith(("http://", "https://"))):
    raise ImproperlyConfigured(
        "EMAIL_HOST is set: set EMAIL_FROM, the address that e-mails come from, and SITE_URL, "
        "the address of SOPKS that people open, such as https://sop.example.go.id."
    )

# Whatever is logged tells where something went wrong and never whose data it was.
LOGGING_CONFIG = "sopks.logs.configure"
LOGGING = quiet.LOGGING
