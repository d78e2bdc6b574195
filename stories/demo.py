"""The demo: two operators, three customers, one of whom must wait. Everything claimed is checked.

Each act is a function over the cast; `tell` is the order in which they happen.
"""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.model.actions import Verb
from core.model.places import PlaceState
from sandbox.people import Person
from sandbox.state.model import Refused
from stories import acts
from stories.pictures import JPEG, OGG, WEBP
from stories.stage import Stage
from stories.steps import Steps, claim
from stories.transcripts import messages_in

HARD_TEXT = "Cost <b>5 & 6</b>? שלום \u200fمرحبا 👩‍👩‍👧‍👦 {name} *_`"


@dataclass(slots=True)
class Cast:
    """Who plays."""

    olga: Person
    omar: Person
    ann: Person
    bob: Person
    cleo: Person
    eve: Person  # a stranger who got hold of a link

    @property
    def operators(self) -> Sequence[Person]:
        """On shift."""
        return (self.olga, self.omar)


async def tell(stage: Stage, steps: Steps) -> Path:
    """Play the story; returns the folder of a transcript. Raises StoryError where it fails."""
    async with steps.step("two operators join staff, each may hold one ticket at a time"):
        cast = await _cast(stage)
        for operator in cast.operators:
            await stage.add_operator(operator, capacity=1)
    async with steps.step("they start their shifts"):
        for operator in cast.operators:
            await acts.start_shift(operator)
        shifts = [row["is_active"] for row in await stage.rows("SELECT * FROM operator")]
        claim(shifts == ["active", "active"], "both are active in the view `operator`")
    room, operator = await _first_ticket(stage, steps, cast)
    second, other = await _second_ticket(steps, cast)
    await _third_waits(stage, steps, cast)
    await _first_closes(stage, steps, cast, room, operator)
    await _third_is_served(steps, cast, operator)
    async with steps.step("Bob's ticket is closed too, and the rooms are proved empty"):
        before = await cast.bob.now()
        await acts.close_ticket(other, second)
        await acts.is_thanked(cast.bob, before)
        await stage.is_quiet()
        await _rooms_are_empty(stage)
    async with steps.step("transcripts on disk hold every word, for the owner's eyes only"):
        _transcripts_are_whole(stage.settings.logs_dir, cast)
    return stage.settings.logs_dir / str(cast.ann.id)


async def _cast(stage: Stage) -> Cast:
    people = stage.people
    return Cast(
        olga=await people.add("Olga", username="olga_desk"),
        # Omar lets nobody add him to groups: he is sent a link instead.
        omar=await people.add("Omar", username="omar_desk", invite_privacy="nobody"),
        ann=await people.add("Ann <i>", last_name="O'Neil & Co", username="ann_oneil"),
        bob=await people.add("Bob", language_code="uk"),
        cleo=await people.add("Клео", language_code="ru"),
        eve=await people.add("Eve"),
    )


async def _first_ticket(stage: Stage, steps: Steps, cast: Cast) -> tuple[int, Person]:
    ann, eve = cast.ann, cast.eve
    async with steps.step("Ann shares somebody else's contact, is refused, and shares her own"):
        started = await ann.start()
        await ann.sees(acts.asks_contact, since=started)
        foreign = await ann.share_card_of(eve)
        await ann.sees(acts.asks_contact, since=foreign)
        claim(await _lead(stage, ann, "phone_number") is None, "no phone was taken from the card")
        before = await ann.now()
        await ann.share_contact()
        card = await ann.sees(acts.has_link, since=before)
        phone = await _lead(stage, ann, "phone_number")
        claim(phone == f"+{(ann.account.phone or '').lstrip('+')}", f"her own is kept, not {phone}")
    async with steps.step("that is all: she has a room's link"):
        claim(
            await _lead(stage, ann, "waiting_status") == "create_chat", "the view says create_chat"
        )
    async with steps.step("Eve tries Ann's link and stays outside; Ann is let in"):
        await eve.open_link(acts.link_of(card) or "")
        room = await acts.enter_room(ann, before)
        await stage.is_quiet()
        claim(not await eve.is_in(room), "Eve is not in Ann's room")
        claim(await _sees_nothing(eve, room), "Eve can read nothing there")
    async with steps.step("the least-loaded operator is brought into the room"):
        operator = await acts.operator_in_room(ann, room, [cast.olga])
        claim(await _lead(stage, ann, "waiting_status") == "accepted", "the view says accepted")
    async with steps.step("they talk: text, an edit, a photo, a voice message, a sticker"):
        first = await ann.say(room, "My order has not come")
        await operator.say(room, "Let me look. Which one is it?", reply_to=first)
        typo = await ann.say(room, "Number 4711, I thnk")
        await stage.has_heard(typo.text)
        await stage.has_recorded(typo)
        await ann.edit(typo, "Number 4711, I think")
        await ann.say(room, HARD_TEXT)
        await ann.send_photo(room, JPEG, "this is the receipt")
        await operator.send_voice(room, OGG)
        await ann.send_sticker(room, WEBP, "🙏")
        await ann.send_custom_emoji(room, "5368324170671202286", "👍", "Thanks ")
        await stage.is_quiet()
    return room, operator


async def _second_ticket(steps: Steps, cast: Cast) -> tuple[int, Person]:
    bob, omar = cast.bob, cast.omar
    async with steps.step("Bob comes; Omar, whom nobody may add to groups, is sent the link"):
        before = await acts.come(bob)
        asked = await omar.now()
        room = await acts.enter_room(bob, before)
        claim(room not in [chat.id for chat in await cast.ann.chats()], "Bob's room is another one")
        # His own card opens the room for those who are in it; the link is another message.
        offer = await omar.sees(
            lambda seen: acts.has_link(seen) and "privacy settings" in seen.text, since=asked
        )
        await omar.open_link(acts.link_of(offer) or "")
        await omar.gets_into(room)
        await bob.say(room, "Вітаю! Чи є знижки?")
        await omar.say(room, "Так, до кінця тижня.")
    return room, omar


async def _third_waits(stage: Stage, steps: Steps, cast: Cast) -> None:
    cleo = cast.cleo
    async with steps.step(
        "Cleo comes; both are busy: she is told her position, they are told of her"
    ):
        told = [(operator, await operator.now()) for operator in cast.operators]
        before = await acts.come(cleo)
        card = await cleo.sees(acts.carries(Verb.CANCEL), since=before)
        claim(
            "1" in card.text and acts.link_of(card) is None, "she is first in line, without a link"
        )
        for operator, moment in told:
            await operator.sees("Клео", since=moment)
        claim(await _lead(stage, cleo, "waiting_status") == "waiting", "the view says waiting")


async def _first_closes(
    stage: Stage, steps: Steps, cast: Cast, room: int, operator: Person
) -> None:
    async with steps.step("the operator closes Ann's ticket with a confirmation; Ann is thanked"):
        before = await cast.ann.now()
        await acts.close_ticket(operator, room)
        await acts.is_thanked(cast.ann, before)
        await cast.ann.gets_out_of(room)
        claim(
            await _lead(stage, cast.ann, "waiting_status") == "finalize", "the view says finalize"
        )


async def _third_is_served(steps: Steps, cast: Cast, operator: Person) -> None:
    cleo = cast.cleo
    async with steps.step("the freed operator is Cleo's at once: she gets her link, they talk"):
        room = await acts.enter_room(cleo, 0)
        await acts.operator_in_room(cleo, room, [operator])
        await cleo.say(room, "Здравствуйте! Как вернуть товар?")
        await operator.say(room, "Расскажу по шагам.")
        before = await cleo.now()
        await acts.close_ticket(operator, room)
        await acts.is_thanked(cleo, before)


async def _lead(stage: Stage, customer: Person, column: str) -> object:
    """Return one column of the customer's row in the view `lead`."""
    found = await stage.rows("SELECT * FROM lead WHERE user_id = :id", id=customer.id)
    return found[0][column] if found else None


async def _sees_nothing(person: Person, room: int) -> bool:
    try:
        await person.messages(room)
    except Refused:
        return True
    return False


async def _rooms_are_empty(stage: Stage) -> None:
    async with stage.container.work() as work:
        places = await work.uow.places.all_live()
    claim(all(place.state is PlaceState.CLEAN for place in places), "every room is free again")
    ours = {stage.userbot.id, stage.settings.bot_id}
    for place in places:
        chat_id = place.chat_id or 0
        inside = {account.id for account in await stage.userbot.members(chat_id)}
        claim(inside == ours, f"only our own accounts are in {chat_id}")
        left = [seen.text for seen in await stage.userbot.messages(chat_id) if seen.text]
        claim(not left, f"nothing can be read in {chat_id}, not {left}")


def _transcripts_are_whole(logs: Path, cast: Cast) -> None:
    folder = logs / str(cast.ann.id)
    rows = messages_in(folder / "transcript.jsonl")
    rows = [row for row in rows if row["role"] in ("customer", "operator")]
    spoken = [row["text"] for row in rows if row["text"]]
    claim(
        spoken
        == [
            "My order has not come",
            "Let me look. Which one is it?",
            "Number 4711, I think",
            HARD_TEXT,
            "this is the receipt",
            "Thanks 👍",
        ],
        f"Ann's transcript has what was said, in order: {spoken}",
    )
    versions = [row["versions"][0] for row in rows if row["versions"]]
    claim(versions == ["Number 4711, I thnk"], f"the edit keeps what stood before: {versions}")
    kept = [(folder / row["media"]["path"]).read_bytes() for row in rows if row["media"]]
    claim(kept == [JPEG, OGG, WEBP], "photo, voice and sticker are kept whole")
    plain = (folder / "transcript.txt").read_text(encoding="utf-8")
    claim("I thnk" in plain and "4711, I think" in plain, "the plain transcript shows the edit")
    claim((folder / "index.html").exists(), "there is a page to open")
    listed = (logs / "index.html").read_text(encoding="utf-8")
    claim(f'"{folder.name}/index.html"' in listed, "the list of customers leads to it")
    claim(stat.S_IMODE(folder.stat().st_mode) == 0o700, "the folder is the owner's alone")
    for customer in (cast.bob, cast.cleo):
        claim((logs / str(customer.id) / "transcript.txt").exists(), f"{customer} has a transcript")
