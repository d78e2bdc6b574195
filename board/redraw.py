"""Draws a part of a page anew so that a browser changes it in place.

NiceGUI gives what is drawn anew new numbers, and a browser throws away what stood there: focus, a
press that has begun, what was unfolded, marked or scrolled. So what comes again takes the numbers
of what stood there before, and Vue, which goes by them, keeps its place.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nicegui.element import Element

_NAMES = ("href", "aria-label", "label", "src")
"""By which a person would tell one element from another of its kind."""
_USED = frozenset({"a", "audio", "button", "details", "input", "q-btn", "video"})
"""What one presses, plays or unfolds: it keeps its place for what is called alike alone."""


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """An element as it stands in a browser. Its name is its own, or that of the first within it."""

    element: Element
    number: int
    kind: tuple[object, ...]
    name: str
    is_used: bool
    listeners: tuple[str, ...]
    slots: dict[str, list[_Drawn]]


def redraw(box: Element, draw: Callable[[], object]) -> None:
    """Draw anew what is in the box."""
    before = _drawn(box)
    box.clear()
    with box:
        draw()
    numbers = dict(_take_places(before.slots, _drawn(box).slots))
    for element in box.descendants():
        meant = element.props.get("target")  # of a tooltip, for one
        if meant in numbers:
            element.props["target"] = numbers[meant]


def _drawn(element: Element) -> _Drawn:
    slots = {name: [_drawn(child) for child in slot] for name, slot in element.slots.items()}
    own = (str(element.props[name]) for name in _NAMES if element.props.get(name))
    inner = (child.name for children in slots.values() for child in children if child.name)
    listeners = element._event_listeners.values()  # noqa: SLF001 - NiceGUI has no way of its own
    kind = (type(element), element.tag, *(listener.type for listener in listeners))
    return _Drawn(
        element,
        element.id,
        kind,
        next(own, None) or next(inner, ""),
        element.tag in _USED or bool(listeners) or "href" in element.props,
        tuple(listener.id for listener in listeners),
        slots,
    )


def _take_places(
    before: dict[str, list[_Drawn]], now: dict[str, list[_Drawn]]
) -> Iterator[tuple[str, str]]:
    """Let what is in these slots take the places of its like; the old and new names of all that
    did."""
    for slot, children in now.items():
        for old, new in _pairs(before.get(slot, ()), children):
            drawn_as = new.element.html_id
            _take_place(old, new)
            yield f"#{drawn_as}", f"#{new.element.html_id}"
            yield from _take_places(old.slots, new.slots)


def _pairs(before: Sequence[_Drawn], now: Sequence[_Drawn]) -> Iterator[tuple[_Drawn, _Drawn]]:
    """Those called alike first, and of what is only looked at, whatever is left in its order."""
    left, unmet = list(before), []
    waiting: defaultdict[tuple[object, ...], deque[_Drawn]] = defaultdict(deque)
    for old in before:
        waiting[*old.kind, old.name].append(old)
    for new in now:
        alike = waiting[*new.kind, new.name]
        if alike:
            old = alike.popleft()
            left.remove(old)
            yield old, new
        elif not new.is_used:
            unmet.append(new)
    for new in unmet:
        for old in left:
            if old.kind == new.kind:
                left.remove(old)
                yield old, new
                break


def _take_place(old: _Drawn, new: _Drawn) -> None:
    element = new.element
    client = element.client
    client.elements.pop(element.id)
    client.outbox.updates.pop(element.id, None)
    element.id = old.number
    client.elements[element.id] = element
    client.outbox.enqueue_update(element)
    # A press that is on its way names what it was for.
    listeners = dict(zip(old.listeners, element._event_listeners.values(), strict=True))  # noqa: SLF001
    for number, listener in listeners.items():
        listener.id, listener.element_id = number, element.id
    element._event_listeners = listeners  # noqa: SLF001
