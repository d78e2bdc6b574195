"""/stats: who may ask, for which days, and what comes."""

import csv
from collections.abc import Awaitable, Callable
from datetime import timedelta
from io import StringIO

import pytest

from core.feedback.ratings import rate_ticket
from core.model.actions import parse
from core.model.audit import AuditFilter, AuditKind
from core.model.effect_rows import from_json, to_json
from core.model.effects import SendChart, ShowCard
from core.model.people import Role
from core.model.report_text_keys import StatsKey
from core.model.rules import Budget, Rules
from core.model.statistics_effects import ReadStatistics, SendSheet
from core.model.texts import Button, DeskError, StaffOnly, Text, Value
from core.statistics.reports import (
    choose_days,
    send_spreadsheets,
    sheet_of,
    show_statistics,
    show_statistics_page,
)
from core.tickets.end import cancel_ticket, close_ticket
from tests.core.desk import BOT, START, USERBOT, Desk
from tests.support.present import present

BOSS, OLGA, PETRO, ANN, BEN = 1, 2, 3, 101, 102


async def a_day(desk: Desk) -> None:
    """One ticket is served in ten minutes, one is given up after two, one waits."""
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA, capacity=1)
    first = await desk.ready(ANN)
    desk.later(seconds=30)
    assert await desk.join(first)
    desk.later(minutes=10)
    second = await desk.ask(BEN)
    desk.later(minutes=2)
    await desk.do(cancel_ticket, BEN, second)
    await desk.done(close_ticket, OLGA, first)


async def asked(desk: Desk, usecase: Callable[..., Awaitable[None]], words: object) -> None:
    """A supervisor asks, and the figures are read."""
    await desk.do(usecase, BOSS, words)
    await desk.settle_kind(ReadStatistics)


async def shown(desk: Desk) -> ShowCard:
    """The statistics that wait to be shown, newest."""
    return [card for card in await desk.waiting(ShowCard) if card.card == f"statistics:{BOSS}"][-1]


def plain(value: Value) -> object:
    """A value, or for a text within a text its key or its values."""
    if isinstance(value, Text):
        return {name: plain(one) for name, one in value.values.items()} or value.key
    return tuple(plain(one) for one in value) if isinstance(value, tuple) else value


def operators_on(card: ShowCard) -> int:
    details = card.text.values["details"]
    assert isinstance(details, tuple)
    return sum(one.key is StatsKey.STATS_OPERATOR for one in details)


def buttons(card: ShowCard) -> list[Button]:
    return [button for row in card.buttons for button in row]


async def test_the_days_figures(desk: Desk) -> None:
    await a_day(desk)
    await asked(desk, show_statistics, "")
    card = await shown(desk)
    values = {name: plain(value) for name, value in card.text.values.items()}
    assert card.fresh
    assert values["period"] == {"day": "20", "month": "11", "year": "2026"}
    assert (values["entered"], values["answered"], values["abandoned"]) == (2, 1, 1)
    assert values["abandonment"] == {"percent": 50}
    assert values["waiting"] == 0
    assert values["asa"] == "0:30"
    assert values["aht"] == "12:00"
    assert values["frt"] is StatsKey.STATS_NOTHING
    assert values["level"] == {"percent": 50}
    assert values["seconds"] == 60
    assert values["rating"] is StatsKey.STATS_NO_RATING
    details = values["details"]
    assert isinstance(details, tuple)
    olga = next(one for one in details if isinstance(one, dict) and one.get("name") == "Op 2")
    assert (olga["handled"], olga["load"], olga["capacity"]) == (1, 0, 1)
    assert olga["aht"] == "12:00"
    assert olga["busy"] == {"percent": 96}  # all but the half minute until the customer came


async def test_the_stars_count_for_the_desk_and_for_who_earned_them(desk: Desk) -> None:
    await a_day(desk)
    await desk.do(rate_ticket, ANN, 1, 4)
    await asked(desk, show_statistics, "")
    card = await shown(desk)
    assert plain(card.text.values["rating"]) == {"whole": 4, "tenth": 0, "count": 1}
    details = plain(card.text.values["details"])
    assert isinstance(details, tuple)
    ratings = {one["name"]: one["rating"] for one in details if "rating" in one}
    assert ratings["Op 2"] == {"whole": 4, "tenth": 0, "count": 1}
    assert ratings["Op 1"] is StatsKey.STATS_NO_RATING


async def test_the_picture_comes_with_them_and_survives_the_outbox(desk: Desk) -> None:
    await a_day(desk)
    await asked(desk, show_statistics, "today")
    chart = (await desk.waiting(SendChart))[0]
    assert from_json("SendChart", to_json(chart)) == chart
    assert (chart.chat_id, chart.fresh) == (BOSS, True)
    drawn = chart.chart
    assert len(drawn.ticks) == len(drawn.bars.values) == 48
    part = int((START - START.replace(hour=0)) / timedelta(minutes=30))
    assert drawn.bars.values[part] == 1  # Ben waited
    assert drawn.bars.values[part + 1] is None  # has not come yet
    assert drawn.lines[0].values[part] == 1  # Olga was with Ann all the time
    assert drawn.lines[1].values[part] == 1


async def test_other_days_are_shown_where_the_card_stands(desk: Desk) -> None:
    await a_day(desk)
    await desk.done(show_statistics, BOSS, "")
    first = next(button for button in buttons(_last(desk)) if button.label == StatsKey.BUTTON_WEEK)
    action = present(parse(first.action))
    await asked(desk, show_statistics_page, action.arguments)
    card = await shown(desk)
    assert not card.fresh
    assert not (await desk.waiting(SendChart))[0].fresh
    assert card.text.values["entered"] == 2
    assert len((await desk.waiting(SendChart))[0].chart.ticks) == 7
    await asked(desk, show_statistics_page, ["yesterday"])
    assert (await shown(desk)).text.values["entered"] == 0


def _last(desk: Desk) -> ShowCard:
    cards = [one for one in desk.settled if isinstance(one, ShowCard)]
    return [one for one in cards if one.card == f"statistics:{BOSS}"][-1]


async def test_days_are_chosen_in_a_calendar(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(choose_days, BOSS, ["202611"])
    card = await shown(desk)
    assert card.text.key is StatsKey.STATS_CHOOSE_FIRST
    days = [one for one in buttons(card) if one.label is StatsKey.BUTTON_DAY]
    assert [one.values["day"] for one in days] == list(range(1, 21))  # up to today
    action = present(parse(days[4].action))
    await desk.do(choose_days, BOSS, action.arguments)
    card = await shown(desk)
    assert card.text.key is StatsKey.STATS_CHOOSE_LAST
    days = [one for one in buttons(card) if one.label is StatsKey.BUTTON_DAY]
    action = present(parse(days[1].action))
    await asked(desk, show_statistics_page, action.arguments)
    period = plain((await shown(desk)).text.values["period"])
    assert isinstance(period, dict)
    assert period["from"]["day"] == "02"
    assert period["to"]["day"] == "05"


async def test_the_calendar_goes_over_the_end_of_a_year(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(choose_days, BOSS, ["202512", "20251124"])
    head = (await shown(desk)).buttons[0]
    assert [one.action for one in head] == [
        "stats-days:202511:20251124",
        "nothing",
        "stats-days:202601:20251124",
    ]


async def test_many_operators_have_pages(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    for number in range(2, 12):
        await desk.staff(number, on_shift=False)
    await asked(desk, show_statistics, "")
    card = await shown(desk)
    assert operators_on(card) == 8
    further = present(parse(card.buttons[0][0].action))
    await asked(desk, show_statistics_page, further.arguments)
    card = await shown(desk)
    assert operators_on(card) == 3
    assert parse(card.buttons[0][0].action) is not None


@pytest.mark.parametrize("words", ["tomorrow", "2027-01-01", "x y z"])
async def test_days_that_nobody_understands_are_asked_for_again(desk: Desk, words: str) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    with pytest.raises(DeskError) as refused:
        await asked(desk, show_statistics, words)
    assert refused.value.key is StatsKey.STATS_UNCLEAR
    for stale in (["x"], ["20261101"], ["20261101", "x"], [], ["1", "2", "3", "4"]):
        with pytest.raises(DeskError):
            await asked(desk, show_statistics_page, stale)
        with pytest.raises(DeskError):
            await desk.do(send_spreadsheets, BOSS, stale)
    for stale in ([], ["x"], ["202613"]):
        with pytest.raises(DeskError):
            await desk.do(choose_days, BOSS, stale)


async def test_ten_quick_taps_are_one_card(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    for _ in range(10):
        await asked(desk, show_statistics, "")
    cards = [one for one in await desk.waiting(ShowCard) if one.card == f"statistics:{BOSS}"]
    assert sum(one.fresh for one in cards) == 1
    assert sum(one.fresh for one in await desk.waiting(SendChart)) == 1


async def test_figures_are_the_supervisors_only(desk: Desk) -> None:
    await desk.staff(OLGA)
    await desk.customer(ANN)
    for stranger in (OLGA, ANN, 999):
        with pytest.raises(StaffOnly):
            await desk.do(show_statistics, stranger, "")
        with pytest.raises(StaffOnly):
            await desk.do(show_statistics_page, stranger, ["today"])
        with pytest.raises(StaffOnly):
            await desk.do(choose_days, stranger, ["202611"])
        with pytest.raises(StaffOnly):
            await desk.do(send_spreadsheets, stranger, ["20261101", "20261102"])


async def test_two_files_with_all_of_it(desk: Desk) -> None:
    await a_day(desk)
    await desk.do(send_spreadsheets, BOSS, ["20261120", "20261120"])
    by_name = {one.name: one for one in await desk.waiting(SendSheet)}
    async with desk.looking() as work:
        contents = {one.which: await sheet_of(work, one) for one in by_name.values()}
    assert set(by_name) == {
        "tickets-2026-11-20-2026-11-20.csv",
        "operators-2026-11-20-2026-11-20.csv",
    }

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(contents[name].removeprefix("\ufeff"), newline="")))

    tickets = rows("tickets")
    assert [(one["status"], one["customer"]) for one in tickets] == [
        ("closed", "Person 101"),
        ("abandoned", "Person 102"),
    ]
    assert tickets[0]["wait_seconds"] == "30"
    assert [one["operator"] for one in rows("operators")] == ["Op 1", "Op 2"]
    async with desk.work() as work:
        log = await work.uow.audit.newest(AuditFilter(frozenset({AuditKind.EXPORT})), 10)
    assert [(one.entry.actor_id, one.entry.key, one.entry.after) for one in log] == [
        (BOSS, "2026-11-20/2026-11-20", "operators.csv"),
        (BOSS, "2026-11-20/2026-11-20", "tickets.csv"),
    ]


async def test_the_room_budget_of_each_account_is_shown(desk: Desk) -> None:
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, budget=Budget(rooms_a_day=7, chats=50))
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    async with desk.work() as work:
        await work.uow.budgets.at_work("main", USERBOT, 12, desk.now)
        await work.uow.budgets.at_work("spare", USERBOT + 1, 3, desk.now)
        await work.uow.budgets.set_away("spare")
    await asked(desk, show_statistics, "")
    details = (await shown(desk)).text.values["details"]
    assert isinstance(details, tuple)
    main = next(one for one in details if one.values.get("name") == "main")
    assert main.key is StatsKey.STATS_ACCOUNT
    assert (main.values["rooms"], main.values["chats"], main.values["most"]) == (7, 12, 50)
    spare = next(one for one in details if one.values.get("name") == "spare")
    assert spare.key is StatsKey.STATS_ACCOUNT_AWAY


async def test_canned_replies_are_counted_by_days(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    async with desk.work() as work:
        for shortcut in ("hello", "refund"):
            assert await work.uow.replies.add(shortcut, "", "en", "Words", BOSS, desk.now)
    hello, refund = (each.id for each in await desk.kept.replies.all())
    async with desk.work() as work:
        await work.uow.replies.used(hello, work.now)
    desk.later(hours=24)
    async with desk.work() as work:
        for said in (refund, hello, refund):
            await work.uow.replies.used(said, work.now)
    await asked(desk, show_statistics, "")
    details = (await shown(desk)).text.values["details"]
    assert isinstance(details, tuple)
    [line] = [one for one in details if one.key is StatsKey.STATS_REPLIES]
    assert line.values == {"count": 3, "list": "!refund 2, !hello 1"}
