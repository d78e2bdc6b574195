"""Says on what is handed over whether its record is what was sealed."""

from collections.abc import Collection

from app.container import Container
from app.proof import proof_words, prove
from core.transcripts.chain import head_words
from db.apart import apart
from db.reads import Reads

MOST_LINES = 20
"""Of what verifying found: `switchboard transcripts verify` says all."""


async def verified(container: Container, people: Collection[int], tickets: Collection[int]) -> str:
    """Say whether the record of these customers is what was sealed, and where the chains of these
    tickets end. It is read apart: hashing takes a processor."""
    proof = await apart(container.database, lambda database: prove(database, people))
    *found, _files, verdict = proof_words(proof)
    heads = [head_words(*head) for head in await Reads(container.database).heads(tickets)]
    return "\n".join([verdict, *found[-MOST_LINES:], *heads])
