"""Pictures: what is drawn, that letters of all three languages are, and how they are shown."""

import ast
import asyncio
from pathlib import Path

import pytest
from aiogram import Bot

from bot.carriers import charts
from bot.carriers import drawing as picture
from bot.carriers.drawing import Drawing, draw
from bot.gateway import BotGateway
from bot.texts import Texts
from core.model.effects import Chart, SendChart, Series, Values
from core.model.outcomes import Rejected, Sent, Unreachable
from core.model.report_text_keys import StatsKey
from core.model.texts import KEYS, LANGUAGES, Text
from sandbox.bot_api.server import BotApiServer
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.telling import Standings, newest
from tests.support.pictures import has_colour, pixels

BARS, LOAD, STAFF = picture._BARS, *picture._LINES[:2]
HALF_HOURS = tuple(f"{number // 2:02}:{number % 2 * 30:02}" for number in range(48))


def drawing(
    bars: Values = (None,) * 48, load: Values = (None,) * 48, title: str = "Title"
) -> Drawing:
    return Drawing(title, ("waiting", bars), [("load", load), ("staff", (0.0,) * 48)], HALF_HOURS)


def effect(chat_id: int, language: str = "en", *, fresh: bool = False) -> SendChart:
    period = Text(StatsKey.STATS_DAY, language, {"day": "20", "month": "11", "year": "2026"})
    lines = (Series(StatsKey.CHART_LOAD, (1.5,) * 48), Series(StatsKey.CHART_ON_SHIFT, (2.0,) * 48))
    drawn = Chart(
        Text(StatsKey.CHART_TITLE_DAY, language, {"period": period}),
        Series(StatsKey.CHART_WAITING, tuple(range(48))),
        lines,
        HALF_HOURS,
    )
    caption = Text(StatsKey.CHART_CAPTION, language, {"period": period})
    return SendChart(chat_id, "statistics-chart:1", drawn, caption, fresh)


def test_bars_and_lines_are_on_the_picture() -> None:
    empty = draw(drawing())
    assert pixels(empty).shape[:2] == (560, 1000)
    assert not has_colour(empty, BARS, share=0.01)
    full = draw(drawing(bars=(2,) * 48, load=(1.5,) * 24 + (None,) * 24))
    assert has_colour(full, BARS, share=0.2)
    assert has_colour(full, LOAD)


def test_one_part_alone_is_seen() -> None:
    png = draw(Drawing("x", ("a", (1,)), [("b", (0.5,)), ("c", (None,))], ("01.11",)))
    assert has_colour(png, BARS, share=0.2)
    assert has_colour(png, LOAD, share=0.00005)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_language_has_a_picture(texts: Texts, language: str) -> None:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    known = set(FT2Font(findfont(FontProperties())).get_charmap())
    values = {"period": "01.11.2026 – 15.11.2026"}
    for key in KEYS:
        if key.value.startswith("chart-") or key is StatsKey.STATS_DAYS:
            written = texts.plain(Text(key, language, values | {"from": "1", "to": "2"}))
            assert {ord(letter) for letter in written} <= known, key


def test_nobody_pays_for_the_library_who_does_not_draw() -> None:
    users = []
    for package in ("app", "archive", "bot", "core", "db", "userbot"):
        for file in (Path(picture.__file__).parents[2] / package).rglob("*.py"):
            source = file.read_text(encoding="utf-8")
            if "import matplotlib" in source or "from matplotlib" in source:
                users.append(file.name)
                at_once = [
                    line
                    for node in ast.parse(source).body
                    if isinstance(node, ast.Import | ast.ImportFrom)
                    for line in [ast.unparse(node)]
                    if "matplotlib" in line
                ]
                assert at_once == []
    assert users == ["drawing.py"]


async def test_a_picture_is_sent_and_later_drawn_over(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    sent = await gateway.carry_out(effect(customer.id))
    assert isinstance(sent, Sent)
    first = newest(world, desk, customer.id)
    assert sent.value == {"chat_id": customer.id, "message_id": first.id}
    assert first.content.text == "2026-11-20"
    assert first.content.file is not None
    assert first.content.file.kind == "photo"
    assert (first.content.file.width, first.content.file.height) == (1000, 560)
    before = first.content.file.data
    assert has_colour(before, BARS, share=0.1)
    standings.cards["statistics-chart:1"] = (customer.id, first.id)
    again = await gateway.carry_out(effect(customer.id, "uk"))
    assert isinstance(again, Sent)
    assert again.value == sent.value
    over = newest(world, desk, customer.id)
    assert (over.id, over.content.text) == (first.id, "20.11.2026")
    assert over.content.file is not None
    assert over.content.file.data != before
    # The same once more is no error, and asked for anew it is a new message.
    assert isinstance(await gateway.carry_out(effect(customer.id, "uk")), Sent)
    assert newest(world, desk, customer.id).id == first.id
    assert isinstance(await gateway.carry_out(effect(customer.id, fresh=True)), Sent)
    assert newest(world, desk, customer.id).id != first.id


async def test_a_picture_that_was_deleted_is_sent_anew(
    gateway: BotGateway, world: World, customer: User, desk: User, standings: Standings
) -> None:
    await gateway.carry_out(effect(customer.id))
    first = newest(world, desk, customer.id)
    standings.cards["statistics-chart:1"] = (customer.id, first.id)
    world.delete(desk.id, customer.id, [first.id])
    assert isinstance(await gateway.carry_out(effect(customer.id)), Sent)
    assert newest(world, desk, customer.id).id != first.id


async def test_who_blocked_the_bot_is_unreachable(
    gateway: BotGateway, world: World, customer: User, desk: User
) -> None:
    world.block(customer.id, desk.id)
    outcome = await gateway.carry_out(effect(customer.id))
    assert isinstance(outcome, Unreachable | Rejected)


async def test_drawing_holds_up_nobody(
    gateway: BotGateway,
    customer: User,
    monkeypatch: pytest.MonkeyPatch,
    api: BotApiServer,
    bot: Bot,
) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slowly(drawn: Drawing) -> bytes:
        loop.call_soon_threadsafe(began.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(20)
        return draw(drawn)

    monkeypatch.setattr(charts, "draw", slowly)
    drawing_it = asyncio.create_task(gateway.carry_out(effect(customer.id)))
    await asyncio.wait_for(began.wait(), 20)
    assert (await bot.get_me()).id == bot.id
    go_on.set()
    assert isinstance(await drawing_it, Sent)
