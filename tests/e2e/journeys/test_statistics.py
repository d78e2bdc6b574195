"""Supervisors look at the desk's figures, take them home as files, and keep an eye on the board."""

import csv
from io import StringIO
from pathlib import Path

from core.domain.actions import Verb
from core.domain.people import Role
from sandbox.people import Person, Seen
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.pictures import has_colour, pixels

BARS = "#c7d7ee"


async def test_figures_as_text_picture_and_files(tmp_path: Path, file_url: str) -> None:
    async with a_day(tmp_path, file_url, time_zone="Europe/Kyiv") as day:
        bot = day.stage.settings.bot_id
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False, language="uk")
        await boss.start()
        olga = await day.staff("=Olga()", username="olga", capacity=1)
        ann, bob, cleo = [await day.visitor(name) for name in ("Ann", "Bob", "Cleo")]
        talk = await day.talks(ann, [olga])
        await olga.say(talk.room, "Good day!")
        await day.stage.has_heard("Good day!", PATIENCE)
        card = await day.waits(bob)
        await bob.person.press(card, acts.data_of(card, Verb.CANCEL))
        await day.closes(talk)
        await day.quiet()
        await day.talks(cleo, [olga])

        # Text and picture, in the supervisor's language.
        asked = await boss.say(bot, "/stats")
        text = await boss.sees(acts.carries(Verb.STATS_FILES), bot, since=asked, timeout=PATIENCE)
        for line in ("Надійшло: 3", "Прийнято: 2", "Не дочекалися: 1 (33 %)"):
            assert line in text.text
        assert "<b>" not in text.text
        assert "=Olga(): опрацьовано 1, відкрито 1 з 1" in text.text
        assert "Кімнати й акаунти" in text.text
        picture = await boss.sees(is_photo, bot, since=asked, timeout=PATIENCE)
        png = await boss.download(picture)
        assert pixels(png).shape[:2] == (560, 1000)
        assert has_colour(png, BARS, share=0.005)  # Bob waited

        # Other days: the same two messages show them.
        await boss.press(text, "stats:week")
        week = await boss.sees(lambda seen: "–" in first_line(seen), bot, since=text)
        assert week.message_id == text.message_id
        redrawn = await boss.sees(is_photo, bot, since=picture, timeout=PATIENCE)
        assert redrawn.message_id == picture.message_id
        assert redrawn.file_sha256 != picture.file_sha256
        await boss.press(week, acts.data_of(week, Verb.STATS_DAYS))
        calendar = await boss.sees("Оберіть", bot, since=week, timeout=PATIENCE)
        assert calendar.message_id == text.message_id
        today = [button for button in calendar.buttons if button.text.isdecimal()][-1]
        await boss.press(calendar, today.data or "")
        last = await boss.sees("останній день", bot, since=calendar, timeout=PATIENCE)
        await boss.press(last, [b for b in last.buttons if b.text.isdecimal()][-1].data or "")
        chosen = await boss.sees("Надійшло: 3", bot, since=last, timeout=PATIENCE)

        # Files, read back as a spreadsheet does.
        await boss.press(chosen, acts.data_of(chosen, Verb.STATS_FILES))
        tickets = await rows(day, boss, "tickets-", chosen)
        assert [one["status"] for one in tickets] == ["closed", "abandoned", "active"]
        assert [one["operator"] for one in tickets] == ["'=Olga()", "", "'=Olga()"]
        assert tickets[0]["first_response_seconds"] != ""
        operators = await rows(day, boss, "operators-", chosen)
        assert [one["operator"] for one in operators] == ["'=Olga()", "Boss"]

        # Nobody else is told.
        said = await olga.say(bot, "/stats")
        await olga.sees("staff only", bot, since=said, timeout=PATIENCE)
        said = await boss.say(bot, "/stats gestern")
        await boss.sees("2026-11-01 2026-11-15", bot, since=said, timeout=PATIENCE)


async def test_a_board_that_follows_the_desk(tmp_path: Path, file_url: str) -> None:
    async with a_day(tmp_path, file_url, board_seconds=0.2) as day:
        bot = day.stage.settings.bot_id
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.start()
        asked = await boss.say(bot, "/board")
        board = await boss.sees(acts.carries(Verb.BOARD_STOP), bot, since=asked, timeout=PATIENCE)
        assert "Nobody is waiting" in board.text
        assert "Nobody is on shift" in board.text
        ann = await day.visitor("Ann")
        await day.asks(ann)
        seen = await boss.sees("1 customer is waiting", bot, since=board, timeout=PATIENCE)
        assert "Ann, General: 0 min" in seen.text
        olga = await day.staff("Olga", capacity=3)
        seen = await boss.sees("Olga: 1 of 3", bot, since=seen, timeout=PATIENCE)
        # One message, edited.
        assert seen.message_id == board.message_id
        assert await boards(boss, bot) == [board.message_id]

        said = await boss.say(bot, "/board")
        moved = await boss.sees("further down", bot, since=said, timeout=PATIENCE)
        assert (moved.message_id, moved.buttons) == (board.message_id, ())
        again = await boss.sees(acts.carries(Verb.BOARD_STOP), bot, since=said, timeout=PATIENCE)
        assert again.message_id > board.message_id

        await boss.press(again, acts.data_of(again, Verb.BOARD_STOP))
        stopped = await boss.sees("no longer kept", bot, since=again, timeout=PATIENCE)
        assert stopped.message_id == again.message_id
        said = await olga.say(bot, "/shift_end")
        await day.quiet()
        for _ in range(3):
            await day.tick()
        await day.quiet()
        assert await boards(boss, bot) == []
        await boss.press(stopped, acts.data_of(stopped, Verb.BOARD))
        board = await boss.sees(acts.carries(Verb.BOARD_STOP), bot, since=stopped, timeout=PATIENCE)
        said = await olga.say(bot, "/board")
        await olga.sees("staff only", bot, since=said, timeout=PATIENCE)


def is_photo(seen: Seen) -> bool:
    return seen.kind == "photo"


def first_line(seen: Seen) -> str:
    return seen.text.partition("\n")[0]


async def boards(person: Person, bot: int) -> list[int]:
    """Messages that are a live board."""
    chat = await person.messages(bot)
    return [seen.message_id for seen in chat if acts.carries(Verb.BOARD_STOP)(seen)]


async def rows(day: Day, person: Person, name: str, since: Seen) -> list[dict[str, str]]:
    """The lines of a file that came."""
    bot = day.stage.settings.bot_id
    file = await person.sees(
        lambda seen: (seen.file_name or "").startswith(name), bot, since=since, timeout=PATIENCE
    )
    content = (await person.download(file)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content, newline="")))
