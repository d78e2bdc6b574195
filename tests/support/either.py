"""On which kinds of database a test runs: on both in turn, or on one of them."""

import os
from zlib import crc32

import pytest

from tests.support.databases import BACKENDS, Backend

EVERY_DATABASE = "TEST_EVERY_DATABASE"
EITHER = "either"


@pytest.fixture(name="database_backend", params=BACKENDS)
def both(request: pytest.FixtureRequest) -> Backend:
    """Each kind of database in turn: what asks for it, or for a database, runs on both."""
    backend: Backend = request.param
    return backend


@pytest.fixture(
    name="database_backend", params=BACKENDS if os.environ.get(EVERY_DATABASE) else (EITHER,)
)
def either(request: pytest.FixtureRequest) -> Backend:
    """Always the same one of the two for a test, about half of the tests each: for what is not the
    database's, which the repositories' contracts prove on both. With TEST_EVERY_DATABASE both."""
    if request.param in BACKENDS:
        chosen: Backend = request.param
        return chosen
    return BACKENDS[crc32(request.node.nodeid.encode()) % len(BACKENDS)]
