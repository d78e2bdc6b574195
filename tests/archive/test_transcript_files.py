"""However entries come, in whatever batches, and whatever a killed process left behind them: the
files have the same bytes as if they had been made at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.transcript_files import LINES, TEXT, TranscriptFiles
from core.model.journal import Arrived, JournalEntry, JournalKind, Transcript
from core.transcripts.sealing import sealed

ANN = 5
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["a\nb", "\u2028", "\ud800", "[#1 x] customer Ann: "]
)
NAMED = {
    "chat_id": ANN,
    "message_id": 1,
    "role": "customer",
    "name": "Ann",
    "sent_at": NOON.isoformat(),
    "words": "first words",
}


def entry(kind: JournalKind, text: str, minute: int) -> JournalEntry:
    """One of that kind with that text wherever somebody's words may stand."""
    at = NOON + timedelta(minutes=minute)
    said = {"role": "operator", "name": text, "sender_id": 7, "chat_id": -9, "message_id": minute}
    bodies: dict[JournalKind, dict[str, Any]] = {
        JournalKind.TICKET: {"status": "closed", "topic": text, "reason": "solved"},
        JournalKind.MESSAGE: {
            **said, "sent_at": at.isoformat(), "kind": "text", "text": text, "answers": NAMED,
        },
        JournalKind.EDIT: {"kind": "text", "text": text, "before": text, "about": NAMED},
        JournalKind.DELETION: {"about": {**NAMED, "words": text}},
        JournalKind.FILE: {"lost": text, "about": NAMED},
        JournalKind.DELIVERY: {"chat_id": -9, "message_id": 2, "copy": {}},
        JournalKind.EVENT: {"event": "noted", "details": {"note": text}},
    }  # fmt: skip
    return JournalEntry(kind, at, ANN, 1, bodies[kind], id=1)


SAID_OTHERWISE = (JournalKind.CUSTOMER, JournalKind.ERASED, JournalKind.AUDIT)
"""What is added by itself, or stands in no transcript."""
ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from([kind for kind in JournalKind if kind not in SAID_OTHERWISE]),
        TEXTS,
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=20,
)
LEFT = st.binary(max_size=9) | st.just(b"half a line " * 200)
"""What stands at a file's end that nobody knows of."""


@given(entries=ENTRIES, names=st.lists(TEXTS, min_size=1, max_size=3), data=st.data())
def test_appended_is_the_same_as_made_at_once(
    entries: Sequence[JournalEntry], names: Sequence[str], data: st.DataObject
) -> None:
    with TemporaryDirectory() as place:
        files = TranscriptFiles(Path(place) / "appended", UTC)
        transcript, whole = Transcript(ANN), list[JournalEntry]()
        left = list(entries)
        while left:
            size = data.draw(st.integers(1, len(left)))
            who = {"id": ANN, "name": data.draw(st.sampled_from(names))}
            batch, left = left[:size], left[size:]
            placed, moved = sealed([Arrived(it, transcript, who) for it in batch], NOON)
            whole += placed
            for name in (LINES, TEXT):
                file = files.folder_of(ANN) / name
                if file.exists():
                    file.write_bytes(file.read_bytes() + data.draw(LEFT))
            # What is known of the files is what was kept with the last batch.
            known = Transcript(
                ANN, 0, None, None, transcript.written, transcript.lines_size, transcript.text_size
            )
            found = files.append(known, placed)
            assert found is not None
            at = moved[ANN]
            transcript = Transcript(
                ANN, at.position, at.said_until, at.customer,
                found.written, found.lines_size, found.text_size,
            )  # fmt: skip
        again = TranscriptFiles(Path(place) / "again", UTC)
        with again.anew(Transcript(ANN)) as anew:
            for page in filter(None, (whole[:3], whole[3:])):
                anew.put(page)
        made = anew.transcript
        assert (made.lines_size, made.text_size) == (transcript.lines_size, transcript.text_size)
        for name in (LINES, TEXT):
            bytes_there = (files.folder_of(ANN) / name).read_bytes()
            assert bytes_there == (again.folder_of(ANN) / name).read_bytes()
            assert bytes_there.endswith(b"\n")
        assert [it.position for it in whole] == [*range(1, len(whole) + 1)]


@given(ENTRIES)
def test_late_is_what_was_said_before_a_message_above_it(entries: Sequence[JournalEntry]) -> None:
    who = {"id": ANN, "name": "Ann"}
    placed, _ = sealed([Arrived(it, Transcript(ANN), who) for it in entries], NOON)
    said = [it for it in placed if it.kind is JournalKind.MESSAGE]
    for number, message in enumerate(said):
        before = [it.at for it in said[:number]]
        assert message.is_late == (bool(before) and message.at < max(before))
