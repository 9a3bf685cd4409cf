"""The only reader of the environment: every setting an operator may give, by name, and what is missing."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit


class Mode(StrEnum):
    """What the process is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class MissingSettings(SystemExit):
    """Raised at start, in production, when settings without a safe default are not given."""

    def __init__(self, names: list[str]) -> None:
        """Name every missing setting at once, so that an operator mends them in one go."""
        super().__init__(
            "ECIAP does not start: "
            + ", ".join(names)
            + (" is" if len(names) == 1 else " are")
            + " not set. See .env.example for what each one means; `make demo` needs none of them."
        )


REQUIRED_IN_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Environment:
    """The environment, read once."""

    mode: Mode
    root: Path
    var: Path
    secret_key: str
    allowed_hosts: list[str]
    database_url: str
    host: str
    port: int
    base_url: str
    content: Path
    mail_url: str
    mail_from: str
    workers: int
    trusted_proxies: int
    metrics_port: int


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def read(environ: dict[str, str] | None = None) -> Environment:
    """Read the environment; in production, stop with the name of everything that is missing.

    Raises:
        MissingSettings: in production, when a setting without a safe default is not given.

    """
    given = dict(os.environ if environ is None else environ)
    mode = Mode(given.get("ECIAP_MODE", Mode.PRODUCTION))
    if mode is Mode.PRODUCTION and (missing := [name for name in REQUIRED_IN_PRODUCTION if not given.get(name)]):
        raise MissingSettings(missing)
    port = given.get("PORT", "8000")
    if not port.isdecimal():
        raise SystemExit(f"ECIAP does not start: PORT is {port!r}, which is no number.")
    base_url = given.get("BASE_URL", f"http://127.0.0.1:{port}")
    return Environment(
        mode=mode,
        root=ROOT,
        var=Path(given.get("ECIAP_VAR", ROOT / "var")),
        secret_key=given.get("SECRET_KEY", f"{mode}-only-and-never-a-secret-{'0' * 30}"),
        allowed_hosts=_words(given.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")),
        database_url=given.get("DATABASE_URL", ""),
        host=given.get("ECIAP_HOST", "127.0.0.1"),
        port=int(port),
        base_url=base_url,
        content=Path(given.get("ECIAP_CONTENT", ROOT / "content" / "eciap")),
        mail_url=given.get("MAIL_URL", ""),
        mail_from=given.get("MAIL_FROM", "noreply@localhost"),
        workers=int(given.get("ECIAP_WEB_WORKERS", "2")),
        metrics_port=int(given.get("METRICS_PORT", "0")),
        # Attempts are counted by address: behind a proxy (the usual way to https) the visitor's is in X-Forwarded-For.
        trusted_proxies=int(given.get("TRUSTED_PROXIES", "1" if base_url.startswith("https://") else "0")),
    )


def database(url: str) -> dict[str, object]:
    """Turn `postgresql://person:password@host:port/name` into Django's words; `?host=` may name a socket's folder."""
    parts = urlsplit(url)
    [host] = parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
    }


def database_options(url: str) -> dict[str, str]:
    """Return what else an address asks of the connection, such as `?sslmode=verify-full&sslrootcert=/etc/ca.pem`."""
    return {name: value for name, value in parse_qsl(urlsplit(url).query) if name != "host"}


def mailer(url: str) -> dict[str, object]:
    """Turn `smtp://person:password@host:587?tls=yes` into one of Django's mailers."""
    parts = urlsplit(url)
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port or (465 if parts.scheme == "smtps" else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parse_qs(parts.query).get("tls") == ["yes"],
        "use_ssl": parts.scheme == "smtps",
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
