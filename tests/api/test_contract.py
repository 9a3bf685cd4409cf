"""What the description promises holds for anything that can be asked: schemathesis tries, always in the same order."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from pytest import fixture
from schemathesis.config import SchemathesisConfig

from eciap.config.wsgi import application

# Every operation with valid and with broken parameters; more by hand, as docs/guides/api.md says.
PATIENCE = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@fixture
def contract(theme):
    """Read the description from the running application."""
    config = SchemathesisConfig.from_dict({"generation": {"mode": "all"}})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


schema = schemathesis.pytest.from_fixture("contract")


@schema.parametrize()
@PATIENCE
def test_every_answer_keeps_the_contract(case):
    case.call_and_validate()
