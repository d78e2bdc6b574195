"""Keys of what the desk says by itself; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class AutoKey(Key):
    """Automatic replies, in an owner's own words by topic (`core.model.customer_texts.by_topic`).
    `of`: the key of the ticket's topic, which no text shows."""

    FIRST = "auto-first"  # {name}
    CLOSED = "auto-closed"  # {name} {day} {date} {clock} {zone}
