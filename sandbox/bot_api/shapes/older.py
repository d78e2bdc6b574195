"""What answers and updates of an older Bot API lack (https://core.telegram.org/bots/api-changelog).

By the names that came with a version; each of them means the same wherever it stands.
"""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.kind import NEWEST

_CAME_WITH: dict[tuple[int, int], frozenset[str]] = {
    (9, 0): frozenset({"accepted_gift_types"}),
    (9, 3): frozenset({"gifts_from_channels", "has_topics_enabled"}),
    (9, 4): frozenset({"allows_users_to_create_topics"}),
    (9, 5): frozenset({"can_edit_tag", "can_manage_tags"}),
    (9, 6): frozenset(
        {"allows_revoting", "persistent_id", "correct_option_ids", "can_manage_bots"}
    ),
    (10, 0): frozenset({"can_react_to_messages", "members_only", "supports_guest_queries"}),
    (10, 3): frozenset({"can_send_welcome_messages", "supports_join_request_queries"}),
}


def as_of(version: tuple[int, int], shape: Any) -> Any:
    """The same as a server of that version gives it."""
    if version >= NEWEST:
        return shape
    unknown = frozenset[str]().union(
        *(names for came, names in _CAME_WITH.items() if came > version)
    )
    return _without(shape, unknown)


def _without(shape: Any, unknown: frozenset[str]) -> Any:
    if isinstance(shape, list):
        return [_without(one, unknown) for one in shape]
    if not isinstance(shape, dict):
        return shape
    kept = {name: _without(one, unknown) for name, one in shape.items() if name not in unknown}
    if "correct_option_ids" in shape and "correct_option_ids" in unknown:
        kept["correct_option_id"] = shape["correct_option_ids"][0]
    return kept
