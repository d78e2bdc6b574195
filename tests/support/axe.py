"""Looks at a page for what WCAG 2.2 A and AA asks, by axe-core."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page, ViewportSize, expect

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
ALL = {"type": "tag", "values": list(LEVELS)}
COLOURS = ("color-contrast", "link-in-text-block")
"""What light and dark can differ in: the elements are the same. Half of axe's time goes into these,
so a narrow page, whose colours are the wide one's, is not asked for them."""
ASKED: dict[str, dict[str, Any]] = {
    "light": {"runOnly": ALL},
    "dark": {"runOnly": {"type": "rule", "values": list(COLOURS)}},
    "narrow": {"runOnly": ALL, "rules": {name: {"enabled": False} for name in COLOURS}},
}
WIDE: ViewportSize = {"width": 1360, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 780}


async def violations(page: Page) -> str:
    """What axe finds on the page as it is now: light, dark and narrow, a line for each element;
    empty: nothing. The page has to follow the browser's wish for light or dark."""
    found = []
    for look, asked in ASKED.items():
        await page.set_viewport_size(NARROW if look == "narrow" else WIDE)
        colours, other = ("dark", "light") if look == "dark" else ("light", "dark")
        await page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type] # one of the two
        await expect(page.locator(f"body:not(.body--{other})")).to_be_attached()
        found += [f"{look}: {each}" for each in await _found(page, asked)]
    await page.set_viewport_size(WIDE)
    return "\n".join(found)


async def _found(page: Page, asked: dict[str, Any]) -> list[str]:
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE_SCRIPT)
    await page.evaluate(_STILL)  # colours that fade in are no colours yet
    options = {**asked, "resultTypes": ["violations"]}
    rules = await page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in rules["violations"]
        for node in rule["nodes"]
    ]


_STILL = """Promise.allSettled(
    document.getAnimations()
        .filter((each) => each.effect.getComputedTiming().endTime < Infinity)
        .map((each) => each.finished))"""
