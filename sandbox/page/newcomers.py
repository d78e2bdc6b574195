"""Adds people to the sandbox by way of the page."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from sandbox.page.environment import PageEnvironment
from sandbox.page.refusals import words_for
from sandbox.page.widgets import Question
from sandbox.state.model import Refused

_FIRST = (("Carla", "Customer"), ("Oscar", "Operator"), ("Sonia", "Supervisor"))
_LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "de": "German", "": "not told"}
_PRIVACY = {"everybody": "everybody", "contacts": "their contacts", "nobody": "nobody"}


async def first_people(environment: PageEnvironment) -> None:
    """Make a customer, an operator and a supervisor where nobody is there to be played."""
    if environment.persons():
        return
    for first_name, last_name in _FIRST:
        await environment.people.add(first_name, last_name=last_name)


async def add_a_person(environment: PageEnvironment) -> int | None:
    """Ask for a new person's name and the rest, and make the account. None: cancelled."""
    with Question("Add a person") as question:
        with question.body:
            name = ui.input("First name").props("autofocus")
            last_name = ui.input("Last name")
            username = ui.input("Username").props("prefix=@")
            phone = ui.input("Phone", placeholder="made up when left empty")
            language = ui.select(_LANGUAGES, value="en", label="Language")
            privacy = ui.select(_PRIVACY, value="everybody", label="Who may add them to groups")
        question.offer("Cancel", lambda: question.submit(None))

        async def make() -> None:
            traits: dict[str, Any] = {
                "last_name": name_or_none(last_name.value),
                "username": name_or_none(username.value),
                "phone": name_or_none(phone.value),
                "language_code": language.value or None,
                "invite_privacy": privacy.value,
            }
            if not (name.value or "").strip():
                ui.notify("A person needs a first name.", type="warning")
                return
            try:
                person = await environment.people.add(name.value.strip(), **traits)
            except Refused as refused:
                ui.notify(words_for(refused.tag), type="warning")
                return
            question.submit(person.id)

        question.offer("Add", make)
    answer = await question
    return answer if isinstance(answer, int) else None


def name_or_none(value: str | None) -> str | None:
    """What was written, or None for nothing."""
    return (value or "").strip().removeprefix("@") or None
