"""Starts something new: a chat, a group, or joining one by its link."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from sandbox.page.links import follow
from sandbox.page.phone_context import PhoneContext
from sandbox.page.services import name_of
from sandbox.page.widgets import Question, icon_button, menu_item

_KINDS = {"supergroup": "Supergroup", "forum": "Supergroup with topics", "group": "Basic group"}


def draw_beginnings(context: PhoneContext) -> None:
    """Draw the button that starts a chat or a group."""
    environment = context.environment
    with icon_button("edit_square", "New chat"), ui.menu().props("auto-close role=menu"):
        menu_item("group_add", "New group", partial(_ask_group, context))
        menu_item("link", "Open a link", partial(_ask_link, context))
        ui.separator()
        for user in (*environment.bots(), *environment.persons()):
            if user.id != context.me:
                icon = "smart_toy" if user.is_bot else "person"
                menu_item(icon, name_of(environment.world, user.id), partial(context.open, user.id))


def _ask_group(context: PhoneContext) -> None:
    environment = context.environment
    others = {
        user.id: name_of(environment.world, user.id)
        for user in (*environment.persons(), *environment.bots())
        if user.id != context.me
    }
    with context.frame, Question("New group") as question:
        with question.body:
            title = ui.input("Name").props("autofocus")
            kind = ui.select(_KINDS, value="supergroup", label="Kind")
            members = ui.select(others, value=[], label="Members", multiple=True)
            members.props("use-chips")
        question.offer("Cancel")

        async def make() -> None:
            question.close()
            made = context.operations.create_group(
                context.me,
                title.value or "",
                list(members.value or ()),
                kind.value != "group",
                kind.value == "forum",
            )
            chat = await context.tries(made)
            if chat is not None:
                await context.open(chat)

        question.offer("Create", make)
    question.open()


def _ask_link(context: PhoneContext) -> None:
    with context.frame, Question("Open a link") as question:
        with question.body:
            url = ui.input("t.me link", placeholder="https://t.me/…").props("autofocus")
        question.offer("Cancel")

        async def go() -> None:
            question.close()
            await follow(context, (url.value or "").strip())

        question.offer("Open", go)
    question.open()
