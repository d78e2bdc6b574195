"""A supervisor opens LOGS_DIR in a browser and finds whoever wrote last."""

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from archive.customer_list import CustomerList
from archive.page import Pages
from tests.archive.example import IVAN, RECORD
from tests.archive.test_gateway import Rows
from tests.support.waiting import eventually


async def test_the_list_names_customers_and_leads_to_their_pages(tmp_path: Path) -> None:
    other = replace(RECORD, customer=replace(IVAN, id=901, name="Olena <i>"))
    await CustomerList(tmp_path, Rows([RECORD, other]), Pages(), UTC).write()
    page = (tmp_path / "index.html").read_text()
    assert '<a href="900/index.html" dir="auto">Ivan &lt;b&gt;</a>' in page
    assert '<a href="901/index.html" dir="auto">Olena &lt;i&gt;</a>' in page
    assert (tmp_path / "index.html").stat().st_mode & 0o777 == 0o600
    assert 'href="../index.html"' in Pages().render(RECORD, UTC, is_listed=True)


async def test_it_follows_what_is_written_and_ends_with_the_desk(tmp_path: Path) -> None:
    rows = Rows([])
    listed = CustomerList(tmp_path, rows, Pages(), UTC, every=timedelta(0))
    stop = asyncio.Event()
    keeping = asyncio.create_task(listed.keep(stop))
    page = tmp_path / "index.html"
    await eventually(lambda: page.exists() and "Nobody has written yet" in page.read_text())
    rows.kept[IVAN.id] = RECORD
    listed.changed()
    await eventually(lambda: "Ivan &lt;b&gt;" in page.read_text())
    stop.set()
    await keeping


async def test_who_is_forgotten_is_off_it_at_once_and_everybody_else_stays(tmp_path: Path) -> None:
    other = replace(RECORD, customer=replace(IVAN, id=90, name="Olena"))
    rows = Rows([RECORD, other])
    listed = CustomerList(tmp_path, rows, Pages(), UTC)
    await listed.forget(IVAN.id)  # there is no list yet
    await listed.write()
    page = tmp_path / "index.html"
    del rows.kept[IVAN.id]
    before = page.read_text()
    await listed.forget(IVAN.id)
    assert "Ivan" not in page.read_text()
    assert "Olena" in page.read_text()
    assert len(page.read_text().splitlines()) == len(before.splitlines()) - 2
    page.write_text(f'<li><a href="{IVAN.id}/index.html">Ivan</a>')  # as another version wrote it
    await listed.forget(IVAN.id)
    assert "Ivan" not in page.read_text()
    assert "Olena" in page.read_text()
