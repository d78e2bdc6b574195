"""What supervisors are shown of how long words are kept, and of tickets that are held."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.model.actions import Verb, button
from core.model.retention import Agreed, Hold, Preview, Terms
from core.model.retention_text_keys import RetentionKey
from core.model.rules import Rules
from core.model.texts import Rows, Shown, Text, Value, text

ASK = "ask"
YES = "yes"
BACK = "back"


def card(
    terms: Terms,
    rules: Rules,
    preview: Preview,
    state: Agreed,
    agreed_by: str | None,
    language: str,
) -> Shown:
    """What goes when, and what would go now; with a button to agree where nobody has yet."""
    if not terms.ends:
        return Shown(text(RetentionKey.OFF, language))
    is_agreed = state.agreed == str(terms)
    lines = [*_terms(terms, rules, language)]
    if is_agreed and state.agreed_at is not None:
        who = agreed_by or text(RetentionKey.OWNER, language)
        when = _day(state.agreed_at, rules)
        lines.append(text(RetentionKey.AGREED_BY, language, supervisor=who, time=when))
    values: dict[str, Value] = {"list": tuple(lines), "held": preview.held}
    agree: Rows = ((button(RetentionKey.BUTTON_AGREE, Verb.RETENTION, ASK),),)
    buttons = () if is_agreed else agree
    if not preview.tickets:
        return Shown(text(RetentionKey.NOTHING, language, **values), buttons)
    values |= {
        "tickets": preview.tickets,
        "customers": preview.customers,
        "messages": preview.messages,
        "files": preview.files,
        "since": "–" if preview.since is None else _day(preview.since, rules),
    }
    return Shown(text(RetentionKey.PREVIEW, language, **values), buttons)


def confirmation(preview: Preview, language: str) -> Shown:
    """The question before words go for the first time."""
    buttons: Rows = (
        (button(RetentionKey.BUTTON_YES, Verb.RETENTION, YES),),
        (button(RetentionKey.BUTTON_BACK, Verb.RETENTION, BACK),),
    )
    counts = {"tickets": preview.tickets, "messages": preview.messages}
    return Shown(text(RetentionKey.CONFIRM, language, **counts), buttons)


def held(hold: Hold, names: Mapping[int, str], rules: Rules, language: str) -> Shown:
    """That a ticket is held, with a button to release it."""
    release = button(RetentionKey.BUTTON_RELEASE, Verb.RELEASE, hold.ticket_id)
    return Shown(_of(RetentionKey.HELD, hold, names, rules, language), ((release,),))


def released(ticket_id: int, language: str) -> Shown:
    """That it is held no more."""
    return Shown(text(RetentionKey.RELEASED, language, ticket=ticket_id))


def holds(found: Sequence[Hold], names: Mapping[int, str], rules: Rules, language: str) -> Shown:
    """Which tickets are held."""
    if not found:
        return Shown(text(RetentionKey.NONE, language))
    lines = tuple(_of(RetentionKey.LINE, each, names, rules, language) for each in found)
    return Shown(text(RetentionKey.LIST, language, list=lines))


def _of(
    key: RetentionKey, hold: Hold, names: Mapping[int, str], rules: Rules, language: str
) -> Text:
    who: Value = text(RetentionKey.OWNER, language)
    if hold.held_by is not None:
        who = names.get(hold.held_by, str(hold.held_by))
    return text(
        key,
        language,
        ticket=hold.ticket_id,
        who=who,
        time=_day(hold.held_at, rules),
        reason=hold.reason,
    )


def _terms(terms: Terms, rules: Rules, language: str) -> Sequence[Text]:
    titles: dict[str, Value] = {
        each.key: each.titled(language) for each in rules.topics if each.key in terms.of_topics
    }
    lines = [
        _term(titles.get(key, key), days, language) for key, days in sorted(terms.of_topics.items())
    ]
    return [*lines, _term(text(RetentionKey.ALL_TOPICS, language), terms.days, language)]


def _term(topic: Value, days: int, language: str) -> Text:
    if not days:
        return text(RetentionKey.TERM_FOR_EVER, language, topic=topic)
    return text(RetentionKey.TERM, language, topic=topic, count=days)


def _day(at: datetime, rules: Rules) -> str:
    return f"{at.astimezone(ZoneInfo(rules.time_zone)):%Y-%m-%d}"
