"""The app of `accounts` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and their way in: Person, sign-in, and what they have agreed to."""

    name = "eciap.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Join the receivers to allauth's signals; name people in the log; say what is held of a person."""
        from datetime import timedelta

        from eciap.foundation.accounts import operations, queries, receivers  # noqa: F401 - joins them to their signals
        from eciap.foundation.accounts.registry import mydata, retention
        from eciap.foundation.audit import registry

        registry.register(registry.PEOPLE, registry.Directory(names=queries.named, find=queries.pseudonyms_called))

        # Nothing is left to erase: the row of the person takes the account along, and the log keeps no thread to it.
        account = mydata.Part(
            _("Your account"), queries.account_of, queries.fate_of_account, lambda _person: None, order=0
        )
        entries = mydata.Part(
            _("What the log says"), queries.log_of, queries.fate_of_log, lambda _person: None, order=900
        )
        mydata.register("account", account)
        mydata.register("log", entries)
        rules = {
            "accounts.unconfirmed": retention.Rule(
                _("Sign-ups whose address nobody confirmed"),
                timedelta(days=30),
                lambda before: operations.forget_unconfirmed(before=before),
            ),
            "accounts.sessions": retention.Rule(
                _("Sessions that have run out, with the address and the device they came from"),
                timedelta(0),
                lambda before: operations.forget_sessions(before=before),
            ),
            "accounts.consents": retention.Rule(
                _("What you agreed to once and withdrew"),
                timedelta(days=3 * 365),
                lambda before: operations.forget_consents(before=before),
            ),
        }
        for name, rule in rules.items():
            retention.register(name, rule)
