"""What the interface asks of Wagtail: that nothing is written past an operation, and an editor for our rich text."""

from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override

from eciap.foundation.ui.richtext import RichTextField
from eciap.foundation.ui.viewsets import refuse_bulk_action
from eciap.foundation.ui.viewsets.prose import ProseEditor

hooks.register("before_bulk_action", refuse_bulk_action)
register_form_field_override(RichTextField, override={"widget": ProseEditor})
