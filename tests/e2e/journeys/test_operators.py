"""What operators may do, as they do it: the parts of their day that the story does not show."""

from core.model.people import Role
from core.staff import rules as staff_rules
from core.staff.members import remove_operator, set_role
from tests.e2e.journeys.day import Day


def menu(day: Day, scope: str, language: str = "") -> list[str] | None:
    """The commands that the bot has set for a scope."""
    bot = day.sandbox.world.users[day.stage.settings.bot_id]
    found = bot.commands.get(f"{scope}|{language}")
    return None if found is None else [each["command"] for each in found]


async def test_menus_follow_the_role_while_the_desk_runs(day: Day) -> None:
    olga = await day.staff("Olga")
    scope = f"chat:{olga.id}"
    await day.quiet()
    for language in ("", "uk", "ru"):
        assert menu(day, scope, language) == list(staff_rules.OPERATOR)
    assert menu(day, "all_private_chats") == list(staff_rules.CUSTOMER)
    # In a room each member of staff has a menu, and the customer has none.
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    await day.quiet()
    inside = f"chat_member:{talk.room}:{olga.id}"
    assert menu(day, inside) == list(staff_rules.IN_ROOM)
    await day.closes(talk)
    await day.quiet()
    assert menu(day, inside) is None
    async with day.stage.container.work() as work:
        await set_role(work, olga.id, Role.SUPERVISOR)
    await day.quiet()
    assert menu(day, scope, "ru") == list(staff_rules.SUPERVISOR)
    async with day.stage.container.work() as work:
        await remove_operator(work, olga.id)
    await day.quiet()
    for language in ("", "uk", "ru"):
        assert menu(day, scope, language) is None
