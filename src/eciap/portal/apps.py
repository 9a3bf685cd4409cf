"""The app of `portal` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """What the public sees put together: home, themes, news, publications and pages of prose."""

    name = "eciap.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Join the pages to the contexts below, and give every page its name, menu and footer."""
        from eciap.foundation.records import kinds, search
        from eciap.foundation.ui import navigation, site
        from eciap.portal import imports, queries
        from eciap.portal.receivers import held, pages, roles
        from eciap.portal.rules import has_a_desk
        from eciap.portal.views import pages as shown

        kinds.register("news", one=_("news article"), many=_("news"))
        kinds.register("publication", one=_("publication"), many=_("publications"))
        kinds.register("page", one=_("page"), many=_("pages"))
        search.register("news", queries.documents_of_news)
        search.register("publication", queries.documents_of_publications)
        search.register("page", queries.documents_of_pages)
        imports.register_sections()
        pages.connect()
        roles.connect()
        shown.connect()
        site.register(queries.site)
        held.register_parts()
        navigation.register(
            "main",
            navigation.Item(_("Themes"), "portal:themes", order=10),
            navigation.Item(_("News"), "portal:news", order=50),
            navigation.Item(_("Publications"), "portal:publications", order=55),
            navigation.Item(_("About"), "portal:about", order=90),
        )
        desk = navigation.Item(_("Editors’ desk"), "wagtailadmin_home", 10, lambda request: has_a_desk(request.user))
        navigation.register("workspace", desk)
        navigation.register(
            "footer",
            navigation.Item(_("About"), "portal:about", order=10),
            navigation.Item(_("Accessibility"), "portal:accessibility", order=20),
            navigation.Item(_("Privacy"), "portal:privacy", order=30),
            navigation.Item(_("Licences and sources"), "portal:legal", order=40),
        )
