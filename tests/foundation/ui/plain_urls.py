"""The interface's addresses with Django's own handlers of problems."""

from tests.foundation.ui.urls import urlpatterns

__all__ = ["urlpatterns"]
