"""The only reader of the environment: every setting an operator may give, by name, and what is missing or wrong."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit


class Mode(StrEnum):
    """What the process is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class WrongSettings(SystemExit):
    """Raised at start when settings cannot be used, or, in production, are missing and have no safe default."""

    def __init__(self, lines: list[str]) -> None:
        """Name every one of them in a line, all at once, so that an operator mends them in one go."""
        listed = "".join(f"\n  {line}" for line in lines)
        super().__init__(
            f"ECIAP does not start:{listed}\nSee .env.example for what each one means; `make demo` needs none of them."
        )


def _number(least: int, most: int | None = None) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        plain = value.isascii() and value.isdecimal() and len(value) < 10
        return plain and least <= int(value) <= (most or int(value))

    return fits


def _address(*schemes: str, needs: str) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        try:
            parts = urlsplit(value)
            return parts.scheme in schemes and parts.port != 0 and bool(getattr(parts, needs).strip("/"))
        except ValueError:  # a port that is no number, brackets around what is no address
            return False

    return fits


REQUIRED_IN_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "MAIL_URL")
# How a setting has to look, and the words for it.
LOOKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "ECIAP_MODE": (set(Mode).__contains__, "production, demo or test"),
    "DATABASE_URL": (_address("postgresql", "postgres", needs="path"), "postgresql://person:password@host:port/name"),
    "BASE_URL": (_address("http", "https", needs="netloc"), "an address that begins with http:// or https://"),
    "PORT": (_number(1, 65535), "a number from 1 to 65535"),
    "TRUSTED_PROXIES": (_number(0), "a number, 0 where there is none"),
    "ECIAP_WEB_WORKERS": (_number(1), "a number, at least 1"),
    "METRICS_PORT": (_number(0, 65535), "a number from 1 to 65535, or 0 where nobody watches"),
    "LARGEST_UPLOAD": (_number(1), "a number of megabytes, at least 1"),
    "FILES_URL": (_address("s3", needs="path"), "s3://key:secret@host/bucket"),
    "MAIL_URL": (_address("smtp", "smtps", needs="netloc"), "smtp://person:password@host:port"),
}
MAY_BE_EMPTY = ("DATABASE_URL", "MAIL_URL", "FILES_URL")  # which is as if they were not given
HOLD_PASSWORDS = ("DATABASE_URL", "MAIL_URL", "FILES_URL")
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
    files_url: str
    largest_upload: int


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def read(environ: dict[str, str] | None = None) -> Environment:
    """Read the environment; stop with the name of everything that is missing or wrong.

    Raises:
        WrongSettings: when a setting cannot be used, or one without a safe default is not given in production.

    """
    given = dict(os.environ if environ is None else environ)
    if problems := [*_missing(given), *_wrong(given)]:
        raise WrongSettings(problems)
    mode = Mode(given.get("ECIAP_MODE", Mode.PRODUCTION))
    port = given.get("PORT", "8000")
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
        files_url=given.get("FILES_URL", ""),
        largest_upload=int(given.get("LARGEST_UPLOAD", "50")),
    )


def _missing(given: Mapping[str, str]) -> Iterator[str]:
    if given.get("ECIAP_MODE", Mode.PRODUCTION) == Mode.PRODUCTION:
        yield from (f"{name} is not set." for name in REQUIRED_IN_PRODUCTION if not _words(given.get(name, "")))


def _wrong(given: Mapping[str, str]) -> Iterator[str]:
    for name, (fits, words) in LOOKS.items():
        value = given.get(name)
        if value is None or fits(value) or (name in MAY_BE_EMPTY and not value):
            continue
        said = "what is given" if name in HOLD_PASSWORDS else repr(value)
        yield f"{name} cannot be {said}: it is {words}."


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


def bucket(url: str) -> dict[str, str]:
    """Turn `s3://key:secret@host:port/bucket/folder?region=eu-west-1&tls=no` into the words of `files.store`."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    name, _, prefix = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not (parts.hostname and name and parts.username and parts.password):
        raise SystemExit("ECIAP does not start: FILES_URL is not s3://key:secret@host/bucket.")
    host = parts.hostname + (f":{parts.port}" if parts.port else "")
    return {
        "endpoint": f"{'http' if options.get('tls') == 'no' else 'https'}://{host}",
        "name": name,
        "prefix": prefix,
        "region": options.get("region", "us-east-1"),
        "key": unquote(parts.username),
        "secret": unquote(parts.password),
    }


def seconds_signed(url: str) -> int:
    """Return for how long an address of the bucket itself is good: `?redirect=60`; 0 where files pass through us."""
    return int(dict(parse_qsl(urlsplit(url).query)).get("redirect", "0"))


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
        "timeout": 30,  # seconds: a server that is silent for longer is tried again later
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
