"""Makes the staff groups of a story as an owner makes them: the bot as their administrator."""

from sandbox.people import Person
from stories.stage import Premises


async def desk_group(premises: Premises, owner: Person, title: str, *members: Person) -> int:
    """Make a supergroup of the staff in which the bot may do everything that a desk needs."""
    people = premises.sandbox.people
    bot = people.bot
    if bot is None:
        raise ValueError("the premises have no bot yet")
    group = await owner.create_group(title, [bot, *(each.id for each in members)])
    await owner.promote(group, bot)
    return group
