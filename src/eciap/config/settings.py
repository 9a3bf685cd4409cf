"""Django's settings, made from the environment that `env` has read."""

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from eciap.config import env, local_postgres

ENV = env.read()
DEMO = ENV.mode is env.Mode.DEMO
TESTING = ENV.mode is env.Mode.TEST
PRODUCTION = ENV.mode is env.Mode.PRODUCTION

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
ROOT_URLCONF = "eciap.config.urls"
BASE_URL = ENV.base_url  # for links in letters, which no request can tell
WSGI_APPLICATION = "eciap.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None

INSTALLED_APPS = [
    "eciap.api",
    "eciap.portal",
    "eciap.roadmaps",
    "eciap.alliance",
    "eciap.vocabulary",
    "eciap.foundation.exchange",
    "eciap.foundation.records",
    "eciap.foundation.files",
    "eciap.foundation.jobs",
    "eciap.foundation.accounts",
    "eciap.foundation.audit",
    "eciap.foundation.languages",
    "eciap.foundation.ui",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "ninja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "eciap.foundation.ui.middleware.stamp_arrivals",
    "eciap.foundation.jobs.middleware.answer_probes",
    "eciap.foundation.ui.middleware.count_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads each answer at random, so that its length tells no secret
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "eciap.foundation.languages.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "eciap.foundation.files.middleware.UploadLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eciap.foundation.accounts.middleware.SessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "eciap.foundation.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",  # last: asks where a page went before 404 is told
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eciap.foundation.ui.context_processors.page",
            ],
        },
    }
]

# Database ------------------------------------------------------------------------------------------------------------
POOL = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if not TESTING else {}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**env.database_options(ENV.database_url), **POOL},
        **(env.database(ENV.database_url) if ENV.database_url else local_postgres.address(ENV.var)),
    }
}
CACHES = {
    "default": {
        "BACKEND": "eciap.config.counters.ByPrefix",
        "OPTIONS": {"otherwise": "memory", "prefixes": {"allauth": "limits"}},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Rate limits must hold across all web workers, so they are counted in the database. Room for many: when the table
    # is full a third of it goes, and nobody shall get fresh attempts by filling it.
    "limits": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# Languages -----------------------------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["eciap.config.formats"]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ENV.root / "src" / "eciap" / "locale"]

# Accounts ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "eciap.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
FORMS = "eciap.foundation.accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{FORMS}.sign_in.LoginForm",
    "signup": f"{FORMS}.sign_in.SignupForm",
    "add_email": f"{FORMS}.sign_in.AddEmailForm",
    "confirm_email_verification_code": f"{FORMS}.sign_in.ConfirmAddressForm",
    "change_password": f"{FORMS}.sign_in.ChangePasswordForm",
    "set_password": f"{FORMS}.sign_in.SetPasswordForm",
    "reset_password": f"{FORMS}.sign_in.ResetPasswordForm",
    "reset_password_from_key": f"{FORMS}.sign_in.ResetPasswordKeyForm",
    "reauthenticate": f"{FORMS}.sign_in.ReauthenticateForm",
}
# Nobody comes in before the letter to their address was answered; so a second sign-up with it can look like the first.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# By a code that is typed where one signs up, and not by a link: only so can a passkey be made in the same breath.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True  # one address for each person: a new one takes the place of the old when it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.base_url.startswith("https://") else "http"
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
# Of those whose role opens much. In the demonstration one click makes anybody anybody, and nothing is at stake; the
# stories of the suite begin at the desk, and those of the second factor switch it on.
SECOND_FACTOR_REQUIRED = PRODUCTION
MFA_ADAPTER = "eciap.foundation.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute to either side: telephones' clocks are never quite right
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.base_url.startswith("https://")  # browsers allow it for localhost alone
MFA_FORMS = {
    "authenticate": f"{FORMS}.second_factor.AuthenticateForm",
    "reauthenticate": f"{FORMS}.second_factor.ReauthenticateForm",
    "activate_totp": f"{FORMS}.second_factor.ActivateAppForm",
    "add_webauthn": f"{FORMS}.second_factor.AddPasskeyForm",
    "signup_webauthn": f"{FORMS}.second_factor.SignUpPasskeyForm",
    "edit_webauthn": f"{FORMS}.second_factor.RenamePasskeyForm",
    "login_webauthn": f"{FORMS}.second_factor.SignInWithPasskeyForm",
    "authenticate_webauthn": f"{FORMS}.second_factor.PasskeyAfterPasswordForm",
    "reauthenticate_webauthn": f"{FORMS}.second_factor.PasskeyAgainForm",
}

# Jobs ----------------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "eciap.foundation.jobs.backend.ProcrastinateBackend"}}

# Mail: MAILERS instead of the deprecated EMAIL_* settings -------------------------------------------------------------
# Whoever sends gets the outbox; the job that empties it, and nobody else, hands letters to the carrier.
POST_BOX = ENV.var / "mail"  # where the carrier leaves letters when there is no mail server
MAILERS = {
    "default": {"BACKEND": "eciap.foundation.jobs.outbox.OutboxBackend"},
    "carrier": env.mailer(ENV.mail_url)
    if ENV.mail_url and not DEMO
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(POST_BOX)},
    },
}
DEFAULT_FROM_EMAIL = ENV.mail_from

METRICS_PORT = ENV.metrics_port

# What went wrong is told to the process's own output, where its supervisor keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"reference": {"()": "eciap.foundation.ui.arrivals.WithReference"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{reference}]: {message}", "style": "{"}},
    "handlers": {"output": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["reference"]}},
    "root": {"handlers": ["output"], "level": "WARNING"},
    "loggers": {"eciap": {"level": "INFO"}},  # the references of problems, which visitors quote
}

# Files ---------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = None if TESTING else ENV.var / "static"  # tests take the files where they lie
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.var / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "eciap.config.static_storage.StaticStorage"
    },
}
FILES_FOLDER = ENV.var / "files"
FILES_BUCKET = env.bucket(ENV.files_url) if ENV.files_url else {}
FILES_SIGNED_FOR = env.seconds_signed(ENV.files_url)
LARGEST_UPLOAD = ENV.largest_upload * 1024**2
FILE_UPLOAD_HANDLERS = ["eciap.foundation.files.adapters.UploadHandler"]
WHITENOISE_MAX_AGE = 3600
WHITENOISE_USE_FINDERS = TESTING

# Content -------------------------------------------------------------------------------------------------------------
CONTENT_FOLDER = ENV.content
VOCABULARY_FOLDER = ENV.root / "content" / "vocabulary"

# Security ------------------------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "eciap.foundation.ui.problems.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
HTTPS = ENV.base_url.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# Wagtail -------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "ECIAP"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = (
    False  # a page to be translated is a draft, not the original under another address
)
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # an embed is a request to another host
WAGTAILIMAGES_IMAGE_MODEL = "portal.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "eciap.portal.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "eciap.portal.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # what was uploaded is kept, and never shown as a page of ours
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
