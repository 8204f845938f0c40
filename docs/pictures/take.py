"""Takes the README's picture of the demo's dispatch: `python docs/pictures/take.py demo-desk`."""
# ruff: noqa: INP001  # a script beside the pictures that it takes

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, sync_playwright

HERE = Path(__file__).parent
SIZE = (920, 1060)
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
SHOWN_SECOND = 40.5
"""A second of the video at which somebody speaks and an English subtitle is shown."""


def views(page: Path) -> list[Image.Image]:
    """The page's beginning, and the part with the seen-before strip and the first quotations."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        shown = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        shown.goto(page.absolute().as_uri())
        for details in shown.locator("details").all():
            details.evaluate("it => it.open = false")
        shown.locator("video").first.evaluate(f"it => it.currentTime = {SHOWN_SECOND}")
        shown.wait_for_timeout(3000)  # until the picture and its subtitle are there
        taken = [_view(shown.locator("header")), _view(shown.locator("article"))]
        browser.close()
    return taken


def _view(at: Locator) -> Image.Image:
    """What a reader sees who has scrolled so far that this stands at the top."""
    at.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY - 4)")
    return Image.open(io.BytesIO(at.page.screenshot()))


def take(desk: Path) -> None:
    """Set the views beside each other; 256 colours are enough for a drawing, and keep the file small."""
    left, right = views(next((desk / "published").glob("*/index.html")))
    both = Image.new("RGB", (left.width + right.width, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    small = both.resize((both.width * 4 // 5, both.height * 4 // 5), Image.Resampling.LANCZOS)
    small.quantize(256, dither=Image.Dither.NONE).save(HERE / "dispatch.png", optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
