"""Renders the page of a customer's record: one file that opens from disk and asks nobody else for
anything."""

from datetime import tzinfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from core.model.records import CustomerRecord
from core.transcripts.views.page import transcript_page

_SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:")


def is_safe_link(url: str) -> bool:
    """Whether a link of a stranger's may be pressed: nothing that runs in the page."""
    return url.lower().startswith(_SCHEMES)


class Pages:
    """Renders pages; keeps the compiled template."""

    def __init__(self) -> None:
        environment = Environment(
            loader=PackageLoader("archive"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.tests["safe_link"] = is_safe_link
        self._template = environment.get_template("index.html")

    def render(self, record: CustomerRecord, zone: tzinfo) -> str:
        """The page as text; everything that was said is escaped in it."""
        return self._template.render(page=transcript_page(record, zone))
