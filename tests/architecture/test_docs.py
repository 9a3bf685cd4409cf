"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("content/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:tests|src|docs|content|benchmarks|tools)/[\w./-]+)`")


def dead_ends(document: Path) -> list[str]:
    """Name each link and each path in a document that leads nowhere."""
    text = document.read_text(encoding="utf-8")
    targets = [(link, document.parent / link) for link in LINK.findall(text)]
    targets += [(path, ROOT / path) for path in PATH.findall(text)]
    return [name for name, target in targets if not target.exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_points_to_what_is_there(document):
    assert dead_ends(document) == []


def test_a_dead_end_is_noticed(tmp_path):
    document = tmp_path / "guide.md"
    document.write_text("[there](guide.md) [gone](lost.md) `tests/architecture` `tests/lost.py` [out](https://x.eu/a)")
    assert dead_ends(document) == ["lost.md", "tests/lost.py"]


def test_every_decision_is_listed():
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert set(re.findall(r"\((0\d+-[\w-]+\.md)\)", index)) == pages
