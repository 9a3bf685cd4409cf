"""The default content goes into an empty database whole, and a second time changes nothing."""

from pathlib import Path

import pytest

from eciap.foundation.exchange.operations import load_content
from eciap.vocabulary.imports.lists import import_folder

CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.django_db
def test_the_default_content_loads_once_and_then_rests() -> None:
    rows = {entry.key: count for entry, count, _changed in import_folder(CONTENT / "vocabulary", by=None)}
    first = load_content(folder=CONTENT / "eciap", by=None).counts()
    second = load_content(folder=CONTENT / "eciap", by=None).counts()

    entries = first["created"]
    assert rows == {"territories": 949, "nuts-changes": 99, "nace-cultural": 26, "stip-codes": 152}
    assert first == {"created": entries, "updated": 0, "unchanged": 0, "kept": 0}
    assert second == {"created": 0, "updated": 0, "unchanged": entries, "kept": 0}
