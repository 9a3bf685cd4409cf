"""The few line icons of the interface, drawn by us on a 24-unit grid.

Words carry the meaning, icons only help to find it.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

PATHS = {
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.2 15.2L20 20",
    "close": "M6 6l12 12M18 6L6 18",
    "next": "M5 12h14M13 6l6 6l-6 6",
    "previous": "M19 12H5M11 6l-6 6l6 6",
    "down": "M6 9.5l6 6l6-6",
    "outside": "M8 6h10v10M18 6L6 18",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4.5 20c.8-4 3.6-6 7.5-6s6.700 2 7.5 6",
    "source": "M7 4h8l4 4v12H7zM10.5 12h5M10.500 16h5",
    "calendar": "M5 6h14v14H5zM5 10.500h14M9 3.500v4M15 3.500v4",
    "download": "M12 4v11M7 10.500l5 5l5-5M5 20h14",
    "feed": "M5 18.500h.1M5 12a7 7 0 0 1 7 7M5 5.500A13.500 13.500 0 0 1 18.500 19",
    "check": "M5 12.500l5 5L19.500 7",
    "warning": "M12 4L3 20h18zM12 10v5M12 17.500v.1",
    "language": "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M4 12h16M12 4c-5 5-5 11 0 16M12 4c5 5 5 11 0 16",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
}


@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """The icon of this name as inline SVG, hidden from assistive technology."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name]
    )
