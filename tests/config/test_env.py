"""The environment is read once, and production does not start on guesses."""

import os
import subprocess
import sys
from dataclasses import asdict

import pytest

from eciap.config import env

GIVEN = {
    "SECRET_KEY": "long and random",
    "ALLOWED_HOSTS": "policy.example.org, www.example.org",
    "DATABASE_URL": "postgresql://eciap:p%40ss@db:5433/eciap",
    "MAIL_URL": "smtp://mail.eciap.example",
}


def told(environ):
    """Give the lines in which a start is refused."""
    with pytest.raises(env.WrongSettings) as refused:
        env.read(environ)
    first, *lines, last = str(refused.value).splitlines()
    assert (first, last.partition(" for ")[0]) == ("ECIAP does not start:", "See .env.example")
    return [line.removeprefix("  ") for line in lines]


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", [None, ""])
def test_production_names_what_is_missing(name, value):
    environ = {**GIVEN, name: value or ""}
    if value is None:
        del environ[name]
    assert told(environ) == [f"{name} is not set."]


def test_production_names_everything_that_is_missing_at_once():
    missing = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "MAIL_URL")
    assert told({}) == [f"{name} is not set." for name in missing]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *(
            ("PORT", port, f"{port!r}: it is a number from 1 to 65535.")
            for port in ("99999", "0", "", "http", "8e3", "-1")
        ),
        ("PORT", "9" * 5000, f"{'9' * 5000!r}: it is a number from 1 to 65535."),
        ("ECIAP_WEB_WORKERS", "x", "'x': it is a number, at least 1."),
        ("ECIAP_WEB_WORKERS", "0", "'0': it is a number, at least 1."),
        ("TRUSTED_PROXIES", "x", "'x': it is a number, 0 where there is none."),
        ("ECIAP_MODE", "", "'': it is production, demo or test."),
        ("ECIAP_MODE", "prod", "'prod': it is production, demo or test."),
        (
            "BASE_URL",
            "policy.example.org",
            "'policy.example.org': it is an address that begins with http:// or https://.",
        ),
        *(
            ("DATABASE_URL", url, "what is given: it is postgresql://person:password@host:port/name.")
            for url in ("nonsense", "mysql://a:secret@db/x", "postgresql://a:secret@db", "postgresql://a:secret@db:x/y")
        ),
        *(
            ("MAIL_URL", url, "what is given: it is smtp://person:password@host:port.")
            for url in ("mail.example.org", "smtp://a:secret@mail:0", "smtp://a:secret@mail:70000")
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_no_password_with_it(name, value, said):
    assert told({**GIVEN, name: value}) == [f"{name} cannot be {said}"]


def test_all_that_is_wrong_or_missing_is_said_at_once():
    wrong = {"SECRET_KEY": "", "DATABASE_URL": "nonsense", "PORT": "99999", "ECIAP_WEB_WORKERS": "x"}
    assert [line.partition(" ")[0] for line in told({**GIVEN, **wrong})] == [
        "SECRET_KEY",
        "DATABASE_URL",
        "PORT",
        "ECIAP_WEB_WORKERS",
    ]


def test_a_program_that_cannot_start_says_so_without_a_traceback():
    command = [sys.executable, "-m", "eciap.config.cli", "demo"]
    environment = {**os.environ, "PORT": "0", "TRUSTED_PROXIES": "x"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.splitlines()) == (
        1,
        "",
        [
            "ECIAP does not start:",
            "  PORT cannot be '0': it is a number from 1 to 65535.",
            "  TRUSTED_PROXIES cannot be 'x': it is a number, 0 where there is none.",
            "See .env.example for what each one means; `make demo` needs none of them.",
        ],
    )


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_demo_and_tests_need_nothing(mode):
    found = env.read({"ECIAP_MODE": mode})
    assert (found.mode, found.database_url, found.host, found.port) == (mode, "", "127.0.0.1", 8000)


def test_what_is_given_is_taken():
    found = asdict(env.read({**GIVEN, "PORT": "9000", "ECIAP_WEB_WORKERS": "4", "MAIL_FROM": "desk@example.org"}))
    expected = {
        "secret_key": "long and random",
        "allowed_hosts": ["policy.example.org", "www.example.org"],
        "base_url": "http://127.0.0.1:9000",
        "port": 9000,
        "workers": 4,
        "mail_from": "desk@example.org",
        "trusted_proxies": 0,
    }
    assert {name: found[name] for name in expected} == expected


def test_https_comes_through_a_proxy():
    assert env.read({**GIVEN, "BASE_URL": "https://policy.example.org"}).trusted_proxies == 1


def test_an_address_that_is_empty_is_as_if_it_were_not_given():
    found = env.read({"ECIAP_MODE": "demo", "DATABASE_URL": "", "MAIL_URL": ""})
    assert (found.database_url, found.mail_url) == ("", "")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (GIVEN["DATABASE_URL"], ("eciap", "eciap", "p@ss", "db", "5433")),
        ("postgresql://eciap@/eciap?host=/run/postgresql", ("eciap", "eciap", "", "/run/postgresql", "")),
    ],
)
def test_a_database_is_one_line(url, address):
    assert tuple(env.database(url).values()) == address


def test_a_database_may_ask_for_an_encrypted_connection():
    url = "postgresql://eciap@/eciap?host=db&sslmode=verify-full&sslrootcert=/etc/ca.pem"
    assert env.database_options(url) == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail", 25, False, False),
        ("smtp://me:secret@mail:587?tls=yes", 587, True, False),
        ("smtps://mail", 465, False, True),
    ],
)
def test_a_mail_server_is_one_line(url, port, tls, ssl):
    options = env.mailer(url)["OPTIONS"]
    assert [options[name] for name in ("host", "port", "use_tls", "use_ssl")] == ["mail", port, tls, ssl]


def test_a_bucket_is_one_line():
    url = "s3://KEY:se%2Fcret@s3.example.org:9000/files/eciap/live?region=eu-west-1&tls=no&redirect=60"
    assert env.bucket(url) == {
        "endpoint": "http://s3.example.org:9000",
        "name": "files",
        "prefix": "eciap/live",
        "region": "eu-west-1",
        "key": "KEY",
        "secret": "se/cret",
    }
    assert env.seconds_signed(url) == 60


def test_a_bucket_is_asked_by_https_and_files_pass_through_us_unless_said_otherwise():
    bucket = env.bucket("s3://key:secret@s3.example.org/files")
    assert (bucket["endpoint"], bucket["prefix"], bucket["region"]) == ("https://s3.example.org", "", "us-east-1")
    assert env.seconds_signed("") == 0


@pytest.mark.parametrize("url", ["s3://host/files", "s3://key:secret@host", "https://key:secret@host/files"])
def test_half_a_bucket_stops_the_start(url):
    with pytest.raises(SystemExit, match="FILES_URL is not s3://key:secret@host/bucket"):
        env.bucket(url)
