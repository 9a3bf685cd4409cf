"""A Chromium that is watched: what it says on its console, what the content policy stops, whom it asks."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, Route, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
# The machine that runs the suite may be a busy one; nothing here waits longer than it has to.
PATIENCE = 30_000
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@dataclass
class Heard:
    """What a page said that a visitor should never be told."""

    site: str
    said: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Listen to all pages of a context, and let none of them ask another host."""
        context.add_init_script(TELL_VIOLATIONS)
        context.route(lambda url: not self._is_ours(url), self._refuse)
        context.on("console", self._hear)
        context.on("weberror", lambda problem: self.said.append(f"error: {problem.error}"))
        context.on("response", self._look_at)

    def _hear(self, message: ConsoleMessage) -> None:
        """Take down what the console says, but that the very page a visitor asked for is not there."""
        if "status of 404" not in message.text or message.location["url"] != message.page.url:
            self.said.append(f"{message.type}: {message.text} ({message.page.url})")

    def _is_ours(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in {"data", "blob", "about"} or f"{parts.scheme}://{parts.netloc}" == self.site

    def _refuse(self, route: Route) -> None:
        self.said.append(f"another host: {route.request.url}")
        route.abort()

    def _look_at(self, response: Response) -> None:
        if response.status >= 500:
            self.said.append(f"{response.status}: {response.url}")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that `make test` has found."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("ECIAP_CHROMIUM"), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def visit(browser: Browser, site: str, **manners) -> Iterator[tuple[Page, Heard]]:
    """Open a window for a visitor who was never here."""
    manners = {"viewport": DESK, "locale": "en-GB", "reduced_motion": "reduce", **manners}
    context = browser.new_context(base_url=site, **manners)
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(PATIENCE)
    heard = Heard(site)
    heard.listen(context)
    try:
        yield context.new_page(), heard
    finally:
        context.close()
