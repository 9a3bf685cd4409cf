"""What we stand on may be run as a public service without owing anybody its source under another licence."""

from importlib.metadata import metadata

import pytest

from tests.architecture import licences
from tests.architecture.source import ROOT


def test_no_dependency_is_under_the_agpl():
    names = licences.locked(ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
    assert len(names) > 50
    assert licences.unwanted(names) == []


@pytest.mark.parametrize("words", ["AGPL-3.0-or-later", "GNU Affero General Public License v3"])
def test_an_agpl_dependency_is_noticed(monkeypatch, words):
    class Found:
        metadata = metadata("django")

    Found.metadata["License"] = words
    monkeypatch.setattr(licences, "distribution", lambda _name: Found)
    assert licences.unwanted(["anything"]) == ["anything"]


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [f"\n{number}. " in text for number in range(1, 16)] == [True] * 15
    assert text.rstrip().endswith(
        "All other changes or additions to this Appendix require the production of a new\nEUPL version."
    )
