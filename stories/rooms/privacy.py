"""The chapter `privacy`: stars and comments, own data, being forgotten, and the archive."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model import actions
from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.privacy.views import GRANT, YES
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.pictures import JPEG
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

WORDS = "My parcel 4711 never came"
COMMENT = "Quick, but nobody knew where it was"


async def archive_chat(premises: Premises) -> Mapping[str, Any]:
    """Make the owner's own group, in which the bot may write."""
    bot = premises.sandbox.people.bot
    group = await premises.userbot.create_group("Archive", [bot] if bot else [])
    return {"archive_chat_id": group, "conversation_to_customers": True}


@dataclass(slots=True)
class Cast:
    """Who plays."""

    boss: Person
    olga: Person
    ann: Person
    menu: Seen
    photo: bytes
    ticket: int = 0
    thanks: Seen | None = None


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    cast = await _cast(stage)
    await _talks(stage, steps, cast)
    await _rates(stage, steps, cast)
    await _archive(stage, steps, cast)
    await _own_data(stage, steps, cast)
    await _has_conversation(steps, cast)
    await _forgotten(stage, steps, cast)


async def _cast(stage: Stage) -> Cast:
    boss = await stage.people.add("Petra", username="petra_boss")
    olga = await stage.people.add("Olexa", username="olexa_desk")
    ann = await stage.people.add("Annabel", username="annabel_q")
    async with stage.container.work() as work:
        who = StaffPerson(boss.id, boss.account.name, boss.account.username, "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    await stage.add_operator(olga)
    await boss.start()
    await acts.start_shift(olga)
    return Cast(boss, olga, ann, await acts.register(ann), JPEG)


async def _talks(stage: Stage, steps: Steps, cast: Cast) -> None:
    ann = cast.ann
    async with steps.step("After closing, the thanks have 1 to 5 stars as buttons"):
        asked = await acts.ask_for_operator(ann, cast.menu)
        room = await acts.enter_room(ann, asked)
        await acts.operator_in_room(ann, room, [cast.olga])
        await ann.say(room, WORDS)
        await ann.send_photo(room, cast.photo, "the receipt")
        await cast.olga.say(room, "/note sounds angry")
        await stage.has_heard(WORDS)
        before = await ann.now()
        cast.ticket = await acts.close_ticket(cast.olga, room)
        cast.thanks = await ann.sees(acts.carries(Verb.RATE), since=before)
        claim(len(_stars(cast.thanks)) == 5, "five buttons")


async def _rates(stage: Stage, steps: Steps, cast: Cast) -> None:
    ann, boss, thanks = cast.ann, cast.boss, cast.thanks
    bot = stage.settings.bot_id
    if thanks is None:
        raise TypeError("nobody was thanked")
    async with steps.step("The customer gives stars; a poor rating is told to supervisors"):
        before, heard = await ann.now(), await boss.now()
        await ann.press(thanks, _stars(thanks)[1])
        asked = await ann.sees("★★☆☆☆", since=before)
        claim(asked.message_id == thanks.message_id, "shown where the thanks stand")
        notice = await boss.sees("★★☆☆☆", since=heard)
    async with steps.step("The next message is the comment, and stands on the same notice"):
        said = await ann.say(bot, COMMENT)
        await ann.sees("told us why", since=said)
        shown = await boss.sees(COMMENT, since=heard)
        claim(shown.message_id == notice.message_id, "one notice, edited")
    async with steps.step("What is written then is no comment but a wish to talk"):
        said = await ann.say(bot, "hello?")
        await ann.sees(acts.carries(Verb.TALK), since=said)
        (row,) = await stage.rows(
            "SELECT stars, comment FROM feedback WHERE ticket_id = :id", id=cast.ticket
        )
        claim((row["stars"], row["comment"]) == (2, COMMENT), "kept as it was")
    async with steps.step("Supervisors read what customers thought by /feedback"):
        said = await boss.say(bot, "/feedback")
        await boss.sees(COMMENT, since=said)


async def _archive(stage: Stage, steps: Steps, cast: Cast) -> None:
    group = stage.settings.archive_chat_id or 0
    async with steps.step("The ticket is put away: one zip, kept, and sent to the archive's chat"):
        sent = await stage.userbot.sees(f"#{cast.ticket}", group)
        data = await stage.userbot.download(sent)
        path = stage.settings.logs_dir / f"{cast.ann.id}/archive/ticket-{cast.ticket}.zip"
        claim(path.read_bytes() == data, "the same on disk")
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            claim(WORDS in packed.read("transcript.txt").decode(), "what was said")
            media = [packed.read(name) for name in names if name.startswith("media/")]
        claim("index.html" in names, "the page")
        claim(len(media) == 1, "the photo")
        await stage.is_quiet()
        (row,) = await stage.rows(
            "SELECT sent_at FROM archives WHERE ticket_id = :id", id=cast.ticket
        )
        claim(row["sent_at"] is not None, "kept that it was sent")
    async with steps.step("A supervisor has the ticket as a PDF from /why"):
        boss, bot = cast.boss, stage.settings.bot_id
        said = await boss.say(bot, f"/why {cast.ticket}")
        why = await boss.sees(acts.carries(Verb.EXPORT), since=said)
        await boss.press(why, actions.press(Verb.EXPORT, cast.ticket, "pdf"))
        document = await boss.sees(lambda seen: seen.file_name is not None, since=said)
        claim(document.file_name == f"ticket-{cast.ticket}.pdf", "called after the ticket")
        claim((await boss.download(document)).startswith(b"%PDF-"), "a PDF")


async def _own_data(stage: Stage, steps: Steps, cast: Cast) -> None:
    ann, bot = cast.ann, stage.settings.bot_id
    async with steps.step("/mydata gives what is kept about oneself, and no notes of staff"):
        said = await ann.say(bot, "/mydata")
        await ann.sees("@annabel_q", since=said)
        document = await ann.sees(lambda seen: seen.file_name is not None, since=said)
        text = (await ann.download(document)).decode()
        kept = json.loads(text)
        messages = [each["text"] for each in kept["tickets"][0]["messages"]]
        claim(WORDS in messages, "what was said")
        claim(kept["feedback"][0]["comment"] == COMMENT, "what was thought")
        claim("angry" not in text, "no note")


async def _has_conversation(steps: Steps, cast: Cast) -> None:
    ann, thanks = cast.ann, cast.thanks
    if thanks is None:
        raise TypeError("nobody was thanked")
    async with steps.step("The customer has the conversation sent as a PDF, below the thanks"):
        before = await ann.now()
        await ann.press(thanks, actions.press(Verb.CONVERSATION, cast.ticket))
        document = await ann.sees(lambda seen: seen.file_name is not None, since=before)
        claim(document.file_name == f"conversation-{cast.ticket}.pdf", "called after the ticket")
        claim((await ann.download(document)).startswith(b"%PDF-"), "a PDF")


async def _forgotten(stage: Stage, steps: Steps, cast: Cast) -> None:
    ann, boss, bot = cast.ann, cast.boss, stage.settings.bot_id
    folder = stage.settings.logs_dir / str(ann.id)
    async with steps.step("/forget asks whether it is meant, and then a supervisor"):
        said = await ann.say(bot, "/forget")
        question = await ann.sees(acts.carries(Verb.FORGET), since=said)
        heard = await boss.now()
        await ann.press(question, actions.press(Verb.FORGET, YES))
        asked = await boss.sees(acts.carries(Verb.ERASURE), since=heard)
    async with steps.step("The supervisor grants it, the customer is told"):
        number = asked.buttons[0].data or ""
        claim(number.endswith(GRANT), "the first button grants")
        before, told = await boss.now(), await ann.now()
        await boss.press(asked, number)
        sure = await boss.sees("cannot be undone", since=before)
        await boss.press(sure, sure.buttons[0].data or "")
        await ann.sees("are erased", since=told)
        await boss.sees("everything is erased", since=before)
    async with steps.step("Nothing said is left, in the database or on disk; counts and stars are"):
        await stage.is_quiet()
        claim(not folder.exists(), "the folder is gone")
        for table in ("messages", "inbox", "outbox", "feedback", "customers", "ticket_events"):
            rows = str(await stage.rows(f"SELECT * FROM {table}"))  # noqa: S608 - names of ours
            for word in (WORDS, COMMENT, "annabel_q", "Annabel", "angry"):
                claim(word not in rows, f"no {word!r} in {table}")
        (row,) = await stage.rows(
            "SELECT stars FROM feedback JOIN tickets ON tickets.id = feedback.ticket_id"
            " WHERE tickets.closed_at IS NOT NULL AND tickets.id = :id",
            id=cast.ticket,
        )
        claim(row["stars"] == 2, "the stars still count")
    async with steps.step("Whoever comes back begins afresh"):
        again = await ann.start()
        await ann.sees(acts.asks_contact, since=again)


def _stars(seen: Seen) -> list[str]:
    """Return the callback data of the stars' buttons."""
    return [each.data or "" for each in seen.buttons if (each.data or "").startswith("rate:")]
