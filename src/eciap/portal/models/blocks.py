"""What the body of an article is made of. Few blocks: prose carries most of it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

PROSE_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "record", "document-link", "blockquote"]


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    words = blocks.TextBlock(label=_("Words"))
    said_by = blocks.CharBlock(label=_("Said by"), required=False)

    class Meta:
        """How it is shown."""

        label = _("Quotation")
        icon = "openquote"
        template = "portal/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    """A picture with its alternative text in the language of the page."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("Alternative text"), help_text=_("What the picture shows, in this language."))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        """How it is shown."""

        label = _("Figure")
        icon = "image"
        template = "portal/blocks/figure.html"


class NotRecordedBlock(blocks.StructBlock):
    """Says plainly what was looked for and not found."""

    what = blocks.CharBlock(label=_("What is not recorded"))
    note = blocks.TextBlock(label=_("Where it was looked for"), required=False)

    class Meta:
        """How it is shown."""

        label = _("Not recorded")
        icon = "help"
        template = "portal/blocks/not_recorded.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    prose = blocks.RichTextBlock(label=_("Text"), features=PROSE_FEATURES, template="portal/blocks/prose.html")
    quote = QuoteBlock()
    figure = FigureBlock()
    not_recorded = NotRecordedBlock()

    class Meta:
        """One after the other, without wrappers."""

        template = "portal/blocks/body.html"
