"""The public pages: one of each kind by name, and all that the sitemap lists."""

import re
from urllib.parse import urlsplit

HOME, ACTIONS, MEMBERS, SEARCH = "/", "/actions/", "/members/", "/search/?q=vouchers"
THEMES = "/themes/"
THEME = "/themes/business-support-and-innovation-vouchers/"
ACTION = "/actions/vinci/"
ARTICLE = "/news/launch-in-milan/"

# One page of each kind, and those states of a page that look different.
KINDS = (
    HOME,
    THEMES,
    THEME,
    ACTIONS,
    ACTION,
    MEMBERS,
    "/members/?q=nowhere-at-all",
    "/members/milan/",
    "/recommendations/",
    "/recommendations/recommendation-1/",
    "/news/",
    ARTICLE,
    "/publications/",
    "/publications/flyer/",
    "/timeline/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/legal/",
    "/log/heads/",
    SEARCH,
    "/search/?q=qqqqqq",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/signup/passkey/",
    "/accounts/password/reset/",
    "/demo/",
    "/no-such-page/",
)
# What the secretariat alone may see.
SECRETARIAT = ("/log/", "/log/?who=nobody&since=yesterday", "/log/states/")
# Those that carry the most, read in French as well.
MAIN = (HOME, THEME, ACTION, MEMBERS, SEARCH, ARTICLE)


def in_french(path: str) -> str:
    return f"/fr{path}"


def listed(sitemap: str) -> list[str]:
    """The addresses of a sitemap without their host, each once."""
    found = (urlsplit(url).path for url in re.findall(r"<loc>([^<]+)</loc>", sitemap))
    return sorted(dict.fromkeys(found))
