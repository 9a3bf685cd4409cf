"""The app of `accounts` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and their way in: Person, sign-in, and what they have agreed to."""

    name = "eciap.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Join the receivers to allauth's signals."""
        from eciap.foundation.accounts import receivers  # noqa: F401
