"""What Wagtail does with accounts by itself, and may not: people are written by operations alone."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AccountView, BaseSettingsPanel

OURS = {"name_email", "password", "avatar"}


class AccountOfEditor(AccountView):
    """An editor's preferences in Wagtail; name, address and password have their page at `/accounts/`."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Leave out what belongs to Person."""
        return [panel for panel in super().get_panels() if panel.name not in OURS]


account_of_editor = require_admin_access(AccountOfEditor.as_view())


@hooks.register("construct_settings_menu")
def hide_users(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take Wagtail's own management of users off the menu: its address leads to the list of people."""
    menu_items[:] = [item for item in menu_items if item.name != "users"]
