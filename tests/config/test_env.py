"""The environment is read once, and production does not start on guesses."""

from dataclasses import asdict

import pytest

from eciap.config import env

GIVEN = {
    "SECRET_KEY": "long and random",
    "ALLOWED_HOSTS": "policy.example.org, www.example.org",
    "DATABASE_URL": "postgresql://eciap:p%40ss@db:5433/eciap",
}


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", [None, ""])
def test_production_names_what_is_missing(name, value):
    environ = {**GIVEN, name: value or ""}
    if value is None:
        del environ[name]
    with pytest.raises(env.MissingSettings, match=rf"^ECIAP does not start: {name} is not set\. See \.env\.example"):
        env.read(environ)


def test_production_names_everything_that_is_missing_at_once():
    with pytest.raises(env.MissingSettings, match="SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL are not set"):
        env.read({})


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


def test_a_port_is_a_number():
    with pytest.raises(SystemExit, match="PORT is 'http', which is no number"):
        env.read({**GIVEN, "PORT": "http"})


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
