"""Files, functions and templates stay within the budgets of the house."""

import pytest

from tests.architecture import sizes, toys
from tests.architecture.source import ROOT, modules, templates


def test_files_of_the_source():
    assert sizes.FILE.broken_by(sizes.files(modules())) == []


def test_functions_of_the_source():
    assert sizes.FUNCTION.broken_by(sizes.functions(modules())) == []


def test_templates_of_the_source():
    assert sizes.TEMPLATE.broken_by(sizes.templates(templates())) == []


@pytest.mark.parametrize("folder", ["tests", "benchmarks", "tools"])
def test_files_and_functions_beside_the_source_keep_the_hard_stop(folder):
    beside = modules(ROOT / folder)
    assert sizes.Budget(most=sizes.FILE.most).broken_by(sizes.files(beside)) == []
    assert sizes.Budget(most=sizes.FUNCTION.most).broken_by(sizes.functions(beside)) == []


def test_a_long_file_is_noticed(tmp_path):
    house = toys.build(tmp_path, {"eciap/roadmaps/models.py": "pass\n" * 401})
    assert sizes.FILE.broken_by(sizes.files(modules(house))) == [
        f"{house}/eciap/roadmaps/models.py: 401 lines, the most is 400"
    ]


def test_a_long_function_is_noticed(tmp_path):
    house = toys.build(tmp_path, {"eciap/roadmaps/queries.py": "def all_of_it():\n" + "    pass\n" * 60})
    lengths = sizes.functions(modules(house))
    assert lengths == {f"{house}/eciap/roadmaps/queries.py:1 all_of_it": 61}
    assert sizes.Budget(most=60).broken_by(lengths) != []


def test_a_long_template_is_noticed(tmp_path):
    house = toys.build(tmp_path, {"eciap/roadmaps/templates/roadmaps/all.html": "<p>\n" * 121})
    assert sizes.Budget(most=120).broken_by(sizes.templates(templates(house))) != []


def test_many_middling_files_are_noticed():
    lengths = {f"file {n}": 81 for n in range(8)} | {"long": 251, "longer": 252}
    assert sizes.FILE.broken_by(lengths) == [
        "the median is 81.0 lines, the aim is 80",
        "one in ten is longer than 252 lines, the aim is 250",
    ]
