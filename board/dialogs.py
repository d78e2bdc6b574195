"""Questions that are answered by more than yes or no."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from board.page import Page
from core.model.actions import LONGEST_NOTE


async def ask_words(
    page: Page,
    question: str,
    yes: str,
    label: str,
    *,
    must: bool,
    choices: Mapping[str, str] | None = None,
) -> tuple[str, str] | None:
    """Ask for some words, and perhaps for one of a few `choices` (words for people, by their key),
    the first unless another is chosen. Returns both ("" without choices); None when they would
    rather not.

    `yes` is what the button says, and `label` stands on the box; `must`: without words nothing is
    done.
    """
    with page.client, ui.dialog() as dialog, ui.card().classes("question"):
        dialog.props["aria-label"] = question
        ui.label(question).classes("question-words")
        first = next(iter(choices), "") if choices else ""
        choice = ui.radio(dict(choices or {}), value=first or None).classes("choices")
        choice.set_visibility(bool(choices))
        box = words_box(label)

        def submit() -> None:
            words = str(box.value or "").strip()
            if words or not must:
                dialog.submit((words, str(choice.value or "")))
            else:
                box.props("error")

        with ui.row().classes("question-buttons"):
            no = ui.button(page.text("button-cancel"), on_click=lambda: dialog.submit(None))
            no.props("flat no-caps")
            ui.button(yes, on_click=submit).props("unelevated no-caps")
    answer = await dialog
    if not dialog.is_deleted:  # with its page
        dialog.delete()
    match answer:
        case (str(words), str(chosen)):
            return words, chosen
    return None


def words_box(label: str) -> ui.textarea:
    """A box for a note of staff's."""
    box = ui.textarea(label).classes("note-box")
    return box.props(f"outlined autogrow maxlength={LONGEST_NOTE}")
