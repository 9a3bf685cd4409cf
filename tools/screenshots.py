"""Make the pictures of the README: what a visitor of the demo sees, in a real Chromium, with the real content."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
IMAGES = ROOT / "docs" / "images"
DATABASE = "eciap_screenshots"
SHARPER = 1.5
COLOURS = 128
# Name, address, size of the window, colours.
PICTURES = (("home", "/", (1280, 1040), "light"),)


def main() -> int:
    """Start the platform, look at it, and keep what was seen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eciap.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from eciap.config import local_postgres
    from tests.journeys.browser import chromium
    from tests.journeys.site import served

    IMAGES.mkdir(parents=True, exist_ok=True)
    with local_postgres.in_use(settings.ENV.var):
        connection.settings_dict |= local_postgres.address(settings.ENV.var)
        with served(DATABASE) as site, chromium() as browser:
            for name, path, size, colours in PICTURES:
                keep(IMAGES / f"{name}.png", seen(browser, f"{site}{path}", size, colours))
    return 0


def seen(browser: "Browser", address: str, size: tuple[int, int], colours: str) -> bytes:
    """Open a page as a visitor does and give the first screen of it."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=colours,
        device_scale_factor=SHARPER,
        reduced_motion="reduce",
    )
    page.goto(address, wait_until="networkidle")
    picture = page.screenshot()
    page.close()
    return picture


def keep(file: Path, picture: bytes) -> None:
    """Write a picture with few colours, which is all that flat shapes and letters need."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
