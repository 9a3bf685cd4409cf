"""Imports run the way `.importlinter` says, and its contracts notice when one does not."""

import configparser
import re

import pytest

from tests.architecture import toys
from tests.architecture.source import ROOT, SRC, foundation, heights

FAULTS = {
    "eciap/alliance/queries.py": "from eciap.roadmaps import queries\n",
    "eciap/roadmaps/operations.py": "from eciap.alliance import models\n",
    "eciap/roadmaps/queries.py": "import wagtail\n",
    "eciap/roadmaps/models.py": "from eciap.roadmaps import views\n",
    "eciap/roadmaps/drawer.py": "",
    "eciap/foundation/ui/models.py": "from eciap.foundation.records import models\n",
    "eciap/foundation/records/models.py": "",
    "eciap/foundation/records/queries.py": "from eciap.foundation.records import operations\n",
    "eciap/foundation/records/operations.py": "",
    "eciap/garage/__init__.py": "",
    "eciap/config/one.py": "from eciap.config import two\n",
    "eciap/config/two.py": "from eciap.config import one\n",
    "openmethod/dice.py": "import random\n",
}
FOR_THE_CHECKER_ALONE = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from eciap.roadmaps import models
"""
FOUND = {
    "A floor looks down": "eciap.alliance.queries -> eciap.roadmaps.queries",
    "Each app of the foundation stands on the ones before it": (
        "eciap.foundation.ui.models -> eciap.foundation.records.models"
    ),
    "A room looks down": "eciap.roadmaps.models -> eciap.roadmaps.views",
    "A room of the foundation looks down": "eciap.foundation.records.queries -> eciap.foundation.records.operations",
    "Between contexts only the doors are open": "eciap.roadmaps.operations -> eciap.alliance.models",
    "The methods know no framework, no input or output, no clock and no chance": "openmethod.dice -> random",
    "Wagtail holds pages, in portal; elsewhere only the hooks know it": "eciap.roadmaps.queries -> wagtail",
    "No import cycles at any depth": "eciap.config",
}


@pytest.fixture(scope="module")
def verdict_on_faults(tmp_path_factory):
    return toys.lint_imports(toys.build(tmp_path_factory.mktemp("faulty"), FAULTS))


def test_the_house_keeps_its_contracts():
    assert "0 broken" in toys.lint_imports(SRC)


def test_a_sound_toy_keeps_every_contract(tmp_path):
    through_doors = {
        "eciap/roadmaps/operations.py": "from eciap.alliance import enums, operations, queries\n",
        "eciap/roadmaps/views.py": "from eciap.roadmaps import operations, queries\n",
        "eciap/api/urls.py": "from eciap.alliance import endpoints\n",
        "eciap/alliance/endpoints.py": "from eciap.alliance import queries\n",
        "eciap/alliance/wagtail_hooks.py": "import wagtail\n",
        "eciap/alliance/rules.py": FOR_THE_CHECKER_ALONE,
    }
    assert "8 kept, 0 broken" in toys.lint_imports(toys.build(tmp_path, through_doors))


@pytest.mark.parametrize("contract", FOUND)
def test_each_contract_notices_its_fault(verdict_on_faults, contract):
    assert f"{contract} BROKEN" in verdict_on_faults
    report = verdict_on_faults.split("Broken contracts", 1)[1]
    section = re.split(rf"^{re.escape(contract)}\n-+$", report, flags=re.MULTILINE)[1]
    assert FOUND[contract] in section


@pytest.mark.parametrize("stranger", ["eciap.garage", "eciap.roadmaps.drawer"])
def test_a_package_or_room_that_nobody_listed_is_noticed(verdict_on_faults, stranger):
    assert f"- {stranger}\n" in verdict_on_faults


def test_every_context_has_rooms():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    furnished = contracts["importlinter:contract:rooms"]["containers"].split()
    assert sorted(furnished) == sorted(f"eciap.{name}" for name in set(heights()) - foundation() - {"config"})
