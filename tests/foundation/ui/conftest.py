"""The interface is tested as it stands: nobody above has given the site a name."""

import pytest

from eciap.foundation.ui import site


@pytest.fixture(autouse=True)
def _unnamed(monkeypatch):
    monkeypatch.setattr(site, "_provider", site.unnamed)
