"""Texts about the staff's groups: in them, and to supervisors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model.actions import Verb, button, page_buttons
from core.model.places import GroupUse, Need, StaffGroup, Trouble
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Shown, Text, text

IN_USE: Mapping[GroupUse, Key] = {
    GroupUse.DESK: RelayKey.GROUP_IS_DESK,
    GroupUse.OVERFLOW: RelayKey.GROUP_IS_OVERFLOW,
    GroupUse.FORUM: RelayKey.GROUP_IS_FORUM,
}


_LINES: Mapping[GroupUse, Key] = {
    GroupUse.DESK: RelayKey.GROUPS_LINE_DESK,
    GroupUse.OVERFLOW: RelayKey.GROUPS_LINE_OVERFLOW,
    GroupUse.FORUM: RelayKey.GROUPS_LINE_FORUM,
}


_NEEDS: Mapping[Need, Key] = {
    Need.FORUM: RelayKey.NEED_FORUM,
    Need.ADMIN: RelayKey.NEED_ADMIN,
    Need.DELETE: RelayKey.NEED_DELETE,
    Need.RENAME: RelayKey.NEED_RENAME,
    Need.PIN: RelayKey.NEED_PIN,
    Need.TOPICS: RelayKey.NEED_TOPICS,
}


_TROUBLES: Mapping[Trouble, Key] = {
    Trouble.REMOVED: RelayKey.TROUBLE_REMOVED,
    Trouble.TAKEN_OUT: RelayKey.TROUBLE_TAKEN_OUT,
    Trouble.SETTINGS: RelayKey.TROUBLE_SETTINGS,
    Trouble.NOT_CHECKED: RelayKey.TROUBLE_UNSEEN,
}


@dataclass(frozen=True, slots=True)
class GroupNow:
    """A staff group with the tickets that it serves, under their customers' names, or with the note
    that it is being cleared."""

    group: StaffGroup
    serves: tuple[tuple[int, str], ...] = ()
    is_clearing: bool = False


def lacking(needs: Sequence[Need], language: str) -> Shown:
    """Return the rights that the bot needs before the group can be used."""
    return Shown(text(RelayKey.GROUP_LACKS, language, needs=_needs(needs, language)))


def trouble(cause: Trouble, needs: Sequence[Need], language: str) -> Text:
    """Return what is wrong, and what to do about it."""
    if cause is Trouble.RIGHTS:
        return text(RelayKey.TROUBLE_RIGHTS, language, needs=_needs(needs, language))
    return text(_TROUBLES[cause], language)


def groups_list(groups: Sequence[GroupNow], page: int, count: int, language: str) -> Shown:
    """Return the list of groups; `groups` are that page's of `count`."""
    refresh = (button(TextKey.BUTTON_REFRESH, Verb.GROUPS, page),)
    if not count:
        return Shown(text(RelayKey.GROUPS_EMPTY, language), (refresh,))
    lines = tuple(
        text(
            _LINES[each.group.use],
            language,
            group=each.group.title,
            state=_state(each, language),
        )
        for each in groups
    )
    shown = text(RelayKey.GROUPS_LIST, language, count=count, list=lines)
    buttons = tuple((_button(each.group, page),) for each in groups)
    return Shown(shown, (*buttons, *page_buttons(page, count, Verb.GROUPS), refresh))


def _state(now: GroupNow, language: str) -> Text | tuple[Text, ...]:
    states: list[Text] = []
    if len(now.serves) == 1:
        (ticket, customer), *_ = now.serves
        states.append(text(RelayKey.GROUP_SERVES, language, ticket=ticket, customer=customer))
    elif now.serves:
        states.append(text(RelayKey.GROUP_SERVES_MANY, language, count=len(now.serves)))
    cause = now.group.cause
    if cause is not None:
        states.append(trouble(cause, now.group.lacks, language))
    elif now.is_clearing:
        states.append(text(RelayKey.GROUP_CLEARING, language))
    return tuple(states) or text(RelayKey.GROUP_FREE, language)


def _button(group: StaffGroup, page: int) -> Button:
    label, verb = RelayKey.BUTTON_GROUP_BACK, Verb.GROUP_BACK
    if group.is_usable:
        label, verb = RelayKey.BUTTON_GROUP_OUT, Verb.GROUP_OUT
    return button(label, verb, -group.chat_id, page, group=group.title)


def _needs(needs: Sequence[Need], language: str) -> tuple[Text, ...]:
    return tuple(text(_NEEDS[need], language) for need in needs)
