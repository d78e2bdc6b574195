"""A chain proves whatever stands in it, and nothing can be done to it that does not show."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.journal import JournalEntry, JournalKind
from core.model.proof import Fault, Sealed
from core.transcripts.chain import canonical, linked
from core.transcripts.proving import ChainProof

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=9)  # unpaired surrogates, too
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
BODIES = st.dictionaries(TEXTS, VALUES, max_size=4)


def chain(bodies: list[dict[str, object]]) -> list[Sealed]:
    """One entry for each, sealed; the salts are their numbers."""
    entries = [
        JournalEntry(
            JournalKind.MESSAGE, NOON + timedelta(seconds=at), 5, 7, body, position=at, chain=7
        )
        for at, body in enumerate(bodies, start=1)
    ]
    links = linked(
        entries, {}, lambda size: bytes(number % 251 for number in range(size)), earlier=False
    )
    (head,) = links.heads
    return [
        Sealed(entry, link.number, link.salt, link.content, link.hash, (head.number, head.hash))
        for entry, link in zip(entries, links.links, strict=False)
    ]


def faults(kept: list[Sealed]) -> list[Fault]:
    proof = ChainProof(7)
    found = [fault for sealed in kept for fault in proof.take(sealed)[0]]
    return found + proof.end()


@given(bodies=st.lists(BODIES, min_size=1, max_size=5))
def test_what_was_stored_and_read_back_proves_itself(bodies: list[dict[str, object]]) -> None:
    kept = chain(bodies)
    read = [
        replace(each, entry=replace(each.entry, body=json.loads(json.dumps(each.entry.body))))
        for each in kept
    ]
    assert faults(read) == []


@given(bodies=st.lists(BODIES, min_size=2, max_size=5), data=st.data())
def test_nothing_can_be_done_to_it_that_does_not_show(
    bodies: list[dict[str, object]], data: st.DataObject
) -> None:
    kept = chain(bodies)
    at = data.draw(st.integers(0, len(kept) - 1))
    one = kept[at]
    match data.draw(st.sampled_from(["body", "when", "whose", "late", "out", "last", "swap"])):
        case "body":
            body = data.draw(BODIES)
            if canonical(body) == canonical(one.entry.body):
                return
            kept[at] = replace(one, entry=replace(one.entry, body=body))
        case "when":
            kept[at] = replace(one, entry=replace(one.entry, at=NOON))
        case "whose":
            kept[at] = replace(one, entry=replace(one.entry, customer_id=6))
        case "late":
            kept[at] = replace(one, entry=replace(one.entry, is_late=True))
        case "out":
            del kept[at]
        case "last":
            del kept[-1]
        case "swap":
            other = kept[at - 1]
            kept[at] = replace(other, number=one.number)
            kept[at - 1] = replace(one, number=other.number)
    assert faults(kept)
