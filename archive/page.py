"""Renders the pages of LOGS_DIR: files that open from disk and ask nobody else for anything."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from core.model.records import CustomerRecord
from core.transcripts.views.customers import CustomerLine
from core.transcripts.views.page import TitleOf, transcript_page

_SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:")


def is_safe_link(url: str) -> bool:
    """Whether a link of a stranger's may be pressed: nothing that runs in the page."""
    return url.lower().startswith(_SCHEMES)


class Pages:
    """Renders pages; keeps the compiled templates.

    `title_of` gives a topic's title by its key; without it keys stand for themselves.
    """

    def __init__(self, title_of: TitleOf = str) -> None:
        environment = Environment(
            loader=PackageLoader("archive"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.tests["safe_link"] = is_safe_link
        self._title_of = title_of
        self._customer = environment.get_template("customer.html")
        self._customers = environment.get_template("customers.html")

    def render(self, record: CustomerRecord, zone: tzinfo, *, is_listed: bool = False) -> str:
        """Return a customer's page as text; everything that was said is escaped in it.

        `is_listed`: the list of customers stands in the folder above, and the page leads there.
        """
        return "".join(self.pieces(record, zone, is_listed=is_listed))

    def pieces(
        self, record: CustomerRecord, zone: tzinfo, *, is_listed: bool = False
    ) -> Iterator[str]:
        """Make the same in steps of less than a millisecond, between which others may go on."""
        page = transcript_page(record, zone, self._title_of)
        return _rendered(self._customer, page=page, is_listed=is_listed)

    def list_pieces(self, rows: Iterable[CustomerLine], shown: int, total: int) -> Iterator[str]:
        """Make the list of customers in pieces: the `shown` newest of the `total`."""
        return _rendered(self._customers, rows=rows, shown=shown, total=total)


def _rendered(template: Template, **values: Any) -> Iterator[str]:
    """Render in pieces. Macros know the context that knows them: a page, with all that was said,
    would stay in memory until a collector comes by, which is seldom (`app/collector.py`)."""
    context = template.new_context(values)
    try:
        yield from template.root_render_func(context)
    finally:
        context.vars.clear()
