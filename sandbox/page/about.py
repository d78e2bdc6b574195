"""What a chat is: who is in it, and what one may do with it as a whole."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial

from nicegui import ui

from sandbox.page.phone_context import OpenChat
from sandbox.page.services import name_of
from sandbox.page.widgets import Done, Question, face, icon_button, menu_item
from sandbox.state import rights
from sandbox.state.model import Chat, ChatKind, Member, Standing

_STANDINGS = {
    Standing.CREATOR: "owner",
    Standing.ADMINISTRATOR: "admin",
    Standing.RESTRICTED: "restricted",
}


class About:
    """The window about an open chat. `changed` is called when something was done in it."""

    def __init__(self, opened: OpenChat, changed: Done) -> None:
        self._changed = changed
        self._context = opened.context
        self._world = opened.world
        self._operations = opened.context.operations
        self._me, self._chat = opened.me, opened.chat
        self._window: Question | None = None

    def open(self) -> None:
        """Show the window."""
        with self._context.frame, Question(name_of(self._world, self._chat)) as window:
            window.offer("Close")
        self._window = window
        self._draw()
        window.open()

    def _draw(self) -> None:
        """Draw the chat's present state."""
        window = self._window
        if window is None:
            return
        group = self._world.chats.get(self._chat)
        window.call(name_of(self._world, self._chat))
        window.body.clear()
        with window.body:
            if group is None:
                self._draw_person()
            else:
                self._draw_group(group)

    def _row(self, icon: str, text: str, act: Done) -> None:
        with ui.button(on_click=act).props("flat no-caps align=left").classes("deed"):
            ui.icon(icon)
            ui.label(text)

    async def _do(self, act: Awaitable[object]) -> None:
        """Carry out an action, and draw the result."""
        await self._context.tries(act)
        self._changed()
        self._draw()

    async def _leave_by(self, act: Awaitable[object]) -> None:
        if self._window is not None:
            self._window.close()
        await self._context.tries(act)
        await self._context.open(None)

    def _draw_mute(self) -> None:
        muted = self._chat in self._world.user(self._me).muted
        text = "Unmute: let it ring again" if muted else "Mute: ring no more"
        icon = "notifications" if muted else "notifications_off"
        mute = self._operations.mute
        self._row(icon, text, lambda: self._do(mute(self._me, self._chat, not muted)))

    # A person or a bot ----------------------------------------------------------------------------

    def _draw_person(self) -> None:
        user = self._world.user(self._chat)
        facts = [f"id {user.id}", f"@{user.username}" if user.username else ""]
        facts.append(user.about)
        for fact in filter(None, facts):
            ui.label(fact).classes("fact")
        self._draw_mute()
        blocked = self._chat in self._world.user(self._me).blocked
        block = self._operations.block
        self._row(
            "lock_open" if blocked else "block",
            "Unblock" if blocked else "Block",
            lambda: self._do(block(self._me, self._chat, not blocked)),
        )

    # A group --------------------------------------------------------------------------------------

    def _draw_group(self, group: Chat) -> None:
        ui.label(f"{group.kind.value}, id {group.id}").classes("fact")
        if group.about:
            ui.label(group.about).classes("fact")
        self._draw_mute()
        mine = group.members.get(self._me)
        if mine is not None and mine.standing in rights.INSIDE:
            self._draw_deeds(group, mine)
        self._draw_requests(group)
        ui.label("Members").classes("part").props('role=heading aria-level="3"')
        for member in self._world.members(self._me, self._chat):
            self._draw_member(member, mine)

    def _draw_deeds(self, group: Chat, mine: Member) -> None:
        operations, me, chat = self._operations, self._me, self._chat
        self._row("person_add", "Add somebody", self._ask_whom)
        if rights.is_admin(mine):
            self._row("edit", "Rename", self._ask_title)
            self._row("link", "Make an invite link", partial(self._make_link, False))
            self._row("how_to_reg", "Make a link by which one asks", partial(self._make_link, True))
        if mine.standing is Standing.CREATOR and group.kind is ChatKind.SUPERGROUP:
            text = "Have no topics any more" if group.is_forum else "Have topics"
            turned = not group.is_forum
            self._row("forum", text, lambda: self._leave_by(operations.set_forum(me, chat, turned)))
        if mine.standing is Standing.CREATOR:
            delete = operations.delete_group
            self._row("delete", "Delete the group", lambda: self._leave_by(delete(me, chat)))
        self._row("logout", "Leave", lambda: self._leave_by(operations.leave(me, chat)))

    def _draw_requests(self, group: Chat) -> None:
        for user_id in group.requests:
            with ui.element("div").classes("member"):
                ui.label(f"{name_of(self._world, user_id)} asks to join").classes("member-name")
                for icon, text, yes in (("check", "Let in", True), ("close", "Decline", False)):
                    icon_button(icon, text, partial(self._decide, user_id, yes))

    async def _decide(self, user_id: int, approve: bool) -> None:
        await self._do(self._operations.decide(self._me, self._chat, user_id, approve))

    def _draw_member(self, member: Member, mine: Member | None) -> None:
        with ui.element("div").classes("member"):
            name = name_of(self._world, member.user_id)
            face(member.user_id, name, small=True)
            ui.label(name).classes("member-name")
            ui.label(member.title or _STANDINGS.get(member.standing, "")).classes("fact")
            if mine is None or not rights.is_admin(mine) or member.user_id == self._me:
                return
            with (
                icon_button("more_vert", f"Actions on {name}"),
                ui.menu().props("auto-close role=menu"),
            ):
                self._offer(member)

    def _offer(self, member: Member) -> None:
        operations, me, chat, who = self._operations, self._me, self._chat, member.user_id
        if member.standing is Standing.ADMINISTRATOR:
            menu_item("person", "No admin", lambda: self._do(operations.demote(me, chat, who)))
        else:
            give = partial(operations.promote, me, chat, who, ())
            menu_item("shield", "Make admin", lambda: self._do(give()))
        menu_item(
            "person_remove", "Remove", lambda: self._do(operations.remove(me, chat, who, False))
        )
        menu_item("block", "Ban", lambda: self._do(operations.remove(me, chat, who, True)))

    def _ask_whom(self) -> None:
        environment = self._context.environment
        inside = {member.user_id for member in self._world.members(self._me, self._chat)}
        with self._context.frame, Question("Add somebody") as question:
            with question.body:
                for user in (*environment.persons(), *environment.bots()):
                    if user.id not in inside:
                        pick = partial(self._add, question, user.id)
                        name = name_of(self._world, user.id)
                        ui.button(name, on_click=pick).props("flat no-caps align=left")
            question.offer("Cancel")
        question.open()

    async def _add(self, question: Question, user_id: int) -> None:
        question.close()
        missing = await self._context.tries(
            self._operations.invite(self._me, self._chat, [user_id])
        )
        if missing:
            self._context.tell("Their privacy forbids that they are added.")
        self._draw()

    def _ask_title(self) -> None:
        with self._context.frame, Question("Rename the group") as question:
            with question.body:
                title = ui.input("Name", value=name_of(self._world, self._chat))
            question.offer("Cancel")

            async def rename() -> None:
                question.close()
                await self._do(self._operations.set_title(self._me, self._chat, title.value or ""))

            question.offer("Rename", rename)
        question.open()

    async def _make_link(self, by_request: bool) -> None:
        made = self._operations.make_link(self._me, self._chat, by_request)
        url = await self._context.tries(made)
        if url is None:
            return
        with self._context.frame, Question("Invite link") as question:
            with question.body:
                ui.input("Open it on another phone", value=url).props("readonly")
            question.offer("Close")
        question.open()
