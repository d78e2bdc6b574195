"""Chapter: the user account is away for the middle third of a talk, and nothing is missing."""

from app.roles import Role
from sandbox.people import Attachment, Person
from stories.pictures import JPEG
from stories.records.office import Office, begin
from stories.stage import Stage, running
from stories.steps import Steps, claim
from stories.transcripts import messages_in

LAST = "Are you there?"
ALBUM = [Attachment("photo", JPEG, None, "image/jpeg", (640, 480)) for _ in range(3)]


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it; bot and scheduler run. Raises StoryError."""
    office = await begin(stage, "whole")
    ann = await stage.people.add("Anna")
    async with (
        running(stage.container, (Role.USERBOT,)),
        steps.step("Anna and Olga talk in a room, and the user account writes it down"),
    ):
        room = await office.talks(ann)
        order = await ann.say(room, "I ordred two")
        wrong = await office.olga.say(room, "They left yesterday")
        await stage.has_recorded(order)
        await stage.has_recorded(wrong)
    async with steps.step(
        "it is stopped; they go on: words, edits, an album, things taken back, one before anybody"
        " read it"
    ):
        await ann.say(room, "Yesterday?")
        await ann.edit(order, "I ordered two")
        await office.olga.delete(wrong)
        await ann.send_album(room, ALBUM, ["the receipts"])
        unread = await office.olga.say(room, "nobody is to know")
        await office.olga.delete(unread)
    async with running(stage.container, (Role.USERBOT,)):
        async with steps.step(
            "it is back and has all of it; only what is gone for good is missing"
        ):
            last = await ann.say(room, LAST)
            await stage.has_recorded(last)
            await stage.is_quiet()
            _is_whole(office, ann, unread.message_id)
        await office.closes(ann, room)


def _is_whole(office: Office, ann: Person, unread: int) -> None:
    folder = office.folder(ann)
    rows = messages_in(folder / "transcript.jsonl")
    said = [row["text"] for row in rows if row["role"] in ("customer", "operator") and row["text"]]
    wanted = [
        "I ordered two",
        "They left yesterday",
        "Yesterday?",
        "the receipts",
        "Are you there?",
    ]
    claim(said == wanted, f"every word, in order: {said}")
    kept = [(folder / row["media"]["path"]).read_bytes() for row in rows if row["media"]]
    claim(kept == [JPEG] * 3, "the album's pictures")
    plain = (folder / "transcript.txt").read_text(encoding="utf-8")
    claim("~ before: I ordred two" in plain, "what stood there before")
    claim("-- deleted" in plain, "what was taken back is told")
    claim(f"-- not had: message {unread}" in plain, "what nobody could read is named")
