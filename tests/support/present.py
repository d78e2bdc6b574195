"""What must be there."""

from typing import TypeVar

T = TypeVar("T")


def present(found: T | None) -> T:
    """What was looked for and found; a test whose story needs it fails without."""
    assert found is not None
    return found
