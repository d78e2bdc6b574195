"""Answers "what if?" in a process of its own, which is ended when it takes too long: neither the
bot nor another page waits for it."""

import asyncio
import os
import pickle
import sys

from app.collector import collect_seldom
from app.simulation.again import answer
from core.simulation.days import Answered, Asked, NoAnswerError

PATIENCE = 40.0
"""Seconds."""

NICE = 10
"""The desk itself goes before."""

_one_at_a_time = asyncio.Semaphore(1)


async def answer_apart(asked: Asked) -> Answered:
    """Answer. Raises NoAnswerError when that takes too long, others that ask before included."""
    try:
        async with asyncio.timeout(PATIENCE), _one_at_a_time:
            return await _ask(pickle.dumps(asked))
    except TimeoutError:
        raise NoAnswerError("it took too long") from None


async def _ask(question: bytes) -> Answered:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        written, _ = await process.communicate(question)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise NoAnswerError(f"its process ended with {process.returncode}")
    found: Answered = pickle.loads(written)  # noqa: S301 - our own process wrote it
    return found


def main() -> None:
    """Answer on standard output what stands on standard input."""
    os.nice(NICE)
    collect_seldom()
    asked: Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    sys.stdout.buffer.write(pickle.dumps(answer(asked)))


if __name__ == "__main__":
    main()
