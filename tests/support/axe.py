"""Looks at a page for what WCAG 2.2 A and AA asks, by axe-core."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {"runOnly": {"type": "tag", "values": list(LEVELS)}, "resultTypes": ["violations"]}


async def violations(page: Page) -> str:
    """What axe finds on the page as it is now, a line for each element; empty: nothing."""
    await page.evaluate(_STILL)  # colours that fade in are no colours yet
    found = await Axe().run(page, options=RULES)
    return "\n".join(
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    )


_STILL = """Promise.allSettled(
    document.getAnimations()
        .filter((each) => each.effect.getComputedTiming().endTime < Infinity)
        .map((each) => each.finished))"""
