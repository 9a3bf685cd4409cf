"""The request, the clock and chance stay at the front."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import toys
from tests.architecture.front import clocks_in_models, requests_below_the_front
from tests.architecture.source import ROOT, modules

FORBIDDEN_BELOW = [
    "from django.http import HttpRequest\n",
    "from django.shortcuts import render\n",
    "from django.utils.timezone import now\n",
    "import random\n",
    "import time\n",
    "import secrets\n",
    "import os\n\nHOME = os.environ\n",
    "from datetime import UTC, datetime\n\nSTARTED = datetime.now(UTC)\n",
    "from django.contrib.contenttypes.fields import GenericForeignKey\n",
]


def _banned(text: str, path: str) -> bool:
    """Tell whether our own lint refuses a text as the file of that name."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [
        ruff,
        "check",
        "--no-cache",
        "--select",
        "TID251",
        "--output-format",
        "concise",
        "--stdin-filename",
        path,
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    return "TID251" in done.stdout


def test_no_request_of_ours_goes_below_the_front():
    assert requests_below_the_front(modules()) == []


def test_no_model_of_ours_asks_the_clock():
    assert clocks_in_models(modules()) == []


def test_a_request_below_the_front_is_noticed(tmp_path):
    house = toys.build(
        tmp_path,
        {
            "eciap/alliance/queries.py": "def members(*, request):\n    return request\n",
            "eciap/roadmaps/views.py": "def index(request):\n    return request\n",
        },
    )
    assert requests_below_the_front(modules(house)) == [f"{house}/eciap/alliance/queries.py:1 members"]


def test_a_clock_in_a_model_is_noticed(tmp_path):
    text = "class Toy:\n    made = DateTimeField(auto_now_add=True)\n    seen = DateTimeField(db_default=Now())\n"
    house = toys.build(tmp_path, {"eciap/roadmaps/models.py": text})
    assert clocks_in_models(modules(house)) == [f"{house}/eciap/roadmaps/models.py:2 auto_now_add"]


@pytest.mark.parametrize("text", FORBIDDEN_BELOW)
@pytest.mark.parametrize("room", ["models", "rules", "queries", "operations"])
def test_our_lint_refuses_it_below_the_front(text, room):
    assert _banned(text, f"src/eciap/roadmaps/{room}.py")


@pytest.mark.parametrize("room", ["views", "tasks", "management/commands/remind"])
def test_our_lint_lets_the_front_have_it(room):
    assert not _banned("".join(FORBIDDEN_BELOW), f"src/eciap/roadmaps/{room}.py")
