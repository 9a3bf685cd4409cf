"""`check --deploy` has nothing to say about production as `.env.example` describes it."""

import os
import subprocess
import sys

import pytest


@pytest.mark.django_db
def test_production_is_set_as_django_advises(settings):
    address = settings.DATABASES["default"]
    environment = {
        **os.environ,
        "ECIAP_MODE": "production",
        "DJANGO_SETTINGS_MODULE": "eciap.config.settings",
        "SECRET_KEY": "a-key-of-more-than-fifty-different-characters-0123456789",
        "ALLOWED_HOSTS": "eciap.example",
        "BASE_URL": "https://eciap.example",
        "MAIL_URL": "smtp://mail.eciap.example:587?tls=yes",
        "DATABASE_URL": f"postgresql:///{address['NAME']}",
        # libpq's own names, for a server that listens on a socket only
        "PGHOST": str(address["HOST"]),
        "PGPORT": str(address["PORT"]),
        "PGUSER": str(address["USER"]),
        "PGPASSWORD": str(address["PASSWORD"]),
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.stderr == ""
    assert told.stdout == "System check identified no issues (0 silenced).\n"
