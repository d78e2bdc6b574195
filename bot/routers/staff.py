"""Staff: shifts and breaks, and how supervisors manage who is on it. The use cases refuse everybody
else."""

import re
from collections.abc import Mapping

from aiogram import Router
from aiogram.types import Message, MessageOriginHiddenUser, MessageOriginUser

from bot.routers.filters import AtStep, in_private, person_of
from bot.routers.table import (
    CommandRow,
    PressRow,
    by_value,
    by_word,
    done,
    operators_router,
    table_router,
)
from core.domain.actions import END, HAND_OVER, KEEP, START, STAY, Verb
from core.domain.people import Person, Role
from core.domain.staffing_views import CAPACITIES
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases import hire, staff
from core.usecases.end_shift import ask_to_end, end_shift, hand_all_over
from core.usecases.show_help import show_help
from core.usecases.show_panel import show_panel
from core.usecases.start_shift import start_shift
from core.usecases.take_break import end_break, start_break, toggle_break

# https://core.telegram.org/method/account.checkUsername: 5 to 32 of these; bought ones from 4.
_USERNAME = re.compile(r"\s*(?:@|(?:https?://)?t\.me/)([A-Za-z]\w{3,31})/?\s*", re.ASCII)

_CAPACITIES = {str(number): number for number in CAPACITIES}


async def _on_somebody(message: Message, work: Work) -> None:
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


def make_shifts() -> Router:
    """An operator's own shift, panel and help."""
    return operators_router(
        "shifts",
        {
            "panel": lambda it: show_panel(it.work, it.chat, fresh=True),
            "shift_start": lambda it: start_shift(it.work, it.chat),
            "shift_end": lambda it: ask_to_end(it.work, it.chat, fresh=True),
            "break": lambda it: toggle_break(it.work, it.chat),
            "help": lambda it: show_help(it.work, it.person, it.message.message_id),
        },
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
        },
    )


_COMMANDS: Mapping[str, CommandRow] = {
    "staff": lambda it: staff.show_staff(it.work, it.chat, fresh=True)
}

_PRESSES: Mapping[Verb, PressRow] = {
    Verb.STAFF: lambda it: staff.show_staff(it.work, it.who, *it.page),
    Verb.STAFF_ADD: lambda it: hire.ask_whom(it.work, it.who),
    Verb.HIRE: done(lambda it: hire.hire(it.work, it.who, *it.number_and(Role))),
    Verb.MEMBER: lambda it: staff.show_member(it.work, it.who, it.number),
    Verb.MEMBER_ROLE: done(lambda it: staff.change_role(it.work, it.who, *it.number_and(Role))),
    Verb.MEMBER_CAPACITY: by_value(
        lambda it: staff.ask_capacity(it.work, it.who, it.number),
        done(
            lambda it: staff.change_capacity(
                it.work, it.who, *it.number_and(_CAPACITIES.__getitem__)
            ),
        ),
    ),
    Verb.MEMBER_SKILLS: by_value(
        lambda it: staff.ask_skills(it.work, it.who, it.number),
        done(lambda it: staff.toggle_skill(it.work, it.who, *it.number_and(str))),
    ),
    Verb.MEMBER_REMOVE: lambda it: staff.ask_to_remove(it.work, it.who, it.number),
    Verb.MEMBER_GONE: done(lambda it: staff.remove_member(it.work, it.who, it.number)),
}


def make_router() -> Router:
    """Who is on staff."""
    router = table_router("staff", in_private, commands=_COMMANDS, presses=_PRESSES)
    router.message.register(_on_somebody, AtStep(hire.ADDING))
    return router
