"""What supervisors do about staff: add, change, remove. The use cases refuse what may not be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from board import parts
from board.page import Page
from board.pages import staff_rows as rows
from core.model.board import CustomerFilter, ListedCustomer
from core.model.people import Operator, Role, read_username
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Text, Value
from core.ports import DatabaseBusyError, Work
from core.staff.members import (
    hire_customer,
    remove_operator,
    set_capacity,
    set_role,
    set_skills,
    suggest_username,
)

Act = Callable[[], Awaitable[None]]
MOST_FOUND = 6


async def _member(page: Page, operator_id: int) -> Operator | None:
    """Who it is by now; told when they are no more on staff, or nothing can be asked."""
    try:
        seen = await page.questions.staff(page.who.person_id)
    except DatabaseBusyError:
        page.notice(page.text("page-busy"))
        return None
    except DeskError as refusal:
        page.notice(page.refusal(refusal))
        return None
    found = next((one.operator for one in seen if one.operator.id == operator_id), None)
    if found is None:
        page.notice(page.refusal(DeskError(TextKey.NOT_ON_STAFF)))
    return found


async def change(page: Page, operator_id: int) -> None:
    """Ask what is to be another than now, and make it so."""
    member = await _member(page, operator_id)
    if member is None:
        return
    chosen = await _ask(page, member)
    if chosen is None or chosen == rows.draft(member):
        return
    act = partial(_change, page.who.person_id, member, chosen)
    await page.does(act, done=page.text("staff-changed", whom=member.name))


async def _change(actor_id: int, before: Operator, chosen: rows.Draft, work: Work) -> None:
    """Only what was chosen anew: what a colleague changed meanwhile stays. The role comes last:
    whoever gives up their own may change nothing more."""
    is_there = True
    if chosen.capacity != before.capacity:
        is_there = await set_capacity(work, before.id, chosen.capacity, actor_id=actor_id)
    if is_there and chosen.skills != before.skills:
        is_there = await set_skills(work, before.id, chosen.skills, actor_id=actor_id)
    if is_there and chosen.role is not before.role:
        is_there = await set_role(work, before.id, chosen.role, actor_id=actor_id)
    if not is_there:
        raise DeskError(TextKey.NOT_ON_STAFF)


async def _ask(page: Page, member: Operator) -> rows.Draft | None:
    """What was chosen in the form; None when it was left."""
    title = page.text("staff-change-whom", whom=member.name)
    with page.client, ui.dialog() as dialog, ui.card().classes("question"):
        dialog.props["aria-label"] = title
        ui.label(title).classes("question-words strong")
        capacity = ui.select(
            rows.capacities(member), label=page.text("staff-capacity"), value=member.capacity
        )
        capacity.classes("field").props("outlined")
        ui.label(page.text("staff-role")).classes("faint")
        roles = {role: page.text(f"role-{role.value}") for role in Role}
        role = ui.radio(roles, value=member.role).props("inline")
        role.props["aria-label"] = page.text("staff-role")
        skills = {}
        known = sorted({*page.rules.skills, *member.skills})
        if known:
            ui.label(page.text("staff-skills")).classes("faint")
            with ui.element("div").classes("choices"):
                skills = {
                    skill: ui.checkbox(skill, value=skill in member.skills) for skill in known
                }

        def chosen() -> rows.Draft:
            having = frozenset(skill for skill, box in skills.items() if box.value)
            return rows.Draft(role.value, capacity.value, having)

        with ui.row().classes("question-buttons"):
            no = ui.button(page.text("button-cancel"), on_click=lambda: dialog.submit(None))
            no.props("flat no-caps")
            yes = ui.button(page.text("staff-save"), on_click=lambda: dialog.submit(chosen()))
            yes.props("unelevated no-caps")
    answer = await dialog
    if not dialog.is_deleted:  # with its page
        dialog.delete()
    return answer if isinstance(answer, rows.Draft) else None


async def remove(page: Page, operator_id: int) -> None:
    """Ask in the bot's words, and take them off staff."""
    member = await _member(page, operator_id)
    if member is None:
        return
    values: dict[str, Value] = {"name": member.name, "count": member.load}
    question = page.words(Text(TextKey.MEMBER_REMOVE, page.who.language, values))
    if not await page.confirms(question, page.text("staff-remove")):
        return

    async def act(work: Work) -> None:
        if not await remove_operator(work, operator_id, actor_id=page.who.person_id):
            raise DeskError(TextKey.NOT_ON_STAFF)

    await page.does(act, done=page.text("staff-removed", whom=member.name))


def add(page: Page) -> None:
    """Look for somebody who has written to the bot, and choose their role. Others are looked for
    by the bot, which asks in its chat."""
    title = page.text("staff-add")
    with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
        dialog.props["aria-label"] = title
        dialog.on("hide", dialog.delete)
        ui.label(title).classes("question-words strong")
        words = ui.input(label=page.text("staff-add-words")).classes("field")
        words.props("outlined autofocus clearable debounce=300 maxlength=100")
        found = ui.element("div").classes("found").props("aria-live=polite")
        with ui.row().classes("question-buttons"):
            ui.button(page.text("staff-close"), on_click=dialog.close).props("flat no-caps")

    async def look() -> None:
        text = (words.value or "").strip()
        people = await _people(page, text) if text else ()
        on_staff = await _on_staff(page) if people else frozenset()
        found.clear()
        with found:
            for one in people:
                _found(page, one, one.customer.id in on_staff, dialog)
            if text and not people:
                parts.empty(page.text("staff-add-nobody"), icon="search_off")
            username = read_username(text)
            if username is not None and not any(
                (one.customer.username or "").lower() == username.lower() for one in people
            ):
                label = page.text("staff-ask-bot", username=username)
                ask = ui.button(label, on_click=partial(_ask_bot, page, username, dialog))
                ask.props("flat no-caps")

    words.on_value_change(look)
    dialog.open()


async def _people(page: Page, words: str) -> tuple[ListedCustomer, ...]:
    where = CustomerFilter(words=words)
    try:
        return (
            await page.questions.customers(page.who.person_id, where, limit=MOST_FOUND)
        ).customers
    except DatabaseBusyError:
        page.notice(page.text("page-busy"))
    except DeskError as refusal:
        page.notice(page.refusal(refusal))
    return ()


async def _on_staff(page: Page) -> frozenset[int]:
    try:
        seen = await page.questions.staff(page.who.person_id)
    except (DatabaseBusyError, DeskError):
        return frozenset()  # the use case knows
    return frozenset(one.operator.id for one in seen)


def _found(page: Page, one: ListedCustomer, is_on_staff: bool, dialog: ui.dialog) -> None:
    customer = one.customer
    with ui.element("div").classes("line found-one"):
        detail = " · ".join(
            filter(None, (customer.username and f"@{customer.username}", customer.phone))
        )
        with ui.element("div").classes("grow-words"):
            parts.person(customer.name, detail)
        if is_on_staff:
            parts.tag(page.text("staff-is-on-staff"))
            return
        for role in Role:
            name = page.text(f"role-{role.value}")
            made = ui.button(name, on_click=partial(_hire, page, one, role, dialog))
            made.props("outline no-caps dense")
            made.props["aria-label"] = page.text("staff-add-as", whom=customer.name, role=name)


async def _hire(page: Page, one: ListedCustomer, role: Role, dialog: ui.dialog) -> None:
    act = partial(_hire_by, page.who.person_id, one.customer.id, role)
    if await page.does(act, done=page.text("staff-added", whom=one.customer.name)):
        dialog.close()


async def _hire_by(actor_id: int, customer_id: int, role: Role, work: Work) -> None:
    await hire_customer(work, actor_id, customer_id, role)


async def _ask_bot(page: Page, username: str, dialog: ui.dialog) -> None:
    act = partial(_suggest, page.who.person_id, username)
    if await page.does(act, done=page.text("staff-asked-bot", username=username)):
        dialog.close()


async def _suggest(actor_id: int, username: str, work: Work) -> None:
    await suggest_username(work, actor_id, username)
