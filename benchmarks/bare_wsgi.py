"""The platform's own WSGI application, on the benchmark's database, with one page stripped bare to compare with.

The page at `/bare/` goes through the same server, middleware and Wagtail as all others. Only its template is another:
title and body, no frame, no menu, nothing asked of any context.
"""

import os
from typing import Any

from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
settings.TEMPLATES[0]["DIRS"] = [os.environ["BENCH_TEMPLATES"]]

from eciap.config.wsgi import application as platform  # noqa: E402 - after the settings were pointed at our database
from eciap.portal.models import PortalPage, TextPage  # noqa: E402

BARE = "bare"
_template, _context = TextPage.get_template, TextPage.get_context


def _bare_template(page: Any, request: Any, *args: Any, **kwargs: Any) -> str:
    return "bare.html" if page.slug == BARE else _template(page, request, *args, **kwargs)


def _bare_context(page: Any, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    if page.slug == BARE:
        return super(PortalPage, page).get_context(request, *args, **kwargs)
    return _context(page, request, *args, **kwargs)


TextPage.get_template, TextPage.get_context = _bare_template, _bare_context
application = platform
