"""What supervisors see of staff: the list, a member's card, and what may be changed."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from core.model.actions import Verb, button, page_buttons
from core.model.people import Operator, Person, Role
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, text

CAPACITIES = range(1, 11)
"""The capacities that are offered as buttons. The command line takes any."""


_ROLES = {
    Role.OPERATOR: TextKey.ROLE_OPERATOR,
    Role.SUPERVISOR: TextKey.ROLE_SUPERVISOR,
}


def role_words(role: Role, language: str) -> Text:
    """Return what somebody of that role is called."""
    return text(_ROLES[role], language)


def skill_code(skill: str) -> str:
    """Return a code for a skill, since a button has no room for the skill itself."""
    return sha256(skill.encode()).hexdigest()[:12]


def staff_list(staff: Sequence[Operator], page: int, count: int, language: str) -> Shown:
    """Everyone on staff; `staff` are one page of `count`."""
    lines = tuple(
        text(
            TextKey.STAFF_LINE,
            language,
            name=each.name,
            role=role_words(each.role, language),
            load=each.load,
            capacity=each.capacity,
            shift=_shift(each, language),
        )
        for each in staff
    )
    members = tuple(
        (button(TextKey.BUTTON_MEMBER, Verb.MEMBER, each.id, name=each.name),) for each in staff
    )
    rows = (
        *members,
        *page_buttons(page, count, Verb.STAFF),
        (button(TextKey.BUTTON_ADD_STAFF, Verb.STAFF_ADD),),
    )
    return Shown(text(TextKey.STAFF_LIST, language, count=count, list=lines), rows)


def member(operator: Operator, skills: Collection[str], language: str) -> Shown:
    """One member of staff, with what may be changed; `skills` are those that topics ask for."""
    lines = [
        text(
            TextKey.MEMBER_CARD,
            language,
            name=operator.name,
            tag=operator.tag,
            role=role_words(operator.role, language),
            load=operator.load,
            capacity=operator.capacity,
            shift=_shift(operator, language),
        )
    ]
    if operator.skills:
        listed = ", ".join(sorted(operator.skills))
        lines.append(text(TextKey.MEMBER_HAS_SKILLS, language, skills=listed))
    if not operator.started_bot:
        lines.append(text(TextKey.MEMBER_NOT_STARTED, language))
    number = operator.id
    promoted = operator.role is Role.SUPERVISOR
    role = Role.OPERATOR if promoted else Role.SUPERVISOR
    label = TextKey.BUTTON_MAKE_OPERATOR if promoted else TextKey.BUTTON_MAKE_SUPERVISOR
    rows: list[tuple[Button, ...]] = [
        (button(label, Verb.MEMBER_ROLE, number, role.value),),
        (button(TextKey.BUTTON_CAPACITY, Verb.MEMBER_CAPACITY, number),),
    ]
    if skills or operator.skills:
        rows.append((button(TextKey.BUTTON_SKILLS, Verb.MEMBER_SKILLS, number),))
    rows.append((button(TextKey.BUTTON_REMOVE, Verb.MEMBER_REMOVE, number),))
    rows.append((button(TextKey.BUTTON_BACK, Verb.STAFF, 0),))
    return Shown(text(TextKey.MEMBER, language, list=tuple(lines)), tuple(rows))


def capacities(operator: Operator, language: str) -> Shown:
    """Ask for the capacity."""
    numbers = [
        button(TextKey.BUTTON_NUMBER, Verb.MEMBER_CAPACITY, operator.id, count, count=count)
        for count in CAPACITIES
    ]
    shown = text(TextKey.MEMBER_CAPACITY, language, name=operator.name, capacity=operator.capacity)
    return Shown(shown, (tuple(numbers[:5]), tuple(numbers[5:]), *_back_to(operator)))


def skills(operator: Operator, known: Collection[str], language: str) -> Shown:
    """Ask which of the skills that topics ask for, or that the member has."""
    rows = tuple(
        (
            button(
                TextKey.BUTTON_SKILL_ON if skill in operator.skills else TextKey.BUTTON_SKILL_OFF,
                Verb.MEMBER_SKILLS,
                operator.id,
                skill_code(skill),
                skill=skill,
            ),
        )
        for skill in sorted({*known, *operator.skills})
    )
    shown = text(TextKey.MEMBER_SKILLS, language, name=operator.name)
    return Shown(shown, (*rows, *_back_to(operator)))


def sure_to_remove(operator: Operator, language: str) -> Shown:
    """Ask whether somebody is to be taken off staff."""
    yes = button(TextKey.BUTTON_YES_REMOVE, Verb.MEMBER_GONE, operator.id)
    no = button(TextKey.BUTTON_NO, Verb.MEMBER, operator.id)
    shown = text(TextKey.MEMBER_REMOVE, language, name=operator.name, count=operator.load)
    return Shown(shown, ((yes, no),))


def how_to_add(language: str) -> Shown:
    """Explain how a supervisor can say whom they mean."""
    back = button(TextKey.BUTTON_BACK, Verb.STAFF, 0)
    return Shown(text(TextKey.STAFF_HOW_TO_ADD, language), ((back,),))


def not_added(key: Key, language: str, **values: str | int) -> Shown:
    """Say why that does not lead to anybody; another way may."""
    again = button(TextKey.BUTTON_ADD_STAFF, Verb.STAFF_ADD)
    back = button(TextKey.BUTTON_BACK, Verb.STAFF, 0)
    return Shown(text(key, language, **values), ((again,), (back,)))


def candidate(person: Person, language: str) -> Shown:
    """Ask whether this is the person, and as what to add them."""
    rows = tuple(
        (button(label, Verb.HIRE, person.id, role.value),)
        for label, role in (
            (TextKey.BUTTON_HIRE_OPERATOR, Role.OPERATOR),
            (TextKey.BUTTON_HIRE_SUPERVISOR, Role.SUPERVISOR),
        )
    )
    shown = text(TextKey.STAFF_CANDIDATE, language, name=person.name, tag=person.tag)
    return Shown(shown, (*rows, (button(TextKey.BUTTON_BACK, Verb.STAFF, 0),)))


def _shift(operator: Operator, language: str) -> Text:
    if not operator.on_shift:
        return text(TextKey.SHIFT_OFF, language)
    return text(TextKey.SHIFT_BREAK if operator.on_break else TextKey.SHIFT_ON, language)


def _back_to(operator: Operator) -> Rows:
    return ((button(TextKey.BUTTON_BACK, Verb.MEMBER, operator.id),),)
