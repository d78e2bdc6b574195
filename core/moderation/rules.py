"""Decides what of people's words is recorded and not passed on."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from core.model.messages import Said
from core.model.moderation import Burst, Held, WordRules
from core.model.rules import Rules
from core.model.tickets import Ticket
from core.moderation.patterns import cards, wallets
from core.moderation.words import found_word


def burst_with(rules: Rules, ticket: Ticket, said: Said) -> Burst | None:
    """Return how far the customer's messages in a row have come with this one, by Telegram's time:
    what waited while the bot was away is no flood. None where nobody counts, and in rooms, where
    Telegram passes words on itself."""
    if not rules.flood_messages or said.chat_id != ticket.customer_id:
        return None
    before = Burst(ticket.burst, ticket.burst_at)
    return before.next(said.sent_at, rules.flood_messages, rules.flood_within)


def why_held(rules: Rules, ticket: Ticket, said: Said) -> Held | None:
    """Tell why a customer's message is not passed on; None: it is."""
    burst = burst_with(rules, ticket, said)
    if burst is not None and burst.number > rules.flood_messages:
        return Held.FLOOD
    return Held.WORD if breaks_rule(rules, said) else None


def why_asked(rules: Rules, text: str) -> Held | None:
    """Tell why words of the staff are asked about before they go; None: they go."""
    words = rules.words
    if words.is_empty or not text:
        return None
    pattern = found_pattern(words, text)
    if pattern is not None:
        return pattern
    return Held.STAFF_WORD if found_word(words.staff, text) is not None else None


def found_pattern(words: WordRules, text: str) -> Held | None:
    """Tell which of the patterns that are switched on is in a text and not the desk's own."""
    for pattern, look in _PATTERNS.items():
        if pattern in words.patterns and not _own(words.own).issuperset(look(text)):
            return pattern
    return None


_PATTERNS: Mapping[Held, Callable[[str], tuple[str, ...]]] = {
    Held.CARD: cards,
    Held.WALLET: wallets,
}


@lru_cache(maxsize=4)
def _own(own: tuple[str, ...]) -> frozenset[str]:
    return frozenset(found for each in own for look in _PATTERNS.values() for found in look(each))


def breaks_rule(rules: Rules, said: Said) -> bool:
    """Tell whether a customer's words have one that never passes."""
    return found_word(rules.words.customers, said.text) is not None
