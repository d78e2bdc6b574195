"""What is left of a customer who was forgotten, until it is erased: rows, by their ids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class Remains:
    """Rows that still have words of theirs, or say where these stand, in the order in which they
    are erased: `versions` are what `messages` said before. `events` are all of their tickets' that
    have details, whatever these say."""

    versions: Sequence[int] = ()
    messages: Sequence[int] = ()
    entries: Sequence[int] = ()
    copies: Sequence[int] = ()
    events: Sequence[int] = ()
    updates: Sequence[int] = ()
    effects: Sequence[int] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def parts(self, size: int) -> Iterator["Remains"]:
        """Divide it into parts of at most `size` rows."""
        rows = [(each.name, row) for each in fields(self) for row in getattr(self, each.name)]
        for begin in range(0, len(rows), size):
            part: dict[str, list[int]] = {}
            for name, row in rows[begin : begin + size]:
                part.setdefault(name, []).append(row)
            yield Remains(**part)


@dataclass(frozen=True, slots=True)
class Clues:
    """By what stored updates and effects are known to be about them: one of `words` is somewhere in
    it. Of what came from `groups` of staff only what was worked through is erased, for the sake of
    others."""

    words: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest update and the newest effect, by their ids. What comes behind these is another's:
    there is always more."""

    update: int
    effect: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in Telegram of their tickets: operators' cards, by ticket; and cards in staff
    groups that are never cleared (message ids by chat)."""

    operator_cards: Sequence[int] = ()
    in_groups: Mapping[int, Sequence[int]] = field(default_factory=dict)
