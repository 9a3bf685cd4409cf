"""What the interface asks of Wagtail: that nothing is written past an operation."""

from wagtail import hooks

from eciap.foundation.ui.viewsets import refuse_bulk_action

hooks.register("before_bulk_action", refuse_bulk_action)
