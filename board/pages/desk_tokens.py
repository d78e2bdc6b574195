"""Tokens by which programs ask the desk by its API: supervisors make and revoke them."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial

from nicegui import ui

from board import parts
from board.page import Page
from core.access.rules import key_of
from core.access.tokens import make_token, revoke_token
from core.model.tokens import LONGEST_TOKEN_NAME, TOKEN_PREFIX, ApiRight, Token

_DAYS = (30, 365)


def draw(page: Page, tokens: tuple[Token, ...]) -> None:
    """Put the section there."""
    with parts.section(page.text("desk-tokens")):
        ui.label(page.text("desk-tokens-words")).classes("faint")
        if not tokens:
            parts.empty(page.text("desk-tokens-none"), icon="key")
        for token in tokens:
            with ui.element("div").classes("line"):
                ui.label(token.name).classes("grow-words strong")
                ui.label(_about(page, token)).classes("faint")
                label = page.text("desk-token-revoke", name=token.name)
                parts.icon_button("delete", label, partial(_revoke, page, token.name))
        make = ui.button(page.text("desk-token-new"), icon="add", on_click=partial(_make, page))
        make.props("unelevated no-caps").classes("after")


def _about(page: Page, token: Token) -> str:
    now = page.now()
    rights = ", ".join(page.text(f"desk-token-{right.value}") for right in sorted(token.rights))
    used = page.text("desk-token-unused")
    if token.used_at is not None:
        used = page.text("desk-token-used", time=parts.stamp(token.used_at, page.zone, now))
    until = page.text("desk-token-for-ever")
    if token.expires_at is not None:
        key = "desk-token-until" if token.works(now) else "desk-token-expired"
        until = page.text(key, time=parts.stamp(token.expires_at, page.zone, now))
    return f"{rights} · {until} · {used}"


async def _make(page: Page) -> None:
    """Ask for name, rights and days, and show the secret once."""
    title = page.text("desk-token-new")
    with page.client, ui.dialog() as dialog, ui.card().classes("question"):
        dialog.props["aria-label"] = title
        ui.label(title).classes("question-words")
        name = ui.input(page.text("desk-token-name"))
        name.props(f"outlined maxlength={LONGEST_TOKEN_NAME} autofocus")
        boxes = {
            right: ui.checkbox(
                page.text(f"desk-token-may-{right.value}"), value=right is ApiRight.READ
            )
            for right in ApiRight
        }
        days = {0: page.text("desk-token-for-ever")}
        days |= {count: page.text("desk-token-days", days=count) for count in _DAYS}
        lasts = ui.radio(days, value=_DAYS[-1]).classes("choices")
        with ui.row().classes("question-buttons"):
            no = ui.button(page.text("button-cancel"), on_click=lambda: dialog.submit(False))
            no.props("flat no-caps")
            yes = ui.button(page.text("desk-token-make"), on_click=lambda: dialog.submit(True))
            yes.props("unelevated no-caps")
    is_wanted = await dialog
    rights = frozenset(right for right, box in boxes.items() if box.value)
    words, most = str(name.value or ""), int(lasts.value or 0)
    if not dialog.is_deleted:  # with its page
        dialog.delete()
    if not is_wanted:
        return
    secret = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    act = partial(
        make_token,
        actor_id=page.who.person_id,
        name=words,
        rights=rights,
        expires_at=page.now() + timedelta(days=most) if most else None,
        key=key_of(secret),
    )
    if await page.does(act):
        await page.look_now()
        await _show(page, secret)


async def _show(page: Page, secret: str) -> None:
    title = page.text("desk-token-secret")

    def copy() -> None:
        ui.clipboard.write(secret)
        page.notice(page.text("desk-token-copied"))

    with page.client, ui.dialog().props("persistent") as dialog, ui.card().classes("question"):
        dialog.props["aria-label"] = title
        ui.label(title).classes("question-words")
        ui.label(secret).classes("said")
        with ui.row().classes("question-buttons"):
            close = ui.button(page.text("desk-link-close"), on_click=dialog.close)
            close.props("flat no-caps")
            ui.button(page.text("desk-link-copy"), on_click=copy).props("unelevated no-caps")
    await dialog
    if not dialog.is_deleted:  # with its page
        dialog.delete()


async def _revoke(page: Page, name: str) -> None:
    question = page.text("desk-token-sure", name=name)
    if await page.confirms(question, page.text("desk-token-yes")):
        act = partial(revoke_token, actor_id=page.who.person_id, name=name)
        if await page.does(act, page.text("desk-token-revoked", name=name)):
            await page.look_now()
