"""What a supervisor is shown of a search in the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from core.model.actions import PAGE, Verb, button, page_buttons
from core.model.board import MOST_COUNTED, Hit
from core.model.find_text_keys import FindKey
from core.model.messages import WITH_FILE
from core.model.search import Range
from core.model.text_keys import TextKey
from core.model.texts import Shown, Text, text
from core.supervision.search_wishes import Wished

SHOWN_OF_HIT, SHOWN_OF_LINE = 160, 300
"""Characters of a message."""

_BEFORE_MARK = 40  # characters that are shown before the first word that was looked for
_MOST_MARKS = 8  # of a message
_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their language, and the time zone of times."""

    language: str
    zone: tzinfo

    def time(self, at: datetime) -> str:
        """Say when that was."""
        return f"{at.astimezone(self.zone):%d.%m.%Y %H:%M}"


def found(wished: Wished, hits: Sequence[Hit], page: int, count: int, reader: Reader) -> Shown:
    """One page of what was found, a button each; `count` beyond `MOST_COUNTED`: more than that."""
    language, words = reader.language, wished.words
    if not hits and wished.narrowed:
        where = wished.narrowed
        return Shown(text(FindKey.SEARCH_NOTHING_THERE, language, words=words, where=where))
    if not hits:
        return Shown(text(FindKey.SEARCH_NOTHING, language, words=words))
    counted = min(count, MOST_COUNTED)
    lines = tuple(_hit(number, hit, reader) for number, hit in enumerate(hits, start=1))
    shown = text(
        FindKey.SEARCH_FOUND if count <= MOST_COUNTED else FindKey.SEARCH_FOUND_MANY,
        language,
        words=f"{words} {wished.narrowed}".rstrip(),
        count=counted,
        page=page + 1,
        pages=-(-counted // PAGE),
        list=lines,
    )
    numbers = [
        button(TextKey.BUTTON_NUMBER, Verb.FOUND, page, hit.message_row, count=number)
        for number, hit in enumerate(hits, start=1)
    ]
    rows = tuple(
        tuple(numbers[first : first + _IN_A_ROW]) for first in range(0, len(numbers), _IN_A_ROW)
    )
    return Shown(shown, (*rows, *page_buttons(page, counted, Verb.SEARCH)))


def talk(said: Sequence[Hit], row: int, topic: str, page: int, reader: Reader) -> Shown:
    """What was said around a message that was found, and what can be looked at next."""
    language, ticket = reader.language, said[0].ticket_id
    lines = tuple(
        text(
            FindKey.SEARCH_LINE_FOUND if each.message_row == row else FindKey.SEARCH_LINE,
            language,
            time=reader.time(each.sent_at),
            said=_said(each, SHOWN_OF_LINE, language),
        )
        for each in said
    )
    shown = text(
        FindKey.SEARCH_TALK,
        language,
        ticket=ticket,
        customer=said[0].customer,
        topic=topic,
        list=lines,
    )
    transcript = button(FindKey.BUTTON_TRANSCRIPT, Verb.FOUND_FILE, ticket)
    whose = button(TextKey.BUTTON_CUSTOMER, Verb.CUSTOMER_OF, ticket)
    why = button(TextKey.BUTTON_WHY, Verb.WHY_TICKET, ticket)
    back = button(TextKey.BUTTON_BACK, Verb.SEARCH, page)
    return Shown(shown, ((transcript,), (whose, why), (back,)))


def _hit(number: int, hit: Hit, reader: Reader) -> Text:
    return text(
        FindKey.SEARCH_HIT,
        reader.language,
        number=number,
        ticket=hit.ticket_id,
        customer=hit.customer,
        time=reader.time(hit.sent_at),
        said=_said(hit, SHOWN_OF_HIT, reader.language),
    )


def _said(hit: Hit, most: int, language: str) -> Text:
    key = FindKey.SEARCH_SAID if hit.deleted_at is None else FindKey.SEARCH_SAID_DELETED
    words = pieces(hit.text, hit.marked, most, language)
    if hit.kind in WITH_FILE:
        words = text(FindKey.SEARCH_FILE, language, words=words)
    return text(key, language, who=hit.sender, words=words)


def pieces(words: str, marked: Sequence[Range], most: int, language: str) -> Text:
    """Cut a message to what stands around the first word that was looked for, in one line, and mark
    those words."""
    line = "".join(" " if char.isspace() else char for char in words)
    first = marked[0][0] if marked else 0
    start = max(0, first - _BEFORE_MARK) if len(line) > most else 0
    end = min(len(line), start + most)
    inside = [each for each in marked if start <= each[0] and each[1] <= end][:_MOST_MARKS]
    begun = "…" if start else ""
    ended = "…" if end < len(line) else ""
    at = inside[-1][1] if inside else start
    whole = text(
        FindKey.SEARCH_END, language, words=("" if inside else begun) + line[at:end] + ended
    )
    for number in reversed(range(len(inside))):
        begin, finish = inside[number]
        at = inside[number - 1][1] if number else start
        before = ("" if number else begun) + line[at:begin]
        word = line[begin:finish]
        whole = text(FindKey.SEARCH_PIECE, language, before=before, word=word, after=whole)
    return whole
