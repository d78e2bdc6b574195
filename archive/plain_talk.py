"""Writes a talk for its customer as plain lines, from the parts of which its PDF is made: to be
read, searched and copied where a PDF cannot be."""

from collections.abc import Iterator

from archive.pdf_parts import CustomerPart, Foot, Head, Part, TicketPart, Words, distance
from core.transcripts.views.page import PageEntry

_INDENT = "    "  # of a message's further lines: none of them begins another message


class PlainTalk:
    """Writes parts, in the order in which they come."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._day = ""

    def written(self, part: Part) -> str:
        """Return the lines of one part."""
        return "".join(f"{line}\n" for line in self._lines(part))

    def _lines(self, part: Part) -> Iterator[str]:
        match part:
            case Head():
                yield from (part.title, *(f"{label}: {value}" for label, value in part.lines))
            case TicketPart():
                words, at = self._words, part.opened
                yield from ("", words.ticket.format(ticket=part.id, topic=part.topic))
                yield words.opened.format(
                    day=at.day, clock=at.clock, utc=at.utc, status=part.status
                )
            case PageEntry():
                yield from self._entry(part)
            case Foot() | CustomerPart():
                pass  # who reads it knows whose it is

    def _entry(self, entry: PageEntry) -> Iterator[str]:
        words = self._words
        if entry.at.day != self._day:
            self._day = entry.at.day
            yield from ("", f"{self._day} ({distance(entry.at)})", "")
        if not entry.role:
            yield f"{entry.at.clock} {entry.text}"
            return
        who = f"{words.roles.get(entry.role, entry.role)} {entry.name}"
        first, *further = entry.text.splitlines() or [""]
        yield f"{entry.at.clock} {who}: {first}".rstrip()
        yield from (f"{_INDENT}{line}" for line in further)
        yield from (f"  {note}" for note in self._notes(entry))

    def _notes(self, entry: PageEntry) -> Iterator[str]:
        words = self._words
        if entry.reply_text is not None:
            yield f"> {words.reply.format(words=entry.reply_text)}"
        if entry.file is not None:
            yield f"+ {', '.join(each for each in (entry.file.label, entry.file.note) if each)}"
        yield from (f"{fact.label}: {fact.value}" for fact in entry.facts)
        yield from (f"+ {link}" for link in entry.links)
        for until, text in entry.before:
            said = " ".join(text.split())
            yield f"~ {words.before.format(day=until.day, clock=until.clock, words=said)}"
        if entry.deleted is not None:
            yield f"x {words.deleted.format(day=entry.deleted.day, clock=entry.deleted.clock)}"
        if entry.undelivered is not None:
            yield f"! {words.undelivered.format(reason=entry.undelivered)}"
