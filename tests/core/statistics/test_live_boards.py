"""/board: one message for each supervisor, which follows the desk."""

from typing import Any

import pytest

from core.model.effects import ShowCard
from core.model.outcomes import Sent
from core.model.people import Role
from core.model.report_text_keys import StatsKey
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly, Text
from core.staff.members import remove_operator, set_role
from core.staff.shifts import end_shift
from core.statistics.reports import ask_board, refresh_live_boards, stop_board
from core.tickets.end import cancel_ticket
from tests.core.desk import Desk
from tests.support.present import present

BOSS, CHIEF, OLGA, ANN, BEN = 1, 2, 3, 101, 102


async def boards(desk: Desk, whose: int = BOSS) -> list[ShowCard]:
    """What waits to be shown on a board, oldest first."""
    return [one for one in await desk.waiting(ShowCard) if one.card == f"board:{whose}"]


async def open_board(desk: Desk, whose: int = BOSS) -> None:
    await desk.staff(whose, role=Role.SUPERVISOR, on_shift=False)
    await desk.done(ask_board, whose)


def lines(card: ShowCard, name: str) -> list[Text]:
    found = card.text.values[name]
    assert isinstance(found, tuple)
    return list(found)


def values(text: Text, *names: str) -> list[Any]:
    return [text.values[name] for name in names]


async def test_a_board_shows_who_waits_and_who_is_there(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA, capacity=1)
    await desk.talk(ANN)
    waiting = await desk.ask(BEN)
    desk.later(hours=1, minutes=2)
    await desk.do(ask_board, BOSS)
    board = (await boards(desk))[0]
    assert board.fresh
    queue = lines(board, "queue")
    assert values(queue[0], "count", "hours", "minutes") == [1, 1, 2]
    assert values(queue[1], "ticket", "topic", "hours", "minutes") == [waiting, "General", 1, 2]
    assert "Person 102" in str(queue[1].values["name"])
    staff = lines(board, "staff")
    assert values(staff[0], "count") == [1]
    assert values(staff[1], "name", "load", "capacity") == ["Op 3", 1, 1]
    assert board.text.values["active"] == 1


async def test_an_empty_desk_says_so(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(ask_board, BOSS)
    board = (await boards(desk))[0]
    assert lines(board, "queue")[0].key is StatsKey.BOARD_NOBODY_WAITS
    assert lines(board, "staff")[0].key is StatsKey.BOARD_NOBODY_ON_SHIFT


async def test_a_board_follows_the_queue_where_it_stands(desk: Desk) -> None:
    await open_board(desk)
    desk.later(seconds=5)
    await desk.ask(ANN)
    board = (await boards(desk))[0]
    assert not board.fresh
    assert lines(board, "queue")[0].values["count"] == 1


async def test_many_changes_are_one_change_of_the_board(desk: Desk) -> None:
    await open_board(desk)
    desk.later(seconds=5)
    for customer in range(ANN, ANN + 10):
        await desk.ask(customer)
        desk.later(seconds=0.1)
    assert len(await boards(desk)) == 1
    desk.later(seconds=5)
    assert await desk.do(refresh_live_boards) == [BOSS]
    assert await desk.do(refresh_live_boards) == []
    board = (await boards(desk))[-1]
    assert lines(board, "queue")[0].values["count"] == 10


async def test_a_board_grows_old_by_the_minute_and_nothing_else_is_sent(desk: Desk) -> None:
    await desk.ask(ANN)
    await open_board(desk)
    for _ in range(10):
        desk.later(seconds=5)
        await desk.do(refresh_live_boards)
    assert await boards(desk) == []
    desk.later(seconds=10)
    await desk.do(refresh_live_boards)
    board = (await boards(desk))[0]
    assert values(lines(board, "queue")[0], "hours", "minutes") == [0, 1]


async def test_a_shift_that_ends_is_seen_at_the_next_tick(desk: Desk) -> None:
    await desk.staff(OLGA)
    await open_board(desk)
    await desk.do(end_shift, OLGA)
    desk.later(seconds=5)
    await desk.do(refresh_live_boards)
    assert lines((await boards(desk))[0], "staff")[0].key is StatsKey.BOARD_NOBODY_ON_SHIFT


async def test_asked_for_again_it_moves_and_the_old_one_is_emptied(desk: Desk) -> None:
    await open_board(desk)
    before = await desk.kept.cards.find(f"board:{BOSS}")
    desk.later(minutes=1)
    await desk.do(ask_board, BOSS)
    shown = [one for one in await desk.waiting(ShowCard) if one.chat_id == BOSS]
    assert [one.text.key for one in shown] == [StatsKey.BOARD_MOVED, StatsKey.BOARD_CARD]
    assert [one.fresh for one in shown] == [False, True]
    assert shown[0].buttons == ()
    assert await desk.kept.cards.find(shown[0].card) == before
    for row in [row for row in await desk.rows() if isinstance(row.effect, ShowCard)]:
        where = present(before if row.effect == shown[0] else (BOSS, 777))
        await desk.settle(row, Sent({"chat_id": where[0], "message_id": where[1]}))
    # And a third time: now the second one is emptied.
    desk.later(minutes=1)
    await desk.do(ask_board, BOSS)
    assert await desk.kept.cards.find(shown[0].card) == (BOSS, 777)
    assert len([one for one in await desk.waiting(ShowCard) if one.chat_id == BOSS]) == 2


async def test_ten_quick_taps_are_one_board(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    for _ in range(10):
        await desk.do(ask_board, BOSS)
    assert len(await boards(desk)) == 1


async def test_a_stopped_board_stands_still(desk: Desk) -> None:
    await open_board(desk)
    await desk.do(stop_board, BOSS)
    stopped = (await boards(desk))[0]
    assert stopped.text.key is StatsKey.BOARD_STOPPED
    assert stopped.buttons[0][0].action == "board"
    with pytest.raises(DeskError) as refused:
        await desk.do(stop_board, BOSS)
    assert refused.value.key is TextKey.ALREADY_DONE
    await desk.settle_all()
    desk.later(minutes=1)
    ticket = await desk.ask(ANN)
    await desk.do(cancel_ticket, ANN, ticket)
    assert await desk.do(refresh_live_boards) == []
    assert await boards(desk) == []


async def test_who_is_no_supervisor_any_more_sees_no_more(desk: Desk) -> None:
    await open_board(desk)
    await open_board(desk, CHIEF)
    await desk.do(set_role, BOSS, Role.OPERATOR)
    await desk.do(remove_operator, CHIEF)
    await desk.ask(ANN)
    desk.later(seconds=5)
    await desk.do(refresh_live_boards)
    assert [one.text.key for one in await boards(desk)] == [StatsKey.BOARD_STOPPED]
    assert await boards(desk, CHIEF) == []
    desk.later(seconds=5)
    assert await desk.do(refresh_live_boards) == []


async def test_who_blocked_the_bot_is_shown_nothing(desk: Desk) -> None:
    await open_board(desk)
    await desk.kept.operators.set_started(BOSS, False)
    desk.later(seconds=5)
    await desk.ask(ANN)
    assert await boards(desk) == []
    desk.later(seconds=5)
    assert await desk.do(refresh_live_boards) == []


async def test_a_board_is_the_supervisors_only(desk: Desk) -> None:
    await desk.staff(OLGA)
    for stranger in (OLGA, ANN):
        with pytest.raises(StaffOnly):
            await desk.do(ask_board, stranger)
        with pytest.raises(StaffOnly):
            await desk.do(stop_board, stranger)


async def test_a_long_queue_is_cut(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    for customer in range(ANN, ANN + 17):
        await desk.ask(customer)
    await desk.do(ask_board, BOSS)
    queue = lines((await boards(desk))[0], "queue")
    assert len(queue) == 1 + 15 + 1
    assert queue[-1].key is StatsKey.BOARD_MORE
    assert queue[-1].values["count"] == 2
