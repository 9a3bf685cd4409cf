"""What the description promises holds for anything that can be asked: schemathesis tries, always in the same order."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

from eciap.config.wsgi import application

# Every operation with valid and with broken parameters; docs/guides/api.md says how to try many more.
PATIENCE = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def uncompressed(environ, start_response):
    """Ask for plain answers: a client within the process unpacks nothing."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start_response)


schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", uncompressed, config=SchemathesisConfig.from_dict({"generation": {"mode": "all"}})
)


@pytest.fixture
def one_connection():
    """Keep the connection between requests, as Django's own test client does: the world lives in its transaction."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@schema.parametrize()
@PATIENCE
@pytest.mark.usefixtures("theme", "one_connection")
def test_every_answer_keeps_the_contract(case):
    case.call_and_validate()
