"""Settings, read from the environment; the defaults are safe for production.

./run sets what a demonstration needs. `docs/settings.md` lists every variable.
"""

import os
from pathlib import Path

import bootstrap_wrapper
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from people.identities import Provider
from sopks import environment as read
from sopks import quiet
from sopks.waiting import Patience, checked, limited

django_stubs_ext.monkeypatch()

A_DAY = 86_400  # seconds
LOCAL_HOSTS = "localhost 127.0.0.1 [::1]"
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = read.folder("VAR_DIR", default=BASE_DIR / "var")

DEBUG = False
DEMO = read.flag("DEMO", default=False)
SECRET_KEY = read.secret_key(VAR_DIR / "secret-key")
ALLOWED_HOSTS = read.hosts("ALLOWED_HOSTS", default=LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS = read.origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "people",
    "procedures",
    "workflow",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
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
    "sopks.passwords.OwnPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workflow.views.zones.office_days",
    "people.signing_in.gate.SecondFactorMiddleware",
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
                "sopks.demonstration.demonstration",
                "sopks.theme.theme",
                "sopks.version.version",
                "workflow.views.desk.counters",
                "workflow.views.notices.bell",
                "workflow.views.staff.keeping",
            ],
        },
    }
]

# One database for all: SQLite by default (many readers, one writer who waits), PostgreSQL by
# DATABASE_URL. A write transaction on SQLite takes its lock at the beginning (IMMEDIATE): one that
# starts by reading and then wants to write would be refused instead of waiting.
PATIENCE = checked(
    Patience(
        connect=read.size("CONNECT_SECONDS", default=5, most=A_DAY),
        lock=read.size("LOCK_SECONDS", default=5, most=A_DAY),
        statement=read.size("STATEMENT_SECONDS", default=20, most=A_DAY),
        idle=read.size("IDLE_SECONDS", default=30, most=A_DAY),
    )
)
if read.one_of("DATABASE_LIMITS", "requests", "commands") == "commands":
    PATIENCE = PATIENCE.of_commands()
DATABASES = {
    "default": limited(
        read.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'sopks.sqlite3'}"),
        PATIENCE,
    )
}
DATABASE_ROLE = DATABASES["default"].get("USER", "")
DATABASE_OWNER = read.owner("DATABASE_OWNER_URL", DATABASES["default"])
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
LOGIN_FAILURES_PER_ADDRESS = read.size("LOGIN_FAILURES_PER_ADDRESS", default=50)
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
# Of what was typed wrong nothing is kept, whichever page it was typed in.
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "old_password",
    "new_password1",
    "new_password2",
    "code",
    "credential",
]

# Signing in with more than a password; addresses are in people/signing_in/urls.py. Nobody signs up,
# nothing goes by e-mail, and wrong codes are counted where wrong passwords are (people/logins.py).
ACCOUNT_ADAPTER = "people.signing_in.accounts.Accounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reauthenticate": "people.signing_in.forms.PasswordAgainForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
MFA_ADAPTER = "people.signing_in.factors.Factors"
MFA_FORMS = {
    "activate_totp": "people.signing_in.forms.FirstCodeForm",
    "add_webauthn": "people.signing_in.forms.NewPasskeyForm",
    "authenticate": "people.signing_in.forms.CodeForm",
    "authenticate_webauthn": "people.signing_in.forms.PasskeyForm",
    "edit_webauthn": "people.signing_in.forms.PasskeyNameForm",
    "login_webauthn": "people.signing_in.forms.PasskeyAloneForm",
    "reauthenticate": "people.signing_in.forms.CodeAgainForm",
    "reauthenticate_webauthn": "people.signing_in.forms.PasskeyAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "SOPKS"
MFA_TOTP_TOLERANCE = 1  # half a minute of a telephone's clock before and after
SOCIALACCOUNT_ADAPTER = "people.signing_in.provider.ProvidedAccounts"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False

# Who has to have a second factor, and how many days they are given to set one up.
SECOND_FACTOR_FOR = read.people("SECOND_FACTOR_FOR")
SECOND_FACTOR_GRACE_DAYS = read.size("SECOND_FACTOR_GRACE_DAYS", default=14, least=0, most=366)

# Whom somebody who is away may name their deputy themselves, and for how many days at most.
DELEGATE_TO = read.one_of("DELEGATE_TO", "both", "unit", "subordinates", "nobody")
DELEGATE_DAYS = read.size("DELEGATE_DAYS", default=14, most=366)

# The provider of identities that people may sign in through; None where there is none.
OIDC_URL = read.secure_site("OIDC_URL")
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "").strip()
if OIDC_URL and not OIDC_CLIENT_ID:
    raise ImproperlyConfigured(
        "OIDC_URL is set: set OIDC_CLIENT_ID, what SOPKS is called at that provider."
    )
OIDC: Provider | None = Provider(
    url=OIDC_URL,
    name=os.environ.get("OIDC_NAME", "").strip() or OIDC_URL.partition("://")[2],
    client_id=OIDC_CLIENT_ID,
    secret=os.environ.get("OIDC_CLIENT_SECRET", ""),
    nip_claim=read.claim("OIDC_NIP_CLAIM", default="nip"),
    scopes=("openid", *read.scopes("OIDC_SCOPES", default="profile")),
    asks_second_factor=read.flag("OIDC_ASKS_SECOND_FACTOR", default=False),
)
if not OIDC_URL:
    OIDC = None

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "sopks.formats"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = read.zone("TIME_ZONE", default="Asia/Jakarta")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", bootstrap_wrapper.get_bootstrap_dir()),
]
STATICFILES_FINDERS = [
    "sopks.static.FoldersFinder",
    "sopks.static.AppsFinder",
    "sopks.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "sopks.storage.LastingStorage"},
    "staticfiles": {"BACKEND": "sopks.static.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the files to compress
MEDIA_ROOT = VAR_DIR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# An SOP's page in the administration sends some twenty fields a row, and one for each participant.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
ATTACHMENT_MAX_BYTES = read.size("ATTACHMENT_MAX_MB", default=10) * 1024 * 1024
# What files leave free for the database, so that deeds go on where no more files can be taken.
DISK_RESERVE_BYTES = read.size("DISK_RESERVE_MB", default=100) * 1024 * 1024

# Prints, exports and files that are brought in: how many are made at once.
HEAVY_AT_ONCE = read.size("HEAVY_AT_ONCE", default=max(1, (os.cpu_count() or 1) // 2), most=1000)
HEAVY_PER_PERSON = read.size("HEAVY_PER_PERSON", default=2)

# Whether a step may be recorded after it was worked on, with the times stated.
LATE_RECORDING = read.flag("LATE_RECORDING", default=False)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Finished prints, by what they hold; safe to delete at any time.
    "prints": {
        "BACKEND": "sopks.storage.WholeFileCache",
        "LOCATION": VAR_DIR / "prints",
        "TIMEOUT": 60 * 60 * 24 * 90,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # What letters show, by their bytes; safe to delete at any time.
    "letters": {
        "BACKEND": "sopks.storage.WholeFileCache",
        "LOCATION": VAR_DIR / "letters",
        "TIMEOUT": 60 * 60 * 24 * 90,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Transport: on by default; ./run turns it off for a demonstration on this computer.
HTTPS = read.flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other hosts below an office's domain are not ours to bind, so neither subdomains nor preload.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
BEHIND_PROXY = read.flag("BEHIND_PROXY", default=False)
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
EMAIL_HOST = read.server("EMAIL_HOST")
EMAIL_PORT = read.size("EMAIL_PORT", default=587, most=65_535)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = read.one_of("EMAIL_SECURITY", "starttls", "tls", "none") == "starttls"
EMAIL_USE_SSL = read.one_of("EMAIL_SECURITY", "starttls", "tls", "none") == "tls"
EMAIL_TIMEOUT = 20  # seconds; a server that stalls must not hold the worker
DEFAULT_FROM_EMAIL = read.mailbox("EMAIL_FROM")
has_site = os.environ.get("SITE_URL", "").startswith(("http://", "https://"))
if EMAIL_HOST and not (DEFAULT_FROM_EMAIL and has_site):
    raise ImproperlyConfigured(
        "EMAIL_HOST is set: set EMAIL_FROM, the address that e-mails come from, and SITE_URL, "
        "the address of SOPKS that people open, such as https://sop.example.go.id."
    )
SITE_URL = read.site("SITE_URL")

# Whatever is logged tells where something went wrong and never whose data it was.
LOGGING_CONFIG = "sopks.logs.configure"
LOGGING = quiet.LOGGING
