"""The app of `alliance` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    """Organisations, their membership and seats, roles, concrete actions and the chronicle."""

    name = "eciap.alliance"
    label = "alliance"
    verbose_name = _("Alliance")

    def ready(self) -> None:
        """Name the kinds of records, and register what they are found by, their content and the entries in the menu."""
        from eciap.alliance import imports, queries, rules
        from eciap.alliance import receivers as _receivers  # noqa: F401 - importing them joins them to their signals
        from eciap.foundation.accounts.registry import mydata, purposes, second_factor
        from eciap.foundation.records import kinds, search
        from eciap.foundation.ui import navigation

        kinds.register("alliance", one=_("alliance"), many=_("alliances"))
        kinds.register("organisation", one=_("organisation"), many=_("organisations"))
        kinds.register("action", one=_("concrete action"), many=_("concrete actions"))
        kinds.register("chronicle", one=_("entry of the chronicle"), many=_("entries of the chronicle"))
        search.register("alliance", queries.alliance_documents)
        search.register("organisation", queries.organisation_documents)
        search.register("action", queries.action_documents)
        search.register("chronicle", queries.chronicle_documents)
        search.register_tokens(queries.role_tokens)
        imports.register_sections()
        second_factor.register("alliance", rules.needs_second_factor)
        # The database takes roles along with the person: there is nothing left to erase.
        mydata.register(
            "roles", mydata.Part(_("Roles"), queries.roles_held_of, queries.fate_of_roles, lambda _person: None)
        )
        purposes.register(
            purposes.Purpose(
                "alliance.letters",
                version=1,
                title=_("Letters about the work of the Alliance"),
                wording=_(
                    "The secretariat may write to me by e-mail about the work of the Alliance: invitations, calls and "
                    "results, a few times a year."
                ),
            )
        )
        navigation.register(
            "main",
            navigation.Item(_("Actions"), "alliance:actions", order=20),
            navigation.Item(_("Members"), "alliance:members", order=30),
            navigation.Item(_("Timeline"), "alliance:timeline", order=60),
        )
