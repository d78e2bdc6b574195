"""Chapters: what was said is found and handed over; the next day it is proved, and erased."""

import io
import zipfile

from core.model import actions
from core.model.actions import Verb
from core.privacy.retention_views import ASK
from core.privacy.views import GRANT, YES
from sandbox.people import Person, Seen
from stories import acts
from stories.pictures import JPEG
from stories.records import proved
from stories.records.bytes import left_of
from stories.records.office import Office, begin
from stories.stage import Stage
from stories.steps import Steps, claim


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    office = await begin(stage, "kept")
    ann = await stage.people.add("Annabella", username="annabella_q")
    ticket = await _talks(office, steps, ann)
    await _is_found(office, steps)
    await _is_handed_over(office, steps, ticket)


async def tell_next_day(stage: Stage, steps: Steps) -> None:
    """Play the day after. Raises StoryError."""
    office = await begin(stage, "proved")
    ann = await stage.people.person("@annabella_q")
    found = await stage.rows("SELECT id FROM tickets WHERE customer_id = :id", id=ann.id)
    ticket = int(found[0]["id"])
    await proved.tell(office, steps, ticket)
    await _is_forgotten(office, steps, await stage.people.add("Bartholomew"))
    await _ends_in_time(office, steps, ticket)


async def _talks(office: Office, steps: Steps, ann: Person) -> int:
    async with steps.step("Annabella talks with Olga in a room, and the ticket is closed"):
        room = await office.talks(ann)
        said = await ann.say(room, "My kettles arrived broken")
        await ann.send_photo(room, JPEG, "the receipt")
        await office.olga.say(room, "We will refund both, שלום")
        await office.stage.has_recorded(said)
        ticket, thanks = await office.closes(ann, room)
    async with steps.step("she has the conversation sent to her, as PDF and as text"):
        before = await ann.now()
        await ann.press(thanks, actions.press(Verb.CONVERSATION, ticket))
        await _document(ann, f"conversation-{ticket}.pdf", before)
        plain = await _document(ann, f"conversation-{ticket}.txt", before)
        claim("support Olga: We will refund both, שלום" in plain.decode(), plain.decode())
    return ticket


async def _is_found(office: Office, steps: Steps) -> None:
    async with steps.step("/search finds a word in any form, a phrase, and a beginning"):
        for words in ("kettle", '"refund both"', "brok*"):
            found = await office.finds(words)
            claim("Annabella" in found.text, f"{words}: {found.text}")
        nothing = await office.finds('"both refund"')
        claim("Nobody said" in nothing.text, f"a phrase stands in its order: {nothing.text}")
    async with steps.step("... in these days, of this customer alone"):
        narrowed = await office.finds("kettle customer:@annabella_q from:2026-01-01")
        claim("1 message" in narrowed.text, narrowed.text)
        wrong = await office.finds("kettle from:yesterday")
        claim("“yesterday” is no day" in wrong.text, f"a mistake is said: {wrong.text}")
    async with steps.step("... with a button to the talk around it"):
        found = await office.finds("refund")
        await office.boss.press(found, acts.data_of(found, Verb.FOUND))
        talk = await office.boss.sees("▶️", office.bot, since=found)
        claim("My kettles arrived broken" in talk.text, f"what was said before: {talk.text}")


async def _is_handed_over(office: Office, steps: Steps, ticket: int) -> None:
    boss = office.boss
    async with steps.step("a supervisor has the ticket as PDF and as zip from /why"):
        asked = await boss.say(office.bot, f"/why {ticket}")
        why = await boss.sees(acts.carries(Verb.EXPORT), since=asked)
        await boss.press(why, actions.press(Verb.EXPORT, ticket, "pdf"))
        pdf = await _document(boss, f"ticket-{ticket}.pdf", why)
        claim(pdf.startswith(b"%PDF-"), "a PDF")
        await boss.press(why, actions.press(Verb.EXPORT, ticket, "zip"))
        with zipfile.ZipFile(io.BytesIO(await _document(boss, f"ticket-{ticket}.zip", why))) as it:
            names = it.namelist()
            text = next(name for name in names if name.endswith("transcript.txt"))
            claim("My kettles arrived broken" in it.read(text).decode(), "what was said")
            media = [it.read(name) for name in names if "/media/" in f"/{name}"]
            record = it.read("record.txt").decode()
        claim(JPEG in media, f"and the picture: {names}")
        claim(f"ticket {ticket}: " in record, f"and where its chain ends: {record}")
    async with steps.step("who had it stands in the audit log"):
        asked = await boss.say(office.bot, "/audit")
        log = await boss.sees(acts.carries(Verb.AUDIT), since=asked)
        claim(f"exported: ticket #{ticket}" in log.text, log.text)


async def _is_forgotten(office: Office, steps: Steps, bob: Person) -> None:
    boss, stage = office.boss, office.stage
    async with steps.step("Bartholomew talks, asks to be forgotten, and a supervisor grants it"):
        room = await office.talks(bob)
        said = await bob.say(room, "Only you may know of my zeppelin")
        await bob.send_document(room, b"plans of the zeppelin", "zeppelin.bin")
        await stage.has_recorded(said)
        await office.closes(bob, room)
        heard = await boss.now()
        asked = await bob.say(office.bot, "/forget")
        question = await bob.sees(acts.carries(Verb.FORGET), since=asked)
        await bob.press(question, actions.press(Verb.FORGET, YES))
        card = await boss.sees(acts.carries(Verb.ERASURE), since=heard)
        grants = next(each.data or "" for each in card.buttons if (each.data or "").endswith(GRANT))
        before, told = await boss.now(), await bob.now()
        await boss.press(card, grants)
        sure = await boss.sees("cannot be undone", since=before)
        await boss.press(sure, sure.buttons[0].data or "")
        await bob.sees("are erased", since=told)
        await stage.is_quiet()
    async with steps.step("no byte of it is left: in files, in the database, in a backup made now"):
        await left_of(office, "zeppelin", "Bartholomew")
    async with steps.step("... and what is missing is missing by name: the record is proved"):
        await stage.is_proved()
        erased = await stage.rows("SELECT 1 FROM journal WHERE kind = 'erased'")
        claim(len(erased) > 0, "an entry tells of it")


async def _ends_in_time(office: Office, steps: Steps, ticket: int) -> None:
    boss, stage = office.boss, office.stage
    async with steps.step("after RETENTION_DAYS a supervisor is shown what would go; one is held"):
        before = await boss.now()
        office.passes(32)
        card = await boss.sees(acts.carries(Verb.RETENTION), since=before)
        claim("2 tickets of 2 customers" in card.text, card.text)
        asked = await boss.say(office.bot, f"/hold {ticket} the court asks for it")
        held = await boss.sees("the court asks for it", office.bot, since=asked)
        asked = await boss.say(office.bot, "/retention")
        await boss.sees("1 ticket of 1 customer", office.bot, since=asked)
    async with steps.step("... released and agreed, its words go; its times and figures stay"):
        await boss.press(held, acts.data_of(held, Verb.RELEASE))
        asked = await boss.say(office.bot, "/retention")
        card = await boss.sees("2 tickets of 2 customers", office.bot, since=asked)
        await boss.press(card, actions.press(Verb.RETENTION, ASK))
        sure = await boss.sees("cannot be undone", office.bot, since=asked)
        await boss.press(sure, actions.press(Verb.RETENTION, YES))
        await boss.sees("was erased, since its time was over", office.bot, since=asked)
        asked = await boss.say(office.bot, "/audit")
        await boss.sees("how long words are kept: – → ", office.bot, since=asked)
        await stage.is_quiet()
        await left_of(office, "kettles")
        kept = await stage.rows("SELECT closed_at FROM tickets WHERE id = :id", id=ticket)
        claim(kept[0]["closed_at"] is not None, "the ticket itself stays")


async def _document(person: Person, name: str, since: int | Seen) -> bytes:
    seen = await person.sees(lambda seen: seen.file_name == name, since=since)
    return await person.download(seen)
