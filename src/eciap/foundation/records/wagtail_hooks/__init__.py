"""What records bring to Wagtail's back office: screens, windows to choose from, and citing in the editor."""

from eciap.foundation.records.wagtail_hooks import choosers, citing
from eciap.foundation.records.wagtail_hooks.screens import PutViewSet, WordsViewSet

__all__ = ["PutViewSet", "WordsViewSet", "choosers", "citing"]
