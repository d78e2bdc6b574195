"""What is told of a file that was saved."""

from hashlib import blake2b

from core.model.outcomes import Sent


def kept(data: bytes, path: str) -> Sent:
    """The outcome of saving these bytes."""
    digest = blake2b(data, digest_size=32).hexdigest()
    return Sent({"size": len(data), "digest": digest, "path": path})
