"""Takes shifts and breaks, and what supervisors do about who is on staff. The use cases refuse
everybody else."""

import re
from collections.abc import Mapping

from aiogram import Router
from aiogram.types import Message, MessageOriginHiddenUser, MessageOriginUser

from bot.routers.filters import AtStep, in_private, person_of
from bot.routers.table import (
    CommandRow,
    PressRow,
    by_operators,
    by_value,
    by_word,
    done,
    operators_router,
    table_router,
)
from core.access.sign_in import ask_for_link
from core.customers.start import show_help
from core.model.actions import END, HAND_OVER, KEEP, START, STAY, Verb
from core.model.people import Person, Role
from core.model.text_keys import TextKey
from core.ports import Work
from core.staff import members
from core.staff.shifts import (
    ask_to_end,
    end_break,
    end_shift,
    show_panel,
    start_break,
    start_shift,
    toggle_break,
)
from core.staff.views import CAPACITIES
from core.tickets.hand_over import hand_all_over

# https://core.telegram.org/method/account.checkUsername: 5 to 32 of these; bought ones from 4.
_USERNAME = re.compile(r"\s*(?:@|(?:https?://)?t\.me/)([A-Za-z]\w{3,31})/?\s*", re.ASCII)

_CAPACITIES = {str(number): number for number in CAPACITIES}


async def _on_somebody(message: Message, work: Work) -> None:
    actor = message.chat.id
    contact, origin = message.contact, message.forward_origin
    if contact is not None and contact.user_id is not None:
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        person = Person(contact.user_id, name)
        await members.suggest_person(work, actor, person, contact.phone_number)
    elif contact is not None:
        key = TextKey.STAFF_NOT_ON_TELEGRAM
        await members.refuse(work, actor, key, name=contact.first_name)
    elif isinstance(origin, MessageOriginUser) and not origin.sender_user.is_bot:
        await members.suggest_person(work, actor, person_of(origin.sender_user))
    elif isinstance(origin, MessageOriginHiddenUser):
        await members.refuse(work, actor, TextKey.STAFF_HIDDEN, name=origin.sender_user_name)
    elif origin is None and (named := _USERNAME.fullmatch(message.text or "")) is not None:
        await members.suggest_username(work, actor, named[1])
    else:
        await members.refuse(work, actor, TextKey.STAFF_NOT_A_PERSON)


_SHIFT_COMMANDS: Mapping[str, CommandRow] = {
    "panel": lambda it: show_panel(it.work, it.chat, fresh=True),
    "shift_start": lambda it: start_shift(it.work, it.chat),
    "shift_end": lambda it: ask_to_end(it.work, it.chat, fresh=True),
    "break": lambda it: toggle_break(it.work, it.chat),
    "web": lambda it: ask_for_link(it.work, it.chat),
    "help": lambda it: show_help(it.work, it.person, it.message.message_id),
}

SHIFT_PRESSES = by_operators(
    {
        # Often nothing changes to the eye, so it says that it was done.
        Verb.PANEL: done(lambda it: show_panel(it.work, it.who)),
        Verb.SHIFT: by_word(
            {
                START: lambda it: start_shift(it.work, it.who),
                END: lambda it: ask_to_end(it.work, it.who),
            }
        ),
        Verb.LEAVE: by_word(
            {
                KEEP: lambda it: end_shift(it.work, it.who),
                HAND_OVER: lambda it: hand_all_over(it.work, it.who),
                STAY: lambda it: show_panel(it.work, it.who),
            }
        ),
        Verb.BREAK: by_word(
            {
                START: lambda it: start_break(it.work, it.who),
                END: lambda it: end_break(it.work, it.who),
            }
        ),
    }
)


def make_shifts() -> Router:
    """Make the routes of an operator's own shift, panel and help."""
    return operators_router("shifts", _SHIFT_COMMANDS)


_COMMANDS: Mapping[str, CommandRow] = {
    "staff": lambda it: members.show_staff(it.work, it.chat, fresh=True)
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.STAFF: lambda it: members.show_staff(it.work, it.who, *it.page),
    Verb.STAFF_ADD: lambda it: members.ask_who_to_add(it.work, it.who),
    Verb.HIRE: done(lambda it: members.hire(it.work, it.who, *it.number_and(Role))),
    Verb.MEMBER: lambda it: members.show_member(it.work, it.who, it.number),
    Verb.MEMBER_ROLE: done(lambda it: members.change_role(it.work, it.who, *it.number_and(Role))),
    Verb.MEMBER_CAPACITY: by_value(
        lambda it: members.ask_capacity(it.work, it.who, it.number),
        done(
            lambda it: members.change_capacity(
                it.work, it.who, *it.number_and(_CAPACITIES.__getitem__)
            ),
        ),
    ),
    Verb.MEMBER_SKILLS: by_value(
        lambda it: members.ask_skills(it.work, it.who, it.number),
        done(lambda it: members.toggle_skill(it.work, it.who, *it.number_and(str))),
    ),
    Verb.MEMBER_REMOVE: lambda it: members.ask_to_remove(it.work, it.who, it.number),
    Verb.MEMBER_GONE: done(lambda it: members.remove_member(it.work, it.who, it.number)),
}


def make_router() -> Router:
    """Make the routes of who is on staff."""
    router = table_router("staff", in_private, commands=_COMMANDS)
    router.message.register(_on_somebody, AtStep(members.ADDING))
    return router
