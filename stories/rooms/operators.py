"""The chapter `operators`: breaks, the queue by hand, transfers, notes, the end of a shift."""

from dataclasses import dataclass

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Stage
from stories.steps import Steps, claim


@dataclass(slots=True)
class Cast:
    """Who plays."""

    stage: Stage
    olga: Person
    omar: Person
    sue: Person
    ann: Person
    bob: Person

    @property
    def bot(self) -> int:
        return self.stage.settings.bot_id

    async def ticket(self, customer: Person) -> int:
        """Return the customer's open ticket."""
        found = await self.stage.rows(
            "SELECT id FROM tickets WHERE customer_id = :id AND closed_at IS NULL", id=customer.id
        )
        return int(found[0]["id"])

    async def holder(self, customer: Person) -> int | None:
        """Return who holds that ticket."""
        found = await self.stage.rows(
            "SELECT operator_id FROM tickets WHERE id = :id", id=await self.ticket(customer)
        )
        holder: int | None = found[0]["operator_id"]
        return holder


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    cast = await _open(stage)
    rooms = await _on_a_break(steps, cast)
    await _by_hand(steps, cast)
    await _the_break_ends(steps, cast, rooms[cast.ann.id])
    await _in_the_room(steps, cast, rooms[cast.ann.id])
    await _given_by_name(steps, cast, rooms[cast.ann.id])
    await _the_shift_ends(steps, cast, rooms)
    await _closed(steps, cast, rooms[cast.ann.id])


async def _open(stage: Stage) -> Cast:
    people = stage.people
    cast = Cast(
        stage,
        olga=await people.add("Olga", username="olga_by_day"),
        omar=await people.add("Omar", username="omar_by_day"),
        sue=await people.add("Sue", username="sue_by_day"),
        ann=await people.add("Ann", username="ann_by_day"),
        bob=await people.add("Bob", language_code="uk"),
    )
    for person in (cast.olga, cast.omar):
        await stage.add_operator(person, capacity=2)
    async with stage.container.work() as work:
        sue = StaffPerson(cast.sue.id, "Sue", "sue_by_day", "en")
        await add_operator(work, sue, role=Role.SUPERVISOR)
    await cast.sue.start()
    return cast


async def _on_a_break(steps: Steps, cast: Cast) -> dict[int, int]:
    """Returns the room of each customer."""
    rooms = {}
    async with steps.step("Olga and Omar come on shift; Omar takes a break, and his panel says so"):
        for operator in (cast.olga, cast.omar):
            await acts.start_shift(operator)
        asked = await cast.omar.say(cast.bot, "/break")
        panel = await cast.omar.sees(acts.carries(Verb.BREAK), since=asked)
        claim("break" in panel.text, "the panel shows the break")
    async with steps.step("Ann and Bob come: both are Olga's, and nothing comes to Omar"):
        for customer in (cast.ann, cast.bob):
            asked_at = await acts.ask_for_operator(customer, await acts.register(customer))
            rooms[customer.id] = await acts.enter_room(customer, asked_at)
            await acts.operator_in_room(customer, rooms[customer.id], [cast.olga])
        claim(await cast.holder(cast.ann) == cast.olga.id, "Ann's ticket is Olga's")
    return rooms


async def _by_hand(steps: Steps, cast: Cast) -> None:
    olga, ann, bob = cast.olga, await cast.ticket(cast.ann), await cast.ticket(cast.bob)
    async with steps.step("Olga gives both back to the queue, Ann's with a note for staff only"):
        listed = await _command(cast, olga, "/transfer", Verb.TRANSFER)
        whom = await _next(olga, listed, f"transfer:{ann}", Verb.GIVE)
        await _next(olga, whom, f"give:{ann}:0", Verb.GIVE_NOW)
        before = await cast.ann.now()
        await olga.say(cast.bot, "Wants a refund")
        await cast.ann.sees("number 1 in line", since=before)
        listed = await _command(cast, olga, "/transfer", Verb.TRANSFER)
        whom = await _next(olga, listed, f"transfer:{bob}", Verb.GIVE)
        noting = await _next(olga, whom, f"give:{bob}:0", Verb.GIVE_NOW)
        await olga.press(noting, f"give-now:{bob}:0")
        await cast.stage.is_quiet()
        claim(await cast.holder(cast.ann) is None, "Ann waits")
        claim(await cast.holder(cast.bob) is None, "Bob waits")
    async with steps.step("her message of the queue shows both; she takes Bob, above the order"):
        queue = await _command(cast, olga, "/queue", Verb.TAKE)
        claim("@ann_by_day" in queue.text and "General" in queue.text, "who, and about what")
        claim("+" not in queue.text, "no phone, since the owner does not allow it")
        first = await olga.press(queue, f"take:{bob}")
        second = await olga.press(queue, f"take:{bob}")
        claim(not (await olga.answered(first)).alert, "the first press takes the ticket")
        claim((await olga.answered(second)).alert, "the second is told that it is done")
        left = await olga.sees(f"#{ann} Ann", since=queue)
        claim(left.message_id == queue.message_id, "it is the same message, edited")
        claim(await cast.holder(cast.bob) == olga.id, "Bob is hers again")


async def _the_break_ends(steps: Steps, cast: Cast, room: int) -> None:
    omar, ann = cast.omar, cast.ann
    async with steps.step(
        "Omar ends his break: Ann is his at once, with the note, and Olga leaves"
    ):
        before, told = await omar.now(), await ann.now()
        await omar.say(cast.bot, "/break")
        card = await omar.sees("Wants a refund", since=before)
        claim("Olga" in card.text, "the note says who wrote it")
        await acts.operator_in_room(ann, room, [omar])
        await cast.olga.gets_out_of(room)
        await ann.sees("Omar is with you", since=told)
        await cast.stage.is_quiet()
        claim(not await _reads(ann, "refund", room, cast.bot), "Ann sees nothing of the note")


async def _in_the_room(steps: Steps, cast: Cast, room: int) -> None:
    omar, ann, sue = cast.omar, cast.ann, cast.sue
    number = await cast.ticket(ann)
    async with steps.step("a /note in the room is gone at once, and kept for staff"):
        told = await omar.now()
        note = await omar.say(room, "/note speaks French")
        await omar.sees_gone(note)
        await omar.sees("is kept", cast.bot, since=told)
    async with steps.step("/remind in the room is gone at once, too, and answered in private"):
        told = await omar.now()
        asked = await omar.say(room, "/remind tomorrow 9:00 call Ann back")
        await omar.sees_gone(asked)
        await omar.sees("call Ann back", cast.bot, since=told)
        await omar.say(cast.bot, "/reminders")
        listed = await omar.sees(acts.carries(Verb.REMIND_NOT_MINE), cast.bot, since=told)
        claim("call Ann back" in listed.text, listed.text)
    async with steps.step("Omar's card brings him the history in private; the room has no buttons"):
        card = await acts.staff_card(omar, room, Verb.HISTORY)
        claim(
            not any(seen.buttons for seen in await ann.messages(room)), "Ann sees none of staff's"
        )
        told = await omar.now()
        await omar.press(card, f"history:{number}")
        sent = await omar.sees(lambda seen: seen.kind == "document", cast.bot, since=told)
        text = (await omar.download(sent)).decode()
        claim("Wants a refund" in text and "speaks French" in text, "with the notes of staff")
        claim("/remind" not in text, "and without commands")
    async with steps.step("Omar calls a supervisor: Sue is told once, with a button to enter"):
        told = await sue.now()
        await omar.press(card, f"call:{number}")
        again = await omar.press(card, f"call:{number}")
        wanted = await sue.sees(acts.carries(Verb.ENTER), since=told)
        claim("Omar" in wanted.text or "@omar" in wanted.text, "by whom")
        claim((await omar.answered(again)).alert, "a second call is the same call")
    async with steps.step("the bot says nothing else in the room"):
        last = (await ann.messages(room))[-1].message_id
        for words in ("/start", "hello, bot", "/panel", "/close"):
            await ann.say(room, words)
        await cast.stage.is_quiet()
        said = await ann.messages(room)
        claim(
            not [seen for seen in said if seen.sender_id == cast.bot and seen.message_id > last],
            "no word to a customer, whatever they write",
        )


async def _given_by_name(steps: Steps, cast: Cast, room: int) -> None:
    omar, olga, ann = cast.omar, cast.olga, cast.ann
    number = await cast.ticket(ann)
    async with steps.step("Omar hands Ann over to Olga by name: he leaves, she comes"):
        card = await acts.staff_card(omar, room, Verb.TRANSFER)
        asked, told = await omar.now(), await ann.now()
        await omar.press(card, f"transfer:{number}")
        whom = await omar.sees(acts.carries(Verb.GIVE), cast.bot, since=asked)
        noting = await _next(omar, whom, f"give:{number}:{olga.id}", Verb.GIVE_NOW)
        await omar.press(noting, f"give-now:{number}:{olga.id}")
        await acts.operator_in_room(ann, room, [olga])
        await omar.gets_out_of(room)
        await ann.sees("Olga is with you", cast.bot, since=told)
        claim(await cast.holder(ann) == olga.id, "the ticket is Olga's")


async def _the_shift_ends(steps: Steps, cast: Cast, rooms: dict[int, int]) -> None:
    olga, omar = cast.olga, cast.omar
    async with steps.step("Olga's shift ends with two tickets: she is asked, and hands all over"):
        asking = await _command(cast, olga, "/shift_end", Verb.LEAVE)
        claim("2 open tickets" in asking.text, "how many they are")
        await olga.press(asking, "leave:hand-over")
        for customer in (cast.ann, cast.bob):
            await acts.operator_in_room(customer, rooms[customer.id], [omar])
            await olga.gets_out_of(rooms[customer.id])
        await olga.sees("off shift", since=asking)


async def _closed(steps: Steps, cast: Cast, room: int) -> None:
    omar, ann, bob = cast.omar, cast.ann, cast.bob
    number, other = await cast.ticket(ann), await cast.ticket(bob)
    async with steps.step("/close in the room asks in private: a no takes the question away"):
        await omar.say(room, "/close")
        asked = await acts.card_in(omar, cast.bot, Verb.STAY_OPEN)
        await omar.press(asked, f"stay-open:{number}")
        await omar.sees_gone(asked)
    async with steps.step("a yes closes; Bob's ticket is closed from the list of own tickets"):
        before = await ann.now()
        await omar.say(room, "/close")
        asked = await acts.card_in(omar, cast.bot, Verb.STAY_OPEN)
        await omar.press(asked, f"close-yes:{number}")
        await acts.is_thanked(ann, before)
        before = await bob.now()
        listed = await _command(cast, omar, "/close", Verb.END_TICKET)
        sure = await _next(omar, listed, f"end:{other}", Verb.END_TICKET_YES)
        await omar.press(sure, f"end-yes:{other}")
        await acts.is_thanked(bob, before)
        await cast.stage.is_quiet()


async def _command(cast: Cast, person: Person, command: str, verb: Verb) -> Seen:
    """Return what a command in private brings."""
    asked = await person.say(cast.bot, command)
    return await person.sees(acts.carries(verb), cast.bot, since=asked)


async def _next(person: Person, card: Seen, button: str, verb: Verb) -> Seen:
    """Return what the card becomes after a press."""
    await person.press(card, button)
    return await person.sees(
        lambda seen: seen.message_id == card.message_id and acts.carries(verb)(seen),
        card.chat_id,
        since=card,
    )


async def _reads(person: Person, words: str, *chats: int) -> bool:
    """Tell whether those words are anywhere in these chats."""
    for chat in chats:
        if any(words in seen.text for seen in await person.messages(chat)):
            return True
    return False
