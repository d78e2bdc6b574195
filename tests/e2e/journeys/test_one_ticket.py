"""What may go wrong on the customer's way; the way itself is told by the demo."""

from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day


async def test_a_second_ticket_lands_in_the_same_transcript(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    for words in ("First time here", "Here again"):
        talk = await day.talks(ann, [olga])
        await ann.person.say(talk.room, words)
        before = await ann.person.now()
        await day.closes(talk)
        ann.menu = await acts.is_thanked(ann.person, before, patience=PATIENCE)
    kept = await day.keeps(ann.person, "First time here", "Here again")
    assert len({row["ticket"] for row in kept}) == 2
    await day.quiet()
    plain = day.plain(ann.person)
    assert plain.index("First time here") < plain.index("Here again")
    assert plain.count("-- ticket opened") == 2
    assert plain.count("-- ticket closed: solved, by Olga (@olga_desk)") == 2
