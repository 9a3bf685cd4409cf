"""The app of `accounts` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and their way in: Person, sign-in, and what they have agreed to."""

    name = "eciap.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Join the receivers to allauth's signals, and name people in the log."""
        from eciap.foundation.accounts import queries
        from eciap.foundation.accounts import receivers as _receivers  # noqa: F401 - importing them joins them
        from eciap.foundation.audit import registry

        registry.register(registry.PEOPLE, registry.Directory(names=queries.named, find=queries.pseudonyms_called))
