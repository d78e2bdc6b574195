"""What supervisors write and press to manage staff. The use cases refuse everybody else."""

import re

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, MessageOriginHiddenUser, MessageOriginUser

from bot.routers.filters import AtStep, Press, in_private, person_of
from core.domain.actions import Action, Verb, whole_number
from core.domain.people import Person, Role
from core.domain.staffing_views import CAPACITIES
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases import hire, staff

# https://core.telegram.org/method/account.checkUsername: 5 to 32 of these; bought ones from 4.
_USERNAME = re.compile(r"\s*(?:@|(?:https?://)?t\.me/)([A-Za-z]\w{3,31})/?\s*", re.ASCII)


async def on_staff(message: Message, work: Work) -> None:
    """/staff."""
    await staff.show_staff(work, message.chat.id, fresh=True)


async def on_page(query: CallbackQuery, action: Action, work: Work) -> None:
    """The list, from a button."""
    await staff.show_staff(work, query.from_user.id, *(action.numbers or ())[:1])


async def on_add(query: CallbackQuery, work: Work) -> None:
    """Somebody is to be added."""
    await hire.ask_whom(work, query.from_user.id)


async def on_somebody(message: Message, work: Work) -> None:
    """Whom the supervisor means: by a contact, a forwarded message, or a username."""
    actor = message.chat.id
    contact, origin = message.contact, message.forward_origin
    if contact is not None and contact.user_id is not None:
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        person = Person(contact.user_id, name)
        await hire.means(work, actor, person, contact.phone_number)
    elif contact is not None:
        key = TextKey.STAFF_NOT_ON_TELEGRAM
        await hire.refuse(work, actor, key, name=contact.first_name)
    elif isinstance(origin, MessageOriginUser) and not origin.sender_user.is_bot:
        await hire.means(work, actor, person_of(origin.sender_user))
    elif isinstance(origin, MessageOriginHiddenUser):
        await hire.refuse(work, actor, TextKey.STAFF_HIDDEN, name=origin.sender_user_name)
    elif origin is None and (named := _USERNAME.fullmatch(message.text or "")) is not None:
        await hire.means_username(work, actor, named[1])
    else:
        await hire.refuse(work, actor, TextKey.STAFF_NOT_A_PERSON)


async def on_hire(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """Yes, that one, in that role."""
    match action.arguments:
        case (person, role) if (number := whole_number(person)) and role in set(Role):
            await hire.hire(work, query.from_user.id, number, Role(role))
            return TextKey.DONE
    return None


async def on_member(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """One of staff: looked at or changed."""
    operator, value = _member(action)
    if operator is None:
        return None
    actor = query.from_user.id
    match action.verb:
        case Verb.MEMBER:
            await staff.show_member(work, actor, operator)
        case Verb.MEMBER_REMOVE:
            await staff.ask_to_remove(work, actor, operator)
        case Verb.MEMBER_GONE:
            await staff.remove_member(work, actor, operator)
            return TextKey.DONE
        case Verb.MEMBER_SKILLS if value is None:
            await staff.ask_skills(work, actor, operator)
        case Verb.MEMBER_CAPACITY if value is None:
            await staff.ask_capacity(work, actor, operator)
        case _ if value is not None:
            return await _change(work, actor, operator, action.verb, value)
    return None


async def _change(work: Work, actor: int, operator: int, verb: Verb, value: str) -> Key | None:
    if verb is Verb.MEMBER_SKILLS:
        await staff.toggle_skill(work, actor, operator, value)
    elif verb is Verb.MEMBER_CAPACITY and (most := whole_number(value) or 0) in CAPACITIES:
        await staff.change_capacity(work, actor, operator, most)
    elif verb is Verb.MEMBER_ROLE and value in set(Role):
        await staff.change_role(work, actor, operator, Role(value))
    else:
        return None
    return TextKey.DONE


def _member(action: Action) -> tuple[int | None, str | None]:
    match action.arguments:
        case (operator,):
            return whole_number(operator), None
        case (operator, value):
            return whole_number(operator), value
    return None, None


def make_router() -> Router:
    """The routes."""
    router = Router(name="staffing")
    router.message.filter(in_private)
    router.message.register(on_staff, Command("staff"))
    router.message.register(on_somebody, AtStep(hire.ADDING))
    router.callback_query.register(on_page, Press(Verb.STAFF))
    router.callback_query.register(on_add, Press(Verb.STAFF_ADD))
    router.callback_query.register(on_hire, Press(Verb.HIRE))
    for verb in (
        Verb.MEMBER,
        Verb.MEMBER_ROLE,
        Verb.MEMBER_CAPACITY,
        Verb.MEMBER_SKILLS,
        Verb.MEMBER_REMOVE,
        Verb.MEMBER_GONE,
    ):
        router.callback_query.register(on_member, Press(verb))
    return router
